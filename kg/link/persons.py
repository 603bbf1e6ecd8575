"""Who is named in a source: full names by the marks of the text, then part-names, handles and transliterations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from kg.link.candidates import Piece
from kg.link.index import Index
from kg.link.sounds import alike, initial
from kg.model import Entry, Record
from kg.names import fold, has_han, key

_PARTICLES: Final = frozenset("de van von der den da di del la le el al bin ten st jr sr".split())
_ROLE_BEFORE: Final = frozenset(
    "b:engineer b:founder b:cofounder b:co-founder b:ceo b:cto b:coo b:vp b:president b:director b:manager "
    "b:architect b:advocate b:evangelist b:maintainer b:author b:host b:guest b:colleague b:analyst b:chair "
    "b:lead b:developer b:professor b:dr b:mr b:ms b:mrs b:friend b:hosts b:guests b:maintainers b:member "
    "b:officer".split()
)
_NOT_NAME: Final = frozenset(
    "cloud native open source data api foundation labs inc summit day con conference group project team days week "
    "security platform software systems network university institute city street park north south east west new "
    "working committee blog academy center centre community computing technologies technology solutions "
    "services event events meeting meetings sponsor sponsors news ops rel friends stack manager process directions "
    "resource gitops update updates retrospective review overview introduction session sessions workshop track "
    "county football".split()
)


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
        return [w for w in re.split(r"[\s]+", self.name) if len(w) > 1 and w.strip(".").lower() not in _PARTICLES]


_NO_SPEAKER: Final = re.compile(
    r"(?i)(break|jingle|narrator|announcer|intro|outro|music|sponsor|ad|voice.*|speaker|unknown|audience|all|both|"
    r"clip|video|song|host|guest|caller|crowd|everyone|male|female|q|a|question|answer)(\W.*|\d.*)?$"
)


def shaped(piece: Piece) -> bool:
    """Whether a piece is shaped like a full name: two to four capitalised words, none of them a common noun."""
    words = [w for w in piece.words if w[0].isalpha()]
    if (
        piece.has("place")
        or piece.has("common")
        and not piece.has("surely")
        or not 2 <= len(words) <= 4
        or any(w.lower() in _NOT_NAME for w in words)
        or has_han(piece.surface)
    ):
        return False
    if any(c.isdigit() or c in "&+/@" for c in piece.surface) or any(w.isupper() and len(w) > 2 for w in words):
        return False
    if len(words[0]) == 1 and not piece.surface[1:2] == ".":
        return False
    return all(w[0].isupper() or w.lower() in _PARTICLES for w in words) and words[0].lower() not in _PARTICLES


def full(piece: Piece, supported: set[int], index: Index) -> tuple[float, str]:
    """(score, reason) that a piece is a person's full name. `supported`: spans that are subjects of personal cues."""
    if piece.has("speaker"):
        other = _NO_SPEAKER.match(piece.surface) or "&" in piece.words or piece.words[0] == "The"
        return (0.0, "") if other else (0.95, "speaker label")
    if not shaped(piece):
        if speaks(piece):
            return 0.65, "named as a speaker"
        return (0.8, "author line") if piece.has("byline") and 1 < len(piece.words) < 5 else (0.0, "")
    first, last = fold(piece.words[0]), fold(piece.words[-1])
    given = piece.has("given") or first in index.given
    if piece.has("byline"):
        return 0.95, "author line"
    link = piece.link
    if re.match(
        r"(linkedin\.com/in/|twitter\.com/\w+$|x\.com/\w+$|github\.com/[\w-]+$|mastodon|speakerdeck\.com/\w+$)", link
    ):
        return (0.95 if given else 0.85), f"links to a profile at {link.split('/')[0]}"
    if link and key(piece.surface) in key(link) and given:
        return 0.9, "given name and a link with the name"
    heading = 0.15 if piece.has("heading") else 0.0
    if piece.span in supported:
        return (0.93 if given else 0.75) - heading, "named with a job or employer"
    if piece.has("a:said", "hailed") or not _ROLE_BEFORE.isdisjoint(piece.features):
        return (0.9 if given else 0.75) - heading, "named as a speaker or by a job title"
    if piece.has("b:-", "b:–", "b:—", "b:&", "b:|") and piece.has("a:,", "eol") and piece.has("inlink", "eol", "aa:,"):
        return (0.9 if given else 0.7) - heading, "listed as a talk's speaker"
    if given:
        known = last in index.family
        sure = piece.has("surely") or known
        return (0.8 if sure else 0.6) - heading, "given name and surname"
    return (0.6, "a statistical model says so") if piece.has("model:person") else (0.2, "two capitalised words")


def speaks(piece: Piece) -> bool:
    """Whether an unknown single word says something or is introduced by name: Berg said, "her name is Berg"."""
    plain = len(piece.words) == 1 and piece.surface[:1].isupper() and piece.surface[1:].islower() and not piece.names
    if not plain or piece.has("heading", "in-run") or piece.has("word") and piece.has("first", "b:the"):
        return False
    named = (
        piece.has("b:is", "b:was") and piece.has("bb:name") or piece.has("b:named") and piece.has("bb:guy", "bb:person")
    )
    return (
        named
        or piece.has("hailed")
        and not piece.has("word", "place")
        or piece.has("a:said", "a:says", "a:explains", "a:explained", "a:adds", "a:added")
        and len(piece.surface) > 2
    )


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
            for part in {fold(p) for p in person.parts}:
                self.byname[part].append(person)
            for spelling in {key(person.name), key(person.also)} - {""}:
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
                fit = [part for part in (parts[-1], parts[0]) if initial(surface, part)]
                score = max((alike(surface, part) for part in fit), default=0.0)
            if score >= least and (best is None or (score, person.name) > best[:2]):
                best = (score, person.name, person)
        return best[2] if best else None


def gather(
    cut: Sequence[Piece], taken: Set[int], record: Record, index: Index, known: Sequence[Person], employers: Set[int]
) -> list[Person]:
    """The persons of a source: those that it marks or shapes as such, and `known` ones of the catalogue.

    `taken` are the numbers of pieces that are something else; `employers` the spans that name vendors: who is named
    with one by a cue of employment is a person.
    """
    pieces = [piece for n, piece in enumerate(cut) if n not in taken]
    supported = {c.subject for c in record.cues if c.kind == "works_for" and c.value and c.subject >= 0}
    supported |= {
        c.subject for c in record.cues if c.kind == "works_for" and c.object in employers and c.confidence >= 0.6
    }
    out = list(known)
    for piece in pieces:
        if piece.names and not piece.has("speaker", "byline"):
            continue
        score, reason = full(piece, supported, index)
        if score >= 0.5:
            out.append(_person(squeeze(piece.surface), score, reason, piece.start, index))
    out += _credited(cut, index)
    people = People(out)
    words = {fold(p.surface) for p in pieces if not p.names and len(p.words) == 1}
    out += [_foreign(p, index, words) for p in pieces if p.has("dotted") and people.transliterated(p.surface) is None]
    out += _heard(pieces, out)
    return out + beside(cut, out, index)


def beside(pieces: Sequence[Piece], sure: Sequence[Person], index: Index) -> list[Person]:
    """Names in a list with a person (A and B, A, B and C) are persons too where they are so shaped."""
    names = {p.name for p in sure}
    out: dict[int, Person] = {}
    ordered = [p for p in pieces if p.surface]
    for around in (
        list(zip(ordered, ordered[1:], strict=False)),
        [(b, a) for a, b in zip(ordered, ordered[1:], strict=False)][::-1],
    ):
        for one, other in around:
            near = 0 < max(other.start - one.end, one.start - other.end) <= 6
            joined = _JOINS & (one.features if one.start < other.start else other.features)
            known = squeeze(one.surface) in names or one.start in out
            if near and joined and known and not other.names and _likely(other, index) and other.start not in out:
                out[other.start] = _person(squeeze(other.surface), 0.65, "listed with a person", other.start, index)
    return list(out.values())


def _likely(piece: Piece, index: Index) -> bool:
    """Whether a piece is shaped like a full name, and a longer one has a part that is one."""
    return shaped(piece) and (len(piece.words) == 2 or piece.has("given") or fold(piece.words[-1]) in index.family)


_JOINS: Final = frozenset(("a:,", "a:and", "a:&", "a:、", "a:和"))


def squeeze(text: str) -> str:
    """A surface with single blanks."""
    return re.sub(r"\s+", " ", text)


def plain(name: str) -> str:
    """A person's name without a nickname between quotation marks.

    >>> plain('Ada "Countess" Berg')
    'Ada Berg'
    """
    return re.sub(r"\s+[\"“][^\"”]+[\"”]", "", name)


def _person(name: str, score: float, reason: str, start: int, index: Index) -> Person:
    name = plain(name)
    ids = index.people.get(fold(name)) or index.people.get(key(fold(name))) or index.misspelt(name)
    canonical = index.entries[ids[0]].name if ids else name
    return Person(canonical, ids[0] if len(set(ids)) == 1 else "", score, reason, start, name)


def _heard(pieces: Sequence[Piece], sure: Sequence[Person]) -> list[Person]:
    """Latin surnames that stand in a Chinese text only alone, because a speaker's transliteration sounds like them."""
    people, out = People(sure), []
    words = {
        p.surface: p
        for p in reversed(pieces)
        if not p.names and len(p.words) == 1 and p.surface[:1].isupper() and len(p.surface) > 3
    }
    for piece in pieces:
        if piece.has("translit") and len(piece.surface) > 1 and people.transliterated(piece.surface) is None:
            score, name = max(((alike(piece.surface, word), word) for word in words), default=(0.0, ""))
            if score >= 0.8:
                out.append(Person(name, "", 0.7, f"{piece.surface} sounds like it", words[name].start))
    return out


def _credited(pieces: Sequence[Piece], index: Index) -> list[Person]:
    """Photographers: the name next to a picture site (来自 Pixabay 的 X, photo by X on Unsplash)."""
    out = []
    for one, other in zip(pieces, pieces[1:], strict=False):
        for site, piece in ((one, other), (other, one)):
            if site.surface in _PICTURES and other.start - one.end < 6 and not piece.names and shaped(piece):
                out.append(_person(squeeze(piece.surface), 0.7, "credited for a picture", piece.start, index))
    return out


_PICTURES: Final = frozenset(("Pixabay", "Unsplash", "Pexels", "Flickr", "Shutterstock", "Freepik"))


def _foreign(piece: Piece, index: Index, words: Set[str]) -> Person:
    """A person written X·Y: by the name in the link on it or by a part in Latin letters, else as it stands."""
    as_is = Person(piece.surface, "", 0.85, "transliterated name", piece.start)
    slug = re.findall(r"[a-z]+", fold(piece.link.split("/")[-1])) if "/" in piece.link else []
    for i in range(len(slug)):
        for j in (i + 2, i + 3):
            ids = index.people.get(" ".join(slug[i:j]))
            if ids and j <= len(slug):
                return replace(
                    as_is,
                    name=index.entries[ids[0]].name,
                    also=piece.surface,
                    entry=ids[0],
                    score=0.95,
                    reason="transliterated; its link names it",
                )
    han = re.split(r"[·•・‧∙．]", piece.surface)
    for word in sorted(words & (index.given | index.family)):
        for id_ in index.surnames[word] + [i for _, ids in index.alike[word] for i in ids]:
            name = index.entries[id_].name.split()
            if len(name) == 2 and min(alike(han[0], name[0]), alike(han[-1], name[1])) >= 0.75:
                return replace(
                    as_is,
                    name=" ".join(name),
                    entry=id_,
                    also=piece.surface,
                    score=0.85,
                    reason="sounds like a known person",
                )
    return as_is


def resolve(name: str, mentioned: Set[str], central: Set[str], index: Index) -> str:
    """The entry of a person called by one word, or "": the one bearer who is tied to what the source speaks of.

    A surname needs an employer or project among the ids `mentioned`, a given name one among the `central`; a rare
    surname that only one person of the catalogue bears needs no tie.
    """
    word = fold(name)
    bearers = sorted(set(index.surnames[word]))
    tied = [id_ for id_ in bearers if _ties(index.entries[id_]) & mentioned]
    tied += [
        id_ for id_ in sorted({i for _, ids in index.alike[word] for i in ids}) if _ties(index.entries[id_]) & central
    ]
    if len(set(tied)) == 1:
        return tied[0]
    return bearers[0] if len(bearers) == 1 and len(word) > 4 and word not in index.given else ""


def _ties(entry: Entry) -> set[str]:
    return {e.vendor for e in entry.employers} | set(entry.maintains)
