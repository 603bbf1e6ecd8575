"""The graph that was built, opened to be read. What opens it for one query loads nothing of what builds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    import rdflib

STORE = "build/store"
"""Under the instance's root: the store that queries open."""


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
