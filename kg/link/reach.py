"""Which sources a change of entries can reach, told without linking them again.

Linking looks a source's words up in the gazetteer in several ways: as names, as their keys, by sound, by links, and
what it found by id. Traces hold what a source can look up; a mark holds what an entry can be found by. Where they do
not meet, the source's links stay as they are; a test links both ways and compares.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final

from kg.link import identity
from kg.link.index import places_of
from kg.link.people import DOT
from kg.link.scene import facts
from kg.model import Entry, Linked, Record, Source
from kg.names import fold, key, tokens
from kg.sound import code
from kg.transliteration import given

UNSEEN: Final = frozenset(
    "path summary former_ids confirmed licence accepted incubating graduated roles joined end_user location region "
    "organiser co_located_with broader related scheme".split()
)
"""Fields of an entry that linking does not look at. A test holds the code of linking to it."""
seen = attrgetter(*(name for name in Entry.__slots__ if name not in UNSEEN))
"""All that linking looks at of an entry."""
RUN: Final = 4
"""Tokens that a joined spelling of a name may have in a text."""

SOUNDS: Final = "\0"
"""Stands among a source's words for a transliterated given name that is looked up by its sound alone."""
_WORD = re.compile(r"[a-z0-9]+|[^\W\d_a-z]")


@dataclass(frozen=True, slots=True)
class Traces:
    """What a source can look up."""

    words: frozenset[str]
    keys: frozenset[str]
    """Of stretches of its spans, as they are joined when names are cut otherwise."""
    sounds: frozenset[str]
    """Of those stretches, where names are found by sound (captions)."""
    places: frozenset[str]
    """Hosts and paths of its links, and all that lies above them."""
    ids: frozenset[str]
    """Entries that it names, states or was linked to."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an entry can be found by."""

    ids: frozenset[str]
    names: tuple[frozenset[str], ...]
    """The words of each name that must all be there; of a person each word by itself."""
    keys: frozenset[str]
    sounds: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=50_000)
def words(text: str) -> frozenset[str]:
    """The folded words of Latin script and the single characters of others, the plural of a word as its singular too.

    >>> sorted(words("Argo CD 谷歌")), sorted(words("KubeCons"))
    (['argo', 'cd', '歌', '谷'], ['kubecon', 'kubecons'])
    """
    found = _WORD.findall(fold(text))
    return frozenset([*found, *(word[:-1] for word in found if len(word) > 5 and word[-1] == "s")])


def traces(record: Record | None, source: Source, linked: Linked | None) -> Traces:
    """The traces of a source."""
    ids = {source.publisher, source.of, source.event, *source.speakers}
    if linked:
        ids |= {mention.entry for mention in linked.mentions} | {topic.topic for topic in linked.topics}
        ids |= {id_ for relation in linked.relations for id_ in (relation.subject, relation.object)}
    spans = record.spans if record else ()
    surfaces = sorted({span.surface for span in spans})
    links = {feature[5:] for span in spans for feature in span.features if feature.startswith("link:")}
    keys = frozenset().union(*map(_stretches, surfaces))
    foreign = {DOT.split(span.surface)[0] for span in spans if "dotted" in span.features}
    spoken = any(not {"nocase", "heard"}.isdisjoint(span.features) for span in spans)
    return Traces(
        frozenset().union(
            *map(words, surfaces), *(words(link.rpartition("/")[2]) for link in links), *map(_first_names, foreign)
        ),
        keys,
        frozenset(map(code, keys)) if spoken else frozenset(),
        frozenset(place for link in links for place in _above(link)),
        frozenset(ids - {""}),
    )


@lru_cache(maxsize=50_000)
def _stretches(surface: str) -> frozenset[str]:
    """The keys of all of a surface, and of every few tokens of it."""
    parts = [word for word, _, _ in tokens(surface)]
    runs = ((start, end) for start in range(len(parts)) for end in range(start + 1, min(len(parts), start + RUN) + 1))
    found = {key(surface), *(key("".join(parts[start:end])) for start, end in runs)}
    return frozenset([*found, *(each[:-1] for each in found if len(each) > 5 and each[-1] == "s")])


def _first_names(han: str) -> frozenset[str]:
    """The given names that a spelling may stand for; where none is usual, any that sounds like it."""
    return frozenset(map(fold, given(han))) or frozenset({SOUNDS})


def _above(link: str) -> Iterator[str]:
    """A link's place and those above it, the host without its first label last."""
    parts = link.lower().split("/")
    yield from ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    yield parts[0].partition(".")[2]


def mark(entry: Entry, names: Sequence[str]) -> Mark:
    """What an entry can be found by; `names` are those that the gazetteer has for it."""
    each = [words(name) for name in names]
    if entry.kind == "person":
        each = [frozenset([word]) for name in each for word in (*sorted(name), SOUNDS)]
    keys = {spelling for name in names for spelling in (key(name), key(fold(name)))}
    if entry.kind == "event":  # the name of a series alone may mean any of its editions
        keys |= {key(parts[0][0]) for name in names if (parts := tokens(name))}
    ids = {entry.id, entry.id.removesuffix("-topic")}
    sounds = frozenset(code(key(name)) for name in names)
    return Mark(frozenset(ids), tuple(each), frozenset(keys), sounds, frozenset(places_of(entry)))


def meets(source: Traces, entry: Mark) -> bool:
    """Whether what an entry says can matter to a source."""
    return not (
        source.ids.isdisjoint(entry.ids)
        and source.keys.isdisjoint(entry.keys)
        and source.sounds.isdisjoint(entry.sounds)
        and source.places.isdisjoint(entry.places)
        and not any(name <= source.words for name in entry.names)
    )


def broad(entries: Iterable[Entry]) -> frozenset[str]:
    """Employers and projects that so many people share that they tell none apart."""
    counted = Counter(id_ for entry in entries if entry.kind == "person" for id_ in facts(entry))
    return frozenset(id_ for id_, count in counted.items() if count >= identity.BROAD)


def concerned(changed: Iterable[str], old: Mapping[str, Entry], now: Mapping[str, Entry], shared: set[str]) -> set[str]:
    """Ids of the changed entries, and of people who are judged by one: by an employer's name, parent or products.

    `shared` are the employers and projects that became broad, or ceased to be. All others are as before.
    """
    ids = set(changed)
    employers = set(shared)
    for id_ in ids:
        one, other = old.get(id_), now.get(id_)
        vendors = {each.vendor for each in (one, other) if each} - {""}
        employers |= vendors if one is None or other is None or one.vendor != other.vendor else set()
        house = [(each.name, each.parent) for each in (one, other) if each]
        employers |= {id_} if len(set(house)) > 1 or len(house) == 1 else set()
    people = (entry for entry in now.values() if entry.kind == "person")
    return ids | {person.id for person in people if not employers.isdisjoint(facts(person))}
