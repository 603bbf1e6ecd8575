"""Who is named in a source: full names by the marks of the text, then part-names, handles and transliterations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Final

from kg.link import foreign
from kg.link.candidates import Piece
from kg.link.index import Index
from kg.link.people import PARTICLES, People, Person, plain, squeeze
from kg.model import Cue, Entry, Record
from kg.names import fold, has_han, key

_ROLE_BEFORE: Final = frozenset(
    "b:engineer b:founder b:cofounder b:co-founder b:ceo b:cto b:coo b:vp b:president b:director b:manager "
    "b:architect b:advocate b:evangelist b:maintainer b:author b:host b:guest b:colleague b:analyst b:chair "
    "b:lead b:developer b:professor b:dr b:mr b:ms b:mrs b:friend b:hosts b:guests b:maintainers b:member "
    "b:officer".split()
)
_NOT_NAME: Final = frozenset(
    "cloud data native open source api foundation labs inc summit day con conference group project team days week "
    "security platform software systems network university institute city street park north south east west new "
    "working committee blog academy center centre community computing technologies technology solutions "
    "services event events meeting meetings sponsor sponsors news ops rel friends stack manager process directions "
    "resource gitops update updates retrospective review overview introduction session sessions workshop track "
    "county football senior specialist engineer engineering logics associates financial capital ventures partners "
    "consulting corporation industries holdings bank insurance airlines motors telecom studios robotics analytics "
    "electronics logistics healthcare".split()
)
_HOUSES: Final = ("公司", "集团", "基金会", "团队", "社区", "实验室", "网络", "大学")
"""How the Chinese names of organisations end."""
_NO_SPEAKER: Final = re.compile(
    r"(?i)(break|jingle|narrator|announcer|intro|outro|music|sponsor|ad|voice.*|speaker|unknown|audience|all|both|"
    r"clip|video|song|host|guest|caller|crowd|everyone|male|female|q|a|question|answer)(\W.*|\d.*)?$"
)


def shaped(piece: Piece, presented: bool = False) -> bool:
    """Whether a piece is shaped like a full name: two to four capitalised words, none of them a common noun.

    `presented`: the text gives a job or employer with it, so that its words may be those of a dictionary too.
    """
    words = [w for w in piece.words if w[0].isalpha()]
    if (
        piece.has("place")
        or piece.has("common")
        and not (piece.has("surely") or piece.has("given") and (presented or piece.has("a:said")))
        and not piece.link.startswith("linkedin.com/in/")
        or not 2 <= len(words) <= 4
        or any(w.lower() in _NOT_NAME for w in words)
        or has_han(piece.surface)
    ):
        return False
    if any(c.isdigit() or c in "&+/@" for c in piece.surface) or any(w.isupper() and len(w) > 2 for w in words):
        return False
    if len(words[0]) == 1 and not piece.surface[1:2] == ".":
        return False
    return all(w[0].isupper() or w.lower() in PARTICLES for w in words) and words[0].lower() not in PARTICLES


def full(piece: Piece, supported: set[int], index: Index, presented: bool = False) -> tuple[float, str]:
    """(score, reason) that a piece is a person's full name.

    `supported`: where the subjects of personal cues begin; `presented`: whether one gives a job with it.
    """
    if piece.has("speaker"):
        other = _NO_SPEAKER.match(piece.surface) or "&" in piece.words or piece.words[0] == "The"
        return (0.0, "") if other else (0.95, "speaker label")
    if not shaped(piece, presented):
        if speaks(piece):
            return 0.65, "named as a speaker"
        house = piece.surface.endswith(_HOUSES)
        return (0.8, "author line") if piece.has("byline") and 1 < len(piece.words) < 5 and not house else (0.0, "")
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
    if piece.start in supported:
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


def gather(
    cut: Sequence[Piece], taken: Set[int], record: Record, index: Index, known: Sequence[Person], employers: Set[int]
) -> list[Person]:
    """The persons of a source: those that it marks or shapes as such, and `known` ones of the catalogue.

    `taken` are the numbers of pieces that are something else; `employers` the spans that name vendors: who is named
    with one by a cue of employment is a person.
    """
    pieces = [piece for n, piece in enumerate(cut) if n not in taken]
    jobs = [cue for cue in record.cues if cue.kind == "works_for"]
    titled = [cue for cue in jobs if cue.value]
    presented = set(_within(pieces, [(cue.subject, cue) for cue in titled]))
    sure = [cue for cue in jobs if cue.object in employers and cue.confidence >= 0.6]
    supported = presented | set(_within(pieces, [(cue.subject, cue) for cue in sure]))
    titled = [cue for cue in titled if cue.confidence >= 0.75]
    employing = set(_within(pieces, [(cue.object, cue) for cue in titled])) - supported
    houses = {p.surface for p in pieces if p.start in employing and p.has("b:at", "b:@", "b:of", "b:from")}
    chinese = set(_within(pieces, [(cue.object, cue) for cue in titled if has_han(cue.value)]))
    titled_at = [p for p in pieces if p.start in chinese and p.words and not p.has("dotted", "translit")]
    houses |= {p.surface for p in titled_at if not p.has("given") or p.link.startswith(key(p.surface))}
    out = list(known)
    for piece in pieces:
        if not piece.has("speaker", "byline") and (piece.names or piece.surface in houses) or piece.has("dotted"):
            continue
        score, reason = full(piece, supported, index, piece.start in presented)
        if score >= 0.5:
            out.append(_person(squeeze(piece.surface), score, reason, piece.start, index))
    out += _credited(cut, index)
    out += _quoted(pieces, record, index, out)
    out += beside(cut, out, index)
    out += _whole(pieces, out, index)
    people = People(out)
    namer = foreign.Namer(cut, index)
    out += _agreed([namer.person(p) for p in pieces if p.has("dotted") and people.transliterated(p.surface) is None])
    whole = [p for p in pieces if not p.names and len(p.words) < 4 and shaped(p)]
    out += foreign.alone(pieces, out, whole)
    return out + beside(cut, out, index)


def _whole(pieces: Sequence[Piece], sure: Sequence[Person], index: Index) -> Iterator[Person]:
    """Full names that only their shape shows, because a person is called by their last word elsewhere."""
    alone = {fold(p.name) for p in sure if not p.entry and " " not in p.name}
    alone -= {fold(part) for p in sure for part in p.parts if " " in p.name}
    for piece in pieces:
        if not piece.names and shaped(piece) and len(piece.words) < 4 and fold(piece.words[-1]) in alone:
            yield _person(squeeze(piece.surface), 0.7, "called by its last word elsewhere", piece.start, index)


def _quoted(pieces: Sequence[Piece], record: Record, index: Index, sure: Sequence[Person]) -> Iterator[Person]:
    """Whom a Chinese text quotes by a Latin name that begins as one, though translation may have cut it in pieces."""
    if not record.language.startswith("zh"):
        return
    people = People(sure)
    said = [cue for cue in record.cues if cue.kind == "said" and cue.subject >= 0]
    speaking = {n for cue in said for n in (cue.subject, cue.object)}
    for piece in pieces:
        named = piece.has("a:said") and piece.has("given") and 2 <= len(piece.words) <= 4
        if named and piece.span in speaking and people.called(squeeze(piece.surface), piece.start) is None:
            yield _person(mended(piece.surface), 0.6, "is quoted", piece.start, index)


def mended(surface: str) -> str:
    """A name without the blanks by which translation cuts its words in pieces.

    >>> mended("Ada lind berg"), mended("ad av Lind")
    ('Ada Lindberg', 'Adav Lind')
    """
    words: list[str] = []
    for word in surface.split():
        if words and word[0].islower() and words[-1][0].islower():
            words[-1] += word
        else:
            words.append(word)
    return " ".join(word[0].upper() + word[1:] for word in words)


def _agreed(named: Sequence[Person]) -> list[Person]:
    """Transliterated persons, those of one spelling under the Latin name that the surest of its places gives."""
    best: dict[str, Person] = {}
    for person in named:
        known = best.get(person.also)
        if person.also and (known is None or person.score > known.score):
            best[person.also] = person
    return [replace(best[spelt], start=p.start) if (spelt := p.also or p.name) in best else p for p in named]


def _within(pieces: Sequence[Piece], ends: Sequence[tuple[int, Cue]]) -> Iterator[int]:
    """Where the pieces begin that the passages of cues hold, of the spans that are one of their ends."""
    passages: dict[int, list[Cue]] = defaultdict(list)
    for span, cue in ends:
        passages[span].append(cue)
    for piece in pieces:
        if any(cue.start < piece.end and piece.start < cue.end for cue in passages.get(piece.span, ())):
            yield piece.start


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
            if other.names or other.start in out or not 0 < max(other.start - one.end, one.start - other.end) <= 6:
                continue
            joined = _JOINS & (one.features if one.start < other.start else other.features)
            if joined and (one.start in out or squeeze(one.surface) in names) and _likely(other, index):
                out[other.start] = _person(squeeze(other.surface), 0.65, "listed with a person", other.start, index)
    return list(out.values())


def _likely(piece: Piece, index: Index) -> bool:
    """Whether a piece is shaped like a full name, and a longer one has a part that is one."""
    return shaped(piece) and (len(piece.words) == 2 or piece.has("given") or fold(piece.words[-1]) in index.family)


_JOINS: Final = frozenset(("a:,", "a:and", "a:&", "a:、", "a:和"))


_INITIAL: Final = re.compile(r"(?<=\w) [A-Z]\.? (?=\w)")
"""A middle initial, without which the catalogue may know the person."""


def _person(name: str, score: float, reason: str, start: int, index: Index) -> Person:
    name = plain(name)
    short = _INITIAL.sub(" ", name)
    ids = index.people.get(fold(name)) or index.people.get(key(fold(name))) or index.misspelt(name)
    ids = ids or (index.people.get(fold(short), []) if short != name else [])
    canonical = index.entries[ids[0]].name if ids else name
    return Person(canonical, ids[0] if len(set(ids)) == 1 else "", score, reason, start, name)


def _credited(pieces: Sequence[Piece], index: Index) -> list[Person]:
    """Photographers: the name next to a picture site (来自 Pixabay 的 X, photo by X on Unsplash)."""
    out = []
    for one, other in zip(pieces, pieces[1:], strict=False):
        for site, piece in ((one, other), (other, one)):
            if site.surface in _PICTURES and other.start - one.end < 6 and not piece.names and shaped(piece):
                out.append(_person(squeeze(piece.surface), 0.7, "credited for a picture", piece.start, index))
    return out


_PICTURES: Final = frozenset(("Pixabay", "Unsplash", "Pexels", "Flickr", "Shutterstock", "Freepik"))


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
