"""The cases of `protocol/` against a real server (see its README)."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.query.endpoint import app
from kg.query.endpoint.limits import Limits

from .server import Answer, Client, serve

HERE = Path(__file__).parent / "protocol"
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
MUST = {"query": 13, "bad-query": 7, "update": 7, "bad-update": 7}
BOOLEAN = {"application/sparql-results+json", "application/sparql-results+xml"}
ROWS = BOOLEAN | {"text/csv", "text/tab-separated-values"}
TRIPLES = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    file = tmp_path_factory.mktemp("protocol") / "graphs.nq"
    lines = [
        (HERE / f"{name}.nt").read_text().replace(" .\n", f" <http://graphs.example/{name}> .\n")
        for name in ("one", "two", "three")
    ]
    file.write_text("".join(lines))
    with serve(app.make(None, [file], limits=Limits(workers=2, heavy=1))) as client:
        yield client


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_protocol(case: dict[str, Any], client: Client) -> None:
    before = client.ask("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o").body
    for request in case["request"]:
        body = request["body"].encode(request.get("encoding", "utf-8")) if "body" in request else None
        headers = {"Content-Type": request["type"]} if "type" in request else {}
        answer = client.send(request["method"], "/sparql" + request["path"], body, **headers)
        assert answer.status // 100 == request["status"], answer.text
        if says := request.get("says"):
            check(answer, says, request.get("answer"))
        elif answer.status != 405:
            assert answer.type == "text/plain" and len(answer.text) > 20
    assert client.ask("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o").body == before


def check(answer: Answer, says: str, truth: bool | None) -> None:
    assert answer.type in {"boolean": BOOLEAN, "rows": ROWS, "triples": TRIPLES}[says]
    if says == "boolean":
        assert json.loads(answer.body)["boolean"] is truth
    elif says == "rows":
        assert json.loads(answer.body)["results"]["bindings"][0]["number"]["value"] == "2"
    else:
        triples = list(ox.parse(answer.body, ox.RdfFormat.TURTLE))
        assert not triples or triples[0].subject.value.startswith("http://127.0.0.1:")


def test_no_case_is_missing() -> None:
    assert Counter(case["kind"] for case in CASES) == MUST
    assert len({case["name"] for case in CASES}) == len(CASES)
    for case in CASES:
        if "update" in case["kind"]:
            assert case["request"][0]["status"] == 4
