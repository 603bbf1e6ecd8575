"""Cues between spans → relations between mentions, and what cues say of names that no entry has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.link import speech
from kg.link.candidates import Piece
from kg.model import Cue, Entry, Link, Record, Relation

NEAR: Final = 14
"""Code points within which a vendor and what its entry says is its own are named together."""
TYPES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "works_for": (("person",), ("vendor",)),
    "develops": (("vendor",), ("project", "product")),
    "maintains": (("person",), ("project",)),
    "sponsors": (("vendor", "event"), ("event", "vendor", "project", "product")),
    "integrates_with": (("project", "product"), ("project", "product")),
    "speaks_at": (("person",), ("event",)),
}
"""Kind of cue → kinds that its subject and its object may be."""


def hints(record: Record, cut: Sequence[Piece], decided: Mapping[int, Link]) -> dict[int, list[tuple[str, float]]]:
    """Span → kinds that cues give an undecided name, because the cue's other end is known."""
    kinds: dict[int, set[str]] = defaultdict(set)
    for n, link in decided.items():
        kinds[cut[n].span].add(link.kind)
    out: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for cue in record.cues:
        if cue.object < 0:
            continue
        subject, object_ = kinds.get(cue.subject, set()), kinds.get(cue.object, set())
        if cue.kind == "works_for" and not object_ and (cue.subject < 0 or "person" in subject):
            out[cue.object].append(("vendor", cue.confidence - 0.05))
        elif cue.kind == "develops" and "vendor" in subject and not object_:
            out[cue.object].append(("product", cue.confidence - 0.1))
        elif cue.kind == "develops" and not subject and object_ & {"project", "product"}:
            out[cue.subject].append(("vendor", cue.confidence - 0.15))
    return out


def resolve(record: Record, mentions: Sequence[Link], entries: Mapping[str, Entry]) -> tuple[Relation, ...]:
    """The relations of a source whose two ends are mentions of fitting kinds, each statement once, by place."""
    at = _Places(record, mentions)
    best: dict[tuple[str, str, str, str], Relation] = {}
    for cue in record.cues:
        if cue.kind not in TYPES:
            continue
        subjects, objects = TYPES[cue.kind]
        object_ = at.of(cue.object, objects) if cue.object >= 0 else None
        if (
            objects
            and object_ is None
            or cue.kind == "develops"
            and cue.confidence < 0.7
            and _common(object_, at, cue, entries)
        ):
            continue
        for subject in at.subjects(cue, subjects):
            if subject is object_:
                continue
            relation = _relation(cue, subject, object_)
            known = (cue.kind, relation.subject or relation.subject_name, relation.object or relation.object_name, "")
            if known not in best or relation.confidence > best[known].confidence:
                best[known] = relation
    for relation in (*_adjoining(mentions, entries), *_known(mentions, entries)):
        best.setdefault(
            (relation.kind, relation.subject or relation.subject_name, relation.object or relation.object_name, ""),
            relation,
        )
    found = [*best.values(), *speech.resolve(record, mentions)]
    return tuple(sorted(found, key=lambda r: (r.start, r.end, r.kind, r.subject_name, r.object_name)))


def _common(object_: Link | None, at: _Places, cue: Cue, entries: Mapping[str, Entry]) -> bool:
    """Whether a project belongs to a community, so that "Acme's Kubernetes" says nothing of who develops it."""
    entry = entries.get(object_.entry) if object_ else None
    subject = next(iter(at.subjects(cue, ("vendor",))), None)
    return bool(entry and (entry.maturity or entry.vendor) and subject and entry.vendor != subject.entry)


def _adjoining(mentions: Sequence[Link], entries: Mapping[str, Entry]) -> Iterator[Relation]:
    """A vendor's name right before its product's (Acme Widget): the product is the vendor's."""
    for one, other in zip(mentions, mentions[1:], strict=False):
        if one.kind != "vendor" or other.kind != "product" or not 0 <= other.start - one.end <= 1:
            continue
        entry = entries.get(other.entry)
        if entry is None or entry.vendor in ("", one.entry):
            yield Relation(
                "develops", one.entry, one.name, other.entry, other.name, one.start, other.end, one.time, "", 0.7
            )


def _known(mentions: Sequence[Link], entries: Mapping[str, Entry]) -> Iterator[Relation]:
    """A product or project named close to the vendor that its entry knows behind it."""
    for one, other in [*zip(mentions, mentions[1:], strict=False), *zip(mentions, mentions[2:], strict=False)]:
        for vendor, thing in ((one, other), (other, one)):
            entry = entries.get(thing.entry)
            near = other.start - one.end < NEAR
            if (
                near
                and vendor.kind == "vendor"
                and entry
                and vendor.entry
                and entry.vendor == vendor.entry
                and entry.kind in ("project", "product")
            ):
                yield Relation(
                    "develops",
                    vendor.entry,
                    vendor.name,
                    thing.entry,
                    thing.name,
                    one.start,
                    other.end,
                    one.time,
                    "",
                    0.6,
                )


CALIBRATION: Final[Mapping[str, tuple[float, float]]] = {"works_for": (0.45, 0.58), "develops": (0.32, 0.58)}
"""Relation → (base, slope): raw confidence to the share that is right, fitted over the gold documents' tenths."""


def calibrated(kind: str, raw: float) -> float:
    """The confidence at which about that share of the claims is right.

    >>> calibrated("works_for", 0.8), calibrated("develops", 0.6), calibrated("sponsors", 0.6)
    (0.914, 0.668, 0.6)
    """
    base, slope = CALIBRATION.get(kind, (0.0, 1.0))
    return round(min(base + slope * raw, 0.97), 3)


def _relation(cue: Cue, subject: Link, object_: Link | None) -> Relation:
    scores = subject.score * (object_.score if object_ else 1.0)
    return Relation(
        cue.kind,
        subject.entry,
        subject.name,
        object_.entry if object_ else "",
        object_.name if object_ else "",
        cue.start,
        cue.end,
        subject.time,
        re.sub(r"\s+", " ", cue.value),
        calibrated(cue.kind, cue.confidence * scores),
    )


class _Places:
    """Mentions by place."""

    def __init__(self, record: Record, mentions: Sequence[Link]) -> None:
        self.record, self.mentions = record, mentions
        self.starts = [m.start for m in mentions]
        self.introduced = {
            s.start
            for s in record.spans
            if {"b:is", "bb:name"} <= set(s.features) or {"b:m", "bb:'"} <= set(s.features)
        }
        self.labels = [(s.start, s.end) for s in record.spans if "speaker" in s.features]

    def within(self, span: int, kinds: Sequence[str]) -> list[Link]:
        """The mentions of the kinds inside a span."""
        if not 0 <= span < len(self.record.spans):
            return []
        place = self.record.spans[span]
        inside = self.mentions[bisect_left(self.starts, place.start) : bisect_left(self.starts, place.end)]
        return [m for m in inside if m.kind in kinds]

    def of(self, span: int, kinds: Sequence[str]) -> Link | None:
        """The first mention of one of the kinds inside a span."""
        return next(iter(self.within(span, kinds)), None)

    def subjects(self, cue: Cue, kinds: Sequence[str]) -> list[Link]:
        """Who or what a cue speaks of: several persons of one span (A & B, Acme) all work for Acme."""
        if cue.kind == "develops" and cue.subject < 0:
            return [m for m in (self.owner(cue),) if m]
        found = self.within(cue.subject, kinds) if cue.subject >= 0 else []
        if not found and cue.subject < 0:
            one = self.speaker(cue, self.record)
            return [one] if one else []
        return found if cue.kind == "works_for" else found[-1:]

    def owner(self, cue: Cue) -> Link | None:
        """Whose a thing is: of "its", the vendor named last before; of "our", the one that the source speaks of."""
        if cue.value == "its":
            here = bisect_left(self.starts, cue.start)
            return next(
                (
                    m
                    for m in reversed(self.mentions[max(0, here - 5) : here])
                    if m.kind == "vendor" and cue.start - m.end < 90
                ),
                None,
            )
        counted = Counter(m.name for m in self.mentions if m.kind == "vendor")
        for name, count in counted.most_common(1):
            if count >= 3 and count * 2 > sum(counted.values()):
                return next(m for m in self.mentions if m.name == name and m.kind == "vendor")
        return None

    def speaker(self, cue: Cue, record: Record) -> Link | None:
        """Who speaks at a cue without a named subject: the turn's label, else the person named last before it."""
        turn = bisect_right(self.labels, (cue.start, 0)) - 1
        if self.labels:
            if turn < 0:
                return None
            at = bisect_left(self.starts, self.labels[turn][0])
            here = self.mentions[at : at + 1]
            return here[0] if here and here[0].kind == "person" else None
        before = self.mentions[max(0, bisect_left(self.starts, cue.start - 400)) : bisect_left(self.starts, cue.start)]
        people = [m for m in before if m.kind == "person"]
        if record.language == "en":
            introduced = [m for m in people if m.start in self.introduced]
            people = introduced or [m for m in people if cue.start - m.end < 120]
        return people[-1] if people else None
