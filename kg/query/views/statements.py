"""Claims as the pages say them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from kg.graph.nodes import Node
from kg.query.views.memory import Kept
from kg.query.views.model import Ref, SourceLine, Statement, Where
from kg.query.views.rows import Tables, maybe, number, one
from kg.vocabulary import CLAIMS, INVERSE, expand

PREDICATE = {expand(curie): name for name, curie in CLAIMS.items()}
PASSAGES = 5
"""Passages shown for a claim."""

Lookup = Callable[[str], Ref | None]
"""IRI → the entry behind it."""
Said = tuple[Ref, Statement]
"""A claim with its subject."""
End = Ref | SourceLine | None
Place = tuple[SourceLine, Node]
"""A passage with its source."""


def read(tables: Tables, ref: Lookup, lines: Mapping[str, SourceLine], kept: Kept[Said | None]) -> tuple[Said, ...]:
    """(subject, claim), sorted; what a ruling rejected is left out."""
    found = []
    for node, row in tables.claims.items():
        ends = _end(tables, one(row, "rdf:subject"), ref, lines), _end(tables, one(row, "rdf:object"), ref, lines)
        places = _places(tables, row.get("ts:evidence", ()), lines)
        confirmed = one(tables.entries.get(one(row, "rdf:subject"), {}), "ts:confirmed")
        parts = (row, ends, places, confirmed)
        found.append(kept.of(node, parts, partial(_statement, tables, row, ends, places, confirmed)))
    return tuple(sorted(filter(None, found), key=_order))


def _order(said: Said) -> tuple[str, str, bool, float, str]:
    subject, claim = said
    return (subject.id, claim.predicate, not claim.curated, -claim.confidence, claim.other.id)


def _end(tables: Tables, node: str, ref: Lookup, lines: Mapping[str, SourceLine]) -> End:
    return lines.get(tables.id(node)) or ref(node)


def _statement(
    tables: Tables, row: Node, ends: tuple[End, End], places: Sequence[Place], confirmed: str
) -> Said | None:
    subject, other = ends
    if isinstance(other, SourceLine):
        other = Ref(other.kind, other.id, other.title)
    predicate = PREDICATE.get(one(row, "rdf:predicate"), "")
    if not isinstance(subject, Ref) or other is None or not predicate or one(row, "ts:rejected") == "true":
        return None
    if predicate in INVERSE:
        subject, other = other, subject
    return subject, Statement(
        predicate=predicate,
        forward=True,
        other=other,
        confidence=number(row, "ts:confidence"),
        curated=one(row, "ts:curated") == "true",
        role=one(row, "ts:role"),
        since=one(row, "ts:since"),
        until=one(row, "ts:until"),
        support=int(number(row, "ts:support")),
        where=_where(places),
        path=tables.file(row),
        confirmed=confirmed,
    )


def _places(tables: Tables, passages: Iterable[str], lines: Mapping[str, SourceLine]) -> tuple[Place, ...]:
    """The passages that a claim rests on, with their sources."""
    rows = filter(None, map(tables.passages.get, passages))
    found = ((lines.get(tables.id(one(row, "ts:source"))), row) for row in rows)
    return tuple((line, row) for line, row in found if line)


def _where(places: Iterable[Place]) -> tuple[Where, ...]:
    """The first of these passages."""
    found = []
    for line, row in places:
        start, end = int(number(row, "ts:start")), int(number(row, "ts:end"))
        found.append(Where(line.kind, line.id, line.title, start, end, maybe(row, "ts:time")))
    return tuple(sorted(found, key=lambda place: (place.id, place.start))[:PASSAGES])
