"""Which person a name means that Chinese transliterates (X·Y): by links, by the source's words, by the catalogue.

The given name has a usual spelling, or sounds like one; the family name is spelt so too or sounds so. Where the source
and the catalogue know nobody, the usual Latin names stand for the spelling: a candidate, which has no entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kg.link import profiles
from kg.link.candidates import Piece
from kg.link.index import Index
from kg.link.people import DOT, People, Person, squeeze
from kg.link.sounds import alike, fits, initial
from kg.names import fold
from kg.transliteration import family, given

NEAR: Final = 80
"""Code points around a name within which a profile's link may be that person's."""
LEAST: Final = 0.78
"""How well both parts of a name have to fit."""
SURE: Final = 0.85
"""How well both parts have to fit where the given name's usual spelling is not known."""
VERY: Final = 0.95
"""How well a family name has to fit a spelling that usually stands for another."""
_PROFILE: Final = re.compile(
    r"(?:linkedin\.com/in|\btwitter\.com|\bx\.com|\bgithub\.com|/authors?|unsplash\.com)/@?([\w%.-]+)(?:/\w\w)?$"
)
_CAPITALISED: Final = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van)?[^\W\d_a-z][^\W\d_A-Z]+")
_WORDS: Final = re.compile("[a-z]+")


class _Named(NamedTuple):
    """A Latin name that a spelling may stand for."""

    name: str
    entry: str
    score: float
    reason: str


class Namer:
    """Names the transliterated persons of one source."""

    def __init__(self, pieces: Sequence[Piece], index: Index) -> None:
        """Gather the profiles that are linked and the words in Latin letters that may be a family name."""
        self.index = index
        self.profiles = [(p.start, m[1].lower()) for p in pieces if (m := _PROFILE.search(p.link))]
        self.words = sorted({p.surface for p in pieces if _may_be_family(p)})

    def person(self, piece: Piece) -> Person:
        """The person whom a dotted spelling names."""
        han = [part for part in DOT.split(piece.surface) if part]
        found = self._linked(piece) or self._profile(piece, han)
        found = found or self._known(han) or self._beside(han) or self._usual(han)
        if found is None:
            return Person(piece.surface, "", 0.85, "transliterated name", piece.start)
        return Person(found.name, found.entry, found.score, found.reason, piece.start, piece.surface)

    def _linked(self, piece: Piece) -> _Named | None:
        """The person of the catalogue whose name is in the address of the link on it."""
        slug = _WORDS.findall(fold(piece.link.split("/")[-1])) if "/" in piece.link else []
        for i in range(len(slug)):
            for j in (i + 2, i + 3):
                ids = self.index.people.get(" ".join(slug[i:j]))
                if ids and j <= len(slug):
                    return _Named(self.index.entries[ids[0]].name, ids[0], 0.95, "transliterated; its link names it")
        return None

    def _profile(self, piece: Piece, han: Sequence[str]) -> _Named | None:
        """A name that the address of a profile spells (linkedin.com/in/markcoleman, …/in/mark-coleman-1a2b)."""
        for start, slug in self.profiles:
            if start == piece.start and len(han) > 1 and (name := profiles.own(slug, han)):
                return self._entry(name, "the profile that it links to has the name")
        for start, slug in self.profiles:
            if abs(start - piece.start) <= NEAR and (name := profiles.near(slug, han)):
                return self._entry(name, "a profile linked near it has the name")
        return None

    def _entry(self, name: str, reason: str) -> _Named:
        """A name that is found, with its person of the catalogue where there is one."""
        ids = sorted(set(self.index.people.get(fold(name), ())))
        return _Named(self.index.entries[ids[0]].name if ids else name, ids[0] if len(ids) == 1 else "", 0.85, reason)

    def _known(self, han: Sequence[str]) -> _Named | None:
        """The one person of the catalogue whose name fits; none where another family name is usual for the spelling."""
        best: dict[str, float] = {}
        rest, usual = "".join(han[1:]), frozenset(map(fold, family(han[-1])))
        listed = self.index.alike if len(han) == 2 else self.index.longer
        for first in given(han[0]) or self._sounding(han[0]):
            for surname, ids in listed.get(fold(first), ()):
                fit = 1.0 if surname in usual else alike(rest, surname) * initial(rest, surname)
                if fit >= (VERY if usual else LEAST if given(han[0]) else SURE):
                    best |= {id_: max(fit, best.get(id_, 0.0)) for id_ in ids}
        top = [id_ for id_, fit in best.items() if fit == max(best.values())]
        names = sorted({self.index.entries[id_].name for id_ in top})
        if len(names) != 1:
            return None
        return _Named(names[0], top[0] if len(top) == 1 else "", 0.8, "sounds like a known person")

    def _sounding(self, han: str) -> list[str]:
        """Given names of the catalogue that a spelling sounds like."""
        return sorted(
            first for first in self.index.given if len(first) > 3 and alike(han, first) >= SURE and initial(han, first)
        )

    def _beside(self, han: Sequence[str]) -> _Named | None:
        """A family name that stands alone elsewhere in the source."""
        fit = [(fits(han[-1], word, family(han[-1])), word) for word in self.words if initial(han[-1], word)]
        if not fit or max(fit)[0] < LEAST:
            return None
        name = " ".join((*given(han[0])[:1], max(fit)[1]))
        return _Named(name, "", 0.8, "its family name stands here in Latin letters")

    def _usual(self, han: Sequence[str]) -> _Named | None:
        """The names that are usually spelt so."""
        first, last = given(han[0]), family(han[-1])
        particle = profiles.PARTICLES.get(han[1], "") if len(han) == 3 else ""
        if not first or not last or len(han) > 2 and not particle:
            return None
        return _Named(" ".join(filter(None, (first[0], particle, last[0]))), "", 0.65, "usually spelt so")


def alone(pieces: Sequence[Piece], sure: Sequence[Person], whole: Sequence[Piece] = ()) -> list[Person]:
    """Latin names of persons that only a speaker's transliteration shows to be such: it sounds like their surname.

    A surname that stands alone, or one of those that are shaped like a full name (`whole`).
    """
    people, out = People(sure), []
    words = {p.surface: p for p in reversed(pieces) if not p.names and _may_be_family(p) and len(p.surface) > 3}
    words |= {p.words[-1]: p for p in reversed(whole) if len(p.words[-1]) > 3}
    for piece in pieces:
        if piece.has("translit") and len(piece.surface) > 1 and people.transliterated(piece.surface) is None:
            fit = ((fits(piece.surface, word, family(piece.surface)), word) for word in words)
            score, name = max(fit, default=(0.0, ""))
            if score >= 0.8:
                found = squeeze(words[name].surface)
                out.append(Person(found, "", 0.7, f"{piece.surface} sounds like it", words[name].start))
    return out


def _may_be_family(piece: Piece) -> bool:
    """Whether a piece is a single capitalised word that stands for nothing else; an ordinary one has to speak."""
    free = not piece.names and len(piece.words) == 1 and (not piece.has("word") or piece.has("a:said"))
    return free and _CAPITALISED.fullmatch(piece.surface) is not None
