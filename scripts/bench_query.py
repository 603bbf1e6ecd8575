"""Measure queries on a built instance: `python scripts/bench.py query [--root DIR] [--seconds N] [--json]`.

Three parts. The named queries over the full graph: by Oxigraph from the store on disk and from memory, and by rdflib's
own memory store, on the same data in the same run (each query in a process of its own, ended after --limit seconds).
These are processor seconds, the same for both, so that others at work on the machine count for neither.
`kg query` from the shell, all in all. And the endpoint under 16 clients: 12 ask light queries, 4 ask heavy ones.
With --json the last line of standard output is one JSON object.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import rdflib

from kg.graph import opened as built
from kg.query import library

LIGHT = (
    "SELECT ?p ?o { :kubernetes ?p ?o } LIMIT 20",
    "SELECT ?name { :etcd rdfs:label ?name }",
    "ASK { ?s schema:mentions :prometheus }",
    "SELECT ?source ?n { ?a ts:entity :envoy ; ts:source ?source ; ts:mentions ?n } ORDER BY DESC(?n) LIMIT 5",
    "DESCRIBE :helm",
)
HEAVY = """SELECT ?e (COUNT(*) AS ?n) { ?m oa:hasBody ?e ; oa:hasTarget/oa:hasSource ?s . ?s ts:year ?y }
GROUP BY ?e ORDER BY DESC(?n) LIMIT 10"""
HEAVIER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
SHARE = 12
CLIENTS = 16
Row = dict[str, Any]
Timing = tuple[float, int]
"""Processor seconds and rows."""


def apart(act: Callable[[], Timing], limit: float) -> Timing | None:
    """The median of up to four runs in one fork of this process, the first left out where there are others.

    None where the first is not done within `limit` seconds; a first run of over five seconds is the only one.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def child() -> None:
        for _ in range(4):
            theirs.send(act())

    process = context.Process(target=child)
    process.start()
    theirs.close()
    runs: list[Timing] = []
    try:
        while len(runs) < 4 and not (runs and runs[0][0] > 5) and ours.poll(limit):
            runs.append(ours.recv())
    except EOFError:
        pass
    finally:
        process.kill()
        process.join()
    warm = sorted(runs[1:] or runs)
    return warm[len(warm) // 2] if warm else None


@cache
def opened(folder: str) -> ox.Store:
    """The store in a folder, opened once a process."""
    return ox.Store.read_only(folder)


def by_oxigraph(store: ox.Store | str, text: str) -> Timing:
    """Processor seconds and rows of a query on a store, or the store in a folder."""
    store = opened(store) if isinstance(store, str) else store
    start = time.process_time()
    rows = len(list(store.query(text, use_default_graph_as_union=True)))  # type: ignore[arg-type]
    return time.process_time() - start, rows


def by_rdflib(memory: rdflib.Dataset, text: str) -> Timing:
    """Processor seconds and rows of a query on a graph in memory."""
    start = time.process_time()
    rows = len(list(memory.query(text)))
    return time.process_time() - start, rows


def named(root: Path, limit: float, only: list[str]) -> list[Row]:
    """Each named query with both engines."""
    folder = str(root / built.STORE)
    base = built.base(ox.Store.read_only(folder))
    dumped = ox.Store.read_only(folder).dump(format=ox.RdfFormat.N_QUADS) or b""
    loaded = ox.Store()
    loaded.bulk_load(dumped, ox.RdfFormat.N_QUADS)
    start = time.perf_counter()
    memory = rdflib.Dataset(default_union=True)
    memory.parse(data=dumped, format="nquads")
    print(f"rdflib loaded all in {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    rows: list[Row] = []
    for query in library.all():
        if only and query.name not in only:
            continue
        text = library.text(query.name, {}, base)
        disk = apart(partial(by_oxigraph, folder, text), limit)
        fast = apart(partial(by_oxigraph, loaded, text), limit)
        other = apart(partial(by_rdflib, memory, text), limit)
        rows.append(
            {
                "name": query.name,
                "needs": query.needs,
                "rows": fast[1] if fast else None,
                "disk": disk[0] if disk else None,
                "memory": fast[0] if fast else None,
                "rdflib": other[0] if other else None,
                "same_rows": other[1] == fast[1] if other and fast else None,
                "times_disk": other[0] / disk[0] if other and disk else None,
                "times_memory": other[0] / fast[0] if other and fast else None,
            }
        )
        print(shown(rows[-1], limit), file=sys.stderr, flush=True)
    return rows


def shown(row: Row, limit: float) -> str:
    """One query's line."""

    def seconds(name: str) -> str:
        found = row[name]
        return f"{found * 1000:10.1f} ms" if isinstance(found, float) else f"    > {limit:g} s"

    def times(name: str) -> str:
        found = row[name]
        return f"{found:7.1f} ×" if isinstance(found, float) else "        -"

    each = f"{seconds('disk')} {seconds('memory')} {seconds('rdflib')} {times('times_disk')} {times('times_memory')}"
    return f"{row['name']!s:24} {row['rows'] or 0!s:>6} rows {each}"


def shell(root: Path) -> float:
    """Median wall seconds of `kg query` for a lookup, in all."""
    runs = []
    for _ in range(7):
        start = time.perf_counter()
        command = [sys.executable, "-m", "kg", "query", "--root", str(root), LIGHT[1], "--format", "csv"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        runs.append(time.perf_counter() - start)
    return statistics.median(runs)


def endpoint(root: Path, seconds: float) -> Row:
    """16 clients against a server in a process of its own: counts, and the latency of light queries."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code = (
        "import sys, uvicorn; from pathlib import Path; "
        "from kg.ingest import config; from kg.query.endpoint import app; "
        "uvicorn.run(app.make(config.read(Path(sys.argv[1]))), port=int(sys.argv[2]), log_level='warning')"
    )
    server = subprocess.Popen([sys.executable, "-c", code, str(root), str(port)], start_new_session=True)
    try:
        wait(port, server)
        before = load(port, min(seconds, 10.0), heavy=0)
        during = load(port, seconds, heavy=CLIENTS - SHARE)
        return {"clients": CLIENTS, "seconds": seconds, "light_alone": before, "mixed": during}
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def wait(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait for the server's first answer."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if server.poll() is not None:
                raise SystemExit("the server does not start") from None
            time.sleep(0.05)


def load(port: int, seconds: float, heavy: int) -> Row:
    """What `SHARE` clients with light queries, and some with heavy ones, see in that time."""
    light: list[float] = []
    slow: list[tuple[int, float]] = []
    errors: list[str] = []
    until = time.perf_counter() + seconds

    def client(number: int, weight: str) -> None:
        pick = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=200)
        turn = 0
        while time.perf_counter() < until:
            turn += 1
            text = pick.choice(LIGHT)
            if weight == "heavy":  # another text each time: nothing is known of it before
                text = f"{HEAVIER if turn % 4 == 0 else HEAVY} # {number} {turn}"
            start = time.perf_counter()
            try:
                connection.request("GET", "/sparql?" + urlencode({"query": text}))
                response = connection.getresponse()
                body = response.read()
            except OSError as error:
                errors.append(repr(error))
                connection.close()
                continue
            took = time.perf_counter() - start
            if weight == "heavy":
                slow.append((response.status, took))
            else:
                light.append(took)
            if response.status != 200 and not (weight == "heavy" and response.status == 504):
                errors.append(f"{response.status} {body[:100]!r}")

    weights = ["light"] * SHARE + ["heavy"] * heavy
    threads = [threading.Thread(target=client, args=pair) for pair in enumerate(weights)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    light.sort()
    return {
        "light": len(light),
        "median_ms": statistics.median(light) * 1000,
        "p99_ms": light[int(len(light) * 0.99)] * 1000,
        "worst_ms": light[-1] * 1000,
        "p99_over_median": light[int(len(light) * 0.99)] / statistics.median(light),
        "heavy_answered": sum(status == 200 for status, _ in slow),
        "heavy_ended_at_limit": sum(status == 504 for status, _ in slow),
        "errors": len(errors),
        "first_errors": errors[:3],
    }


def run(root: Path, seconds: float = 60, limit: float = 60, only: list[str] | None = None, parts: str = "nse") -> Row:
    """All figures; `parts` are letters of named, shell, endpoint."""
    out: Row = {}
    if "n" in parts:
        rows = named(root, limit, only or [])
        out["named"] = rows
        for name in ("disk", "memory"):
            ours = [row[name] for row in rows if isinstance(row[name], float)]
            times = sorted(row[f"times_{name}"] for row in rows if isinstance(row[f"times_{name}"], float))
            out[f"{name}_ms"] = {"median": statistics.median(ours) * 1000, "worst": max(ours) * 1000} if ours else None
            out[f"{name}_times_faster"] = {"least": times[0], "median": statistics.median(times)} if times else None
    if "s" in parts:
        out["shell_seconds"] = shell(root)
    if "e" in parts:
        out["endpoint"] = endpoint(root, seconds)
    return out


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--seconds", type=float, default=60.0, help="time of the endpoint's part")
    parser.add_argument("--limit", type=float, default=60.0, help="time that a named query may take")
    parser.add_argument("--only", action="append", help="a named query (may be repeated)")
    parser.add_argument("--parts", default="nse", help="letters of: named, shell, endpoint")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.root.resolve(), options.seconds, options.limit, options.only, options.parts)
    for name in found.keys() - {"named"}:
        if name in found:
            print(f"{name}: {json.dumps(found[name])}")
    if options.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
