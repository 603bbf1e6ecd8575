"""Who is named in a source: full names by the marks of the text, then part-names, handles and transliterations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.link.candidates import Piece
from kg.link.index import Index
from kg.link.sounds import alike
from kg.model import Record
from kg.names import fold, has_han, key

_PARTICLES: Final = frozenset("de van von der den da di del la le el al bin ten st jr sr".split())
_ROLE_BEFORE: Final = frozenset(
    "b:engineer b:founder b:cofounder b:co-founder b:ceo b:cto b:coo b:vp b:president b:director b:manager b:architect "
    "b:advocate b:evangelist b:maintainer b:author b:host b:guest b:colleague b:analyst b:chair b:lead b:developer "
    "b:professor b:dr b:mr b:ms b:mrs b:friend b:hosts b:guests b:maintainers".split()
)
_NOT_NAME: Final = frozenset(
    "cloud native open source data api foundation labs inc summit day con conference group project team days week "
    "security platform software systems network university institute city street park north south east west new "
    "working committee blog academy center centre community computing technologies technology solutions services".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of one source: the fullest name, and the entry where there is one."""

    name: str
    entry: str = ""
    score: float = 0.9
    reason: str = ""
    start: int = 0

    @property
    def parts(self) -> list[str]:
        """The words of the name that may stand alone for it."""
        return [w for w in re.split(r"[\s]+", self.name) if len(w) > 1 and w.strip(".").lower() not in _PARTICLES]


def shaped(piece: Piece) -> bool:
    """Whether a piece is shaped like a person's full name: two to four capitalised words, none of them a common noun."""
    words = [w for w in piece.words if w[0].isalpha()]
    if not 2 <= len(words) <= 4 or any(w.lower() in _NOT_NAME for w in words) or has_han(piece.surface):
        return False
    if any(c.isdigit() or c in "&+/@" for c in piece.surface) or any(w.isupper() and len(w) > 2 for w in words):
        return False
    return all(w[0].isupper() or w.lower() in _PARTICLES for w in words) and words[0].lower() not in _PARTICLES


def full(piece: Piece, supported: set[int], index: Index) -> tuple[float, str]:
    """(score, reason) that a piece is a person's full name. `supported`: spans that are subjects of personal cues."""
    if piece.has("speaker"):
        return 0.95, "speaker label"
    if not shaped(piece):
        return (0.8, "author line") if piece.has("byline") and 1 < len(piece.words) < 5 else (0.0, "")
    first, last = fold(piece.words[0]), fold(piece.words[-1])
    given = piece.has("given") or first in index.given
    if piece.has("byline"):
        return 0.95, "author line"
    link = piece.link
    if re.match(r"(linkedin\.com/in/|twitter\.com/\w+$|x\.com/\w+$|github\.com/[\w-]+$|mastodon|speakerdeck\.com/\w+$)", link):
        return (0.95 if given else 0.85), f"links to a profile at {link.split('/')[0]}"
    if link and key(piece.surface) in key(link) and given:
        return 0.9, "given name and a link with the name"
    heading = 0.15 if piece.has("heading") else 0.0
    if piece.span in supported:
        return (0.93 if given else 0.75) - heading, "named with a job or employer"
    if piece.has("a:said") or not _ROLE_BEFORE.isdisjoint(piece.features):
        return (0.9 if given else 0.75) - heading, "named as a speaker or by a job title"
    if given:
        known = last in index.family
        sure = piece.has("surely") or known
        return (0.8 if sure else 0.6) - heading, "given name and surname"
    return 0.2, "two capitalised words"


class People:
    """The persons of one source and the ways in which it may call them."""

    def __init__(self, persons: Iterable[Person]) -> None:
        """Index full names and their parts; a fuller name takes up a shorter one."""
        self.persons: dict[str, Person] = {}
        for person in sorted(persons, key=lambda p: (-len(p.name.split()), -p.score, p.start)):
            self.persons.setdefault(fold(person.name), person)
        self.byname: dict[str, list[Person]] = defaultdict(list)
        for person in sorted(self.persons.values(), key=lambda p: p.start):
            for part in {fold(p) for p in person.parts}:
                self.byname[part].append(person)
            self.byname[key(person.name)].append(person)

    def called(self, surface: str, at: int) -> Person | None:
        """The person that a full name, a part-name or a transliteration stands for; the latest named before wins."""
        found = self.persons.get(fold(surface)) or None
        if found:
            return found
        several = self.byname.get(fold(surface)) or self.byname.get(key(surface)) or []
        before = [p for p in several if p.start <= at]
        if several:
            return before[-1] if before else several[0]
        if has_han(surface):
            return self.transliterated(surface)
        return None

    def transliterated(self, surface: str) -> Person | None:
        """The person whose Latin name (all of it, or its last or first part) a Chinese spelling sounds like."""
        best: tuple[float, str, Person] | None = None
        han = re.split(r"[·•・‧∙．]", surface)
        for person in self.persons.values():
            if has_han(person.name):
                if len(han) == 1 and surface in re.split(r"[·•・‧∙．]", person.name):
                    return person
                continue
            parts = person.parts
            if len(han) > 1:
                score = min(alike(han[0], parts[0]), alike(han[-1], parts[-1])) if len(parts) > 1 else 0.0
            else:
                score = max((alike(surface, part) for part in {parts[-1], parts[0]}), default=0.0)
            if score >= 0.72 and (best is None or (score, person.name) > best[:2]):
                best = (score, person.name, person)
        return best[2] if best else None


def gather(pieces: Sequence[Piece], record: Record, index: Index, known: Sequence[Person]) -> list[Person]:
    """The persons of a source: those that it marks or shapes as such, and `known` ones of the catalogue."""
    supported = {c.subject for c in record.cues if c.kind == "works_for" and c.value and c.subject >= 0}
    out = list(known)
    for piece in pieces:
        if piece.names and not piece.has("speaker", "byline"):
            continue
        score, reason = full(piece, supported, index)
        if score >= 0.5:
            out.append(_person(re.sub(r"\s+", " ", piece.surface), score, reason, piece.start, index))
        elif piece.has("dotted"):
            out.append(_foreign(piece, index))
    return out


def _person(name: str, score: float, reason: str, start: int, index: Index) -> Person:
    ids = index.people.get(fold(name), [])
    return Person(name, ids[0] if len(set(ids)) == 1 else "", score, reason, start)


def _foreign(piece: Piece, index: Index) -> Person:
    """A person written X·Y: by the name in the link on it, else as it stands."""
    plain = Person(piece.surface, "", 0.85, "transliterated name", piece.start)
    slug = re.findall(r"[a-z]+", fold(piece.link.split("/")[-1])) if "/" in piece.link else []
    for i in range(len(slug)):
        for j in (i + 2, i + 3):
            ids = index.people.get(" ".join(slug[i:j]))
            if ids and j <= len(slug):
                return replace(plain, name=index.entries[ids[0]].name, entry=ids[0], score=0.95, reason="transliterated; its link names it")
    return plain
