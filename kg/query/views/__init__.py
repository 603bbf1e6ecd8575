"""The core graph as views of plain frozen records, read with a few bulk queries."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.parts import Part
from kg.query.views import entities, rows, sources
from kg.query.views.model import EntityView, SourceView, Views
from kg.query.views.world import World

__all__ = ["EntityView", "SourceView", "Views", "of", "read"]


def of(parts: Iterable[Part], base_iri: str) -> Views:
    """All views of a graph as it was just made.

    The core graph is loaded into memory for this: reading each of its nodes from the store on disk takes a hundred
    times as long.
    """
    store = ox.Store()
    for part in parts:
        store.bulk_load(part.core, ox.RdfFormat.N_TRIPLES, lenient=True, to_graph=ox.NamedNode(part.graph))
    return read(store, base_iri)


def read(store: ox.Store, base_iri: str) -> Views:
    """All views of a core graph. The same graph gives equal views, in the same order."""
    world = World(rows.read(store, base_iri))
    return Views(entities.views(world), sources.views(world), world.tables.triples)
