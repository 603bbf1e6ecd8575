"""A pool of worker processes: a query that takes too long is ended with its process, and never holds up light ones.

Every query starts on any free worker. One that is not done after a moment is heavy: it goes on, standing back from the
processor, while few others do; else its process is ended and it waits for its turn to begin anew. So some workers are
always free again within a moment. What was heavy once waits for its turn from the start the next time.
"""

from __future__ import annotations

import asyncio
import hashlib
import signal
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.query.endpoint import process
from kg.query.endpoint.process import Ended, Reply, Unavailable, Worker

KNOWN = 4096
"""Heavy queries that are remembered."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take, and how many run at once."""

    seconds: float = 30.0
    """Time that a query may run."""
    moment: float = 0.5
    """Seconds from which on a query is heavy."""
    patience: float = 60.0
    """Seconds that a heavy query waits for its turn."""
    text: int = 1 << 20
    """Bytes of a query's text."""
    result: int = 32 << 20
    """Bytes of a result, before it is compressed."""
    memory: int = 2 << 30
    """Bytes that a worker may take beyond what the open store takes."""
    workers: int = 4
    heavy: int = 2
    """Workers that may run heavy queries at once; less than `workers`."""
    waiting: int = 100
    """Queries that may wait; the next is sent away."""
    services: tuple[str, ...] = ()
    """IRIs of the endpoints that SERVICE may ask."""


class Pool:
    """Worker processes over the store in one folder; a store that is swapped in there is opened for the next query."""

    def __init__(self, folder: Path, limits: Limits, build: str = "") -> None:
        """Nothing runs before `start`. `build` names the state of a store that never changes; else it is looked up."""
        if not 0 < limits.heavy < limits.workers:
            raise ValueError(f"of {limits.workers} workers some, but not all, may be heavy: not {limits.heavy}")
        self.folder, self.limits = folder, limits
        self._fixed = build
        self._build = build
        self._seen: tuple[int, int] | None = None
        self._free: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._lane = asyncio.Semaphore(limits.heavy)
        self._known: OrderedDict[str, None] = OrderedDict()
        self._waiting = 0
        self._workers: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.graphs: tuple[str, ...] = ()
        """IRIs of the named graphs, as the worker that was started last found them."""

    async def start(self) -> None:
        """Start all workers; raises Unavailable where the store cannot be opened."""
        self._free.put_nowait(await self._start())
        for _ in range(self.limits.workers - 1):
            self._replace(None)

    async def stop(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))

    @property
    def build(self) -> str:
        """Names the state of the store: another name wherever its content may differ."""
        if not self._fixed:
            with suppress(OSError):  # between two stores, the old one counts
                state = self.folder / "parts.json"
                found = (state if state.is_file() else self.folder).stat()
                seen = (found.st_ino, found.st_mtime_ns if state.is_file() else 0)
                if seen != self._seen:
                    content = state.read_bytes() if state.is_file() else repr(seen).encode()
                    self._build, self._seen = hashlib.sha256(content).hexdigest()[:16], seen
        return self._build

    async def answer(self, job: Mapping[str, Any]) -> Reply:
        """The answer to a question (see `worker.answer`), or why there is none. Raises Unavailable."""
        limits = self.limits
        job = {**job, "size": limits.result, "seconds": limits.seconds, "services": list(limits.services)}
        key = hashlib.sha256(repr((job["text"], job["default_graphs"], job["named_graphs"])).encode()).hexdigest()
        reply = None if key in self._known else await self._try(job, key, in_turn=False)
        if reply is None:
            async with self._turn():
                reply = await self._try(job, key, in_turn=True)
        assert reply is not None
        return reply

    async def _try(self, job: Mapping[str, Any], key: str, in_turn: bool) -> Reply | None:
        """Run a query on the next free worker; None where it proves heavy and its turn has not come."""
        with self._wait():
            worker = await self._take()
        asked = asyncio.create_task(worker.ask(job))
        light = False
        try:
            await asyncio.wait({asked}, timeout=min(self.limits.moment, self.limits.seconds))
            if asked.done():
                light = asked.exception() is None
                self._known.pop(key, None)
            elif in_turn:
                await self._go_on(worker, asked)
            else:
                self._remember(key)
                if self._lane.locked():
                    return None
                async with self._lane:
                    await self._go_on(worker, asked)
            return asked.result() if asked.done() else self._timed_out()
        except Ended as ended:
            return self._crashed(ended.status)
        finally:
            asked.cancel()
            if light:
                self._free.put_nowait(worker)
            else:
                self._replace(worker)

    async def _go_on(self, worker: Worker, asked: asyncio.Task[Reply]) -> None:
        worker.stand_back()
        await asyncio.wait({asked}, timeout=self.limits.seconds - self.limits.moment)

    def _timed_out(self) -> Reply:
        text = f"the query was ended after {self.limits.seconds:g} seconds: ask for less, or take the published dump"
        return Reply(504, text.encode())

    def _crashed(self, status: int) -> Reply:
        """What the end of a worker says of its query."""
        if status == -signal.SIGABRT:
            return Reply(413, f"the query needs more than {self.limits.memory >> 20} MB of memory".encode())
        if status == -signal.SIGXCPU:
            return self._timed_out()
        return Reply(400, b"the query cannot be run: it is nested too deeply, or asks too much of the machine")

    def _remember(self, key: str) -> None:
        self._known[key] = None
        if len(self._known) > KNOWN:
            self._known.popitem(last=False)

    @contextmanager
    def _wait(self) -> Iterator[None]:
        """Count a query as waiting; raises Unavailable where too many do."""
        if self._waiting >= self.limits.waiting:
            raise Unavailable("too many queries wait: try again in a while")
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Wait for the turn to run a heavy query; raises Unavailable where it does not come."""
        with self._wait():
            try:
                await asyncio.wait_for(self._lane.acquire(), self.limits.patience)
            except TimeoutError:
                raise Unavailable("too many heavy queries run: try again in a while") from None
        try:
            yield
        finally:
            self._lane.release()

    async def _take(self) -> Worker:
        """The next free worker; one that had opened an older store is replaced."""
        worker = await self._free.get()
        if worker is not None and worker.build == self.build and worker.alive:
            return worker
        try:
            return await self._start(worker)
        except BaseException:
            self._free.put_nowait(None)
            raise

    def _replace(self, ended: Worker | None) -> None:
        """Soon have a new worker, in the place of one whose process is to be ended."""

        async def replace() -> None:
            worker = None
            try:
                with suppress(Unavailable):  # the query that comes next tries again
                    worker = await self._start(ended)
            finally:
                self._free.put_nowait(worker)

        task = asyncio.create_task(replace())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start(self, ended: Worker | None = None) -> Worker:
        if ended is not None:
            await ended.end()
            self._workers.discard(ended)
        limits = self.limits
        worker = await process.start(self.folder, self.build, limits.memory, bool(limits.services))
        self._workers.add(worker)
        self.graphs = worker.graphs
        return worker
