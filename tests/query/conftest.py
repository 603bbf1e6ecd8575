"""What tests of queries share: the graph of the small made-up world, whole and its core."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.graph import opened
from tests.graph.small import World


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ox.Store]:
    """By what a query needs ("full" or "core") the store that has it."""
    world = World(tmp_path_factory.mktemp("small"))
    made = world.write()
    return {"full": opened.read(world.root), "core": made.in_memory()}
