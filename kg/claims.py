"""Entries and linked sources → claims: every statement of the graph with the evidence that it rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Claim, Entry, Evidence, Linked, Rejection, Relation, Source

SYMMETRIC = frozenset({"integrates_with"})
"""Predicates whose two ends are put in the order of their ids, so that both ways of saying it are one claim."""
PARENT = {
    "project": "part_of",
    "product": "part_of",
    "vendor": "subsidiary_of",
    "event": "edition_of",
    "topic": "broader",
}
"""Kind of an entry → what its `parent` claims."""
CEILING = 0.99
"""Extraction alone is never certain."""

Statement = tuple[str, str, str]
"""Subject, predicate, object."""


def make(
    entries: Iterable[Entry],
    sources: Iterable[Source],
    linked: Iterable[Linked],
    rejections: Iterable[Rejection] = (),
) -> tuple[Claim, ...]:
    """All claims, sorted: what content files state, joined with what sources say and people reject.

    A statement that several sources make is one claim with each one's evidence. A claim about something that is no
    entry (a candidate) is left out, as is one of a thing about itself.
    """
    entries = tuple(entries)
    by_id = {source.id: source for source in sources}
    ids = {entry.id for entry in entries}
    rejected = {_ordered(item.subject, item.predicate, item.object) for item in rejections}
    said = _said(linked, ids, by_id)
    stated = [claim for entry in entries for claim in _stated(entry)]
    stated += [claim for source in by_id.values() for claim in _on_stage(source)]
    claims = _joined(stated, said, by_id)
    return tuple(sorted((replace(claim, rejected=_key(claim) in rejected) for claim in claims), key=_order))


def _key(claim: Claim) -> Statement:
    return (claim.subject, claim.predicate, claim.object)


def _ordered(subject: str, predicate: str, object_: str) -> Statement:
    """The statement with its ends in the order that a claim has them in."""
    first, second = sorted((subject, object_)) if predicate in SYMMETRIC else (subject, object_)
    return first, predicate, second


def _order(claim: Claim) -> tuple[str, ...]:
    return (*_key(claim), claim.since, claim.until, claim.role)


def _stated(entry: Entry) -> Iterator[Claim]:
    """The claims that an entry's own file makes."""
    at = (Evidence(entry.path),)

    def claim(predicate: str, object_: str, role: str = "", since: str = "", until: str = "") -> Iterator[Claim]:
        if object_ and object_ != entry.id:
            yield Claim(entry.id, predicate, object_, 1.0, True, False, role, since, until, at)

    if entry.kind in PARENT:
        yield from claim(PARENT[entry.kind], entry.parent)
    yield from claim("behind", entry.vendor)
    yield from claim("organised_by", entry.organiser)
    yield from claim("co_located_with", entry.co_located_with)
    for predicate, objects in (
        ("category", entry.categories),
        ("maintains", entry.maintains),
        ("broader", entry.broader),
        ("related", entry.related),
    ):
        for object_ in objects:
            yield from claim(predicate, object_)
    for job in entry.employers:
        yield from claim("works_for", job.vendor, job.role, job.since, job.until)


def _on_stage(source: Source) -> Iterator[Claim]:
    """A talk at an event claims that its speakers spoke there."""
    if source.kind == "talk" and source.event:
        for person in source.speakers:
            yield Claim(person, "speaks_at", source.event, 1.0, True, evidence=(Evidence(source.path),))


def _said(
    linked: Iterable[Linked], ids: set[str], sources: dict[str, Source]
) -> dict[Statement, list[tuple[str, Relation]]]:
    """Statement → (source id, relation) of each passage that makes it."""
    said: dict[Statement, list[tuple[str, Relation]]] = defaultdict(list)
    for item in linked:
        if item.source not in sources:
            continue
        for relation in item.relations:
            subject, object_ = relation.subject, relation.object
            if relation.kind == "said":
                object_ = item.source
            elif object_ not in ids or object_ == subject:
                continue
            if subject not in ids:
                continue
            said[_ordered(subject, relation.kind, object_)].append((item.source, relation))
    return said


def _joined(
    stated: list[Claim], said: dict[Statement, list[tuple[str, Relation]]], sources: dict[str, Source]
) -> Iterator[Claim]:
    """Stated claims once each, with what is said added to the last of a statement; then what is only said."""
    by_statement: dict[Statement, dict[tuple[str, str, str], Claim]] = defaultdict(dict)
    for claim in stated:
        terms = (claim.since, claim.until, claim.role)
        kept = by_statement[_key(claim)].get(terms, claim)
        merged = tuple(sorted(set(kept.evidence + claim.evidence)))
        by_statement[_key(claim)][terms] = replace(kept, evidence=merged)
    for statement, passages in said.items():
        evidence = tuple(sorted({Evidence(id_, each.start, each.end, each.time) for id_, each in passages}, key=_place))
        if curated := by_statement.get(statement):
            last = max(curated, key=lambda terms: (not terms[1], terms))  # the latest without an end
            curated[last] = replace(curated[last], evidence=curated[last].evidence + evidence)
        else:
            sure = confidence(passages, sources)
            yield Claim(*statement, sure, False, role=_role(passages), evidence=evidence)
    for claims in by_statement.values():
        yield from claims.values()


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return (evidence.origin, evidence.start, evidence.end)


def _role(passages: list[tuple[str, Relation]]) -> str:
    """The role stated most often; of equals the first in the alphabet."""
    counts = Counter(relation.value for _, relation in passages if relation.value)
    return min(counts, key=lambda role: (-counts[role], role), default="")


def confidence(passages: Iterable[tuple[str, Relation]], sources: dict[str, Source]) -> float:
    """Confidence of a statement, 0 to `CEILING`: 1 − Π(1 − c) over publishers, each with its surest passage.

    Passages of one publisher are no independent witnesses, so they do not add up.
    """
    surest: dict[str, float] = {}
    for id_, relation in passages:
        publisher = sources[id_].publisher or id_
        surest[publisher] = max(surest.get(publisher, 0.0), min(max(relation.confidence, 0.0), 1.0))
    doubt = 1.0
    for _, value in sorted(surest.items()):
        doubt *= 1.0 - value
    return min(CEILING, round(1.0 - doubt, 3))
