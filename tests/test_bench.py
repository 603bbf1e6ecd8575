"""The benchmark of queries: that it asks every engine alike and says what came of it. No test asserts a time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import opened
from tests.graph.small import World

SCRIPTS = Path(__file__).parents[1] / "scripts"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The folder of a small instance with its store."""
    small = World(tmp_path_factory.mktemp("bench"))
    small.write()
    return small.root


@pytest.fixture
def engines(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import query_engines

    return query_engines


def test_the_table_and_the_last_line_tell_the_same_of_every_engine(world):
    command = [sys.executable, str(SCRIPTS / "bench.py"), "query", "--root", str(world), "--parts", "n", "--json"]
    only = ["--only", "most-spoken-of", "--only", "undated"]
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS.parent)}
    done = subprocess.run([*command, *only], capture_output=True, text=True, check=True, env=environment)
    *table, last = done.stdout.splitlines()
    found = json.loads(last)
    assert [row["name"] for row in found["named"]] == ["most-spoken-of", "undated"]
    assert all(row["same_rows"] for row in found["named"])
    assert [line.split()[0] for line in table] == ["query", "most-spoken-of", "undated", "disk:", "memory:"]
    for name in ("disk", "memory"):
        ratios = {row["name"]: row["rdflib"] / row[name] for row in found["named"]}
        assert {row["name"]: row[f"times_{name}"] for row in found["named"]} == pytest.approx(ratios)
        summary = found[name]
        assert summary["compared"] == 2
        assert summary["worst"] == min(ratios, key=ratios.get)
        assert summary["median_times"] == pytest.approx(sum(ratios.values()) / 2)


def test_a_query_is_ended_at_its_limit_and_the_next_is_answered(world, engines):
    with engines.Engine("disk", str(world / opened.STORE)) as engine:
        assert engine.ask(ENDLESS, 0.2) is None
        seconds, rows = engine.ask("SELECT * { VALUES ?x { 1 2 3 } }", 20)
    assert rows == 3
    assert seconds > 0


def test_a_query_that_was_not_done_has_no_ratio(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import bench_query

    from kg.query import library

    query = library.get("surfaces")
    row = bench_query.compared(query, {"disk": (0.5, 3), "memory": (0.25, 3), "rdflib": None})
    assert (row["rows"], row["times_disk"], row["same_rows"]) == (3, None, True)
    assert "> 60 s" in bench_query.line(row, 60)
    done = bench_query.compared(query, {"disk": (0.5, 3), "memory": (0.25, 3), "rdflib": (5.0, 4)})
    assert (done["times_disk"], done["times_memory"], done["same_rows"]) == (10, 20, False)
    assert bench_query.summed([row, done], "memory") == {
        "median_ms": 250,
        "worst_ms": 250,
        "compared": 1,
        "median_times": 20,
        "worst_times": 20,
        "worst": "surfaces",
        "under_20": [],
    }
    assert bench_query.summed([row, done], "disk")["under_20"] == ["surfaces"]


def test_runs_count_once_they_are_warm_and_a_long_one_is_not_repeated(engines, monkeypatch):
    told = []

    class To:
        send = staticmethod(told.append)

    def clock(*seconds):
        times = [time for at, each in enumerate(seconds) for time in (at * 10, at * 10 + each)]
        monkeypatch.setattr(engines.time, "process_time", iter(times).__next__)

    clock(9)
    engines.runs(lambda: len, "four", To())
    assert told == [(9, 4), []]
    told.clear()
    clock(0.25, 0.25, 0.125, 0.125, 0.125, 0.125)
    engines.runs(lambda: len, "four", To())
    assert told == [(0.25, 4), [0.125, 0.125, 0.125, 0.125]]
    told.clear()
    clock(1, 2, 3, 4)
    engines.runs(lambda: len, "four", To())
    assert told == [(1, 4), [2, 3, 4]]


def test_an_engine_without_a_graph_says_so(tmp_path, engines):
    with pytest.raises(RuntimeError, match="cannot read"):
        engines.Engine("disk-of-old", str(tmp_path / "none"))


def test_a_query_with_a_mistake_is_no_slow_one(world, engines):
    with engines.Engine("disk", str(world / opened.STORE)) as engine, pytest.raises(RuntimeError, match="ended at"):
        engine.ask("SELECT nothing", 20)
