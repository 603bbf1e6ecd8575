"""One engine that holds one graph, in a process of its own, asked by another: `python query_engines.py ENGINE PATH`.

An engine is `disk` (Oxigraph opens the store in the folder PATH), `memory` (Oxigraph reads the N-Quads at PATH) or
`rdflib` (its own memory store reads the same N-Quads). Each process holds nothing but its own graph, so no engine pays
for the heap of another. A line of JSON asks, a line answers; each query runs in a fork that is ended at its limit.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Self

import pyoxigraph as ox
import rdflib

ENOUGH, FEWEST = 0.5, 3
"""A query runs for so many processor seconds to be warm, then for as many, and at least so often, to be measured."""
LONG = 5.0
"""A run of more processor seconds is the last one."""
Ask = Callable[[str], int]
"""A query's text → the number of its rows, each of which was read."""


class Engine:
    """An engine at work in a process of its own."""

    def __init__(self, name: str, path: str) -> None:
        """Start the engine; returns once it holds the graph. Raises RuntimeError where it cannot."""
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([sys.executable, __file__, name, path], stdin=pipe, stdout=pipe, text=True)
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "ready\n":
            self._process.communicate()
            raise RuntimeError(f"{name} cannot read {path}")

    def __enter__(self) -> Self:
        """Itself, to be closed at the end of a block."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the process."""
        self._process.communicate()

    def ask(self, text: str, limit: float) -> tuple[float, int] | None:
        """Median processor seconds, and rows, of a query; None where its first run is not done within `limit` seconds.

        Raises RuntimeError where the engine fails at it.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([text, limit]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the engine ended at {text}")
        found = json.loads(answer)
        return (found[0], found[1]) if found else None


def disk(path: str) -> Callable[[], Ask]:
    """Oxigraph on a store on disk, opened by the process that asks it."""
    return lambda: by_oxigraph(ox.Store.read_only(path))


def memory(path: str) -> Callable[[], Ask]:
    """Oxigraph on the same graph in memory."""
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    ask = by_oxigraph(store)
    return lambda: ask


def rdflib_memory(path: str) -> Callable[[], Ask]:
    """Read the same graph into rdflib's memory store, with its own parser."""
    graph = rdflib.Dataset(default_union=True)
    graph.parse(path, format="nquads")
    return lambda: lambda text: len(list(graph.query(text)))


ENGINES = {"disk": disk, "memory": memory, "rdflib": rdflib_memory}


def by_oxigraph(store: ox.Store) -> Ask:
    """What asks a store, the default graph being the union of all, as rdflib's is here."""
    return lambda text: len(list(store.query(text, use_default_graph_as_union=True)))  # type: ignore[arg-type]


def runs(start: Callable[[], Ask], text: str, to: Connection) -> None:
    """Run a query until enough is known: tell processor seconds and rows of the first run, then seconds of warm runs.

    Nothing is told between these: whoever listens would take the processor, and its caches, from a short query.
    """
    ask = start()

    def once() -> tuple[float, int]:
        begun = time.process_time()
        rows = ask(text)
        return time.process_time() - begun, rows

    first = once()
    to.send(first)
    taken = [first[0]]
    while sum(taken) < ENOUGH:
        taken.append(once()[0])
    taken.clear()
    while first[0] < LONG and (len(taken) < FEWEST or sum(taken) < ENOUGH):
        taken.append(once()[0])
    to.send(taken)


def measure(start: Callable[[], Ask], text: str, limit: float) -> tuple[float, int] | None:
    """The median of the warm runs of a query in one fork of this process; of the first where there are no others."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=runs, args=(start, text, theirs))
    process.start()
    theirs.close()
    told: list[Any] = []
    try:
        while len(told) < 2 and ours.poll(limit):
            told.append(ours.recv())
    except EOFError:
        process.join()
        if process.exitcode:
            raise RuntimeError(f"the engine failed at {text}") from None
    finally:
        process.kill()
        process.join()
    if not told:
        return None
    (first, rows), others = told[0], [] if len(told) < 2 else told[1]
    return statistics.median(others or [first]), rows


def serve(name: str, path: str) -> None:
    """Hold the graph and answer each line of standard input, until it ends."""
    start = ENGINES[name](path)
    gc.collect()
    gc.freeze()  # what holds the graph is no garbage: a collection in a query looks at the query's own
    print("ready", flush=True)
    for line in sys.stdin:
        text, limit = json.loads(line)
        found: Any = measure(start, text, limit)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2])
