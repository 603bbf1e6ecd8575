"""One linked document as the JSON object that the evaluation and other programs read."""

from __future__ import annotations

from typing import Any

from kg.model import Document, Linked, Record

MENTIONED = ("project", "vendor", "person", "event", "product")


def line(document: Document, record: Record, linked: Linked) -> dict[str, Any]:
    """Mentions, relations and topics with surfaces, canonical names and entries; quotations from the text.

    `said` is given for articles and posts only: in a transcript the speaker's label says it.
    """
    spoken = bool(document.turns) or document.medium in ("captions", "talk", "podcast")
    relations: list[dict[str, Any]] = []
    for relation in linked.relations:
        shared = {
            "type": relation.kind,
            "confidence": relation.confidence,
            "start": relation.start,
            "end": relation.end,
        }
        if relation.kind == "works_for":
            relations.append(
                {**shared, "person": relation.subject_name, "org": relation.object_name, "role": relation.value}
            )
        elif relation.kind == "said":
            if not spoken:
                quote = " ".join(document.text[relation.start : relation.end].split())
                relations.append({**shared, "person": relation.subject_name, "quote": quote[:80]})
        elif relation.kind in ("develops", "sponsors"):
            relations.append({**shared, "org": relation.subject_name, "object": relation.object_name})
        else:
            relations.append({**shared, "subject": relation.subject_name, "object": relation.object_name})
    return {
        "doc": document.id,
        "mentions": [
            {
                "surface": m.surface,
                "type": m.kind,
                "name": m.name,
                "entry": m.entry,
                "start": m.start,
                "end": m.end,
                "score": m.score,
                "reason": m.reason,
            }
            for m in linked.mentions
            if m.kind in MENTIONED
        ],
        "relations": relations,
        "topics": [topic.topic.removesuffix("-topic") for topic in linked.topics],
    }
