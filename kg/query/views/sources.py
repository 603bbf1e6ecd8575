"""Cutting the pages of talks and articles from the joined graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from kg import iri
from kg.query.views.model import Ranked, Ref, SourceView, Statement
from kg.query.views.rows import one
from kg.query.views.world import World

NEAR = 8
"""Related sources on a page."""


def views(world: World) -> tuple[SourceView, ...]:
    """One view for each source, sorted by id."""
    stated = _by_source(world)
    rare = _weights(world)
    return tuple(_view(world, id_, stated.get(id_, []), rare) for id_ in sorted(world.lines))


def _view(world: World, id_: str, stated: list[tuple[Ref, Statement]], rare: Mapping[str, float]) -> SourceView:
    row = world.source_rows[id_]
    return SourceView(
        line=world.lines[id_],
        iri=iri.entity(world.tables.base, id_),
        path=world.tables.file(row),
        licence=one(row, "schema:license"),
        date_basis=one(row, "ts:dateBasis"),
        about=world.about.get(id_, ()),
        found=world.found(id_),
        candidates=world.candidates.get(id_, ()),
        statements=tuple(stated),
        near=_near(world, id_, rare),
        former_ids=tuple(map(world.tables.id, row.get("dcterms:replaces", ()))),
    )


def _by_source(world: World) -> Mapping[str, list[tuple[Ref, Statement]]]:
    """Source → the extracted claims that rest on a passage of it."""
    grouped: dict[str, list[tuple[Ref, Statement]]] = defaultdict(list)
    for subject, statement in world.statements:
        for source in {where.id for where in statement.where}:
            grouped[source].append((subject, statement))
    return grouped


def _weights(world: World) -> Mapping[str, float]:
    """Entity → what sharing it says: little where every source names it."""
    count = Counter(hit.entity for hit in world.hits)
    return {entity: 1 / n for entity, n in count.items() if 1 < n <= len(world.lines) / 10 + 5}


def _near(world: World, id_: str, rare: Mapping[str, float]) -> tuple[Ranked, ...]:
    """The sources that share the most telling entities with this one, with how many they share."""
    score: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for hit in world.by_source.get(id_, ()):
        weight = rare.get(hit.entity)
        if weight:
            for other in world.by_entity[hit.entity]:
                score[other.source] += weight  # type: ignore[assignment]
                shared[other.source] += 1
    best = sorted((s for s in score if s != id_ and shared[s] > 1), key=lambda s: (-score[s], s))[:NEAR]
    return tuple(Ranked(Ref(world.lines[s].kind, s, world.lines[s].title), shared[s]) for s in best)
