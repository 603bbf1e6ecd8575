"""Choosing what stands in the same sources as an entry: only when asked, mostly by the one page that shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import chain
from math import log1p

from kg.query.views.memory import Memory
from kg.query.views.model import Near, Ranked
from kg.query.views.world import World

SHOWN = 30
"""Neighbours of a sort on a page."""
Within = Mapping[str, tuple[int, ...]]
"""Source → the places of what stands in it."""


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
    within, order, plain = world.placed[sort], world.order, own or sort == "topics"
    count = Counter(chain.from_iterable([within[source] for source in sources]))
    count.pop(world.places[id_], None)
    best = _telling(world, sources, within, count, plain)
    free: Mapping[int, int] = {}
    if sort in ("software", "vendor"):
        others = [source for source in sources if world.lines[source].affiliation == "independent"]
        alike = len(others) == len(sources)
        free = count if alike else Counter(chain.from_iterable([within[source] for source in others]))
    rows = [(count[other], free.get(other, 0), order[other]) for other in best]
    if plain:
        rows.sort(key=lambda row: (-row[0], -row[1], row[2]))
    kept, refs = world.ranked, world.refs
    return tuple([kept.get(row) or kept.setdefault(row, Ranked(refs[row[2]], row[0], row[1])) for row in rows])


def _telling(
    world: World, sources: Iterable[str], within: Within, count: Mapping[int, int], plain: bool
) -> Sequence[int]:
    """The most telling of some neighbours. Most of them share one source: among these the rarer ones come first."""
    once = sorted([other for other, n in count.items() if n == 1])[:SHOWN]
    often = [other for other, n in count.items() if n > 1]
    if not often:
        return once
    rare, order, some = world.rarity.get, world.order, (*once, *often)
    heard = count if plain else _heard(world, sources, within, some)
    best = sorted([(-heard[other] * rare(order[other], 1.0), order[other], other) for other in some])
    return [other for *_, other in best[:SHOWN]]


def _heard(world: World, sources: Iterable[str], within: Within, some: Iterable[int]) -> Mapping[int, float]:
    """How much is heard of some neighbours: of each publisher the logarithm of its sources. Its posts all end alike."""
    published: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for source in sources:
        published[world.lines[source].publisher].append(within[source])
    heard = dict.fromkeys(some, 0.0)
    for lists in published.values():
        count = Counter(chain.from_iterable(lists))
        for other in heard.keys() & count.keys():
            heard[other] += log1p(count[other])
    return heard
