"""Which pages there are, and what each is made of: decided first, so that unchanged pages are never rendered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.model import FOLDERS
from kg.query.views.model import Appearance, EntityView, Ref, SourceLine, SourceView, Views
from kg.site import chinese, compare, details, hubs, jsonld, leads, overview
from kg.site.details import Quote
from kg.site.render import Renderer
from kg.site.sentences import Sentence
from kg.site.words import SECTIONS

Beside = tuple[tuple[str, str], ...]
More = tuple[tuple[str, Any], ...]
"""(name, path of the comparison) of what a thing is set beside."""
LIST = 200
"""Lines on a page of an entity's sources or members."""
QUOTED = 12
"""Sentences shown on a quotable source's page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is rendered. `view` and `more` are all that its template is filled with."""

    path: str
    """Under the site's root, with a trailing slash; empty for the first page."""
    template: str
    section: str
    title: str
    kind: str
    view: Any
    more: tuple[tuple[str, Any], ...] = ()
    language: str = "en"
    indexed: bool = True
    """Whether search engines and the site's own search should know it."""
    date: str = ""
    """The date of what it shows, for the sitemap, or empty."""
    twin: str | None = None
    """The path of the same page in the other language, where there is one."""

    @property
    def listed(self) -> bool:
        """Whether search engines may list it: pages of people only where a person confirmed them."""
        person = self.kind == "person" and isinstance(self.view, EntityView)
        return self.indexed and not (person and not self.view.confirmed)

    def lead(self) -> Sentence:
        """Its first sentence; of a page that shows no entry or source as it is, what stands there if anything."""
        if isinstance(self.view, EntityView | SourceView):
            return leads.lead(self.view, self.language)
        return (getattr(self.view, "lead", ""),)

    def linked_data(self, site_url: str) -> dict[str, Any] | None:
        """The page's thing in schema.org's terms, where it shows one thing."""
        if self.template not in ("entity.html", "source.html"):
            return None
        return jsonld.of(self.view, site_url)

    def body(self, renderer: Renderer, lead: Sentence) -> str:
        """The page's body, with its lead."""
        context = dict(self.more)
        quotes = dict(context.pop("quotes", ()))
        template = self.template
        if template == "entity.html":
            template = f"entity.html:{self.kind}"
            context = details.entity(self.view, dict(context["jobs"]), quotes, context["pairs"], context["free"])
        elif self.template == "source.html":
            context = details.source(self.view, quotes)
        else:
            context |= {"v": self.view, "quotes": quotes}
        return renderer.body(template, self.language, twin=self.twin, lead=lead, **context)


def pages(
    views: Views,
    prefix: str,
    quote: Quote | None,
    languages: Collection[str] = ("en",),
    maturities: Sequence[str] = overview.MATURITIES,
) -> Iterator[Page]:
    """Every generated page, in a fixed order; first pages, lists and topics in Chinese too where `languages` has it.

    `maturities` are the instance's, the most mature first. A list with nothing in it is no page.
    """
    labels = chinese.Labels(views)
    for page in _all(views, prefix, quote, maturities):
        if page.language.startswith("zh"):
            page = replace(page, view=labels.source(page.view))
        translated = _chinese(page, labels, prefix) if "zh" in languages else None
        yield page if translated is None else replace(page, twin=translated.path)
        if translated is not None:
            yield translated


def _chinese(page: Page, labels: chinese.Labels, prefix: str) -> Page | None:
    """The same page in Chinese, where the Chinese tree has it."""
    view: Any
    if page.kind == "home":
        view, title = labels.home(page.view), ""
    elif page.kind == "list":
        view = labels.hub(page.view, prefix)
        title = view.title + (f"，第 {view.number} 页" if view.number > 1 else "")
    elif page.kind == "topic" and page.template == "entity.html":
        view = labels.topic(page.view)
        title = view.name
    else:
        return None
    return replace(page, path=f"zh/{page.path}", view=view, title=title, language="zh", twin=page.path)


def empty(views: Views) -> tuple[str, ...]:
    """The folders of the lists that have nothing to show."""
    kinds = {view.kind for view in views.entities} | {view.kind for view in views.sources}
    placed = any(overview.placed(views))
    return tuple(FOLDERS[kind] for kind in FOLDERS if kind not in kinds) + (() if placed else ("landscape", "compare"))


def _all(views: Views, prefix: str, quote: Quote | None, maturities: Sequence[str]) -> Iterator[Page]:
    nothing = empty(views)
    yield Page("", "home.html", "", "", "home", overview.home(views), indexed=True)
    if "landscape" not in nothing:
        shown = overview.landscape(views, maturities)
        yield Page("landscape/", "landscape.html", "landscape", "Landscape", "landscape", shown)
    yield Page("search/", "search.html", "search", "Search", "search", None, (("empty", nothing),), indexed=False)
    for hub in hubs.hubs(views, prefix):
        more = f"~{hub.number}/" if hub.number > 1 else ""
        title = hub.title + (f", page {hub.number}" if more else "")
        yield Page(f"{FOLDERS[hub.kind]}/{more}", "hub.html", hub.kind, title, "list", hub)
    pairs = compare.pairs(views)
    if "compare" not in nothing:
        yield from _compared(views, pairs)
    beside = _beside(pairs)
    jobs = _employers(views)
    free = details.independence({view.kind for view in views.entities}, {s.line.affiliation for s in views.sources})
    for view in views.entities:
        yield from _entity(view, jobs, (("pairs", beside.get(view.id, ())), ("free", free)), quote)
    for source in views.sources:
        yield _source(source, quote)


def _compared(views: Views, pairs: tuple[compare.Pair, ...]) -> Iterator[Page]:
    """The page of comparisons, and one for each pair that is made beforehand."""
    yield Page("compare/", "compare.html", "landscape", "Compare", "compare", pairs)
    known = {view.id: view for view in views.entities}
    for pair in pairs:
        title = f"{pair.one.name} and {pair.two.name}"
        both = compare.comparison(pair, known[pair.one.id], known[pair.two.id])
        yield Page(pair.path, "pair.html", "landscape", title, "compare", both)


def _beside(pairs: tuple[compare.Pair, ...]) -> Mapping[str, Beside]:
    """Entity → (the other's name, path) of the pairs that it stands in."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda p: (-p.independent, -p.sources, p.path)):
        for own, other in ((pair.one, pair.two), (pair.two, pair.one)):
            found[own.id].append((other.name, pair.path))
    return {id_: tuple(rows) for id_, rows in found.items()}


def _entity(view: EntityView, jobs: Mapping[str, Ref], also: More, quote: Quote | None) -> Iterator[Page]:
    path = f"{FOLDERS[view.kind]}/{view.id}/"
    groups = details.groups(view)
    shown = [a for group in groups for a in (*group.dated, *group.undated)]
    near = {s.other.id for s in view.statements if s.other.kind == "person"}
    employers = tuple((id_, jobs[id_]) for id_ in sorted(near) if id_ in jobs)
    more = (("jobs", employers), *also, ("quotes", _quotes(shown, quote)))
    yield Page(path, "entity.html", view.kind, view.name, view.kind, view, more, date=_newest(view))
    if any(group.more for group in groups):
        yield from _listing(
            view, f"{path}voices/", f"Who speaks of {view.name}", "appearances", view.appearances, quote
        )
    if len(view.sources) > details.SOURCES[view.kind]:
        yield from _listing(view, f"{path}sources/", f"Sources: {view.name}", "sources", view.sources, None)
    members = view.related("category", forward=False) if view.kind == "topic" else ()
    if len(members) > 300:
        yield from _listing(view, f"{path}members/", f"Projects and products: {view.name}", "members", members, None)


def _listing(
    view: EntityView, path: str, title: str, what: str, rows: tuple[Any, ...], quote: Quote | None
) -> Iterator[Page]:
    total = -(-len(rows) // LIST)
    ref = Ref(view.kind, view.id, view.name)
    for number in range(1, total + 1):
        part = rows[(number - 1) * LIST : number * LIST]
        context = {"appearances": (), "sources": (), "members": ()} | {what: part}
        quotes = _quotes(part, quote) if what == "appearances" else ()
        more = (
            *context.items(),
            ("title", title),
            ("number", number),
            ("total", total),
            ("quotes", quotes),
            ("base", path),
        )
        address = path + (f"~{number}/" if number > 1 else "")
        yield Page(address, "listing.html", view.kind, title, view.kind, ref, more, indexed=False)


def _source(view: SourceView, quote: Quote | None) -> Page:
    quotes: dict[str, str] = {}
    for found in view.found[:QUOTED] if quote and view.line.quotable else ():
        text = _said(quote, view.line, found.offset)
        if text and text not in quotes.values():
            quotes[found.ref.id] = text
    path = f"{FOLDERS[view.kind]}/{view.id}/"
    more = (("quotes", tuple(quotes.items())),)
    return Page(
        path, "source.html", view.kind, view.name, view.kind, view, more, view.line.language, date=view.line.date
    )


def _quotes(appearances: list[Appearance] | tuple[Appearance, ...], quote: Quote | None) -> tuple[tuple[str, str], ...]:
    """(source, its sentence) where the licence allows and the text is at hand."""
    found = ((a.line.id, _said(quote, a.line, a.offset)) for a in appearances if a.line.quotable)
    return tuple((id_, text) for id_, text in found if text)


def _said(quote: Quote | None, line: SourceLine, offset: int) -> str:
    """The source's sentence at an offset, unless that is only its title."""
    text = (quote(line.id, offset, offset + 1) if quote else None) or ""
    return "" if text.strip(" .#*") == line.title.strip(" .#*") else text


def _employers(views: Views) -> dict[str, Ref]:
    """Person → employer now."""
    jobs = {}
    for view in views.of_kind("person"):
        now = [s.other for s in view.related("works_for") if not s.until and s.curated]
        if now:
            jobs[view.id] = now[0]
    return jobs


def _newest(view: EntityView) -> str:
    dates = [a.line.date for a in view.appearances] + [line.date for line in view.sources]
    return max(dates, default="")


def section(kind: str) -> str:
    """The folder whose menu entry a page lies under.

    >>> section("project"), section("landscape"), section("")
    ('projects', 'landscape', '')
    """
    return FOLDERS.get(kind, kind) if kind in SECTIONS else kind
