"""Choosing what stands in the same sources as an entry: only when asked, mostly by the one page that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import chain

from kg.query.views.memory import Memory
from kg.query.views.model import Near, Ranked
from kg.query.views.world import World

SHOWN = 30
"""Neighbours of a sort on a page."""


def near(world: World, id_: str, sources: Iterable[str]) -> Near:
    """The neighbours of an entry in some sources."""
    ids = tuple(sources)
    mark = blake2b(b"".join([world.marks[source] for source in ids]), digest_size=16).digest()
    return Near(partial(_chosen, world.memory, id_, ids), mark)


def forget() -> None:
    """Forget the last answers: there is another world."""
    _chosen.cache_clear()


@lru_cache(maxsize=16)
def _chosen(memory: Memory, id_: str, sources: tuple[str, ...], sort: str) -> tuple[Ranked, ...]:
    """Chosen by how telling a neighbour is: shared sources, times the logarithm of how rare it is.

    A page asks several times for the same: the last answers are kept.
    """
    if not sources:
        return ()
    world: World = memory.world
    within, rare, refs, lines = world.inside[sort], world.rarity.get, world.refs, world.lines
    count = Counter(chain.from_iterable([within[source] for source in sources]))
    count.pop(id_, None)
    telling = sorted([(-n * rare(other, 1.0), other) for other, n in count.items()])[:SHOWN]
    free: Counter[str] = Counter()
    if sort in ("software", "vendor"):
        others = [within[source] for source in sources if lines[source].affiliation == "independent"]
        free = Counter(chain.from_iterable(others))
    best = sorted([(-count[other], -free[other], other) for _, other in telling])
    return tuple([Ranked(refs[other], -all_, -independent) for all_, independent, other in best])
