"""Choosing what stands in the same sources as an entry: only when asked, mostly by the one page that shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import chain
from math import log1p

from kg.query.views.memory import Memory
from kg.query.views.model import Near, Ranked
from kg.query.views.world import World

SHOWN = 30
"""Neighbours of a sort on a page."""


def near(world: World, id_: str, sources: Iterable[str], *, own: bool = False) -> Near:
    """The neighbours of an entry in some sources, or in its `own`: what it says there often is what it is about."""
    ids = tuple(sources)
    mark = blake2b(b"".join([world.marks[source] for source in ids]), digest_size=16).digest()
    return Near(partial(_chosen, world.memory, id_, ids, own), mark)


def forget() -> None:
    """Forget the last answers: there is another world."""
    _chosen.cache_clear()


@lru_cache(maxsize=16)
def _chosen(memory: Memory, id_: str, sources: tuple[str, ...], own: bool, sort: str) -> tuple[Ranked, ...]:
    """Chosen by how telling a neighbour is: how much is heard of it, times the logarithm of how rare it is.

    The most telling first; in an entry's own sources, and of topics, those of most sources. A page asks several times
    for the same: the last answers are kept.
    """
    if not sources:
        return ()
    world: World = memory.world
    within, rare, refs, lines = world.inside[sort], world.rarity.get, world.refs, world.lines
    count = Counter(chain.from_iterable([within[source] for source in sources]))
    count.pop(id_, None)
    plain = own or sort == "topics"
    heard = count if plain else _heard(world, sources, within)
    telling = sorted([(-heard[other] * rare(other, 1.0), other) for other in count])[:SHOWN]
    free: Counter[str] = Counter()
    if sort in ("software", "vendor"):
        others = [within[source] for source in sources if lines[source].affiliation == "independent"]
        free = Counter(chain.from_iterable(others))
    best = [other for _, other in telling]
    if plain:
        best.sort(key=lambda other: (-count[other], -free[other], other))
    return tuple([Ranked(refs[other], count[other], free[other]) for other in best])


def _heard(world: World, sources: Iterable[str], within: Mapping[str, tuple[str, ...]]) -> Mapping[str, float]:
    """Id → how much is heard of it: of each publisher the logarithm of its sources, as its posts all end alike."""
    published: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for source in sources:
        published[world.lines[source].publisher].append(within[source])
    heard: dict[str, float] = defaultdict(float)
    for lists in published.values():
        for id_, n in Counter(chain.from_iterable(lists)).items():
            heard[id_] += log1p(n)
    return heard
