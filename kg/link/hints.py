"""What the cues of relations say of names that no entry has: of what kind they are, by the other end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.link import owners
from kg.link.candidates import Piece
from kg.model import Cue, Entry, Link, Record


def find(
    record: Record, cut: Sequence[Piece], decided: Mapping[int, Link], entries: Mapping[str, Entry]
) -> dict[int, list[tuple[str, float]]]:
    """Where an undecided name begins → kinds that cues give it, because the cue's other end is known."""
    foreign = record.language.startswith("zh")
    inside: dict[int, list[int]] = defaultdict(list)
    for n, piece in enumerate(cut):
        inside[piece.span].append(n)

    def kinds(span: int, cue: Cue) -> set[str]:
        within = (n for n in inside.get(span, ()) if cut[n].start < cue.end and cut[n].end > cue.start)
        found = [decided[n] for n in within if n in decided]
        maker = ["vendor"] if cue.kind == "develops" and any(owners.company(link, entries) for link in found) else []
        return {link.kind for link in found}.union(maker)

    out: dict[int, list[tuple[str, float]]] = defaultdict(list)

    def hint(span: int, cue: Cue, kind: str, weight: float) -> None:
        for n in inside.get(span, ()):
            if n not in decided and cut[n].start < cue.end and cut[n].end > cue.start:
                clear = kind == "product" and (
                    bool(cut[n].link) or owners.coined(cut[n]) or foreign and owners.titled(cut[n])
                )
                out[cut[n].start].append((kind, weight + 0.1 * clear))

    for cue in record.cues:
        if cue.object < 0 or cue.kind not in ("works_for", "develops"):
            continue
        subject, object_ = kinds(cue.subject, cue), kinds(cue.object, cue)
        if cue.kind == "works_for" and not object_ and (cue.subject < 0 or "person" in subject):
            hint(cue.object, cue, "vendor", cue.confidence - 0.05)
        elif cue.kind == "develops" and not object_ and ("vendor" in subject or _implied(cue)):
            said = 0.65 if cue.confidence < owners.VAGUE else cue.confidence  # a thing of a kind that is told
            hint(cue.object, cue, "product", said - 0.1)
        elif cue.kind == "develops" and not subject and object_ & {"project", "product"}:
            hint(cue.subject, cue, "vendor", cue.confidence - 0.15)
    return out


def _implied(cue: Cue) -> bool:
    """Whether a cue says of the company, or of us, that it made a thing, and so that the thing is one."""
    return cue.subject < 0 and (cue.value == "company" or cue.value == "our" and cue.confidence > 0.7)
