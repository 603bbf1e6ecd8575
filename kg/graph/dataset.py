"""The whole graph of one instance: written with pyoxigraph into `build/store`, one named graph a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.cache import Cache
from kg.graph import description, parts, store
from kg.graph.parts import Part
from kg.graph.terms import quads
from kg.model import Catalogue, Claim, Config, Linked, Record
from kg.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    import rdflib

STORE = "build/store"
"""Under the instance's root: the store that queries open."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graph as it was written."""

    config: Config
    parts: tuple[Part, ...]
    """Sorted by label."""
    done: str
    """What became of the store: "kept", "changed" or "loaded"."""

    @property
    def folder(self) -> Path:
        """Where the store is."""
        return self.config.root / STORE

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


def write(
    config: Config,
    catalogue: Catalogue,
    records: Mapping[str, Record],
    linked: Iterable[Linked],
    claims: Iterable[Claim],
) -> Dataset:
    """Write the graph of all these into the store under `config.root`, and keep its parts in the cache.

    `records` are by source id; only their heads are looked at. What did not change since the last time is not written.
    """
    cache = Cache(config.root / "build/cache")
    made = list(parts.build(config.base_iri, catalogue, records, linked, claims, cache))
    made.append(description.part(config, made, records, cache))
    made.sort(key=lambda part: part.label)
    done = store.write(made, config.root / STORE, cache)
    cache.keep("graph", (part.key for part in made))
    return Dataset(config, tuple(made), done)


def read(root: Path) -> ox.Store:
    """The store of the instance at `root`, for reading. Raises OSError where none was built."""
    folder = root / STORE
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: there is no graph yet; build it first")
    return ox.Store.read_only(str(folder))


def base(store: ox.Store) -> str:
    """The base IRI that a store's entities have, from its own description; empty where it has none."""
    rows = store.quads_for_pattern(None, ox.NamedNode(expand("void:uriSpace")), None)
    return next((str(quad.object.value) for quad in rows if isinstance(quad.object, ox.Literal)), "")


def as_rdflib(root: Path) -> rdflib.Dataset:
    """The graph of the instance at `root` for rdflib, the default graph being the union of all. Not for writing.

    >>> as_rdflib(Path(".")).query("ASK { ?claim a ts:Claim }")  # doctest: +SKIP
    """
    import oxrdflib  # here, because they take longer to load than most queries to answer
    import rdflib

    graph = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=read(root)), default_union=True)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph
