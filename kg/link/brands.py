"""Things of the house that a source is about: its own by the catalogue, or named after it (Acme Cloud of Acme)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from kg.link import owners
from kg.link.owners import Entries
from kg.model import Link
from kg.names import fold

STRENGTH: Final = 0.35
"""How plainly a source states whose a thing is by speaking of both."""
FEWEST: Final = 3
"""How often a source names the house that it is about."""
SHARE: Final = 4
"""One in how many names of vendors is the house's."""
FAR: Final = 300
"""Code points between a name of the house and its thing."""
NEAR: Final = 60
"""The same where the source names many of its things, and so perhaps only uses them."""
MANY: Final = 3
"""How many things are many."""


def find(mentions: Sequence[Link], entries: Entries) -> Iterator[tuple[str, Link, Link, str, float]]:
    """A develops statement for each thing of a house that the source is about, at the place where both are nearest."""
    named = [m for m in mentions if m.kind == "vendor"]
    counted = Counter(m.name for m in named)
    houses: dict[str, list[Link]] = defaultdict(list)
    for mention in named:
        if counted[mention.name] >= FEWEST and counted[mention.name] * SHARE >= len(named):
            houses[mention.name].append(mention)
    things: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in owners.THINGS:
            things[mention.kind, mention.name].append(mention)
    for own in houses.values():
        its = [each for each in things.values() if belongs(own[0], each[0], entries)]
        for each in its:
            if pair := _nearest(own, each, NEAR if len(its) >= MANY else FAR):
                yield "develops", *pair, "", STRENGTH


def belongs(house: Link, thing: Link, entries: Entries) -> bool:
    """Whether a thing is a house's own by the catalogue, or where that knows nothing of it, bears its name."""
    entry, bears = entries.get(thing.entry), thing.name.startswith(f"{house.name} ")
    if thing.entry in owners.SERVICES or house.entry in owners.SERVICES:
        return False
    if entry and entry.vendor:
        if fold(entry.name) == fold(house.name):
            return False
        return bool(house.entry) and owners.owns(entries, house.entry, entry) and (bears or thing.kind == "product")
    return bears and not (entry and entry.maturity)


def _nearest(own: Sequence[Link], things: Sequence[Link], reach: int) -> tuple[Link, Link] | None:
    """A name of the house and one of the thing that stand nearest to each other, if that is within reach."""
    pairs = ((max(t.start - v.end, v.start - t.end), v, t) for v in own for t in things)
    apart, vendor, thing = min(pairs, key=lambda pair: (pair[0], pair[1].start, pair[2].start))
    return (vendor, thing) if 0 <= apart <= reach else None
