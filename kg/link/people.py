"""The persons of one source, and the ways in which it may call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jellyfish import damerau_levenshtein_distance

from kg.link.sounds import fits, initial, spoken
from kg.names import fold, has_han, key
from kg.transliteration import family, given, usual_given

PARTICLES: Final = frozenset("de van von der den da di del la le el al bin ten st jr sr".split())
DOT: Final = re.compile("[·•・‧∙．]")
"""What stands between the parts of a transliterated name."""
LEAST: Final = 0.72
"""How well a spelling has to fit a person of the source."""
FAINT: Final = 0.66
"""How well a surname has to fit that is far from all others of the source."""
MARGIN: Final = 0.15
"""How much worse all others have to fit then."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of one source: the fullest name, and the entry where there is one."""

    name: str
    entry: str = ""
    score: float = 0.9
    reason: str = ""
    start: int = 0
    also: str = ""
    """Another way in which the source writes the name."""

    @property
    def parts(self) -> list[str]:
        """The words of the name that may stand alone for it."""
        return [w for w in re.split(r"[\s]+", self.name) if len(w) > 1 and w.strip(".").lower() not in PARTICLES]

    @property
    def tails(self) -> list[str]:
        """The surnames of several words that may stand for it (Ada Van der Berg: Van der Berg, der Berg)."""
        words = self.name.split()
        return [" ".join(words[n:]) for n in range(1, len(words) - 1)]


class People:
    """The persons of one source and the ways in which it may call them."""

    def __init__(self, persons: Iterable[Person]) -> None:
        """Index full names and their parts; a fuller name takes up a shorter one."""
        self.persons: dict[str, Person] = {}
        whole: set[str] = set()
        slips: list[tuple[str, Person]] = []
        for person in sorted(persons, key=lambda p: (-len(p.name.split()), not p.entry, -p.score, p.start)):
            if fold(person.name) in whole:
                continue
            if full := self._slip(person):
                slips.append((fold(person.name), full))
                continue
            self.persons.setdefault(fold(person.name), person)
            if len(person.parts) > 1:
                whole |= {fold(part) for part in person.parts}
        self.byname: dict[str, list[Person]] = defaultdict(list)
        for person in sorted(self.persons.values(), key=lambda p: p.start):
            for part in {fold(p) for p in (*person.parts, *person.tails)}:
                self.byname[part].append(person)
            for spelling in {key(person.name), key(person.also), *map(key, DOT.split(person.also))} - {""}:
                self.byname[spelling].append(person)
        for spelling, person in slips:
            self.byname[spelling].append(person)

    def _slip(self, person: Person) -> Person | None:
        """The one person of a full name whose surname a word alone misspells by a letter; it is no given name."""
        word = fold(person.name)
        if person.entry or len(person.name.split()) > 1 or has_han(person.name) or word in usual_given():
            return None
        near = [p for p in self.persons.values() if len(p.parts) > 1 and _misspells(word, fold(p.parts[-1]))]
        return near[0] if len(near) == 1 else None

    def called(self, surface: str, at: int) -> Person | None:
        """The person that a full name, a part-name or a transliteration stands for; the latest named before wins."""
        surface = plain(surface)
        if found := self.persons.get(fold(surface)):
            return found
        several = self.byname.get(fold(surface)) or self.byname.get(key(surface)) or []
        before = [p for p in several if p.start <= at]
        if several:
            return before[-1] if before else several[0]
        return None

    def transliterated(self, surface: str, least: float = LEAST) -> Person | None:
        """The person whose Latin name (all of it, or its last or first part) a Chinese spelling sounds like.

        One that fits somewhat less than `least` is it where no other of the source comes near.
        """
        han, heard = DOT.split(surface), []
        for person in self.persons.values():
            if has_han(person.name):
                if len(han) == 1 and surface in DOT.split(person.name):
                    return person
                continue
            heard.append((_sounds(han, person.parts), person.name, person))
        score, _, best = max(heard, key=lambda x: x[:2], default=(0.0, "", None))
        if best is None or score >= least:
            return best
        others = max((s for s, _, p in heard if p is not best), default=0.0)
        distinct = least == LEAST and len(han) == 1 < len(surface) and others < score - MARGIN
        faint = distinct and score >= FAINT and spoken(surface)[0] == fold(best.parts[-1])[0]
        return best if faint else None


def _misspells(word: str, surname: str) -> bool:
    """Whether a word is a surname with one letter more, less or other, or with two changed about."""
    if word == surname or word[0] != surname[0]:
        return False
    turned = len(word) > 2 and sorted(word) == sorted(surname)
    return (turned or min(len(word), len(surname)) > 4) and damerau_levenshtein_distance(word, surname) == 1


def _sounds(han: Sequence[str], parts: Sequence[str]) -> float:
    """How well the parts of a Chinese spelling fit a Latin name, or its last or first word."""
    if not parts:
        return 0.0
    one, other = parts[0], parts[-1]
    if len(han) > 1:
        both = (fits(han[0], one, given(han[0])), fits(han[-1], other, family(han[-1])))
        return min(both) if len(parts) > 1 else 0.0
    surname = fits(han[0], other, family(han[0])) if initial(han[0], other) else 0.0
    return max(surname, fits(han[0], one, given(han[0])) if initial(han[0], one) else 0.0)


@lru_cache(maxsize=50_000)
def squeeze(text: str) -> str:
    """A surface with single blanks."""
    return re.sub(r"\s+", " ", text)


def plain(name: str) -> str:
    """A person's name without a nickname between quotation marks.

    >>> plain('Ada "Countess" Berg')
    'Ada Berg'
    """
    return re.sub(r"\s+[\"“][^\"”]+[\"”]", "", name)
