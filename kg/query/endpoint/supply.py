"""Running workers, each with the newest store open: taken for a query, given back, replaced when they were ended."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from pathlib import Path

from kg.query.endpoint import process
from kg.query.endpoint.limits import Limits
from kg.query.endpoint.process import Unavailable, Worker

AGAIN = 2.0
"""Seconds after which a store that could not be opened is tried again, while workers have an older one open."""


class Supply:
    """Worker processes over the store in one folder; a store that is swapped in there is opened for the next query."""

    def __init__(self, folder: Path, limits: Limits, build: str = "") -> None:
        """Nothing runs before `start`. `build` names the state of a store that never changes; else it is looked up."""
        self.folder, self.limits = folder, limits
        self.running: set[Worker] = set()
        self.graphs: tuple[str, ...] = ()
        """IRIs of the named graphs, as the worker that was started last found them."""
        self._fixed = build
        self._build = build
        self._seen: tuple[int, int] | None = None
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._again = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start all workers; raises Unavailable where the store cannot be opened."""
        self._free.put_nowait(await self._start())
        for _ in range(self.limits.workers - 1):
            self.replace(None)

    async def stop(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self.running))

    @property
    def build(self) -> str:
        """Names the state of the store: another name wherever its content may differ."""
        if not self._fixed:
            with suppress(OSError):  # where none can be seen for a while, the last one counts
                state = self.folder / "parts.json"
                found = (state if state.is_file() else self.folder).stat()
                seen = (found.st_ino, found.st_mtime_ns if state.is_file() else 0)
                if seen != self._seen:
                    content = state.read_bytes() if state.is_file() else repr(seen).encode()
                    self._build, self._seen = hashlib.sha256(content).hexdigest()[:16], seen
        return self._build

    async def take(self) -> Worker:
        """The next free worker, with the newest store open that can be opened. Raises Unavailable."""
        while True:
            try:
                async with asyncio.timeout(self.limits.patience):
                    worker = await self._free.get()
            except TimeoutError:
                raise Unavailable("no worker is free: try again in a while") from None
            if not worker.alive:
                self.replace(worker)
                continue
            now = asyncio.get_running_loop().time()
            if worker.build != self.build and now > self._again:
                try:
                    fresh = await self._start()
                except Unavailable:
                    self._again = now + AGAIN
                except BaseException:
                    self._free.put_nowait(worker)
                    raise
                else:
                    await self._end(worker)
                    return fresh
            return worker

    def give_back(self, worker: Worker) -> None:
        """Let others have the worker."""
        self._free.put_nowait(worker)

    def replace(self, ended: Worker | None) -> None:
        """Soon have a new worker, in the place of one whose process is to be ended."""

        async def begin() -> None:
            if ended is not None:
                await self._end(ended)
            while True:
                try:
                    self._free.put_nowait(await self._start())
                    return
                except Unavailable:
                    await asyncio.sleep(AGAIN)

        task = asyncio.create_task(begin())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end(self, worker: Worker) -> None:
        await worker.end()
        self.running.discard(worker)

    async def _start(self) -> Worker:
        limits = self.limits
        for wait in (0.1, 0.3, 0.0):
            try:
                worker = await process.start(self.folder, self.build, limits.memory, bool(limits.services))
                break
            except Unavailable:  # for a moment there is no store, while another is swapped in
                if not wait:
                    raise
                await asyncio.sleep(wait)
        self.running.add(worker)
        self.graphs = worker.graphs
        return worker
