"""Captions: what a mis-heard or lower-case word is worth, and what a recording calls by a name that no entry has.

A captioning machine's capitals say little: the phrases around a word (features of `kg.extract.captions`) and the rest
of the recording decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from kg.link.candidates import Piece
from kg.link.index import Index
from kg.model import Entry, Kind, Link, Name
from kg.names import key
from kg.sound import likeness
from kg.spoken import LANGUAGE, generic


def written(piece: Piece, name: Name, entry: Entry, certain: Set[str]) -> tuple[float, str]:
    """Score and reason of a name that captions do not write as it is written, before its neighbours count."""
    if all(map(generic, piece.words)):
        return 0.1, "a term of the field"
    known = entry.maturity != "" or "landscape" not in entry.origin
    if piece.heard:
        return _raised(
            piece, _sound(piece, name) + 0.2 * known + 0.2 * (entry.id in certain)
        ), f"sounds like {name.text}"
    if name.policy == "cue" and not name.language:
        return (
            (0.35, "word with a capital")
            if piece.surface[:1].isupper() and not piece.has("first")
            else (0.02, "ordinary word")
        )
    if name.language == LANGUAGE:
        return (0.2 if name.policy == "exact-case" else 0.1) + 0.1 * piece.has("tech"), f"may be said for {entry.name}"
    if name.text.lower() == "kube":
        return 0.1, "a part of many names"
    project = entry.kind == "project"
    if piece.has("common"):
        return (
            (0.0, "words")
            if name.text.islower()
            else (_raised(piece, 0.55 if project else 0.25), "phrase in uncased text")
        )
    if not piece.has("word"):
        clear = project and (len(piece.words) > 1 or known and len(name.text) > 3) or piece.surface.isupper()
        return _raised(piece, 0.55 if clear else 0.4), "name in uncased text"
    base = 0.1 if piece.has("frequent") else 0.35 if piece.has("rare") else 0.25
    return _raised(piece, base + 0.1 * (entry.maturity in ("graduated", "incubating"))), "word in uncased text"


def _sound(piece: Piece, name: Name) -> float:
    """What the sound alone is worth: little for an ordinary word, unless it is the very sound and has a capital."""
    like = likeness(key(piece.surface), key(name.text))
    if not piece.has("word", "common"):
        return 0.4 if like > 0.84 else 0.3
    capital = piece.surface[:1].isupper() and not piece.has("first")
    return 0.35 if like > 0.95 and (capital or " " in piece.surface) else 0.1 if like > 0.95 else 0.0


def _raised(piece: Piece, score: float) -> float:
    return score + 0.1 * piece.has("tech") + 0.2 * piece.has("is:project")


def unlisted(pieces: Sequence[Piece], index: Index) -> dict[str, tuple[Kind, str, float, str]]:
    """Names of no entry that the recording introduces: key of a surface → (kind, name, score, reason).

    What it is introduced to be about, or calls a tool or a company, is one; so is what sounds like its subject.
    """
    uses: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.names or not piece.has("nocase") or piece.has("place", "spelt") or any(map(generic, piece.words)):
            continue
        if 0 < len(piece.words) < 4:
            uses[key(piece.surface)].append(piece)
    out: dict[str, tuple[Kind, str, float, str]] = {}
    subjects: list[tuple[str, str]] = []
    for whole, found in sorted(uses.items()):
        votes = Counter(f for p in found for f in p.features & {"subject", "is:project", "is:vendor", "hailed"})
        votes["is:project"] += sum(p.has("a:project", "b:project", "a:cli", "a:maintainers") for p in found)
        name = _usual(found)
        if any(n.kind == "topic" for n in index.heard(name)) or not _introduced(name, found, votes):
            continue
        kind: Kind = "vendor" if votes["is:vendor"] > votes["is:project"] + (votes["subject"] > 0) else "project"
        said = (
            "introduced as the subject"
            if votes["subject"]
            else "called a tool"
            if kind == "project"
            else "called a company"
        )
        out[whole] = (kind, name, min(0.6 + 0.05 * sum(votes.values()), 0.85), said)
        if votes["subject"] and len(found) > 3:
            subjects.append((whole, name))
    for whole in sorted(uses.keys() - out.keys()):
        alike = [
            (likeness(whole, subject), name) for subject, name in subjects if not uses[whole][0].has("word", "given")
        ]
        if alike and (best := max(alike))[0] >= 0.7:
            out[whole] = (out[key(best[1])][0], best[1], 0.6, f"sounds like {best[1]}")
    return out


def _usual(found: Sequence[Piece]) -> str:
    """The way in which a name is mostly written, capitals first."""
    counted = Counter(p.surface for p in found)
    return min(counted, key=lambda s: (not any(c.isupper() for c in s), -counted[s], s))


def _introduced(name: str, found: Sequence[Piece], votes: Mapping[str, int]) -> bool:
    """Whether what is said around a name's uses shows that it is one."""
    shown = votes["is:project"] + votes["is:vendor"] + 2 * votes["subject"]
    capital = sum(p.surface[:1].isupper() and not p.has("first") for p in found)
    if (
        not shown
        or votes["hailed"] >= shown
        or len(name) < 3
        or name.isupper()
        and len(name) < 5
        and not votes["subject"]
    ):
        return False
    if any(p.has("word", "common", "given") for p in found):
        return capital > 1 and shown > 3 and not name.islower() and 2 * capital > len(found)
    return capital > 0 and shown > (len(found) < 2) or shown > 1 and len(found) > 3


def senses(pieces: Sequence[Piece], decided: Mapping[int, Link], index: Index) -> Iterator[int]:
    """Mentions of a company that the recording calls a tool: its project of the same name, which no entry has."""
    uses: dict[str, list[int]] = defaultdict(list)
    for n, link in decided.items():
        if link.kind == "vendor" and link.entry and pieces[n].has("nocase"):
            uses[link.entry].append(n)
    for numbers in uses.values():
        votes = Counter(f for n in numbers for f in pieces[n].features & {"is:project", "is:vendor"})
        others = {name.kind for n in numbers for name in index.named([*pieces[n].words])} - {"vendor"}
        if votes["is:project"] > 1 and votes["is:project"] > votes["is:vendor"] and not others:
            yield from numbers
