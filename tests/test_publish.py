"""`kg publish` against a real Oxigraph server on a loopback port."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import publish
from kg.model import BadInput
from kg.query import files, remote
from kg.query.answer import Rows
from kg.query.remote import Connection, Response

BASE = "https://example.org/id/"
SERVER = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:/usr/bin:/usr/local/bin")
GRAPHS = {
    f"source/{name}": f'<{BASE}{name}> <https://schema.org/name> "{name} \\"é\\n溪\\"@"@en .\n'
    for name in ("one", "two", "three")
}
ALL = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), '/published')) } ORDER BY ?g ?s ?p ?o"


def write(root: Path, graphs: dict[str, str]) -> None:
    """An instance whose store holds these graphs."""
    shutil.rmtree(root / "build/store", ignore_errors=True)
    (root / "build").mkdir(parents=True, exist_ok=True)
    (root / "talkscape.yml").write_text(f"name: Small\nbase_iri: {BASE}\nsite_url: https://small.example/\n")
    lines = [line[:-2] + f"<{BASE}graph/{name}> .\n" for name, text in graphs.items() for line in text.splitlines(True)]
    (root / "data.nq").write_text("".join(lines), encoding="utf-8")
    files.load([root / "data.nq"], root / "build/store")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a running, empty Oxigraph server that keeps its data in memory."""
    if SERVER is None:
        pytest.skip("oxigraph is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [SERVER, "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until, "the server does not start"
                time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(10)


@pytest.fixture
def empty(server: str) -> str:
    with Connection(server + "/update") as connection:
        done = connection.send("POST", "", b"DROP ALL", Content_Type="application/sparql-update")
        assert done.status == 204
    return server


def rows(server: str) -> str:
    return str(remote.ask(server + "/query", ALL, "csv"))


def expected(graphs: dict[str, str]) -> str:
    store = ox.Store()
    for name, text in graphs.items():
        store.load(text.encode(), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(f"{BASE}graph/{name}"))
    solutions = store.query(ALL)
    assert isinstance(solutions, ox.QuerySolutions)
    return (solutions.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()


def local(names: tuple[str, ...]) -> list[str]:
    return [name.removeprefix(f"{BASE}graph/source/") for name in names]


@pytest.mark.parametrize("path", ["/store", "/update"])
def test_only_what_changed_is_sent(empty: str, tmp_path: Path, path: str) -> None:
    other = '<x:theirs> <x:p> "stays" .\n'
    with Connection(empty + "/store") as connection:
        connection.send("PUT", "graph=x%3Atheirs", other.encode(), Content_Type="application/n-triples")
    write(tmp_path, GRAPHS)
    first = publish.run(tmp_path, empty + path)
    assert (local(first.changed), first.removed, first.kept, first.triples) == (["one", "three", "two"], (), 0, 3)
    again = publish.run(tmp_path, empty + path)
    assert (again.changed, again.removed, again.kept) == ((), (), 3)

    changed = {**GRAPHS, "source/two": GRAPHS["source/one"]}
    del changed["source/three"]
    write(tmp_path, changed)
    report = publish.run(tmp_path, empty + path)
    assert (local(report.changed), local(report.removed), report.kept) == (["two"], ["three"], 1)
    stored = rows(empty).replace("x:theirs,x:theirs,x:p,stays\r\n", "")
    assert stored == expected(changed) and "stays" in rows(empty)
    assert publish.run(tmp_path, empty + path, again=True).kept == 0


@pytest.mark.parametrize("path", ["/store", "/update"])
def test_a_run_that_breaks_off_is_gone_on_with(
    empty: str, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each number of requests the line breaks once; the next run sends what is missing, and all is right."""
    graphs = {f"source/{i:02}": f"<x:s{i}> <x:p> {i * 7} .\n".replace(f"{i * 7} ", f'"{i}" ') for i in range(8)}
    graphs["source/big"] = "".join(f'<x:s{i}> <x:p> "{i}" .\n' for i in range(100))
    monkeypatch.setattr(publish, "SAVE", 2)
    monkeypatch.setattr(publish, "BATCH", 500)
    write(tmp_path, graphs)
    send = Connection.send
    counts = []
    for budget in range(3, 30, 4):
        left = [budget]

        def breaks(self: Connection, *arguments: str, left: list[int] = left, **headers: str) -> Response:
            left[0] -= 1
            if left[0] < 0:
                raise self.fault("the line broke")
            return send(self, *arguments, **headers)  # type: ignore[arg-type]

        monkeypatch.setattr(Connection, "send", breaks)
        try:
            counts.append(len(publish.run(tmp_path, empty + path).changed))
        except BadInput as bad:
            assert "the line broke" in str(bad)
        monkeypatch.setattr(Connection, "send", send)
    report = publish.run(tmp_path, empty + path)
    assert report.kept > 0 and rows(empty) == expected(graphs)
    assert publish.run(tmp_path, empty + path).kept == len(graphs)


def test_what_the_build_made_anew_is_sent(empty: str, tmp_path: Path) -> None:
    """Where the keys of a store's parts are known, they say what changed: the graphs need not be read."""
    write(tmp_path, GRAPHS | {"curated": GRAPHS["source/one"]})
    state = tmp_path / "build/store/parts.json"
    keys = {**dict.fromkeys(GRAPHS, "a"), "curated/01": "b", "curated/02": "c"}
    state.write_text(json.dumps(keys))
    assert len(publish.run(tmp_path, empty + "/store").changed) == 4
    assert publish.run(tmp_path, empty + "/store").changed == ()
    state.write_text(json.dumps({**keys, "curated/02": "d"}))
    assert publish.run(tmp_path, empty + "/store").changed == (f"{BASE}graph/curated",)


def test_queries_run_on_the_other_store(empty: str, tmp_path: Path) -> None:
    write(tmp_path, GRAPHS)
    publish.run(tmp_path, empty + "/store")
    url = empty + "/query?union-default-graph"
    assert remote.ask(url, "SELECT ?n { :one schema:name ?n }", "csv", BASE) == 'n\r\n"one ""é\n溪""@"\r\n'
    assert json.loads(str(remote.ask(url, "ASK { :one ?p ?o }", "json", BASE)))["boolean"] is True
    table = remote.ask(url, "CONSTRUCT WHERE { :one schema:name ?n }", "table", BASE)
    assert isinstance(table, Rows) and table.rows == (("one", "schema:name", 'one "é 溪"@'),)
    table = remote.ask(url, "SELECT ?s ?o { ?s schema:name ?o } LIMIT 2", "table", BASE)
    assert isinstance(table, Rows) and table.names == ("s", "o") and len(table.rows) == 2
    with pytest.raises(BadInput, match="query:1:12: error: unexpected"):
        remote.ask(url, "ASK { ?s ?p}", "csv")


def test_what_is_wrong_with_the_other_side_is_said(empty: str, tmp_path: Path) -> None:
    write(tmp_path, GRAPHS)
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = f"http://127.0.0.1:{free.getsockname()[1]}"
    for url, says in {
        closed + "/store": "cannot be reached",
        empty + "/": "is no Graph Store",
        empty + "/nowhere": "404",
        empty + "/query/update": "404",
        "ftp://x.example/": "not a URL",
    }.items():
        with pytest.raises(BadInput, match=says):
            publish.run(tmp_path, url)
    with pytest.raises(BadInput, match="answered 404"):
        remote.ask(empty + "/nowhere", "ASK {}", "csv")
    with pytest.raises(BadInput, match="nothing is built"):
        publish.run(tmp_path / "none", empty + "/store")


def test_a_name_and_password_are_sent_as_a_header_and_never_shown() -> None:
    connection = Connection("http://ada:s%40crét@127.0.0.1:9/store")
    assert connection.url == "http://127.0.0.1:9/store"
    assert connection._headers["Authorization"] == "Basic YWRhOnNAY3LDqXQ="
    assert "s@cr" not in str(connection.fault("x"))
