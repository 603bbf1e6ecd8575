"""The whole graph of one instance: made in parts, then written with pyoxigraph, one named graph a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph import description, last, parts, plans, store
from kg.graph.last import Last
from kg.graph.opened import STORE
from kg.graph.parts import Part, Plan
from kg.model import Catalogue, Claim, Config, Linked, Record


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graph in its parts."""

    config: Config
    parts: tuple[Part, ...]
    """Sorted by label."""
    known: Mapping[str, Part]
    """Key → part: those of this graph, and those that the store on disk held when it was made."""
    last: Last
    """What was built before it."""

    def in_memory(self) -> ox.Store:
        """The core graph with its named graphs in a store of its own: answers twenty times as fast as the disk."""
        return last.load(self.parts)

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
    before: Last | None = None,
) -> Dataset:
    """The graph of all these, in parts of which the unchanged ones come from the cache; nothing on disk is touched.

    `records` are by source id; only their heads are looked at. `jobs` is the number of processes; `also` are the plans
    of parts that do not come from the content; `before` is what was last built, where the caller has read it already.
    """
    before = before or last.read(config.root)
    planned = [*plans.make(config.base_iri, catalogue, records, linked, tuple(claims)), *also]
    made = plans.carry_out(planned, before.parts, jobs)
    about = description.plan(config, made, records)
    made.append(before.parts.get(about.key) or parts.make(about))
    made.sort(key=lambda part: part.label)
    known = {part.key: part for part in (*before.held.values(), *made)}
    return Dataset(config, tuple(made), known, before)


def write(dataset: Dataset, jobs: int = 1) -> str:
    """Make the store under the instance's root, and the cache, hold the graph: "kept", "changed" or "loaded".

    What did not change since the last time is not written.
    """
    last.keep(dataset.config.root, dataset.known, dataset.last)
    with last.LOADING:
        return store.write(dataset.parts, dataset.config.root / STORE, dataset.known, jobs)
