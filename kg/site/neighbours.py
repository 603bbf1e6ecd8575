"""What stands nearest to an entry: chosen, and drawn as a small graph whose nodes are links. No script."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice

from markupsafe import Markup, escape

from kg.query.views.model import EntityView, Ranked, Ref, Statement

MOST = 22
LEAST = 3
"""Neighbours below which there is nothing to draw."""
WIDTH, ROW, EDGE = 400, 20, 14
NEAR, FAR = 20, 56
"""How far from the middle the outermost and the middle nodes of a side stand, in pixels."""
LETTER = 6.9
"""Width of a letter of a label, in pixels."""
KINDS = ("vendor", "project", "product", "event", "topic", "person")
MARKS = {
    "project": "l5 5-5 5-5-5z",
    "product": "m-4 1h8v8h-8zm2 2v4h4v-4z",
    "vendor": "m-4 1h8v8h-8z",
    "person": "m-4 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "event": "m-4 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0zm2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z",
    "topic": "m-1.5 0h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
}
"""Kind → its shape, drawn from the top of a box of ten pixels."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One node: what it is, why it stands here, and how strong that is (1 to 3)."""

    ref: Ref
    why: str
    strength: int = 1
    sources: int = 0
    """How many sources say so, where it rests on these."""


def of(view: EntityView) -> tuple[Neighbour, ...]:
    """The nearest neighbours of an entry, at most MOST, sorted as they stand around it; none where there are few."""
    found: dict[str, Neighbour] = {}
    for rows, most in RECIPES[view.kind](view):
        new = (row for row in rows if row.ref.id not in found and row.ref.id != view.id)
        found |= {row.ref.id: row for row in islice(new, most)}
    near = list(found.values())[:MOST]
    if len(near) < LEAST:
        return ()
    return tuple(sorted(near, key=lambda n: (KINDS.index(n.ref.kind) if n.ref.kind in KINDS else 9, -n.strength)))


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


@cache
def places(count: int) -> tuple[tuple[float, int], ...]:
    """Where nodes stand, clockwise from the top right: (x, y), on the two halves of an ellipse.

    >>> places(3)
    ((220.0, 14), (220.0, 34), (180.0, 14))
    """
    right = -(-count // 2)
    left = (_side(place, count - right, -1) for place in reversed(range(count - right)))
    return (*(_side(place, right, 1) for place in range(right)), *left)


def _side(place: int, rows: int, sign: int) -> tuple[float, int]:
    middle = (rows - 1) / 2
    share = (place - middle) / (middle or 1)
    bulge = math.sqrt(max(0.0, 1 - share * share)) if rows > 2 else 0
    return round(WIDTH / 2 + sign * (NEAR + (FAR - NEAR) * bulge), 1), EDGE + ROW * place


def draw(name: str, near: Sequence[Neighbour], href: Callable[[Ref], str], why: Callable[[str, int], str]) -> Markup:
    """The graph as SVG: each node a link that says why it is here, in the words of `why`."""
    if not near:
        return Markup("")
    where = places(len(near))
    height = 2 * EDGE + ROW * (-(-len(near) // 2) - 1)
    middle = f"M{WIDTH // 2} {height // 2}L"
    nodes = sorted(zip(near, where, strict=True), key=lambda pair: pair[0].strength)
    edges = "".join(
        f'<path class="e{strength}" d="{"".join(f"{middle}{x:g} {y}" for _, (x, y) in some)}"/>'
        for strength, some in groupby(nodes, key=lambda pair: pair[0].strength)
    )
    drawn = "".join(
        f'<g class="r-{kind}">{"".join(_node(n, x, y, href, why) for n, (x, y) in some)}</g>'
        for kind, some in groupby(zip(near, where, strict=True), key=lambda pair: pair[0].ref.kind)
    )
    label = f'role="group" aria-label="{escape(name)} and what is nearest"'
    return Markup(
        f'<svg class="near" viewBox="0 0 {WIDTH} {height}" {label}>'
        f'{edges}{drawn}<circle cx="{WIDTH // 2}" cy="{height // 2}" r="7"/></svg>'
    )


def _node(near: Neighbour, x: float, y: int, href: Callable[[Ref], str], why: Callable[[str, int], str]) -> str:
    left = x < WIDTH / 2
    room = (x if left else WIDTH - x) - 12
    label = cut(near.ref.name, int(room / LETTER))
    text = f'<text class="l" x="{x - 9:g}" y="{y + 4}">' if left else f'<text x="{x + 9:g}" y="{y + 4}">'
    return (
        f'<a href="{href(near.ref)}"><title>{escape(near.ref.name)}, {why(near.why, near.sources)}</title>'
        f'<path d="M{x:g} {y - 5}{MARKS.get(near.ref.kind, MARKS["project"])}"/>{text}{escape(label)}</text></a>'
    )


def cut(name: str, letters: int) -> str:
    """A name in the room of so many letters; wide signs take two.

    >>> cut("Prometheus", 20), cut("Prometheus", 6), cut("可观测性平台", 6)
    ('Prometheus', 'Prome…', '可观…')
    """
    if name.isascii():
        return name if len(name) <= letters else name[: max(0, letters - 1)].rstrip() + "…"
    width, kept = 0, ""
    for char in name:
        width += 2 if ord(char) > 0x2E7F else 1
        if width > letters - (len(kept) + 1 < len(name)):
            return kept.rstrip() + "…"
        kept += char
    return kept
