"""Commands on the built graph, as a person types them."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.commands import graph
from kg.model import BadInput
from kg.query import library

OWN = {"name", "set", "format", "list", "endpoint", "root", "help"}


def test_parameters_are_options(built_world: Path, kg) -> None:
    said = kg("query", "--root", built_world, "--name", "most-spoken-of", "--limit", "1", "--format", "csv").stdout
    assert said.splitlines()[0].startswith("project,name,independent")
    assert len(said.splitlines()) == 2
    same = kg("query", "--root", built_world, "--name", "most-spoken-of", "--set", "limit=1", "--format=csv").stdout
    assert same == said


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--name", "most-spoken-of", "--limt", "1"], "did you mean limit"),
        (["--name", "most-spoken-of", "--limit"], "unexpected '--limit'"),
        (["--name", "most-spoken", "--limit", "1"], "did you mean most-spoken-of"),
        (["ASK {}", "--limit", "1"], "parameters need --name"),
        (["--name", "most-spoken-of", "--set", "limit"], "not NAME=VALUE"),
        (["ASK {"], "1 | ASK {"),
    ],
)
def test_what_is_wrong_is_said(built_world: Path, kg, words: list[str], complaint: str) -> None:
    said = kg("query", "--root", built_world, *words, status=1).stderr
    assert complaint in said
    assert "Traceback" not in said


def test_no_parameter_has_the_name_of_an_option_of_the_command() -> None:
    assert not OWN & {parameter.name for query in library.all() for parameter in query.parameters}


def test_the_shell_completes_names() -> None:
    assert ("speakers-on", "Who speaks about something") in graph.complete("speak")
    assert graph.complete("zz") == []


def test_a_query_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"ASK { ?s ?p '\xff' }")
    with pytest.raises(BadInput, match="not UTF-8"):
        graph.read(str(tmp_path / "bad.rq"))


def asked(port: int, path: str, server: subprocess.Popen[str]) -> tuple[int, bytes]:
    """Status and body, once the server is there."""
    for _ in range(300):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path, headers={"Accept": "text/csv, text/html;q=0.5"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except ConnectionError:
            assert server.poll() is None, server.communicate()
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError("the server does not answer")


@pytest.mark.parametrize("what", ["instance", "files"])
def test_the_site_and_the_endpoint_are_served(built_world: Path, tmp_path: Path, what: str) -> None:
    (tmp_path / "some.ttl").write_text('<https://a.example/x> <https://a.example/p> "lamp" .', encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = ["--root", str(built_world)] if what == "instance" else ["--data", str(tmp_path / "some.ttl")]
    command = [sys.executable, "-m", "kg", "serve", "--port", str(port), *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as server:
        try:
            if what == "instance":
                status, body = asked(port, "/", server)
                assert status == 200 and b"<html" in body
            query = "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20%3Fp%20%3Fo%7D"
            status, body = asked(port, query, server)
            assert status == 200
            assert int(body.split()[1]) == 1 if what == "files" else int(body.split()[1]) > 100
        finally:
            server.send_signal(signal.SIGTERM)


def test_serving_before_building_is_refused(world: Path, kg) -> None:
    assert "nothing is built yet" in kg("serve", "--root", world, status=1).stderr


def test_publishing_to_nobody_says_so(built_world: Path, kg) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/store"
    assert "cannot be reached" in kg("publish", "--root", built_world, "--to", url, status=1).stderr
    assert os.path.isdir(built_world / "build/store")
