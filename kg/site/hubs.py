"""The pages that lead to all others: home, landscape, and one list a kind."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import FOLDERS
from kg.query.views.model import EntityView, Ranked, Ref, SourceLine, SourceView, Views
from kg.site.leads import short
from kg.site.pieces import MEDIA
from kg.site.render import SECTIONS

PER_PAGE = 500
MATURITIES = ("graduated", "incubating", "sandbox", "archived")
LEADS = {
    "project": "Open-source projects: whose they are, how mature, and how many sources speak of them (the second number: independent ones).",
    "product": "Products and services, with the vendors behind them.",
    "vendor": "Companies, foundations and institutions: what is theirs, and who speaks for them.",
    "person": "Speakers, authors and maintainers.",
    "topic": "What all this is about: each topic joins its projects, sources and people.",
    "event": "Conferences and their editions.",
    "talk": "Talks, podcast episodes and recordings.",
    "article": "Articles and blog posts.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: a page, a maturity, a note, and how many sources speak of it."""

    ref: Ref
    mark: str = ""
    note: str = ""
    sources: int = 0
    independent: int = 0


@dataclass(frozen=True, slots=True)
class Hub:
    """One page of a kind's list."""

    kind: str
    title: str
    lead: str
    total: int
    number: int
    pages: int
    base: str
    by: str
    letters: tuple[tuple[str, int], ...]
    """(heading, number of the page it begins on)."""
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sub:
    """A subcategory with its projects and products."""

    ref: Ref
    items: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the landscape."""

    ref: Ref
    total: int
    subs: tuple[Sub, ...]


@dataclass(frozen=True, slots=True)
class Landscape:
    """Everything in its category."""

    total: int
    maturities: tuple[str, ...]
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The numbers and lists of the first page."""

    talks: int
    articles: int
    counts: tuple[tuple[str, int], ...]
    projects: tuple[Ranked, ...]
    topics: tuple[Ranked, ...]
    people: tuple[Ranked, ...]
    newest: tuple[SourceLine, ...]


def hubs(views: Views, prefix: str) -> Iterator[Hub]:
    """The lists of all kinds, page by page."""
    for kind in SECTIONS:
        if kind == "landscape":
            continue
        if kind in ("talk", "article"):
            sources = [view for view in views.sources if view.kind == kind]
            yield from _paged(kind, _by_year(sources), prefix, "Years")
        else:
            yield from _paged(kind, _by_letter(views.of_kind(kind)), prefix, "Letters")


def letter(name: str) -> str:
    """The heading under which a name stands in a list.

    >>> letter("etcd"), letter("Émile"), letter("3scale"), letter("云")
    ('E', 'E', '0–9', '…')
    """
    for char in unicodedata.normalize("NFKD", name):
        if char.isascii() and char.isalpha():
            return char.upper()
        if char.isdigit():
            return "0–9"
        if char.isalpha():
            break
    return "…"


def sorting(name: str) -> tuple[str, str]:
    """Sort key of a name: as a reader expects it, whatever the case or accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return plain.lstrip("\"'“([<> \u202a\u202b\u202d\u202e\u200e\u200f"), name


def _by_letter(views: Iterable[EntityView]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for view in sorted(views, key=lambda v: sorting(v.name)):
        row = Row(Ref(view.kind, view.id, view.name), view.fact("maturity"), _note(view), view.counts.sources, view.counts.independent)
        if view.kind in ("topic", "event", "person"):
            row = Row(row.ref, "", row.note, max(len(view.sources), view.counts.sources), view.counts.independent) if view.sources else row
        groups[letter(sorting(view.name)[0])].append(row)
    order = sorted(groups, key=lambda name: (name == "…", name != "0–9", name))
    return {name: groups[name] for name in order}


def _note(view: EntityView) -> str:
    predicate = {"project": "category", "product": "behind", "person": "works_for", "topic": "broader"}.get(view.kind, "")
    near = view.related(predicate)[:1]
    if near:
        return near[0].other.name
    return view.fact("membership") if view.kind == "vendor" else short(view.fact("start")) if view.kind == "event" else ""


def _by_year(views: Iterable[SourceView]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for view in sorted(views, key=lambda v: (v.line.date, sorting(v.name)), reverse=True):
        line = view.line
        note = " · ".join(filter(None, (MEDIA.get(line.medium, ""), line.publisher, short(line.date))))
        groups[line.date[:4] or "Undated"].append(Row(Ref(view.kind, view.id, view.name), note=note))
    groups["Undated"] = groups.pop("Undated", [])[::-1]
    return {name: rows for name, rows in groups.items() if rows}


def _paged(kind: str, groups: dict[str, list[Row]], prefix: str, by: str) -> Iterator[Hub]:
    """Cut groups into pages of at most PER_PAGE lines; a group may run over several."""
    pages: list[list[tuple[str, list[Row]]]] = [[]]
    letters: list[tuple[str, int]] = []
    room = PER_PAGE
    for name, rows in groups.items():
        if len(rows) > room and room < PER_PAGE / 2:
            pages.append([])
            room = PER_PAGE
        letters.append((name, len(pages)))
        while rows:
            pages[-1].append((name, rows[:room]))
            rows, room = rows[room:], room - len(rows[:room])
            if room == 0:
                pages.append([])
                room = PER_PAGE
    pages = [page for page in pages if page] or [[]]
    total = sum(map(len, groups.values()))
    for number, page in enumerate(pages, 1):
        shown = tuple((name, tuple(rows)) for name, rows in page)
        yield Hub(kind, SECTIONS[kind], LEADS[kind], total, number, len(pages), f"{prefix}{FOLDERS[kind]}/", by, tuple(letters), shown)


def landscape(views: Views) -> Landscape:
    """Categories with their subcategories, each with its projects and products, the most mature first."""
    topics = {view.id: view for view in views.of_kind("topic")}
    members: dict[str, list[Row]] = defaultdict(list)
    placed = set()
    for view in (*views.of_kind("project"), *views.of_kind("product")):
        for statement in view.related("category"):
            if statement.curated and statement.other.id in topics:
                members[statement.other.id].append(Row(Ref(view.kind, view.id, view.name), view.fact("maturity")))
                placed.add(view.id)
    above: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(members, key=lambda i: sorting(topics[i].name)):
        parents = [s.other.id for s in topics[id_].related("broader") if s.other.id in topics]
        above[parents[0] if parents else id_].append(id_)
    rank = {name: place for place, name in enumerate(MATURITIES)}
    categories = []
    for parent in sorted(above, key=lambda i: sorting(topics[i].name)):
        subs = tuple(
            Sub(Ref("topic", id_, topics[id_].name), tuple(sorted(members[id_], key=lambda r: (rank.get(r.mark, 9), r.ref.kind != "project", sorting(r.ref.name)))))
            for id_ in above[parent]
        )
        categories.append(Category(Ref("topic", parent, topics[parent].name), sum(len(s.items) for s in subs), subs))
    shown = {row.mark for rows in members.values() for row in rows}
    return Landscape(len(placed), tuple(m for m in MATURITIES if m in shown), tuple(categories))


def home(views: Views) -> Home:
    """The first page's numbers, from the graph."""
    kinds = Counter(view.kind for view in views.entities) + Counter(view.kind for view in views.sources)
    software = [v for v in views.entities if v.kind in ("project", "product") and v.counts.sources]
    software.sort(key=lambda v: (-v.counts.independent, -v.counts.sources, v.id))
    newest = sorted((v.line for v in views.sources if v.line.date), key=lambda line: (line.date, line.id), reverse=True)
    return Home(
        talks=kinds["talk"], articles=kinds["article"],
        counts=tuple((kind, kinds[kind]) for kind in SECTIONS if kind != "landscape"),
        projects=tuple(Ranked(Ref(v.kind, v.id, v.name), v.counts.sources, v.counts.independent) for v in software[:12]),
        topics=_most(views.of_kind("topic")), people=_most(views.of_kind("person")), newest=tuple(newest[:9]),
    )


def _most(views: Sequence[EntityView]) -> tuple[Ranked, ...]:
    most = sorted((v for v in views if v.sources), key=lambda v: (-len(v.sources), v.id))[:12]
    return tuple(Ranked(Ref(v.kind, v.id, v.name), len(v.sources)) for v in most)
