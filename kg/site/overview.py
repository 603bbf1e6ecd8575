"""What the first page and the landscape show: everything at a glance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.query.views.model import EntityView, Ranked, Ref, SourceLine, Views
from kg.site.hubs import Row, sorting
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


def landscape(views: Views) -> Landscape:
    """Categories with their subcategories, each with its projects and products, the most mature first."""
    topics = {view.id: view for view in views.of_kind("topic")}
    parents = {id_: [s.other.id for s in view.related("broader")] for id_, view in topics.items()}
    members: dict[tuple[str, str], list[Row]] = defaultdict(list)
    placed = set()
    for view in (*views.of_kind("project"), *views.of_kind("product")):
        own = [s.other.id for s in view.related("category") if s.curated and s.other.id in topics]
        for place in _places(own, parents):
            members[place].append(Row(Ref(view.kind, view.id, view.name), view.fact("maturity")))
            placed.add(view.id)
    above: dict[str, list[str]] = defaultdict(list)
    for parent, id_ in sorted(members, key=lambda place: sorting(topics[place[1]].name)):
        above[parent].append(id_)
    categories = []
    for parent in sorted(above, key=lambda i: sorting(topics[i].name)):
        subs = tuple(
            Sub(Ref("topic", id_, topics[id_].name), tuple(sorted(members[parent, id_], key=_maturest)))
            for id_ in above[parent]
        )
        categories.append(Category(Ref("topic", parent, topics[parent].name), sum(len(s.items) for s in subs), subs))
    shown = {row.mark for rows in members.values() for row in rows}
    return Landscape(len(placed), tuple(m for m in MATURITIES if m in shown), tuple(categories))


def _maturest(row: Row) -> tuple[int, bool, tuple[str, str]]:
    """Sort key: the most mature first, projects before products."""
    rank = MATURITIES.index(row.mark) if row.mark in MATURITIES else len(MATURITIES)
    return rank, row.ref.kind != "project", sorting(row.ref.name)


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
        counts=tuple((kind, kinds[kind]) for kind in SECTIONS if kind != "landscape"),
        projects=tuple(
            Ranked(Ref(v.kind, v.id, v.name), v.counts.sources, v.counts.independent) for v in software[:12]
        ),
        topics=_most(views.of_kind("topic")),
        people=_most(views.of_kind("person")),
        newest=tuple(newest[:9]),
    )


def _most(views: Sequence[EntityView]) -> tuple[Ranked, ...]:
    most = sorted((v for v in views if v.sources), key=lambda v: (-len(v.sources), v.id))[:12]
    return tuple(Ranked(Ref(v.kind, v.id, v.name), len(v.sources)) for v in most)
