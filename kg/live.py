"""A site that follows its content: files are watched, the site is built again, and the pages that are open reload.

A process of its own watches and builds, so that the server answers meanwhile; it remembers what it read and made. Pages
that show a change come first, all else after them. Where the content is bad it says so, and the last good site stays:
only what the graph's shapes alone find is found when its pages are written already. What the server sends has the
script that reloads: the files of the site never do. Its policy allows it, as it comes from the site itself.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg import cache
from kg.model import BadInput, Problem

EVENTS: Final = "/.live"
SCRIPT: Final = "/.live.js"
CODE: Final = f'new EventSource("{EVENTS}").onmessage = () => location.reload();\n'
TAG: Final = f'<script src="{SCRIPT}" defer></script>'.encode()
QUIET: Final = 0.05
"""Seconds without a further change before a build begins: an editor writes a file in several steps."""
PAUSE: Final = 1.0
"""Seconds before a process that died is started again."""
OWN: Final = (".jsonl", ".part", ".swp", "~")
"""Ends of names that a build itself writes into the content, or an editor for itself."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Pages are new, though a build may not be over."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build in the background came to."""

    seconds: float
    written: int = 0
    """Pages whose bytes are new."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the content, or with the program; then the site is as it was but for these pages."""
    shown: float = 0.0
    """Seconds until the pages of the content were written."""


# --- the process that builds -----------------------------------------------------------------------


def follow(root: Path, site_url: str | None, jobs: int, told: Connection) -> None:
    """Build the instance at `root`, and again at every change of it. Never ends.

    Each time a `Built` goes to `told`, and a `Shown` as soon as there are new pages.
    """
    changes: queue.SimpleQueue[None] = queue.SimpleQueue()
    with cache.remembering(), watched(root, lambda: changes.put(None)):
        while True:
            told.send(_build(root, site_url, jobs, told))
            changes.get()
            with suppress(queue.Empty):
                while True:
                    changes.get(timeout=QUIET)


def _build(root: Path, site_url: str | None, jobs: int, told: Connection) -> Built:
    from kg import build  # here, because the server itself never builds

    start, first, at = time.perf_counter(), 0, 0.0

    def shown(written: int) -> None:
        nonlocal first, at
        first, at = written, time.perf_counter() - start
        if written:
            told.send(Shown())

    def bad(*problems: Problem) -> Built:
        return Built(time.perf_counter() - start, first, problems, at)

    try:
        summary = build.build(root, site_url=site_url, jobs=jobs, with_search=False, shown=shown)
    except BadInput as error:
        return bad(*error.problems)
    except Exception as error:  # whatever it is, the next change may mend it
        return bad(Problem("kg", 0, 0, "error", f"the build failed: {type(error).__name__}: {error}"))
    if summary.counts["written"] > first:  # what was written at first is shown already
        told.send(Shown())
    return Built(summary.elapsed, summary.counts["written"], (), at)


@contextmanager
def watched(root: Path, changed: Callable[[], None]) -> Iterator[None]:
    """Call `changed` for each change of the content or of the settings of the instance at `root`."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
            ours = any(concerns(root, path) for path in paths)
            if ours and event.event_type in ("created", "modified", "moved", "deleted"):
                changed()

    observer = Observer()
    observer.schedule(Handler(), str(root / "content"), recursive=True)
    observer.schedule(Handler(), str(root))
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def concerns(root: Path, path: Path) -> bool:
    """Whether a change of this file can change the site.

    >>> names = "content/talks/a.yaml", "content/talks/a.jsonl", "build/x", "mkdocs.yml"
    >>> [concerns(Path("/r"), Path("/r") / name) for name in names]
    [True, False, False, True]
    """
    if path.name.endswith(OWN) or path.name.startswith(".#"):
        return False
    return root / "content" in path.parents or path in (root / "talkscape.yml", root / "mkdocs.yml")


# --- the server ------------------------------------------------------------------------------------


class Live:
    """An application whose pages reload when the instance was built again; builds while it runs."""

    def __init__(self, app: ASGIApp, root: Path, site_url: str | None, tell: Callable[[Built], None]) -> None:
        """`tell` hears of each build."""
        self.app, self.tell = app, tell
        self._work = partial(follow, root.resolve(), site_url, 0)
        self._open: set[asyncio.Queue[str]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or run for the time of the application's life."""
        if scope["type"] == "lifespan":
            told = asyncio.create_task(self._listen())

            async def last(message: Message) -> None:
                """Say that all is over only when the process that builds is: nobody waits for it afterwards."""
                if message["type"].startswith("lifespan.shutdown"):
                    told.cancel()
                    await asyncio.wait([told])
                await send(message)

            try:
                await self.app(scope, receive, last)
            finally:
                told.cancel()
        elif scope["type"] == "http" and scope["path"] == EVENTS:
            await self._events()(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == SCRIPT:
            await Response(CODE, media_type="text/javascript")(scope, receive, send)
        elif scope.get("method") == "GET":  # a page that came compressed could not be added to
            headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self.app({**scope, "headers": headers}, receive, tagging(send))
        else:
            await self.app(scope, receive, send)

    async def _listen(self) -> None:
        """Run the process that builds, and pass on what it tells; start another one when it dies."""
        while True:
            try:
                await self._follow()
            except EOFError:
                lost = Problem("kg", 0, 0, "error", "the process that builds was ended", "it is started again")
                self.tell(Built(0.0, 0, (lost,)))
                await asyncio.sleep(PAUSE)

    async def _follow(self) -> None:
        """One process that builds, until it dies; raises EOFError then."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=self._work, args=(there,))
        process.start()
        there.close()  # ours alone would keep the pipe open when the process is gone
        try:
            while True:
                while not here.poll():
                    await asyncio.sleep(0.02)
                news: Built | Shown = here.recv()
                if isinstance(news, Built):
                    self.tell(news)
                else:
                    for each in self._open:
                        each.put_nowait("reload")
        finally:
            process.terminate()
            process.join()

    def _events(self) -> StreamingResponse:
        async def stream() -> object:
            mine: asyncio.Queue[str] = asyncio.Queue()
            self._open.add(mine)
            try:
                yield "retry: 500\n\n"
                while True:
                    yield f"data: {await mine.get()}\n\n"
            finally:
                self._open.discard(mine)

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})  # type: ignore[arg-type]


def tagging(send: Send) -> Send:
    """What sends a response on, an HTML page with the script that reloads it."""
    held: list[Message] = []

    async def through(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            if headers.get("content-type", "").startswith("text/html") and "content-length" in headers:
                headers["content-length"] = str(int(headers["content-length"]) + len(TAG))
                headers["cache-control"] = "no-store"
                held.append(message)
            await send(message)
        elif held and message["type"] == "http.response.body" and not message.get("more_body"):
            await send({**message, "body": message.get("body", b"") + TAG})
        else:
            await send(message)

    return through
