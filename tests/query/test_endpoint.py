"""The endpoint over a real server: formats, entities, the site, limits, caching, and what is refused."""

from __future__ import annotations

import csv
import gzip
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from kg.model import BadInput, Config
from kg.query import files
from kg.query.endpoint import app
from kg.query.endpoint.limits import Limits

from .server import Client, serve

BASE = "https://example.org/id/"
DATA = f"""
@prefix : <{BASE}> . @prefix graph: <{BASE}graph/> . @prefix schema: <https://schema.org/> .
graph:curated {{ :brook a schema:Project ; schema:name "Brook", "溪"@zh . :kelp schema:name "Kelp" . }}
graph:claims {{ <{BASE}claim/1> schema:about :brook . }}
"""
DIRECT = {"Content_Type": "application/sparql-query"}
FORM = {"Content_Type": "application/x-www-form-urlencoded"}
NAMES = "SELECT ?name { ?s schema:name ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("instance")
    (root / "data.trig").write_text(DATA)
    (root / "build").mkdir()
    files.load([root / "data.trig"], root / "build/store")
    site = root / "site"
    for name, text in {
        "index.html": "home",
        "projects/brook/index.html": "brook",
        "projects/brook.ttl": "<x:a> <x:b> 1 .",
        "projects/brook.jsonld": "{}",
        "404.html": "not here",
        "about/index.html": "long " * 1000,
        "data/core.nt.gz": "packed " * 1000,
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    return root


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[Client]:
    config = Config(root, "Small", BASE, "https://small.example/project/")
    limits = Limits(seconds=1.5, moment=0.3, workers=2, heavy=1, text=50_000, result=200_000)
    with serve(app.make(config, site=root / "site", limits=limits)) as client:
        yield client


def test_rows_in_all_formats(client: Client) -> None:
    names = ["Brook", "Kelp", "溪"]
    answer = client.ask(NAMES)
    assert answer.type == "application/sparql-results+json"
    assert [row["name"]["value"] for row in json.loads(answer.body)["results"]["bindings"]] == names
    answer = client.ask(NAMES, Accept="text/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(answer.text))) == [["name"], *([name] for name in names)]
    assert client.ask(NAMES, Accept="text/tab-separated-values").text.splitlines()[1:] == [
        '"Brook"',
        '"Kelp"',
        '"溪"@zh',
    ]
    answer = client.ask(NAMES, Accept="text/csv;q=0.1, application/sparql-results+xml")
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [each.text for each in ET.fromstring(answer.body).iter(f"{space}literal")] == names
    assert client.ask(NAMES, {"format": "csv"}, Accept="image/png").type == "text/csv"


@pytest.mark.parametrize(
    "accept, kind",
    [("text/turtle", ox.RdfFormat.TURTLE), ("application/n-triples", ox.RdfFormat.N_TRIPLES),
     ("application/ld+json", ox.RdfFormat.JSON_LD), ("application/rdf+xml", ox.RdfFormat.RDF_XML)],
)  # fmt: skip
def test_triples_in_all_formats(client: Client, accept: str, kind: ox.RdfFormat) -> None:
    answer = client.ask("DESCRIBE :brook", Accept=accept)
    assert answer.type == accept
    assert len(list(ox.parse(answer.body, kind))) == 3


def test_what_cannot_be_had_is_said_with_what_can(client: Client) -> None:
    for query, accept, offer in [(NAMES, "text/turtle", "text/csv"), ("ASK {}", "text/csv", "sparql-results+xml"),
                                 ("DESCRIBE :brook", "text/csv", "text/turtle")]:  # fmt: skip
        answer = client.ask(query, Accept=accept)
        assert (answer.status, offer in answer.text) == (406, True)
    assert client.get("/sparql", Accept="text/csv").status == 406


def test_graphs_are_all_unless_the_query_or_the_request_chooses(client: Client) -> None:
    def count(query: str = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **graphs: str) -> int:
        answer = client.ask(query, {name.replace("_", "-"): value for name, value in graphs.items()}, Accept="text/csv")
        return int(answer.text.split()[1])

    claims = BASE + "graph/claims"
    assert count() == 5
    assert count(f"SELECT (COUNT(*) AS ?n) FROM <{claims}> {{ ?s ?p ?o }}") == 1
    assert count(default_graph_uri=claims) == 1
    assert (
        count(f"SELECT (COUNT(*) AS ?n) FROM <{claims}> {{ ?s ?p ?o }}", default_graph_uri=BASE + "graph/curated") == 4
    )
    assert count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named_graph_uri=claims) == 1
    assert count(named_graph_uri=claims) == 0
    assert count(f"SELECT (COUNT(*) AS ?n) FROM NAMED <{claims}> {{ ?s ?p ?o }}") == 0
    # Another server that could be asked for the graph is there: this one. It is not asked.
    assert count(default_graph_uri=f"http://127.0.0.1:{client.port}/project/projects/brook.ttl") == 0


def test_the_service_describes_itself(client: Client) -> None:
    answer = client.get("/sparql")
    assert (answer.status, answer.type) == (200, "text/turtle")
    store = ox.Store()
    store.load(answer.body, ox.RdfFormat.TURTLE)
    assert store.query(f"""PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        ASK {{ ?me a sd:Service ; sd:endpoint <http://127.0.0.1:{client.port}/sparql> ;
            sd:feature sd:UnionDefaultGraph ;
            sd:supportedLanguage sd:SPARQL11Query ; sd:defaultDataset/sd:namedGraph/sd:name <{BASE}graph/claims> .
            FILTER NOT EXISTS {{ ?me sd:feature sd:BasicFederatedQuery }} }}""")
    assert client.get("/sparql", Accept="application/ld+json").type == "application/ld+json"


@pytest.mark.parametrize(
    "name, accept, to",
    [
        ("brook", "text/html,*/*;q=0.8", "/project/projects/brook/"),
        ("brook", "text/turtle", "/project/projects/brook.ttl"),
        ("brook", "application/ld+json, text/html;q=0.5", "/project/projects/brook.jsonld"),
        ("claim/1", "text/turtle", "/project/sparql?" + urlencode({"query": f"DESCRIBE <{BASE}claim/1>"})),
    ],
)
def test_an_entity_leads_to_what_the_client_asks_for(client: Client, name: str, accept: str, to: str) -> None:
    for prefix in ("", "/project"):
        answer = client.get(f"{prefix}/id/{name}", Accept=accept)
        assert (answer.status, answer.headers["location"]) == (303, to)
        assert "Accept" in answer.headers["vary"].split(", ")
    assert client.get(to).status == 200


def test_no_entity_leads_out_of_the_site(client: Client) -> None:
    for name in ("..%2f..%2fdata", "%3E%20%7B%7D", "", "%0d%0aX:1", "\\evil"):
        assert client.get("/id/" + name).status == 404
    assert client.get("/id/brook", Accept="image/png").status == 406
    assert client.get("/project/..%2f..%2fdata.trig").status == 404


def test_the_site_stands_under_its_path(client: Client) -> None:
    assert client.get("/").headers["location"] == "/project/"
    assert client.get("/project/").text == "home"
    assert client.get("/project/projects/brook.ttl").type == "text/turtle"
    for path in ("nothing", "data/nothing"):
        answer = client.get(f"/project/{path}")
        assert (answer.status, answer.text) == (404, "not here")


def test_pages_are_compressed_and_dumps_are_as_they_lie(client: Client) -> None:
    page = client.get("/project/about/", Accept_Encoding="gzip")
    assert page.headers["content-encoding"] == "gzip"
    assert gzip.decompress(page.body) == client.get("/project/about/").body
    dump = client.get("/project/data/core.nt.gz", Accept_Encoding="gzip")
    assert "content-encoding" not in dump.headers and dump.text.startswith("packed")


def test_every_origin_may_ask(client: Client) -> None:
    answer = client.ask("ASK {}", Origin="https://elsewhere.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {
        "Origin": "https://elsewhere.example",
        "Access_Control_Request_Method": "POST",
        "Access_Control_Request_Headers": "content-type",
    }
    answer = client.send("OPTIONS", "/sparql", **asked)
    assert answer.status == 200 and "POST" in answer.headers["access-control-allow-methods"]


def test_an_answer_is_compressed_and_not_sent_twice(client: Client) -> None:
    long = "SELECT * { VALUES ?x { " + " ".join(map(str, range(100))) + " } ?s ?p ?o }"
    answer = client.ask(long, Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == client.ask(long).body
    tag = answer.headers["etag"]
    again = client.ask(long, Accept_Encoding="gzip", If_None_Match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert client.ask(long, If_None_Match=tag).status == 200
    assert "Accept-Encoding" in answer.headers["vary"]


def test_what_may_change_by_itself_is_not_kept(client: Client) -> None:
    answer = client.ask("SELECT (RAND() AS ?x) {}")
    assert "etag" not in answer.headers and answer.headers["cache-control"] == "no-store"


def test_head_says_what_get_would(client: Client) -> None:
    path = "/sparql?" + urlencode({"query": NAMES})
    head, get = client.send("HEAD", path), client.get(path)
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(get.body)))


def test_a_mistake_is_marked(client: Client) -> None:
    answer = client.ask("SELECT * {\n  ?s schema:name }")
    assert (answer.status, answer.type) == (400, "text/plain")
    assert answer.text.splitlines() == [
        'syntax error at line 2, column 18: unexpected "}" (expected a variable, an IRI, a name or a value)',
        "2 |   ?s schema:name }",
        "  |                  ^",
    ]


def test_a_query_without_end_and_a_result_too_large(client: Client) -> None:
    answer = client.ask("SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(30)) + "}")
    assert (answer.status, "1.5 seconds" in answer.text) == (504, True)
    answer = client.ask("SELECT * { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(6)) + "}")
    assert (answer.status, "LIMIT" in answer.text) == (413, True)
    assert client.ask("ASK {}").status == 200


@pytest.mark.parametrize(
    "method, path, body, headers, status, says",
    [
        ("POST", "/sparql", b"ASK {} #" + b"x" * 10_000_000, DIRECT, 413, "over 50,000"),
        ("POST", "/sparql", b"query=" + b"%20" * 60_000, FORM, 413, "over 50,000"),
        ("POST", "/sparql", b"ASK { 'caf\xe9' }", DIRECT, 400, "byte 11"),
        ("POST", "/sparql", b"ASK {}", {**DIRECT, "Content_Encoding": "gzip"}, 415, "compressed"),
        ("POST", "/sparql", b"query=%e9", FORM, 400, "UTF-8"),
        ("POST", "/sparql?query=ASK%7B%7D", b"ASK {}", DIRECT, 400, "2 times"),
        ("POST", "/sparql", b"", FORM, 400, "no query"),
        ("GET", "/sparql?query=", None, {}, 400, "no query"),
        ("GET", "/sparql?query=ASK%7B%7D&qurey=1", None, {}, 400, 'unknown parameter "qurey"'),
        ("GET", "/sparql?query=ASK%7B%7D&format=pdf", None, {}, 400, 'unknown format "pdf"'),
        ("GET", "/sparql?query=%ff", None, {}, 400, "UTF-8"),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative", None, {}, 400, "absolute"),
        ("GET", "/sparql?" + "format=csv&" * 2000, None, {}, 400, "over 1000"),
        ("GET", "/sparql?query=INSERT%20DATA%20%7B%7D", None, {}, 403, "only be read"),
        ("GET", "/sparql?query=ASK%7BSERVICE%3Chttp:%2F%2F127.0.0.1%2F%3E%7B%7D%7D", None, {}, 403, "no other"),
        ("DELETE", "/sparql", None, {}, 405, "Method"),
        ("PATCH", "/sparql", b"x", {"Content_Type": "application/sparql-update"}, 405, "Method"),
    ],
)  # fmt: skip
def test_bad_requests_are_refused_with_the_reason(
    client: Client, method: str, path: str, body: bytes | None, headers: dict[str, str], status: int, says: str
) -> None:
    answer = client.send(method, path, body, **headers)
    assert (answer.status, says in answer.text) == (status, True), answer


def test_files_stand_in_for_the_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<x:a> <x:p> 1 .")
    (tmp_path / "b.nq.gz").write_bytes(gzip.compress(b'<x:b> <x:p> "2" <x:g> .\n'))
    with serve(app.make(None, [tmp_path / "a.ttl", tmp_path / "b.nq.gz"], limits=Limits(workers=2, heavy=1))) as client:
        assert client.ask("SELECT ?o { ?s ?p ?o } ORDER BY ?s", Accept="text/csv").text.split() == ["o", "1", "2"]
        assert client.get("/").headers["location"] == "/sparql"


def test_every_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    bad = {"a.ttl": "<x:a> <x:p>\n 1", "b.pdf": "x", "c.nq.gz": "no gzip"}
    for name, text in bad.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(BadInput) as raised:
        app.make(None, [tmp_path / name for name in [*bad, "d.nt"]])
    assert [(Path(p.path).name, p.line) for p in raised.value.problems] == [
        ("a.ttl", 2),
        ("b.pdf", 0),
        ("c.nq.gz", 0),
        ("d.nt", 0),
    ]
