"""Cues between spans → relations between mentions, and what cues say of names that no entry has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.link import brands, calibration, houses, owners, speech
from kg.link.places import Places
from kg.model import ADDRESSEE, KINDS, Entry, Link, Record, Relation
from kg.titles import is_title

TYPES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "works_for": (("person",), ("vendor",)),
    "develops": (("vendor",), ("project", "product")),
    "maintains": (("person",), ("project",)),
    "sponsors": (("vendor", "event"), ("event", "vendor", "project", "product")),
    "integrates_with": (("project", "product"), ("project", "product")),
    "speaks_at": (("person",), ("event",)),
}
"""Kind of cue → kinds that its subject and its object may be."""
FITTED: Final = ("works_for", "develops")
"""Relations whose confidence is fitted over gold documents; that of the others is what their pattern is worth."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation that a source states, before it is decided whether to believe it."""

    kind: str
    subject: Link
    object: Link
    start: int
    end: int
    value: str
    strength: float
    own: bool
    """Whether the statement names its subject itself."""
    features: Mapping[str, float]


def resolve(record: Record, mentions: Sequence[Link], entries: Mapping[str, Entry]) -> tuple[Relation, ...]:
    """The relations of a source, each once, by place; those that are more likely wrong than the least are left out."""
    made = [relation for each in statements(record, mentions, entries) if (relation := _relation(each))]
    found = [*made, *speech.resolve(record, mentions)]
    return tuple(sorted(found, key=lambda r: (r.start, r.end, r.kind, r.subject_name, r.object_name)))


def statements(record: Record, mentions: Sequence[Link], entries: Mapping[str, Entry]) -> list[Statement]:
    """What a source states, each statement once, by its plainest passage."""
    at = Places(record, mentions, entries)
    best: dict[tuple[str, str, str], Statement] = {}

    def keep(
        kind: str, subject: Link, object_: Link, place: tuple[int, int], value: str, strength: float, own: bool
    ) -> None:
        key = (kind, subject.entry or subject.name, object_.entry or object_.name)
        weighed = calibration.features(kind, strength, value, subject, object_, entries, own)
        made = Statement(kind, subject, object_, *place, value, strength, own, weighed)
        if key[1] == key[2] or kind == "develops" and owners.idle(subject, object_, strength, entries):
            return
        if key not in best or _plainness(made) > _plainness(best[key]):
            best[key] = made

    for cue in sorted(record.cues, key=lambda c: (c.kind == "develops", c.subject == ADDRESSEE, c.end - c.start)):
        if cue.kind not in TYPES or cue.object < 0:
            continue
        object_ = at.object(cue, TYPES[cue.kind][1])
        if object_ is None and cue.kind == "works_for":
            object_ = houses.employer(at.within(cue, cue.object, KINDS), cue.value, cue.confidence, entries)
        if object_ is None:
            continue
        subjects = at.subjects(cue, TYPES[cue.kind][0])
        if cue.kind == "develops":
            brand = owners.branded(object_, mentions, at.number(object_))
            subjects = subjects or owners.namesakes(at.within(cue, cue.subject, owners.THINGS), object_, entries)
            subjects = [s for s in subjects if brand in ("", s.name)]
        for subject in subjects:
            if at.nearer(cue, subject) or cue.subject == ADDRESSEE and subject.name in at.employers:
                continue
            value = re.sub(r"\s+", " ", cue.value) if cue.kind == "works_for" else ""
            strength = owners.VAGUE - 0.05 if cue.kind == "develops" and at.partial(cue, object_) else 1.0
            told = cue.kind == "develops" and not object_.entry
            strength = max(cue.confidence, owners.TOLD) if told else min(strength, cue.confidence)
            keep(cue.kind, subject, object_, (cue.start, cue.end), value, strength, cue.subject >= 0)
            if cue.kind == "works_for":
                at.employers.setdefault(subject.name, object_)
    adjoining = (
        *_joined(record, mentions, entries),
        *owners.beside(record, mentions, entries),
        *brands.find(mentions, entries),
    )
    for kind, subject, object_, value, strength in adjoining:
        place = (min(subject.start, object_.start), max(subject.end, object_.end))
        keep(kind, subject, object_, place, value, strength, True)
    return list(best.values())


def _plainness(statement: Statement) -> tuple[float, float, bool, int]:
    sure = calibration.confidence(statement.kind, statement.features) if statement.kind == "develops" else 0.0
    return (sure, statement.strength, bool(statement.value), -statement.start)


def _joined(
    record: Record, mentions: Sequence[Link], entries: Mapping[str, Entry]
) -> Iterator[tuple[str, Link, Link, str, float]]:
    """An employer, a job title and a person in one run of capitals (Acme CEO Ada Berg)."""
    starts = [span.start for span in record.spans]
    for one, other in zip(mentions, mentions[1:], strict=False):
        if one.kind not in KINDS or other.kind != "person":
            continue
        n = bisect_right(starts, one.start) - 1
        if n < 0 or other.end > record.spans[n].end:
            continue
        between = record.spans[n].surface[one.end - starts[n] : other.start - starts[n]].strip(" '’s")
        house = one if one.kind == "vendor" else houses.employer([one], between, 0.9, entries)
        if house and is_title(between):
            yield "works_for", other, house, between, 0.9


def _relation(made: Statement) -> Relation | None:
    """A statement with its confidence, or None where that is too low to claim it."""
    if made.kind in FITTED:
        sure = calibration.confidence(made.kind, made.features)
        if sure < calibration.LEAST[made.kind]:
            return None
    else:
        sure = round(made.strength * made.subject.score * made.object.score, 3)
    subject, object_ = made.subject, made.object
    return Relation(
        made.kind,
        subject.entry,
        subject.name,
        object_.entry,
        object_.name,
        made.start,
        made.end,
        subject.time,
        made.value,
        sure,
    )
