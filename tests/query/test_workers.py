"""Worker processes: ended at their limits, started anew, never in the way of light queries, never on the network."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.query import files
from kg.query.endpoint.limits import Limits
from kg.query.endpoint.negotiation import OFFERS
from kg.query.endpoint.process import Ended, Reply, Unavailable
from kg.query.endpoint.worker import Refused, answer
from kg.query.endpoint.workers import Pool

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIGHT = "ASK { <x:s1> ?p ?o }"
TIGHT = Limits(seconds=1.0, moment=0.2, workers=2, heavy=1)


def job(text: str, **more: Any) -> dict[str, Any]:
    formats = {form: (offers[0].media_type, offers[0].syntax) for form, offers in OFFERS.items()}
    return {
        "text": text, "default_graphs": [], "named_graphs": [], "formats": formats, "gzip": False, "base": "x:",
        "endpoint": "http://localhost/sparql", "offers": {form: [] for form in OFFERS},
    } | more  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workers")
    data = folder / "data.nq"
    data.write_text("".join(f"<x:s{i}> <x:p{i % 7}> <x:o{i % 50}> <x:g{i % 3}> .\n" for i in range(2000)))
    files.load([data], folder / "store")
    return folder / "store"


def run(folder: Path, limits: Limits, act: Callable[[Pool], Awaitable[None]], build: str = "1") -> None:
    async def main() -> None:
        pool = Pool(folder, limits, build)
        await pool.supply.start()
        try:
            await asyncio.wait_for(act(pool), 60)
        finally:
            await pool.supply.stop()
        assert all(not worker.alive for worker in pool.supply.running)

    asyncio.run(main())


def test_a_query_without_end_is_ended_and_the_next_is_answered(store: Path) -> None:
    async def act(pool: Pool) -> None:
        reply = await pool.answer(job(ENDLESS))
        assert reply.status == 504 and b"ended after 1 seconds" in reply.body
        assert (await pool.answer(job(LIGHT))).body == b'{"head":{},"boolean":true}'
        assert (await pool.answer(job(ENDLESS))).status == 504

    run(store, TIGHT, act)


def test_heavy_queries_do_not_hold_up_light_ones(store: Path) -> None:
    """As many heavy ones as there are workers and more: light ones are answered before the first of them is ended."""

    async def act(pool: Pool) -> None:
        heavy = [asyncio.create_task(pool.answer(job(ENDLESS + f" # {i}"))) for i in range(5)]
        await asyncio.sleep(0)
        for _ in range(50):
            assert (await pool.answer(job(LIGHT))).status == 200
        assert not any(task.done() for task in heavy)
        for task in heavy:
            task.cancel()
        await asyncio.gather(*heavy, return_exceptions=True)
        assert (await pool.answer(job(LIGHT))).status == 200

    run(store, Limits(seconds=20, moment=0.2, workers=2, heavy=1), act)


def test_a_client_that_leaves_takes_its_query_along(store: Path) -> None:
    async def act(pool: Pool) -> None:
        task = asyncio.create_task(pool.answer(job(ENDLESS)))
        await asyncio.sleep(0.5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert [(await pool.answer(job(LIGHT))).status for _ in range(4)] == [200] * 4

    run(store, Limits(seconds=50, moment=0.1, workers=2, heavy=1), act)


async def tried_again(pool: Pool, query: str) -> Reply:
    """The answer that one gets who does as told and tries again: a slow machine takes a while to start a worker."""
    for _ in range(300):
        try:
            return await pool.answer(job(query))
        except Unavailable:
            await asyncio.sleep(0.1)
    raise AssertionError("nobody answered")


def test_who_comes_too_late_is_sent_away(store: Path) -> None:
    async def act(pool: Pool) -> None:
        tasks = [asyncio.create_task(pool.answer(job(ENDLESS + f" # {i}"))) for i in range(8)]
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert any(isinstance(each, Unavailable) for each in done)
        assert all(isinstance(each, Unavailable) or (isinstance(each, Reply) and each.status == 504) for each in done)
        assert (await tried_again(pool, LIGHT)).status == 200

    run(store, Limits(seconds=0.6, moment=0.2, workers=2, heavy=1, waiting=3, patience=0.3), act)


@pytest.mark.parametrize(
    "text, status, says",
    [
        ("ASK " + "{" * 20_000 + "}" * 20_000, 400, "nested 20000 deep"),
        ("ASK { FILTER(" + "!" * 200_000 + "1) }", 400, "cannot be run"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 413, "add a LIMIT"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f", 413, "MB of memory"),
        ("SELECT (<http://x.example/f>(1) AS ?x) {}", 400, "not supported"),
        ("ASK { ?s ?p }", 400, "line 1, column 13: unexpected"),
        ("INSERT DATA { <x:a> <x:b> 1 }", 403, "only be read"),
    ],
    ids=["brackets", "stack", "result", "memory", "function", "syntax", "update"],
)
def test_what_a_query_may_not_take(store: Path, text: str, status: int, says: str) -> None:
    async def act(pool: Pool) -> None:
        reply = await pool.answer(job(text))
        assert (reply.status, says in reply.body.decode()) == (status, True), reply
        assert (await pool.answer(job(LIGHT))).status == 200

    run(store, Limits(seconds=40, moment=20, workers=2, heavy=1, result=1 << 20, memory=256 << 20), act)


def test_a_store_that_is_swapped_in_is_opened(tmp_path: Path) -> None:
    def build(folder: Path, value: str) -> None:
        data = tmp_path / "data.nt"
        data.write_text(f"<x:s> <x:p> <x:{value}> .\n" * 2)
        files.load([data], folder)
        (folder / "parts.json").write_text(value)

    async def act(pool: Pool) -> None:
        query = job("SELECT ?o { ?s ?p ?o }")
        assert b"x:old" in (await pool.answer(query)).body
        before = pool.supply.build
        build(tmp_path / "store-NEW", "new")
        os.rename(tmp_path / "store", tmp_path / "store-OLD")
        assert b"x:old" in (await pool.answer(query)).body and pool.supply.build == before
        os.rename(tmp_path / "store-NEW", tmp_path / "store")
        assert [b"x:new" in (await pool.answer(query)).body for _ in range(5)] == [True] * 5
        assert pool.supply.build != before

    build(tmp_path / "store", "old")
    run(tmp_path / "store", Limits(workers=2, heavy=1), act, build="")


def test_the_last_good_store_answers_while_there_is_none(tmp_path: Path) -> None:
    async def act(pool: Pool) -> None:
        asked = job("SELECT ?o { ?s ?p ?o }")
        shutil.rmtree(tmp_path / "store")
        assert [b"x:o" in (await pool.answer(asked)).body for _ in range(3)] == [True] * 3
        (tmp_path / "store").mkdir()  # one that is not finished
        assert [b"x:o" in (await pool.answer(asked)).body for _ in range(3)] == [True] * 3

    (tmp_path / "data.nt").write_text("<x:s> <x:p> <x:o> .\n")
    files.load([tmp_path / "data.nt"], tmp_path / "store")
    run(tmp_path / "store", Limits(workers=2, heavy=1), act, build="")


def test_a_store_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    async def act(pool: Pool) -> None: ...

    with pytest.raises(Unavailable, match="cannot be opened"):
        run(tmp_path / "none", TIGHT, act)


def test_a_service_is_asked_only_where_it_is_allowed(store: Path) -> None:
    opened = ox.Store.read_only(str(store))
    one = "ASK { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"
    for text in (
        one,
        one.replace("<http", "SILENT <http"),
        "ASK { SERVICE ?where {} }",
        "PREFIX s: <x:> ASK { SERVICE s:a {} }",
    ):
        with pytest.raises(Refused, match="no other endpoint") as refused:
            answer(opened, job(text, services=["http://other.example/"], size=1000))
        assert refused.value.status == 403


def test_a_worker_has_no_sockets_though_its_query_gets_past_the_check(store: Path) -> None:
    """The check is told that the endpoint may be asked; the kernel refuses the process every socket."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.5)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"

    async def act(pool: Pool) -> None:
        worker = await pool.supply.take()
        asked = job(f"ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", services=[url], size=1000, seconds=5)
        closed.append(worker.closed)
        reply = await worker.ask(asked)
        assert reply.status != 200 and b"no other endpoint" not in reply.body
        pool.supply.give_back(worker)

    closed: list[bool] = []
    if sys.platform == "linux":
        run(store, TIGHT, act)
        assert closed == [True]
        with pytest.raises(TimeoutError):
            listener.accept()
    listener.close()


def test_a_service_that_is_allowed_by_name_is_asked(store: Path) -> None:
    """The other side of the test before: here the request arrives."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(20)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"

    async def act(pool: Pool) -> None:
        asked = asyncio.create_task(pool.answer(job(f"ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}")))
        connection, _ = await asyncio.to_thread(listener.accept)
        with connection:
            assert b"/sparql" in await asyncio.to_thread(connection.recv, 4096)
        assert (await asked).status != 200
        assert (await pool.answer(job("ASK { SERVICE <http://127.0.0.1:9/> {} }"))).status == 403

    run(store, Limits(workers=2, heavy=1, services=(url,)), act)
    listener.close()


def test_a_worker_that_was_ended_from_outside_is_replaced(store: Path) -> None:
    async def act(pool: Pool) -> None:
        for worker in tuple(pool.supply.running):
            worker.process.kill()
        for _ in range(4):
            reply = await pool.answer(job(LIGHT))
            assert reply.status in (200, 400)
        assert (await pool.answer(job(LIGHT))).status == 200
        with pytest.raises(Ended):
            worker = await pool.supply.take()
            worker.process.kill()
            await worker.ask(job(LIGHT, services=[], size=1000, seconds=5))
        pool.supply.replace(worker)

    run(store, TIGHT, act)
