"""The graph → another SPARQL store, by the Graph Store Protocol or by SPARQL Update: only what changed, in batches.

What the other store holds is kept as the SHA-256 of each named graph: for the Graph Store Protocol in a graph of its
own there, else in `build/published/`. A graph's hash is taken out before the graph is touched and put in when it is
whole, so a run that breaks off is gone on with by the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from kg import iri
from kg.graph import named, opened
from kg.ingest import config
from kg.model import BadInput, Problem
from kg.query.remote import Connection
from kg.query.targets import GraphStore, Target, Updates

BATCH = 8 << 20
"""Bytes of triples in one request."""
SAVE = 25
"""Graphs after which their hashes are put in."""
Notify = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What was sent."""

    url: str
    changed: tuple[str, ...]
    """IRIs of the graphs that were replaced or are new."""
    removed: tuple[str, ...]
    kept: int
    """Graphs that the other store held already."""
    triples: int
    """Of the changed graphs."""

    def __str__(self) -> str:
        """The report in one line."""
        sent = f"{len(self.changed)} graphs sent ({self.triples:,} triples)"
        return f"{self.url}: {sent}, {len(self.removed)} removed, {self.kept} kept"


def run(
    root: Path,
    to: str,
    *,
    by: Literal["auto", "store", "update"] = "auto",
    authorization: str = "",
    again: bool = False,
    notify: Notify | None = None,
) -> Report:
    """Make the store at the URL `to` hold the graph of the instance at `root`; its other graphs stay as they are.

    `to` is a Graph Store (Oxigraph's `/store`, Fuseki's `/NAME/data`) or an endpoint for updates; "auto" takes a path
    that ends in `update` or `statements` for the latter. `again` sends all though nothing changed. Raises BadInput.
    """
    try:
        store = opened.read(root)
    except OSError as error:
        raise BadInput([Problem("build/store", 0, 0, "error", "nothing is built yet", "run kg build first")]) from error
    if by == "auto":
        by = "update" if urlsplit(to).path.rstrip("/").endswith(("update", "statements")) else "store"
    with Connection(to, authorization) as connection:
        base = config.read(root).base_iri
        state = iri.graph(base, "published")
        target: Target = (
            GraphStore(connection, state) if by == "store" else Updates(connection, root / "build/published")
        )
        held = {} if again else target.held()
        wanted = named.digests(store, root / opened.STORE, base)
        changed = [graph for graph in wanted if held.get(graph) != wanted[graph]]
        gone = sorted(held.keys() - wanted.keys())
        whole = {graph: digest for graph, digest in held.items() if wanted.get(graph) == digest}
        kept, triples = len(whole), 0
        if changed or gone:
            target.save(whole)
        for graph in gone:
            target.remove(graph)
        for done, graph in enumerate(changed, start=1):
            lines = named.triples(store, graph)
            target.replace(graph, _batches(lines))
            triples += len(lines)
            whole[graph] = wanted[graph]
            if done % SAVE == 0 or done == len(changed):
                target.save(whole)
            if notify:
                notify("publish", done, len(changed))
    return Report(connection.url, tuple(changed), tuple(gone), kept, triples)


def _batches(lines: list[bytes]) -> Iterator[bytes]:
    """The lines, some at a time; at least one batch, though it may be empty."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        if size + len(line) > BATCH and batch:
            yield b"".join(batch)
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    yield b"".join(batch)
