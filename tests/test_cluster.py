"""Extraction on a Dask cluster of two workers, one of which dies half-way."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import cluster, corpus
from kg.ingest import entries
from kg.model import BadInput

pytest.importorskip("distributed")
SOURCES = 40
ARTICLE = """title: Report {n}
url: https://gazette.example/{n}
date: '2024-05-01'
date_basis: stated
medium: article
publisher: Gazette
affiliation: independent
language: en
licence: CC-BY-4.0
text: report-{n}.md
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "instance"
    articles, vendors = made / "content/articles", made / "content/vendors"
    articles.mkdir(parents=True)
    vendors.mkdir()
    told = "name: Weather\nbase_iri: https://weather.example/\nsite_url: https://weather.example/\n"
    (made / "talkscape.yml").write_text(told, "utf-8")
    (vendors / "brightmesh.yaml").write_text("name: Brightmesh\n", "utf-8")
    for n in range(SOURCES):
        line = f"Velin Oakes, an engineer at Brightmesh, said for the {n}th time that it rains on Tumbrel Hill.\n\n"
        (articles / f"report-{n}.md").write_text(line * 300, "utf-8")
        (articles / f"report-{n}.yaml").write_text(ARTICLE.format(n=n), "utf-8")
    return made


def dask(part: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A scheduler or a worker on the loopback, in a process of its own."""
    command = [sys.executable, "-m", "distributed.cli.dask_" + part, *arguments, "--host", "127.0.0.1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster_of_two(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address and its two workers."""
    file = tmp_path / "scheduler.json"
    processes = [dask("scheduler", "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(file))]
    try:
        processes += [
            dask("worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny", "--no-dashboard")
            for _ in range(2)
        ]
        yield address(file), processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def address(file: Path) -> str:
    """The scheduler's address, once both workers are with it."""
    from distributed import Client

    until = time.monotonic() + 60
    while not file.is_file() or not file.stat().st_size:
        assert time.monotonic() < until, "the scheduler does not start"
        time.sleep(0.1)
    found = str(json.loads(file.read_text("utf-8"))["address"])
    with Client(found, timeout="30s", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    return found


def records(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "content/articles").glob("*.jsonl")}


def test_a_worker_that_dies_loses_nothing_and_counts_nothing_twice(
    root: Path, tmp_path: Path, cluster_of_two: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    scheduler, workers = cluster_of_two
    alone = shutil.copytree(root, tmp_path / "alone")
    corpus.extract(alone, entries.read(alone), jobs=1)
    told: list[int] = []

    def kill_one(_: str, done: int, __: int) -> None:
        told.append(done)
        if done == 2:
            workers[0].kill()
            workers[0].wait()
            assert len(records(root)) < SOURCES, "the work was over before the worker died"

    found = corpus.extract(root, entries.read(root), notify=kill_one, scheduler=scheduler)
    assert sorted(found.made) == sorted(f"report-{n}" for n in range(SOURCES))
    assert told == list(range(1, SOURCES + 1))
    assert records(root) == records(alone)
    assert workers[1].poll() is None and workers[0].poll() is not None
    assert corpus.extract(root, entries.read(root), scheduler=scheduler).kept == SOURCES


def test_a_cluster_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WAIT", "1s")
    with pytest.raises(BadInput, match="no scheduler answers"), cluster.executor("tcp://127.0.0.1:9"):
        pass
