"""The core graph as views of plain frozen records, read with a few bulk queries."""

from __future__ import annotations

import pyoxigraph as ox

from kg.query.views import entities, rows, sources
from kg.query.views.model import EntityView, SourceView, Views
from kg.query.views.world import World

__all__ = ["EntityView", "SourceView", "Views", "read"]


def read(store: ox.Store, base_iri: str) -> Views:
    """All views of a core graph, which should be in memory: from a store on disk, a hundred times slower.

    The same graph gives equal views, in the same order.
    """
    world = World(rows.read(store, base_iri))
    return Views(entities.views(world), sources.views(world), world.tables.triples)
