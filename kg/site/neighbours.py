"""What stands nearest to an entry, chosen from all that the sources and the catalogue say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kg.query.views.model import EntityView, Ranked, Ref, Statement

MOST = 22
LEAST = 3
"""Neighbours below which there is nothing to draw."""
PLACES = {kind: place for place, kind in enumerate(("vendor", "project", "product", "event", "topic", "person"))}
"""Kind → its place around an entry."""


class Neighbour(NamedTuple):
    """One node: what it is, why it stands here, and how strong that is (1 to 3). A page makes twenty."""

    ref: Ref
    why: str
    strength: int = 1
    sources: int = 0
    """How many sources say so, where it rests on these."""


def of(view: EntityView) -> tuple[Neighbour, ...]:
    """The nearest neighbours of an entry, at most MOST, sorted as they stand around it; none where there are few."""
    found: dict[str, Neighbour] = {}
    for rows, most in RECIPES[view.kind](view):
        new: list[Neighbour] = []
        for row in rows:
            if row.ref.id not in found and row.ref.id != view.id:
                new.append(row)
                if len(new) == most:
                    break
        for row in new:
            found[row.ref.id] = row
    near = list(found.values())[:MOST]
    if len(near) < LEAST:
        return ()
    return tuple(sorted(near, key=lambda n: (PLACES.get(n.ref.kind, 9), -n.strength)))


Rows = Iterable[Neighbour]


def _stated(statements: Sequence[Statement], why: str) -> Rows:
    return (Neighbour(s.other, why, 3) for s in statements if s.curated)


def _shared(rows: Sequence[Ranked], why: str) -> Rows:
    """Neighbours by sources; the strength is the share of the best one's."""
    most = max((row.sources for row in rows), default=1)
    return (Neighbour(row.ref, why, _third(row, most), row.sources) for row in rows)


def _third(row: Ranked, most: int) -> int:
    return 3 if 3 * row.sources > 2 * most else 2 if 3 * row.sources > most else 1


Recipe = list[tuple[Rows, int]]


def _software(v: EntityView) -> Recipe:
    return [
        (_stated(v.related("behind"), "the vendor behind it"), 2),
        (_stated(v.related("part_of"), "it is part of this"), 2),
        (_stated(v.related("category")[:2], "its category"), 2),
        (_shared(v.together, "named together in"), 9),
        (_shared(v.people, "speaks in"), 4),
        (_shared(v.vendors, "named together in"), 3),
        (_stated(v.related("part_of", False), "part of it"), 2),
        (_shared(v.topics, "the topic of"), 3),
    ]


def _vendor(v: EntityView) -> Recipe:
    named = {row.ref.id for row in v.mentioned}
    own = sorted(v.related("behind", False), key=lambda s: s.other.id not in named)
    return [
        (_stated(v.related("subsidiary_of"), "it is part of this"), 1),
        (_stated(own, "from this vendor"), 8),
        ([Neighbour(s.ref, "speaks in", 2, s.sources) for s in v.speakers], 6),
        (_shared(v.mentioned, "what it publishes names this in"), 5),
        (_shared(v.together, "named together in"), 6),
        (_shared(v.topics, "the topic of"), 3),
    ]


def _person(v: EntityView) -> Recipe:
    return [
        ([Neighbour(s.other, "employer", 3) for s in v.related("works_for")], 3),
        (_stated(v.related("maintains"), "maintained"), 6),
        (_shared(v.mentioned, "spoken of in"), 9),
        (_shared(v.beside, "on the same stage in"), 8),
    ]


def _event(v: EntityView) -> Recipe:
    return [
        (_stated(v.related("edition_of"), "its series"), 1),
        (_stated(v.related("edition_of", False), "edition"), 6),
        (_stated(v.related("organised_by"), "organiser"), 2),
        (_shared(v.mentioned, "spoken of in"), 10),
        (_shared(v.beside, "speaks in"), 8),
    ]


def _topic(v: EntityView) -> Recipe:
    return [
        (_stated(v.related("broader"), "the wider topic"), 2),
        (_stated(v.related("related") + v.related("related", False), "related topic"), 4),
        (_stated(v.related("broader", False), "narrower topic"), 5),
        (_shared(v.mentioned, "spoken of in"), 9),
        (_shared(v.beside, "speaks in"), 5),
        (_shared(v.vendors, "named in"), 3),
    ]


RECIPES: dict[str, Callable[[EntityView], Recipe]] = {
    "project": _software,
    "product": _software,
    "vendor": _vendor,
    "person": _person,
    "event": _event,
    "topic": _topic,
}
