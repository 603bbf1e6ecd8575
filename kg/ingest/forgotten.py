"""People who must not come back: a list of salted hashes, from which no name can be read."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.ingest import entryfile
from kg.ingest.check.values import fold
from kg.model import Record

FORGOTTEN: Final = "content/.forgotten.yaml"
ROUNDS: Final = 500
"""Of PBKDF2: what one run can pay for each name that it meets, while a list of all names of the world costs hours."""
HAN: Final = re.compile(r"[\u3400-\u9fff]{2}")
HAN_AHEAD: Final = re.compile(r"(?=[\u3400-\u9fff]{2})")
WORD: Final = re.compile(r"[^\W\d_\u3400-\u9fff](?:[\w'’-]*\w)?")


def is_forgotten(root: Path) -> Callable[[str], bool]:
    """A test of whether a name, id or GitHub name belongs to a forgotten person, whatever its case and spacing."""
    kept = entryfile.plain(root / FORGOTTEN)
    hashes, salt = set(kept.get("hashes", ())), str(kept.get("salt", ""))
    known: dict[str, bool] = {}

    def test(text: str) -> bool:
        if not hashes:
            return False
        key = fold(text)
        if key not in known:
            known[key] = _hash(salt, key) in hashes
        return known[key]

    return test


def mark(root: Path) -> tuple[int, int] | None:
    """What tells one state of the list from another; None where nobody was forgotten."""
    try:
        info = (root / FORGOTTEN).stat()
    except OSError:
        return None
    return info.st_mtime_ns, info.st_size


def names_any(root: Path) -> Callable[[str], bool]:
    """A test of whether a passage holds the full name of a forgotten person, so that pages do not quote it.

    It tries every two to four words that begin with a capital, and every two to four Han characters.
    """
    test = is_forgotten(root)
    if not (root / FORGOTTEN).is_file():
        return test

    def named(passage: str) -> bool:
        words = WORD.findall(passage)
        latin = (words[i : i + n] for i, word in enumerate(words) if word[0].isupper() for n in (2, 3, 4))
        han = (passage[m.start() : m.start() + n] for m in HAN_AHEAD.finditer(passage) for n in (2, 3, 4))
        return any(map(test, han)) or any(test(" ".join(run)) for run in latin if run[-1][0].isupper())

    return named


def cleaned(record: Record, forgotten: Callable[[str], bool]) -> Record:
    """The record without the spans that name a forgotten person, in full or in part, and the cues that rest on them."""
    spoken = {
        span.surface for span in record.spans if len(re.split(r"[\s·]+", span.surface)) > 1 or HAN.search(span.surface)
    }
    full = {surface for surface in spoken if forgotten(surface)}
    if not full:
        return record
    parts = {fold(part) for surface in full for part in (surface, *re.split(r"[\s·]+", surface)) if len(part) > 1}
    kept = [index for index, span in enumerate(record.spans) if fold(span.surface) not in parts]
    numbers = {old: new for new, old in enumerate(kept)}
    cues = [
        replace(cue, subject=numbers[cue.subject], object=numbers.get(cue.object, -1))
        for cue in record.cues
        if cue.subject in numbers and (cue.object == -1 or cue.object in numbers)
    ]
    return replace(record, spans=tuple(record.spans[index] for index in kept), cues=tuple(cues))


def remember(root: Path, names: list[str]) -> None:
    """Add the hashes of the names; a list once begun keeps its salt."""
    kept = entryfile.plain(root / FORGOTTEN)
    salt = str(kept.get("salt") or secrets.token_hex(16))
    hashes = sorted({*kept.get("hashes", ()), *(_hash(salt, fold(name)) for name in names)})
    entryfile.write_plain(
        root / FORGOTTEN, {"salt": salt, "hashes": hashes}, "Salted hashes of names that must not come back."
    )


def _hash(salt: str, key: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", key.encode(), salt.encode(), ROUNDS).hex()[:32]
