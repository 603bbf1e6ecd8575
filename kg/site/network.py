"""The projects most spoken of and how they hang together, drawn in a circle whose nodes are links. No script."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from markupsafe import Markup, escape

from kg.query.views.model import EntityView, Ranked, Ref
from kg.site.drawings import LETTER, cut

LEAST = 5
"""Nodes below which there is nothing to draw."""
EACH = 3
"""Ties of a node to those nearest to it."""
WIDTH, HEIGHT, RADIUS = 400, 284, 110
SMALL, LARGE = 3.0, 10.0
"""Radius in pixels of the least and of the most spoken of node."""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes as they stand around the circle, and the ties between them."""

    nodes: tuple[Ranked, ...]
    ties: tuple[tuple[int, int, int], ...]
    """(place of one, place of the other, strength from 1 to 3), the weakest first."""


def of(views: Sequence[EntityView]) -> Network | None:
    """These entries, each beside one that is like it; ties between those that share most sources for their number."""
    if len(views) < LEAST:
        return None
    heard = [{where.line.id for where in view.appearances} for view in views]
    alike = {}
    for one, other in combinations(range(len(views)), 2):
        shared = len(heard[one] & heard[other])
        alike[one, other] = alike[other, one] = shared / math.sqrt(len(heard[one]) * len(heard[other]) or 1)
    order = [0]
    while rest := set(range(len(views))) - set(order):
        order.append(max(sorted(rest), key=lambda each: alike[order[-1], each]))
    place = {each: n for n, each in enumerate(order)}
    near = {
        tuple(sorted((place[one], place[other]))): alike[one, other]
        for one in order
        for other in sorted(set(order) - {one}, key=lambda each: (-alike[one, each], each))[:EACH]
        if alike[one, other]
    }
    most = max(near.values(), default=1.0)
    ties = sorted((math.ceil(3 * score / most), *ends) for ends, score in near.items())
    nodes = (views[each] for each in order)
    return Network(
        tuple(Ranked(Ref(v.kind, v.id, v.name), v.counts.sources, v.counts.independent) for v in nodes),
        tuple((one, other, strength) for strength, one, other in ties),
    )


def draw(network: Network, href: Callable[[Ref], str], label: str, told: Callable[[int, int], str]) -> Markup:
    """The network as SVG; `told` says in words how many sources, and how many independent ones, speak of a node."""
    where = [_place(n, len(network.nodes)) for n in range(len(network.nodes))]
    middle = f"Q{WIDTH // 2} {HEIGHT // 2} "
    edges = "".join(
        f'<path class="e{strength}" d="'
        + "".join(f"M{where[a][0]:g} {where[a][1]:g}{middle}{where[b][0]:g} {where[b][1]:g}" for a, b, _ in some)
        + '"/>'
        for strength, some in groupby(network.ties, key=lambda tie: tie[2])
    )
    most = max(node.independent for node in network.nodes) or 1
    nodes = "".join(
        _node(node, x, y, most, href(node.ref), told(node.sources, node.independent))
        for node, (x, y) in zip(network.nodes, where, strict=True)
    )
    about = f'role="group" aria-label="{escape(label)}"'
    return Markup(f'<svg class="near net" viewBox="0 0 {WIDTH} {HEIGHT}" {about}>{edges}{nodes}</svg>')


def _place(n: int, count: int) -> tuple[float, float]:
    """Clockwise from the top right, none in the middle above or below, where a label would stand on its node."""
    angle = 2 * math.pi * (n + 0.5) / count - math.pi / 2
    return round(WIDTH / 2 + RADIUS * math.cos(angle), 1), round(HEIGHT / 2 + 1.15 * RADIUS * math.sin(angle), 1)


def _node(node: Ranked, x: float, y: float, most: int, href: str, told: str) -> str:
    size = SMALL + (LARGE - SMALL) * math.sqrt(node.independent / most)
    left = x < WIDTH / 2
    gap = size + 5
    label = cut(node.ref.name, int(((x if left else WIDTH - x) - gap) / LETTER))
    side = f'class="l" x="{x - gap:g}"' if left else f'x="{x + gap:g}"'
    return (
        f'<a class="r-{node.ref.kind}" href="{href}"><title>{escape(node.ref.name)}, {told}</title>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{size:.1f}"/><text {side} y="{y + 4:g}">{escape(label)}</text></a>'
    )
