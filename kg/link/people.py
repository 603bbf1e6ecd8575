"""The persons of one source, and the ways in which it may call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.link.sounds import fits, initial
from kg.names import fold, has_han, key
from kg.transliteration import family, given

PARTICLES: Final = frozenset("de van von der den da di del la le el al bin ten st jr sr".split())
DOT: Final = re.compile("[·•・‧∙．]")
"""What stands between the parts of a transliterated name."""


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
        for person in sorted(persons, key=lambda p: (-len(p.name.split()), not p.entry, -p.score, p.start)):
            if fold(person.name) in whole:
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

    def transliterated(self, surface: str, least: float = 0.72) -> Person | None:
        """The person whose Latin name (all of it, or its last or first part) a Chinese spelling sounds like."""
        best: tuple[float, str, Person] | None = None
        han = DOT.split(surface)
        for person in self.persons.values():
            if has_han(person.name):
                if len(han) == 1 and surface in DOT.split(person.name):
                    return person
                continue
            score = _sounds(han, person.parts)
            if score >= least and (best is None or (score, person.name) > best[:2]):
                best = (score, person.name, person)
        return best[2] if best else None


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


