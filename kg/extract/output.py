"""One linked document as the JSON object that the evaluation and other programs read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kg.model import Document, Link, Linked, Record, Relation

_LEGAL: Final = re.compile(r"(?i)(?:inc|ltd|llc|corp|corporation|gmbh|co|company|plc|se|ag|infrastructure|platform)$")
"""What after a vendor's name makes no other name of it."""
MENTIONED = ("project", "vendor", "person", "event", "product")


def line(document: Document, record: Record, linked: Linked) -> dict[str, Any]:
    """Mentions, relations and topics with surfaces, canonical names and entries; quotations from the text.

    `said` is given for articles and posts only: in a transcript the speaker's label says it.
    """
    fuller = _fuller(linked.mentions)
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
