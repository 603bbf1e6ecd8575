"""What the first page and the landscape show: everything at a glance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.query.views.model import EntityView, Ranked, Ref, SourceLine, Views
from kg.site import network
from kg.site.hubs import Row, sorting
from kg.site.network import Network
from kg.site.sentences import series
from kg.site.words import SECTIONS

MATURITIES = ("graduated", "incubating", "sandbox", "archived")


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
    kinds: tuple[str, ...]
    """Of "project" and "product" those that are in it."""
    facets: tuple[str, ...]
    """Of vendors, topics and events the kinds by which it can be narrowed."""
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The numbers and lists of the first page."""

    talks: int
    articles: int
    counts: tuple[tuple[str, int], ...]
    """(kind, how many) of the kinds of which there are some."""
    landscape: bool
    """Whether anything has its place in a landscape."""
    examples: tuple[str, ...]
    """Names that one may search for."""
    projects: tuple[Ranked, ...]
    network: Network | None
    """The same projects, and how they hang together."""
    topics: tuple[Ranked, ...]
    people: tuple[Ranked, ...]
    newest: tuple[SourceLine, ...]

    def listed(self, *kinds: str) -> tuple[str, ...]:
        """Of the kinds those of which there are some."""
        here = dict(self.counts)
        return tuple(kind for kind in kinds if kind in here)

    @property
    def named(self) -> str:
        """What sources name here, in words: "project, person and vendor"."""
        return series(self.listed("project", "person", "vendor") or ("name",))

    @property
    def things(self) -> str:
        """What the catalogue holds, in words: "projects, products and vendors"."""
        made = self.listed("project", "product", "vendor")
        return series([SECTIONS[kind].lower() for kind in made or self.listed("person", "topic", "event")] or ["names"])


def placed(views: Views) -> Iterator[tuple[EntityView, list[str]]]:
    """The projects and products that have a category, with the topics that they have as categories."""
    topics = {view.id for view in views.of_kind("topic")}
    for view in (*views.of_kind("project"), *views.of_kind("product")):
        if own := [s.other.id for s in view.related("category") if s.curated and s.other.id in topics]:
            yield view, own


def landscape(views: Views, maturities: Sequence[str] = MATURITIES) -> Landscape:
    """Categories with their subcategories, each with its projects and products, the most mature first."""
    topics = {view.id: view for view in views.of_kind("topic")}
    parents = {id_: [s.other.id for s in view.related("broader")] for id_, view in topics.items()}
    members: dict[tuple[str, str], list[Row]] = defaultdict(list)
    things = list(placed(views))
    for view, own in things:
        for place in _places(own, parents):
            members[place].append(Row(Ref(view.kind, view.id, view.name), view.fact("maturity")))

    def maturest(row: Row) -> tuple[int, bool, tuple[str, str]]:
        """Sort key: the most mature first, projects before products."""
        rank = maturities.index(row.mark) if row.mark in maturities else len(maturities)
        return rank, row.ref.kind != "project", sorting(row.ref.name)

    above: dict[str, list[str]] = defaultdict(list)
    for parent, id_ in sorted(members, key=lambda place: sorting(topics[place[1]].name)):
        above[parent].append(id_)
    categories = []
    for parent in sorted(above, key=lambda i: sorting(topics[i].name)):
        subs = tuple(
            Sub(Ref("topic", id_, topics[id_].name), tuple(sorted(members[parent, id_], key=maturest)))
            for id_ in above[parent]
        )
        categories.append(Category(Ref("topic", parent, topics[parent].name), sum(len(s.items) for s in subs), subs))
    shown = {row.mark for rows in members.values() for row in rows}
    kinds = {row.ref.kind for rows in members.values() for row in rows}
    ripe = tuple(m for m in maturities if m in shown)
    here = tuple(kind for kind in ("project", "product") if kind in kinds)
    facets = tuple(name for name in ("vendor", "topic", "event") if views.of_kind(name))
    return Landscape(len(things), ripe, here, facets, tuple(categories))


def _places(own: Sequence[str], parents: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(category, subcategory) of each place that a thing has, by its topics.

    A subcategory in several categories stands in those that the thing names beside it, else in the last. A category
    named for that alone is no place of its own.
    """
    named = {parent for id_ in own for parent in parents[id_] if len(parents[id_]) > 1 and parent in own}
    for id_ in own:
        if id_ not in named:
            chosen = [parent for parent in parents[id_] if parent in named] or parents[id_][-1:] or [id_]
            yield from ((parent, id_) for parent in chosen)


def home(views: Views) -> Home:
    """The first page's numbers, from the graph."""
    kinds = Counter(view.kind for view in views.entities) + Counter(view.kind for view in views.sources)
    software = [v for v in views.of_kind("project") if v.counts.sources]
    software.sort(key=lambda v: (-v.counts.independent, -v.counts.sources, v.id))
    newest = sorted((v.line for v in views.sources if v.line.date), key=lambda line: (line.date, line.id), reverse=True)
    return Home(
        talks=kinds["talk"],
        articles=kinds["article"],
        counts=tuple((kind, kinds[kind]) for kind in SECTIONS if kinds[kind]),
        landscape=any(placed(views)),
        examples=_examples(views),
        projects=tuple(
            Ranked(Ref(v.kind, v.id, v.name), v.counts.sources, v.counts.independent) for v in software[:12]
        ),
        network=network.of(software[:12]),
        topics=_most(views.of_kind("topic")),
        people=_most(views.of_kind("person")),
        newest=tuple(newest[:9]),
    )


def _examples(views: Views) -> tuple[str, ...]:
    """The project of which most is said, and the topic and the person with most sources, under another name."""
    found: list[str] = []
    for kind in ("project", "topic", "person"):
        others = (view for view in views.of_kind(kind) if view.name not in found)
        most = max(others, key=lambda v: (len(v.sources) or v.counts.sources, v.id), default=None)
        found += [most.name] if most is not None else []
    return tuple(found)


def _most(views: Sequence[EntityView]) -> tuple[Ranked, ...]:
    most = sorted((v for v in views if v.sources), key=lambda v: (-len(v.sources), v.id))[:12]
    return tuple(Ranked(Ref(v.kind, v.id, v.name), len(v.sources)) for v in most)
