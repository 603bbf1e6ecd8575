"""Parts → the store on disk that queries open: written beside the old one, then swapped in.

Only one process may write a store and no reader may see it half done, so the old one is never touched: a backup of it
(hard links) takes the lines that differ, or, where much differs, a fresh store loads everything.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.graph.parts import Part

STATE = "parts.json"
"""Beside the database's own files: the key of each part that the store holds."""
BATCH = 60_000
"""Triples loaded at once: more takes more memory and, measured, more time."""
SHARE = 0.2
"""From this share of changed triples on, a fresh store is quicker."""


def write(parts: Sequence[Part], folder: Path, known: Mapping[str, Part], jobs: int = 1) -> str:
    """Make the store at `folder` hold exactly `parts`; says what was done: "kept", "changed" or "loaded".

    `known` still has, by key, the parts that the old store was made of. `jobs` is the number of threads that load.
    """
    wanted = {part.label: part.key for part in parts}
    held = state(folder)
    if held == wanted:
        return "kept"
    new = folder.with_name(f"{folder.name}-NEW")
    shutil.rmtree(new, ignore_errors=True)
    old = {label: known.get(key) for label, key in held.items() if wanted.get(label) != key}
    changed = [part for part in parts if held.get(part.label) != part.key]
    much = sum(part.triples for part in changed) > SHARE * sum(part.triples for part in parts)
    before = {label: part for label, part in old.items() if part is not None}
    if not held or much or len(before) < len(old):
        done = "loaded"
        _load(new, parts, jobs)
    else:
        done = "changed"
        _change(folder, new, before, changed)
    (new / STATE).write_text(json.dumps(wanted, sort_keys=True))
    _swap(folder, new)
    return done


def state(folder: Path) -> dict[str, str]:
    """Label → key of what a store holds; empty where there is none that can be read."""
    try:
        state: dict[str, str] = json.loads((folder / STATE).read_text())
        return state
    except (OSError, ValueError):
        return {}


def _load(new: Path, parts: Iterable[Part], jobs: int) -> None:
    store = ox.Store(str(new))
    with ThreadPoolExecutor(jobs) as threads:
        for done in threads.map(partial(_load_some, store), _batches(parts)):
            assert done is None
    store.flush()
    store.optimize()  # takes some seconds once; then queries are three times as fast


def _load_some(store: ox.Store, parts: Iterable[Part]) -> None:
    data = b"".join(gzip.decompress(part.full) for part in parts)
    store.bulk_load(data, ox.RdfFormat.N_QUADS, lenient=True)  # kg.graph.terms writes only valid terms


def _batches(parts: Iterable[Part]) -> Iterator[list[Part]]:
    batch: list[Part] = []
    for part in parts:
        batch.append(part)
        if sum(each.triples for each in batch) > BATCH:
            yield batch
            batch = []
    yield batch


def _change(folder: Path, new: Path, old: Mapping[str, Part], changed: Iterable[Part]) -> None:
    """Copy the old store by hard links, and take out and put in the lines that differ."""
    ox.Store(str(folder)).backup(str(new))
    store = ox.Store(str(new))
    current = {part.label: part for part in changed}
    for label in sorted(old.keys() | current.keys()):
        before = _lines(old.get(label))
        after = _lines(current.get(label))
        change(store, before, after)
        if label not in current:
            graph = ox.NamedNode(old[label].graph)
            if next(store.quads_for_pattern(None, None, None, graph), None) is None:
                store.remove_graph(graph)
    store.flush()


def change(store: ox.Store, before: Set[bytes], after: Set[bytes]) -> None:
    """Take the lines of N-Quads that are only in `before` out of a store, and put in those that are only in `after`."""
    for quad in ox.parse(b"".join(sorted(before - after)), ox.RdfFormat.N_QUADS):
        store.remove(quad)
    store.extend(ox.parse(b"".join(sorted(after - before)), ox.RdfFormat.N_QUADS))


def _lines(part: Part | None) -> set[bytes]:
    return set(gzip.decompress(part.full).splitlines(keepends=True)) if part else set()


def _swap(folder: Path, new: Path) -> None:
    """Put the new store in the old one's place; a reader that has the old one open keeps its files."""
    old = folder.with_name(f"{folder.name}-OLD")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.rename(folder, old)
    os.rename(new, folder)
    shutil.rmtree(old, ignore_errors=True)
