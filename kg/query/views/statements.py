"""Claims as the pages say them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.graph.nodes import Node
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


def read(tables: Tables, ref: Lookup, lines: Mapping[str, SourceLine]) -> tuple[Said, ...]:
    """(subject, claim), sorted; what a ruling rejected is left out."""
    found = (_statement(tables, row, ref, lines) for row in tables.claims.values())
    return tuple(sorted(filter(None, found), key=_order))


def _order(said: Said) -> tuple[str, str, bool, float, str]:
    subject, claim = said
    return (subject.id, claim.predicate, not claim.curated, -claim.confidence, claim.other.id)


def _statement(tables: Tables, row: Node, ref: Lookup, lines: Mapping[str, SourceLine]) -> Said | None:
    line = lines.get(tables.id(one(row, "rdf:object")))
    other = Ref(line.kind, line.id, line.title) if line else ref(one(row, "rdf:object"))
    subject, predicate = ref(one(row, "rdf:subject")), PREDICATE.get(one(row, "rdf:predicate"), "")
    if subject is None or other is None or not predicate or one(row, "ts:rejected") == "true":
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
        where=_where(tables, row.get("ts:evidence", ()), lines),
        path=tables.file(row),
        confirmed=one(tables.entries.get(one(row, "rdf:subject"), {}), "ts:confirmed"),
    )


def _where(tables: Tables, passages: Iterable[str], lines: Mapping[str, SourceLine]) -> tuple[Where, ...]:
    """The first passages that a claim rests on."""
    places = []
    for row in filter(None, map(tables.passages.get, passages)):
        line = lines.get(tables.id(one(row, "ts:source")))
        if line:
            start, end = int(number(row, "ts:start")), int(number(row, "ts:end"))
            places.append(Where(line.kind, line.id, line.title, start, end, maybe(row, "ts:time")))
    return tuple(sorted(places, key=lambda place: (place.id, place.start))[:PASSAGES])
