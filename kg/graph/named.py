"""The named graphs of a store one by one, as bytes that are the same for the same triples."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from kg import iri
from kg.graph.store import STATE


def names(store: ox.Store) -> tuple[str, ...]:
    """IRIs of all named graphs, sorted."""
    return tuple(sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)))


def triples(store: ox.Store, graph: str) -> list[bytes]:
    """The graph's lines of N-Triples, sorted; each ends in a newline."""
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
    return sorted((dumped or b"").splitlines(keepends=True))


def digests(store: ox.Store, folder: Path, base: str) -> dict[str, str]:
    """Each graph's IRI → a hash that is another whenever the graph may be another.

    Of the keys of the parts that were written to `folder`, where they are known (`base` is the entities' namespace);
    else of the triples, which takes some seconds a million.
    """
    try:
        keys: dict[str, str] = json.loads((folder / STATE).read_text())
    except (OSError, ValueError):
        return {graph: hashlib.sha256(b"".join(triples(store, graph))).hexdigest() for graph in names(store)}
    lines = defaultdict(list)
    for label, key in sorted(keys.items()):
        name = label if label.startswith("source/") else label.partition("/")[0]
        lines[iri.graph(base, name)].append(f"{label} {key}\n")
    return {
        graph: hashlib.sha256("".join(lines[graph]).encode()).hexdigest() for graph in names(store) if graph in lines
    }
