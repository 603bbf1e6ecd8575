"""A pool of worker processes: a query that takes too long is ended with its process, and never holds up light ones.

Every query starts on any free worker. One that has taken the processor for a moment is heavy: it goes on, behind all
others, while few do; else its process is ended and it waits for its turn to begin anew. So some workers are always free
again within a moment. What was heavy once waits for its turn from the start the next time.
"""

from __future__ import annotations

import asyncio
import hashlib
import signal
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from kg.query.endpoint.limits import Limits
from kg.query.endpoint.process import Ended, Reply, Unavailable, Worker
from kg.query.endpoint.supply import Supply

KNOWN = 4096
"""Heavy queries that are remembered."""


class Pool:
    """Answers questions by workers over the store in one folder, within limits."""

    def __init__(self, folder: Path, limits: Limits, build: str = "") -> None:
        """Nothing runs before `start`. `build` as for `Supply`."""
        if not 0 < limits.heavy < limits.workers:
            raise ValueError(f"of {limits.workers} workers some, but not all, may be heavy: not {limits.heavy}")
        self.limits = limits
        self.supply = Supply(folder, limits, build)
        self._lane = asyncio.Semaphore(limits.heavy)
        self._known: OrderedDict[str, None] = OrderedDict()
        self._waiting = 0

    async def answer(self, job: Mapping[str, Any]) -> Reply:
        """The answer to a question (see `worker.answer`), or why there is none. Raises Unavailable."""
        limits = self.limits
        job = {**job, "size": limits.result, "seconds": limits.seconds, "services": list(limits.services)}
        build = self.supply.build
        reply = await self._run(job)
        if (
            reply.status == 500 and self.supply.build != build
        ):  # the store was swapped, and files of the old one are gone
            reply = await self._run(job)
        return reply

    async def _run(self, job: Mapping[str, Any]) -> Reply:
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
            worker = await self.supply.take()
        asked = asyncio.create_task(worker.ask(job))
        light = False
        try:
            start = asyncio.get_running_loop().time()
            await self._moment(worker, asked)
            if asked.done():
                light = asked.exception() is None
                self._known.pop(key, None)
            elif in_turn:
                await self._go_on(worker, asked, start)
            else:
                self._remember(key)
                if self._lane.locked():
                    return None
                async with self._lane:
                    await self._go_on(worker, asked, start)
            return asked.result() if asked.done() else self._timed_out()
        except Ended as ended:
            return self._crashed(ended.status)
        finally:
            asked.cancel()
            if light:
                self.supply.give_back(worker)
            else:
                self.supply.replace(worker)

    async def _moment(self, worker: Worker, asked: asyncio.Task[Reply]) -> None:
        """Wait until the query is done or heavy. Time of the processor counts: a busy machine makes no query heavy."""
        limits, left = self.limits, self.limits.seconds
        before = worker.spent()
        pause = min(limits.moment, limits.seconds)
        while left > 0:
            await asyncio.wait({asked}, timeout=pause)
            left -= pause
            now = worker.spent()
            taken = now - before if now is not None and before is not None else limits.moment
            if asked.done() or taken >= 0.9 * limits.moment:
                return
            pause = min(max(limits.moment - taken, 0.05), left)

    async def _go_on(self, worker: Worker, asked: asyncio.Task[Reply], start: float) -> None:
        """Let a heavy query go on, behind all others, until it is done or its time is over."""
        worker.stand_back()
        left = start + self.limits.seconds - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.wait({asked}, timeout=left)

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
