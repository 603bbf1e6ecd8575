"""The whole graph of one instance: made in parts, then written with pyoxigraph, one named graph a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.cache import Cache, digest
from kg.graph import description, parts, plans, store
from kg.graph.opened import STORE
from kg.graph.parts import Part, Plan
from kg.graph.terms import quads
from kg.model import Catalogue, Claim, Config, Linked, Record

SHAPE = digest(Part.__slots__)
"""Parts are kept under what they consist of: others could not be read."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graph in its parts."""

    config: Config
    parts: tuple[Part, ...]
    """Sorted by label."""
    known: Mapping[str, Part]
    """Key → part: those of this graph, and those that the store on disk held when it was made."""
    fresh: bool = True
    """Whether some of these were not in the cache yet, or others were."""

    def in_memory(self) -> ox.Store:
        """The core graph with its named graphs in a store of its own: answers twenty times as fast as the disk."""
        store = ox.Store()
        data = b"".join(quads(part.core, part.graph) for part in self.parts)
        store.bulk_load(data, ox.RdfFormat.N_QUADS, lenient=True)
        return store

    @property
    def triples(self) -> int:
        """Triples of the full graph."""
        return sum(part.triples for part in self.parts)

    @property
    def core(self) -> int:
        """Triples of the core graph."""
        return sum(sum(part.properties.values()) for part in self.parts)


def make(
    config: Config,
    catalogue: Catalogue,
    records: Mapping[str, Record],
    linked: Iterable[Linked],
    claims: Iterable[Claim],
    jobs: int = 1,
    also: Iterable[Plan] = (),
) -> Dataset:
    """The graph of all these, in parts of which the unchanged ones come from the cache; nothing on disk is touched.

    `records` are by source id; only their heads are looked at. `jobs` is the number of processes; `also` are the plans
    of parts that do not come from the content.
    """
    before: dict[str, Part] = _cache(config).get("graph", SHAPE) or {}
    planned = [*plans.make(config.base_iri, catalogue, records, linked, tuple(claims)), *also]
    made = plans.carry_out(planned, before, jobs)
    about = description.plan(config, made, records)
    made.append(before.get(about.key) or parts.make(about))
    made.sort(key=lambda part: part.label)
    held = {key: before[key] for key in store.state(config.root / STORE).values() if key in before}
    known = {**held, **{part.key: part for part in made}}
    return Dataset(config, tuple(made), known, known.keys() != before.keys())


def write(dataset: Dataset, jobs: int = 1) -> str:
    """Make the store under the instance's root, and the cache, hold the graph: "kept", "changed" or "loaded".

    What did not change since the last time is not written.
    """
    if dataset.fresh:
        cache = _cache(dataset.config)
        cache.put("graph", SHAPE, dataset.known)
        cache.keep("graph", [SHAPE])
    return store.write(dataset.parts, dataset.config.root / STORE, dataset.known, jobs)


def _cache(config: Config) -> Cache:
    return Cache(config.root / "build/cache")
