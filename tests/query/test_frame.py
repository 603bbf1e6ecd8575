"""The graph in Python: `kg.open` and `kg.frame` over an instance, a dump, and a published site."""

from __future__ import annotations

import datetime
import functools
import gzip
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

import kg
from kg.model import BadInput
from kg.query import files

BASE = "https://example.org/id/"
DATA = f"""
@prefix : <{BASE}> . @prefix graph: <{BASE}graph/> . @prefix schema: <https://schema.org/> .
@prefix ts: <https://w3id.org/talkscape/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
graph:dataset {{ graph:dataset <http://rdfs.org/ns/void#uriSpace> "{BASE}" . }}
graph:curated {{ :brook schema:name "Brook" ; ts:year 2020 ;
    schema:datePublished "2020-11-17"^^xsd:date ; ts:score 0.5e0 . }}
graph:claims {{ :kelp schema:name "Kelp" ; ts:endUser true . }}
"""
NAMES = "SELECT ?name { ?s schema:name ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("instance")
    (root / "data.trig").write_text(DATA)
    (root / "build").mkdir()
    store = files.load([root / "data.trig"], root / "build/store")
    (root / "talkscape.yml").write_text(f"name: Small\nbase_iri: {BASE}\nsite_url: https://small.example/\n")
    (root / "site/data").mkdir(parents=True)
    lines = [str(quad.triple) + " .\n" for quad in store]
    (root / "site/data/core.nt.gz").write_bytes(b"".join(gzip.compress(line.encode()) for line in lines))
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=root / "site")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(10)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


def names(graph: rdflib.Graph) -> list[str]:
    return [str(row[0]) for row in graph.query(NAMES)]


def test_an_instance_is_opened_as_an_rdflib_graph(root: Path) -> None:
    graph = kg.open(root)
    assert isinstance(graph, rdflib.Graph)
    assert names(graph) == ["Brook", "Kelp"]
    assert len(graph) == 7
    kelp = rdflib.URIRef(BASE + "kelp")
    assert str(graph.value(kelp, rdflib.URIRef("https://schema.org/name"))) == "Kelp"
    assert graph.value(None, rdflib.URIRef("https://schema.org/name"), rdflib.Literal("Kelp")) == kelp
    assert bool(graph.query("ASK { :kelp ts:endUser true }"))
    assert len(graph.query("CONSTRUCT WHERE { :brook ?p ?o }").graph) == 4


def test_a_query_may_choose_graphs(root: Path) -> None:
    query = f"SELECT ?name FROM <{BASE}graph/claims> {{ ?s schema:name ?name }}"
    assert [str(row.name) for row in kg.open(root).query(query)] == ["Kelp"]
    assert list(kg.frame(query, root)["name"]) == ["Kelp"]


def test_an_instance_can_only_be_read(root: Path) -> None:
    with pytest.raises(Exception, match="only possible on read-write"):
        kg.open(root).add((rdflib.URIRef("x:s"), rdflib.URIRef("x:p"), rdflib.Literal("o")))


def test_a_dump_is_opened(root: Path) -> None:
    assert names(kg.open(root / "data.trig")) == ["Brook", "Kelp"]
    assert names(kg.open(root / "site/data/core.nt.gz")) == ["Brook", "Kelp"]


def test_a_published_site_is_opened_by_its_url(site: str) -> None:
    assert (
        names(kg.open(site))
        == names(kg.open(site + "/"))
        == names(kg.open(site + "/data/core.nt.gz"))
        == ["Brook", "Kelp"]
    )
    with pytest.raises(BadInput, match="full.nq.gz.*cannot be fetched"):
        kg.open(site, graph="full")


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="neither"):
        kg.open(tmp_path / "nothing")
    (tmp_path / "talkscape.yml").write_text("name: x\n")
    with pytest.raises(BadInput, match="build"):
        kg.open(tmp_path)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_rows_come_as_a_frame_with_pythons_values(root: Path, library: str) -> None:
    query = """SELECT ?s ?year ?date ?score ?user ?none {
        ?s schema:name ?n OPTIONAL { ?s ts:year ?year ; schema:datePublished ?date ; ts:score ?score }
        OPTIONAL { ?s ts:endUser ?user } OPTIONAL { ?s ts:absent ?none } } ORDER BY ?s"""
    frame = kg.frame(query, root, library)
    assert type(frame).__module__.startswith(library)
    assert list(frame.columns) == ["s", "year", "date", "score", "user", "none"]
    first = frame[:1].to_dict(**({"orient": "list"} if library == "pandas" else {"as_series": False}))
    assert (first["s"], first["year"], first["date"], first["score"]) == (
        [BASE + "brook"],
        [2020],
        [datetime.date(2020, 11, 17)],
        [0.5],
    )
    assert list(frame["user"])[1] is True or list(frame["user"])[1] == True  # noqa: E712 - pandas has its own
    assert frame[:0].shape[1] == 6


def test_a_graph_that_is_open_gives_frames_too(root: Path) -> None:
    assert kg.frame(NAMES, kg.open(root)).shape == (2, 1)
    assert kg.frame("SELECT * { ?s ts:absent ?o }", root).shape == (0, 2)


def test_a_mistake_is_marked_in_python_too(root: Path) -> None:
    for ask in (kg.open(root).query, lambda query: kg.frame(query, root)):
        with pytest.raises(BadInput) as raised:
            ask("SELECT * {\n  ?s schema:name }")
        assert (raised.value.problems[0].line, raised.value.problems[0].column) == (2, 18)
        assert str(raised.value).endswith("\n2 |   ?s schema:name }\n  |                  ^")
    with pytest.raises(BadInput, match="only a SELECT"):
        kg.frame("ASK {}", root)


def test_importing_the_package_loads_no_library() -> None:
    code = "import sys, kg; assert not {'rdflib', 'pyoxigraph', 'starlette', 'yaml'} & set(sys.modules); kg.open"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(kg.__file__).parent.parent)
    with pytest.raises(AttributeError):
        kg.nothing  # noqa: B018 - that asking for it fails is the test
