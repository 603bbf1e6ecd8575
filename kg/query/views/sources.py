"""Cutting the pages of talks and articles from the joined graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from kg import iri
from kg.query.views.model import Ranked, Ref, SourceView, Statement
from kg.query.views.rows import one
from kg.query.views.world import World

NEAR = 8
"""Related sources on a page."""


def views(world: World) -> tuple[SourceView, ...]:
    """One view for each source, sorted by id."""
    stated = _by_source(world)
    places = _places(world)
    return tuple(_kept(world, id_, stated.get(id_, []), _near(world, id_, places)) for id_ in sorted(world.lines))


def _kept(world: World, id_: str, stated: list[tuple[Ref, Statement]], near: tuple[Ranked, ...]) -> SourceView:
    """A view, or the one of the build before where all that it is cut from is the same."""
    found, row, line = world.found(id_), world.source_rows[id_], world.lines[id_]
    parts = (row, line, found, world.about.get(id_, ()), world.candidates.get(id_, ()), stated, near)
    kept: SourceView = world.memory.sources.of(id_, parts, partial(_view, world, id_, stated, near))
    return kept


def _view(world: World, id_: str, stated: list[tuple[Ref, Statement]], near: tuple[Ranked, ...]) -> SourceView:
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
        near=near,
        former_ids=tuple(map(world.tables.id, row.get("dcterms:replaces", ()))),
    )


def _by_source(world: World) -> Mapping[str, list[tuple[Ref, Statement]]]:
    """Source → the extracted claims that rest on a passage of it."""
    grouped: dict[str, list[tuple[Ref, Statement]]] = defaultdict(list)
    for subject, statement in world.statements:
        for source in {where.id for where in statement.where}:
            grouped[source].append((subject, statement))
    return grouped


def _places(world: World) -> Mapping[str, tuple[float, list[str]]]:
    """Entity → what sharing it says, and the sources that name it; those that every source names are left out."""
    most = len(world.lines) / 10 + 5
    hits = ((entity, found) for entity, found in world.by_entity.items() if 1 < len(found) <= most)
    return {entity: (1 / len(found), [hit.source for hit in found]) for entity, found in hits}


def _near(world: World, id_: str, places: Mapping[str, tuple[float, list[str]]]) -> tuple[Ranked, ...]:
    """The sources that share the most telling entities with this one, with how many they share."""
    score: dict[str, float] = defaultdict(float)
    shared: dict[str, int] = defaultdict(int)
    for hit in world.by_source.get(id_, ()):
        weight, others = places.get(hit.entity, (0.0, ()))
        for other in others:
            score[other] += weight
            shared[other] += 1
    best = sorted((s for s in score if s != id_ and shared[s] > 1), key=lambda s: (-score[s], s))[:NEAR]
    return tuple(Ranked(Ref(world.lines[s].kind, s, world.lines[s].title), shared[s]) for s in best)
