"""A worker process as the server sees it: asked over its standard input, ended when it takes too long."""

from __future__ import annotations

import asyncio
import json
import os
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kg

STARTING = 20.0
"""Seconds that a worker may take to open the store."""
NICE = 10
"""How far a heavy query stands back from the processor."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A worker's answer: an HTTP status, and a result or the reason why there is none."""

    status: int
    body: bytes
    media_type: str = "text/plain"
    gzip: bool = False
    volatile: bool = True
    """Whether the next answer may differ though the graph does not."""


class Unavailable(Exception):
    """No worker can be had: too many queries wait, or the store cannot be opened."""


class Ended(Exception):
    """The process ended before it answered."""

    def __init__(self, status: int) -> None:
        """Keep the exit status: less than 0 is a signal's number."""
        self.status = status
        super().__init__(f"worker ended with status {status}")


@dataclass(frozen=True, eq=False, slots=True)
class Worker:
    """One running process, the state of the store that it opened, and the named graphs that it found there."""

    process: asyncio.subprocess.Process
    build: str
    graphs: tuple[str, ...]
    closed: bool
    """Whether the kernel refuses it every socket."""

    @property
    def alive(self) -> bool:
        """Whether the process still runs, as far as is known."""
        return self.process.returncode is None

    async def ask(self, job: Mapping[str, Any]) -> Reply:
        """Send a question and wait for the answer. Raises Ended."""
        assert self.process.stdin and self.process.stdout
        data = json.dumps(job).encode()
        try:
            self.process.stdin.write(struct.pack(">I", len(data)) + data)
            await self.process.stdin.drain()
            header, body = await _receive(self.process.stdout)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise Ended(await _over(self.process)) from error
        return Reply(header["status"], body, *(header[name] for name in ("type", "gzip", "volatile") if name in header))

    def spent(self) -> float | None:
        """Seconds of the processor that the process has taken in all; None where the system does not say."""
        try:
            with open(f"/proc/{self.process.pid}/stat", encoding="ascii", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stand_back(self) -> None:
        """Let others have the processor first. There is no way back: end the process after its query."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, NICE)

    async def end(self) -> None:
        """End the process, whatever it does."""
        await _kill(self.process)


async def start(folder: Path, build: str, memory: int, network: bool) -> Worker:
    """A new worker with the store in `folder` open: `memory` bytes on top, sockets or none. Raises Unavailable."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kg.query.endpoint.worker", str(folder), str(memory), "network" if network else "alone",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=_environment(),
    )  # fmt: skip
    assert process.stdout
    try:
        header, body = await asyncio.wait_for(_receive(process.stdout), STARTING)
    except BaseException as error:
        await _kill(process)
        if isinstance(error, (asyncio.IncompleteReadError, TimeoutError)):
            raise Unavailable("a worker does not start") from error
        raise
    if header["status"] != 200:
        await _kill(process)
        raise Unavailable(body.decode())
    return Worker(process, build, tuple(header["graphs"]), header["closed"])


async def _receive(stream: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    size = struct.unpack(">I", await stream.readexactly(4))[0]
    header = json.loads(await stream.readexactly(size))
    return header, await stream.readexactly(header["size"])


async def _kill(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await _over(process)


async def _over(process: asyncio.subprocess.Process) -> int:
    """The status with which a process ended; that its pipe broke then is no news, which some Pythons would log."""
    status = await process.wait()
    assert process.stdin
    process.stdin.close()
    with suppress(ConnectionError, TimeoutError):
        await asyncio.wait_for(process.stdin.wait_closed(), STARTING)
    return status


def _environment() -> dict[str, str]:
    """The environment in which a new process finds this package."""
    here = str(Path(kg.__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))}
