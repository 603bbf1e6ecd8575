"""Measure queries on a built instance: `python scripts/bench.py query [--root DIR] [--seconds N] [--json]`.

Three parts. The named queries over the full graph: by Oxigraph from the store on disk and from memory, and by rdflib's
own memory store, on the same data in the same run, each engine in a process that holds nothing else. These are
processor seconds of the query itself, parsed, planned and read to its last row, so that others at work on the machine
count for no engine: the median of at least three runs that make half a second or more, after as many that warm up (a
run of over five seconds is the only one). A query whose first run takes more than --limit seconds is ended.
`kg query` from the shell, all in all. And the endpoint under 16 clients: 12 ask light queries, 4 ask heavy ones.
With --json the last line of standard output is one JSON object.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import query_endpoint
import query_engines

from kg.graph import opened as built
from kg.query import library

Row = dict[str, Any]
HEAD = f"{'query':24} {'rows':>6}{'disk':>12}{'memory':>12}{'rdflib':>12}{'disk':>11}{'memory':>10}"


def named(root: Path, limit: float, only: Sequence[str] = ()) -> list[Row]:
    """Each named query with all engines, printed as they come."""
    folder = str(root / built.STORE)
    base = built.base(ox.Store.read_only(folder))
    queries = [query for query in library.all() if not only or query.name in only]
    with tempfile.TemporaryDirectory() as dumped, contextlib.ExitStack() as stack:
        lines = f"{dumped}/all.nq"
        ox.Store.read_only(folder).dump(lines, ox.RdfFormat.N_QUADS)
        paths = {"disk": folder, "memory": lines, "rdflib": lines}
        engines = {name: stack.enter_context(query_engines.Engine(name, path)) for name, path in paths.items()}
        print(HEAD, flush=True)
        rows = []
        for query in queries:
            text = library.text(query.name, {}, base)
            rows.append(compared(query, {name: engine.ask(text, limit) for name, engine in engines.items()}))
            print(line(rows[-1], limit), flush=True)
    return rows


def compared(query: library.Query, found: dict[str, tuple[float, int] | None]) -> Row:
    """What the engines took, and how many times faster than rdflib the others were; None where one was not done."""
    other = found["rdflib"]
    row: Row = {"name": query.name, "needs": query.needs, "rows": next((f[1] for f in found.values() if f), None)}
    row |= {name: each[0] if each else None for name, each in found.items()}
    row["same_rows"] = len({each[1] for each in found.values() if each}) == 1
    for name in ("disk", "memory"):
        ours = found[name]
        row[f"times_{name}"] = other[0] / ours[0] if other and ours else None
    return row


def line(row: Row, limit: float) -> str:
    """One query's line of the table."""
    took = [f"{row[each] * 1000:9.2f} ms" if row[each] else f"> {limit:g} s" for each in ("disk", "memory", "rdflib")]
    times = [f"{each:.1f} ×" if each else "-" for each in (row["times_disk"], row["times_memory"])]
    note = "" if row["same_rows"] else "  other numbers of rows"
    cells = f"{took[0]:>12}{took[1]:>12}{took[2]:>12}{times[0]:>11}{times[1]:>10}"
    return f"{row['name']:24} {row['rows']!s:>6}{cells}{note}"


def summed(rows: Sequence[Row], name: str) -> Row:
    """Of one engine: milliseconds in the median and at worst, how many times faster than rdflib, least and median."""
    ours = [row[name] for row in rows if row[name]]
    times = [(row[f"times_{name}"], row["name"]) for row in rows if row[f"times_{name}"]]
    return {
        "median_ms": statistics.median(ours) * 1000 if ours else None,
        "worst_ms": max(ours) * 1000 if ours else None,
        "compared": len(times),
        "median_times": statistics.median(each for each, _ in times) if times else None,
        "worst_times": min(times)[0] if times else None,
        "worst": min(times)[1] if times else None,
        "under_20": sorted(which for each, which in times if each < 20),
    }


def shell(root: Path) -> float:
    """Median wall seconds of `kg query` for a lookup, in all."""
    runs = []
    for _ in range(7):
        start = time.perf_counter()
        command = [sys.executable, "-m", "kg", "query", "--root", str(root), query_endpoint.LIGHT[1], "--format", "csv"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        runs.append(time.perf_counter() - start)
    return statistics.median(runs)


def run(root: Path, seconds: float = 60, limit: float = 60, only: Sequence[str] = (), parts: str = "nse") -> Row:
    """All figures; `parts` are letters of named, shell, endpoint."""
    out: Row = {}
    if "n" in parts:
        rows = named(root, limit, only)
        out |= {"named": rows, "disk": summed(rows, "disk"), "memory": summed(rows, "memory")}
    if "s" in parts:
        out["shell_seconds"] = shell(root)
    if "e" in parts:
        out["endpoint"] = query_endpoint.endpoint(root, seconds)
    return out


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--seconds", type=float, default=60.0, help="time of the endpoint's part")
    parser.add_argument("--limit", type=float, default=60.0, help="time that a run of a named query may take")
    parser.add_argument("--only", action="append", default=[], help="a named query (may be repeated)")
    parser.add_argument("--parts", default="nse", help="letters of: named, shell, endpoint")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.root.resolve(), options.seconds, options.limit, options.only, options.parts)
    for name, value in found.items():
        if name != "named":
            print(f"{name}: {json.dumps(value)}")
    if options.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
