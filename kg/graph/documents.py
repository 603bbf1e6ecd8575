"""Each entry's and source's own Turtle and JSON-LD beside its page, written again only where its triples changed."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg import iri
from kg.cache import Cache, digest
from kg.cache import write as write_file
from kg.graph import blocks
from kg.graph.blocks import Block
from kg.graph.dataset import Dataset

PROOF = "data/context.jsonld"
"""Where this is missing, the site was taken away and everything is written again."""


@dataclass(frozen=True, slots=True)
class State:
    """What was written the last time."""

    parts: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    """Label of a part → its key, and the nodes (as terms) into whose files they go."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Node → its file under the site, without suffix."""


def write(dataset: Dataset, site: Path) -> int:
    """Write the files of changed entries and sources under `site`, remove those of gone ones; gives how many."""
    root = dataset.config.root
    kept, name = Cache(root / "build/cache"), digest(os.path.relpath(site, root))  # an instance may be moved
    base = dataset.config.base_iri
    state: State = kept.get("documents", name) or State()
    if not (site / PROOF).is_file():
        state = State()
    parts, touched = _touched(dataset, state)
    files = {node: file for node, file in state.files.items() if node not in touched}
    for node, own in _gathered(dataset, parts, touched).items():
        kind = next((block.kind for block in own if block.subject == node and block.kind), "")
        if kind:
            files[node] = iri.raw(kind, node[1 + len(base) : -1], "")
            turtle, jsonld = blocks.document(base, own)
            write_file(site / f"{files[node]}ttl", turtle)
            write_file(site / f"{files[node]}jsonld", jsonld)
    for gone in set(state.files.values()) - set(files.values()):
        for suffix in ("ttl", "jsonld"):
            (site / f"{gone}{suffix}").unlink(missing_ok=True)
    kept.put("documents", name, State(parts, files))
    return len(touched)


def _touched(dataset: Dataset, state: State) -> tuple[dict[str, tuple[str, frozenset[str]]], frozenset[str]]:
    """The new state's parts, and the nodes whose files are no longer true."""
    current = {part.label: part for part in dataset.parts}
    parts: dict[str, tuple[str, frozenset[str]]] = {}
    touched: set[str] = set()
    for label in sorted(current.keys() | state.parts.keys()):
        part, before = current.get(label), state.parts.get(label)
        if part and before and before[0] == part.key:
            parts[label] = before
            continue
        now = part.blocks if part else ()
        if part:
            parts[label] = (part.key, _nodes(now))
        old = dataset.known.get(before[0]) if before else None
        touched |= before[1] if before and old is None else _nodes(set(old.blocks if old else ()) ^ set(now))
    return parts, frozenset(touched)


def _nodes(some: Iterable[Block]) -> frozenset[str]:
    """The nodes into whose files these blocks go."""
    return frozenset(node for block in some for node in ("" if block.owners else block.subject, *block.owners) if node)


def _gathered(
    dataset: Dataset, parts: Mapping[str, tuple[str, frozenset[str]]], touched: frozenset[str]
) -> dict[str, list[Block]]:
    """Touched node → its blocks: first those about itself, then in the order of the parts."""
    gathered: dict[str, list[Block]] = defaultdict(list)
    for part in dataset.parts:
        if parts[part.label][1] & touched:
            for block in part.blocks:
                for node in touched.intersection((block.subject, *block.owners)):
                    gathered[node].append(block)
    for node, own in gathered.items():
        own.sort(key=lambda block: (block.subject != node, not block.kind))
    return gathered
