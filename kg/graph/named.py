"""The named graphs of a store one by one, as bytes that are the same for the same triples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox


def names(store: ox.Store) -> tuple[str, ...]:
    """IRIs of all named graphs, sorted."""
    return tuple(sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)))


def triples(store: ox.Store, graph: str) -> list[bytes]:
    """The graph's lines of N-Triples, sorted; each ends in a newline."""
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
    return sorted((dumped or b"").splitlines(keepends=True))


def digests(store: ox.Store) -> Iterator[tuple[str, str]]:
    """Each graph's IRI and the SHA-256 over its sorted lines."""
    for graph in names(store):
        yield graph, hashlib.sha256(b"".join(triples(store, graph))).hexdigest()
