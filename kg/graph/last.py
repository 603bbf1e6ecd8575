"""The graph as it was last built: its parts from the cache, and its core in memory, both read while content is read.

The cache has the parts in two files: many as they once stood, and beside them the few that were made since.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import pyoxigraph as ox

from kg.cache import Cache, digest, remembered
from kg.graph import store
from kg.graph.opened import STORE
from kg.graph.parts import Part

SHAPE = digest(Part.__slots__)
"""Parts are kept under what they consist of: others could not be read."""
SINCE = f"{SHAPE}-since"
FEW = 64
"""Up to so many parts are kept beside the others, which then are not written again."""

Core = ox.Store
"""The core graph in memory."""
LOADING = Lock()
"""Held while a store is loaded."""
# A process must not be forked from the middle of a load: the copy would wait for threads that it does not have.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=LOADING.acquire, after_in_parent=LOADING.release, after_in_child=LOADING.release)


@dataclass(frozen=True, slots=True)
class Last:
    """What is left of the last build."""

    parts: Mapping[str, Part] = field(default_factory=dict)
    """By key: those that the store holds, and others."""
    many: frozenset[str] = frozenset()
    """Keys of the parts in the cache's larger file."""
    held: Mapping[str, Part] = field(default_factory=dict)
    """By label: what the store on disk holds, of which `core` is the core."""
    core: ox.Store | None = None
    """Changed by `core`, so that it serves one build."""


def read(root: Path) -> Last:
    """What was last built at `root`, as far as it is there. Meant for a thread of its own."""
    with LOADING:
        own = remembered("graph", root, dict[str, Last]).pop("last", None)  # whoever takes it changes its core
        if own and {label: part.key for label, part in own.held.items()} == store.state(root / STORE):
            return own
        cache = Cache(root / "build/cache")
        many: dict[str, Part] = cache.get("graph", SHAPE) or {}
        parts = many | (cache.get("graph", SINCE) or {})
        keys = store.state(root / STORE)
        if not keys or not all(key in parts for key in keys.values()):
            return Last(parts, frozenset(many))
        held = {label: parts[key] for label, key in keys.items()}
        return Last(parts, frozenset(many), held, load(held.values()))


def keep(root: Path, parts: Mapping[str, Part], last: Last) -> None:
    """Have the cache hold `parts`, by key."""
    cache = Cache(root / "build/cache")
    since = _since(parts, last)
    if since is None:
        cache.put("graph", SHAPE, parts)
        cache.keep("graph", [SHAPE])
    elif not since.keys() <= last.parts.keys():
        cache.put("graph", SINCE, since)


def remember(root: Path, parts: Mapping[str, Part], now: Iterable[Part], last: Last, core: ox.Store) -> None:
    """Have `read` give what was built now, where this process remembers: its `core`, and `parts` as they were kept."""
    many = frozenset(parts) if _since(parts, last) is None else last.many
    remembered("graph", root, dict[str, Last])["last"] = Last(parts, many, {part.label: part for part in now}, core)


def _since(parts: Mapping[str, Part], last: Last) -> dict[str, Part] | None:
    """Of the parts those that are kept beside the larger file; None where there is none, or so many that it is due."""
    since = {key: part for key, part in parts.items() if key not in last.many}
    return since if last.many and len(since) <= FEW else None


def load(parts: Iterable[Part]) -> ox.Store:
    """A store in memory with the core of these parts, in their named graphs."""
    loaded = ox.Store()
    data = b"".join([part.core for part in parts])
    loaded.bulk_load(data, ox.RdfFormat.N_QUADS, lenient=True)  # kg.graph.terms writes only valid terms
    return loaded


def core(last: Last, parts: Sequence[Part]) -> ox.Store:
    """The core of `parts` in memory: the last one with what differs, where it is there and most of it stays."""
    held, wanted = {part.key for part in last.held.values()}, {part.key for part in parts}
    new = [part for part in parts if part.key not in held]
    if last.core is None or len(new) > FEW:
        return load(parts)
    store.change(last.core, _lines(part for part in last.held.values() if part.key not in wanted), _lines(new))
    return last.core


def _lines(parts: Iterable[Part]) -> set[bytes]:
    return {line for part in parts for line in part.core.splitlines(keepends=True)}
