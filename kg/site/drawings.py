"""What stands nearest to an entry, drawn as a small graph whose nodes are links. No script."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from kg.query.views.model import Ref
from kg.site.neighbours import Neighbour

WIDTH, ROW, EDGE = 400, 20, 14
NEAR, FAR = 20, 56
"""How far from the middle the outermost and the middle nodes of a side stand, in pixels."""
LETTER = 6.9
"""Width of a letter of a label, in pixels."""
MARKS = {
    "project": "l5 5-5 5-5-5z",
    "product": "m-4 1h8v8h-8zm2 2v4h4v-4z",
    "vendor": "m-4 1h8v8h-8z",
    "person": "m-4 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "event": "m-4 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0zm2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z",
    "topic": "m-1.5 0h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
}
"""Kind → its shape, drawn from the top of a box of ten pixels."""


class Place(NamedTuple):
    """Where a node stands, and what of its drawing that alone decides."""

    x: float
    y: int
    edge: str
    """The end of the line that leads to it from the middle."""
    mark: str
    """The beginning of its mark's path."""
    text: str
    """The element of its label, up to the label."""
    letters: int
    """How long its label may be."""


class Drawings:
    """The graphs of one site in one language: what stands on many of them is made once."""

    def __init__(self, href: Callable[[Ref], str], why: Callable[[str, int], str]) -> None:
        """`href` gives the address of a page, `why` says in words why a node is there."""
        self.href, self.why = href, why
        self.begun: dict[tuple[str, str, str], tuple[str, str, int]] = {}
        """Node → its element up to the reason, its name as HTML, and the letters of the name; -1 where these count
        differently."""
        self.reasons: dict[tuple[str, int], str] = {}
        """(why, sources) → both in words, as HTML."""

    def draw(self, name: str, near: Sequence[Neighbour]) -> Markup:
        """The graph as SVG: each node a link that says why it is here."""
        if not near:
            return Markup("")
        placed = list(zip(near, places(len(near)), strict=True))
        height = _height(len(near))
        middle = f"M{WIDTH // 2} {height // 2}L"
        edges = "".join(
            f'<path class="e{strength}" d="{middle}{middle.join([place.edge for _, place in some])}"/>'
            for strength, some in groupby(sorted(placed, key=_strength), key=_strength)
        )
        drawn = "".join(
            f'<g class="r-{kind}">{"".join([self._node(node, place) for node, place in some])}</g>'
            for kind, some in groupby(placed, key=_kind)
        )
        label = f'role="group" aria-label="{escape(name)} and what is nearest"'
        return Markup(
            f'<svg class="near" viewBox="0 0 {WIDTH} {height}" {label}>'
            f'{edges}{drawn}<circle cx="{WIDTH // 2}" cy="{height // 2}" r="7"/></svg>'
        )

    def _node(self, node: Neighbour, place: Place) -> str:
        ref, why, _, sources = node
        kind, id_, name = ref.kind, ref.id, ref.name
        element, label, letters = self.begun.get((kind, id_, name)) or self._begin(ref)
        if not 0 <= letters <= place.letters:
            label = escape(cut(name, place.letters))
        mark = MARKS.get(kind) or MARKS["project"]
        return f'{element}{self.reason(why, sources)}</title>{place.mark}{mark}"/>{place.text}{label}</text></a>'

    def reason(self, why: str, sources: int) -> str:
        """Why something stands near, as HTML."""
        known = self.reasons.get((why, sources))
        if known is None:
            known = self.reasons[why, sources] = str(escape(self.why(why, sources)))
        return known

    def _begin(self, ref: Ref) -> tuple[str, str, int]:
        name = str(escape(ref.name))
        known = f'<a href="{self.href(ref)}"><title>{name}, ', name, len(ref.name) if ref.name.isascii() else -1
        self.begun[ref.kind, ref.id, ref.name] = known
        return known


def _strength(placed: tuple[Neighbour, Place]) -> int:
    return placed[0].strength


def _kind(placed: tuple[Neighbour, Place]) -> str:
    return placed[0].ref.kind


def _height(count: int) -> int:
    return 2 * EDGE + ROW * (-(-count // 2) - 1)


@cache
def places(count: int) -> tuple[Place, ...]:
    """Where nodes stand, clockwise from the top right, on the two halves of an ellipse.

    >>> [(place.x, place.y) for place in places(3)]
    [(220.0, 14), (220.0, 34), (180.0, 14)]
    """
    right = -(-count // 2)
    left = (_side(place, count - right, -1) for place in reversed(range(count - right)))
    return (*(_side(place, right, 1) for place in range(right)), *left)


def _side(place: int, rows: int, sign: int) -> Place:
    middle = (rows - 1) / 2
    share = (place - middle) / (middle or 1)
    bulge = math.sqrt(max(0.0, 1 - share * share)) if rows > 2 else 0
    x, y = round(WIDTH / 2 + sign * (NEAR + (FAR - NEAR) * bulge), 1), EDGE + ROW * place
    text = f'<text x="{x + 9:g}" y="{y + 4}">' if sign > 0 else f'<text class="l" x="{x - 9:g}" y="{y + 4}">'
    room = (WIDTH - x if sign > 0 else x) - 12
    return Place(x, y, f"{x:g} {y}", f'<path d="M{x:g} {y - 5}', text, int(room / LETTER))


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
