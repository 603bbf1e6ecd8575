"""One linked document as the JSON object that the evaluation and other programs read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kg.model import Document, Link, Linked, Record, Relation
from kg.names import fold

_LEGAL: Final = re.compile(r"(?i)(?:inc|ltd|llc|corp|corporation|gmbh|co|company|plc|se|ag|infrastructure|platform)$")
"""What after a vendor's name makes no other name of it."""
_INITIAL: Final = re.compile(r"(\S+) [A-Z]\.? (\S+)")
"""A person's name with an initial in its middle."""
MENTIONED = ("project", "vendor", "person", "event", "product")


def line(document: Document, record: Record, linked: Linked) -> dict[str, Any]:
    """Mentions, relations and topics with surfaces, canonical names and entries; quotations from the text.

    `said` is given for articles and posts only: in a transcript the speaker's label says it.
    """
    fuller = {**_fuller(linked.mentions), **spellings(linked.mentions)}
    spoken = bool(document.turns) or document.medium in ("captions", "talk", "podcast")
    return {
        "doc": document.id,
        "mentions": [
            {
                "surface": m.surface,
                "type": m.kind,
                "name": fuller.get(m.entry, m.name) if m.entry else m.name,
                "entry": m.entry,
                "start": m.start,
                "end": m.end,
                "score": m.score,
                "reason": m.reason,
            }
            for m in linked.mentions
            if m.kind in MENTIONED
        ],
        "relations": [_related(r, document, fuller) for r in linked.relations if not (spoken and r.kind == "said")],
        "topics": [topic.topic.removesuffix("-topic") for topic in linked.topics],
    }


def _related(r: Relation, document: Document, fuller: Mapping[str, str]) -> dict[str, Any]:
    """One relation, its ends under the names that the evaluation has for them."""
    shared = {"type": r.kind, "confidence": r.confidence, "start": r.start, "end": r.end}
    subject, object_ = fuller.get(r.subject, r.subject_name), fuller.get(r.object, r.object_name)
    if r.kind == "works_for":
        return {**shared, "person": subject, "org": object_, "role": r.value}
    if r.kind == "said":
        return {**shared, "person": subject, "quote": " ".join(document.text[r.start : r.end].split())[:80]}
    names = ("org", "object") if r.kind in ("develops", "sponsors") else ("subject", "object")
    return {**shared, names[0]: subject, names[1]: object_}


def _fuller(mentions: Sequence[Link]) -> dict[str, str]:
    """Entry → the fuller name by which a text introduces a vendor (Acme Labs, where the entry says Acme)."""
    first: dict[str, Link] = {}
    for m in sorted(mentions, key=lambda m: m.start):
        if m.kind == "vendor" and m.entry:
            first.setdefault(m.entry, m)
    rest = {entry: m.surface.removeprefix(f"{m.name} ") for entry, m in first.items()}
    words = {
        entry: word for entry, word in rest.items() if word.isalpha() and word.istitle() and not _LEGAL.match(word)
    }
    return {entry: first[entry].surface for entry, word in words.items() if word != first[entry].surface}


def spellings(mentions: Sequence[Link]) -> dict[str, str]:
    """Entry → how the text itself writes a person's full name, where that only leaves out what stands in the middle.

    Its diacritics count too; a spelling without them, or in other case, is no other name. An initial in the middle is
    left out where the text never writes the full name.
    """
    people = [m for m in mentions if m.kind == "person" and m.entry]
    full = {m.entry for m in people if m.surface == m.name}
    short = {m.entry: f"{found[1]} {found[2]}" for m in people if (found := _INITIAL.fullmatch(m.name))}
    out = {m.entry: m.surface for m in reversed(people) if _spelt(m.surface, m.name)}
    return {entry: name for entry, name in {**short, **out}.items() if entry not in full}


def _spelt(surface: str, name: str) -> bool:
    """Whether a surface is a full name, spelt shorter or with more diacritics than an entry's."""
    said, known = surface.split(), name.split()
    shorter = len(said) == 2 < len(known) and [fold(w) for w in said] == [fold(known[0]), fold(known[-1])]
    marked = len(said) > 1 and fold(surface) == fold(name) and name.isascii() and not surface.isascii()
    return (shorter or marked) and all(word[0].isupper() for word in said)
