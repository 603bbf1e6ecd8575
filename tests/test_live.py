"""A site that is served while its content is edited: pages reload, bad content leaves the last good site."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import live

PAGE = "/projects/tarnstore/"
WAIT = 120
"""Seconds after which a server that says nothing counts as dead."""


class Watched:
    """A server that watches, and what it printed."""

    def __init__(self, root: Path, said: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.root, self.said = root, said
        command = [sys.executable, "-m", "kg", "serve", "--watch", "--root", str(root), "--port", str(self.port)]
        with said.open("wb") as errors:
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        self.wait_for(b"built in")

    def wait_for(self, text: bytes, times: int = 1) -> None:
        """Wait until it has printed `text` so often."""
        until = time.monotonic() + WAIT
        while self.said.read_bytes().count(text) < times:
            assert self.process.poll() is None and time.monotonic() < until, self.said.read_text()
            time.sleep(0.02)

    def get(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        """An answer with its body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})  # as browsers do
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def edit(self, old: str, new: str) -> None:
        """Change the project's file."""
        file = self.root / "content/projects/tarnstore.yaml"
        file.write_text(file.read_text().replace(old, new))


@pytest.fixture
def watched(world: Path, tmp_path: Path, kg) -> Iterator[Watched]:
    kg("build", "--no-search", "--root", world)
    server = Watched(world, tmp_path / "said")
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait(WAIT)


def test_a_saved_file_shows_and_open_pages_are_told(watched: Watched) -> None:
    events = http.client.HTTPConnection("127.0.0.1", watched.port, timeout=WAIT)
    events.request("GET", live.EVENTS)
    stream = events.getresponse()
    assert stream.headers["content-type"].startswith("text/event-stream")
    watched.edit("Keeps small files in deep water.", "Keeps small files in a well.")
    lines = iter(stream.readline, b"")
    assert next(line for line in lines if line.startswith(b"data:")).strip() == b"data: reload"
    answer, body = watched.get(PAGE)
    assert b"Keeps small files in a well." in body
    assert int(answer.headers["content-length"]) == len(body)
    events.close()


def test_only_what_the_server_sends_has_the_script_that_reloads(watched: Watched) -> None:
    _, body = watched.get(PAGE)
    assert body.endswith(live.TAG)
    assert b"script-src 'self'" in body, "the policy does not allow it"
    assert watched.get(live.SCRIPT)[1] == live.CODE.encode()
    files = [file for file in (watched.root / "site").rglob("*.html") if live.SCRIPT in file.read_text()]
    assert not files


def test_bad_content_is_told_and_leaves_the_last_good_site(watched: Watched) -> None:
    good = watched.get(PAGE)[1]
    watched.edit("maturity: sandbox", "maturity: sandcastle")
    watched.wait_for(b"the site stays as it was")
    assert b"content/projects/tarnstore.yaml:7:11: error:" in watched.said.read_bytes()
    assert watched.get(PAGE)[1] == good
    watched.edit("maturity: sandcastle", "maturity: graduated")
    watched.wait_for(b"built in", 2)
    assert b"graduated" in watched.get(PAGE)[1].lower()


def test_a_builder_that_is_ended_is_started_again(watched: Watched) -> None:
    listing = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(watched.process.pid)]
    for line in subprocess.run(listing, capture_output=True, text=True, check=True).stdout.splitlines():
        if "spawn_main" in line:
            os.kill(int(line.split()[0]), signal.SIGKILL)
    watched.wait_for(b"was ended")
    watched.wait_for(b"built in", 2)
    watched.edit("name: Tarnstore", "name: Tarnstore II")
    watched.wait_for(b"built in", 3)
    assert b"Tarnstore II" in watched.get(PAGE)[1]


def test_a_server_that_ends_leaves_no_process_that_builds(watched: Watched) -> None:
    listing = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(watched.process.pid)]
    lines = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.splitlines()
    (builder,) = [int(line.split()[0]) for line in lines if "spawn_main" in line]
    watched.process.terminate()
    watched.process.wait(WAIT)
    with pytest.raises(ProcessLookupError):
        os.kill(builder, 0)


def test_pages_that_came_first_are_shown_once(world: Path) -> None:
    here, there = multiprocessing.Pipe(duplex=False)
    live._build(world, None, 1, there)
    while here.poll():
        here.recv()
    (world / "content/pages/tides.md").write_text("# Tides\n")
    assert live._build(world, None, 1, there).written == 1
    there.close()
    assert here.recv() == live.Shown()
    with pytest.raises(EOFError):
        here.recv()
