"""What the finished graph must satisfy: SHACL shapes over the core graph, queries over claims and mentions.

The build stops where one is broken. Both are kept by what they were run on: only changed parts are looked at again.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import SH

from kg.cache import Cache, digest, version
from kg.graph import signatures
from kg.graph.dataset import Dataset
from kg.graph.parts import Part
from kg.graph.terms import text
from kg.model import BadInput, Problem
from kg.vocabulary import PREFIXES, compact

HERE = Path(__file__).parent
MOST = 20
"""Problems told of one shape or check; the rest are counted."""


def check(dataset: Dataset, core: ox.Store | None = None) -> int:
    """Check the whole graph; gives how many parts were looked at anew. Raises BadInput naming each node and its file.

    `core` is `dataset.in_memory()` where the caller has it already.
    """
    kept = Cache(dataset.config.root / "build/cache")
    rules = digest(version(signatures), _shapes_text(), [f"{id_} {query}" for id_, query in sorted(queries().items())])
    passed: frozenset[str] = kept.get("shapes", rules) or frozenset()
    store = core or dataset.in_memory()
    fresh = [part for part in dataset.parts if part.key not in passed]
    problems = [*_by_shapes(fresh), *_by_queries(store, fresh)]
    if problems:
        base = f"{dataset.config.base_iri}file/"
        raise BadInput([_problem(store, base, node, message) for node, message in problems])
    kept.put("shapes", rules, frozenset(part.key for part in dataset.parts))
    return len(fresh)


# --- shapes -------------------------------------------------------------------------------------


@cache
def _shapes_text() -> str:
    return (HERE / "shapes.ttl").read_text(encoding="utf-8")


@cache
def words() -> frozenset[str]:
    """The texts that the shapes name, as terms."""
    shapes = rdflib.Graph().parse(data=_shapes_text(), format="turtle")
    return frozenset(text(str(each)) for each in shapes.objects() if isinstance(each, rdflib.Literal))


def _by_shapes(parts: list[Part]) -> Iterator[tuple[str, str]]:
    """Node and message of every violation; nodes that no shape can tell apart are validated as one."""
    nodes: dict[str, list[str]] = {}
    for part in parts:
        for signature, subjects in signatures.of(part.core, words()).items():
            nodes.setdefault(signature, []).extend(subjects)
    ordered = sorted(nodes)
    for number, message in validate([each.replace("<node:0>", f"<node:{n}>") for n, each in enumerate(ordered)]):
        subjects = nodes[ordered[number]]
        yield from _told(subjects, message)


def validate(nodes: list[str]) -> Iterator[tuple[int, str]]:
    """Number n and message for every violation of a shape by the N-Triples about `<node:n>`."""
    data = rdflib.Graph().parse(data="".join(nodes), format="nt")
    shapes = rdflib.Graph().parse(data=_shapes_text(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    for result in sorted(report.subjects(SH.resultSeverity, SH.Violation), key=str):
        focus = str(report.value(result, SH.focusNode))
        yield int(focus.removeprefix("node:")), str(report.value(result, SH.resultMessage))


def _told(subjects: list[str], message: str) -> Iterator[tuple[str, str]]:
    for subject in subjects[:MOST]:
        more = f", as {len(subjects) - MOST} more do" if len(subjects) > MOST and subject == subjects[MOST - 1] else ""
        yield subject[1:-1], f"breaks the shape “{message}”{more}"


# --- queries ------------------------------------------------------------------------------------


@cache
def queries() -> Mapping[str, str]:
    """Name → SPARQL of each check: its rows are what is wrong, its first comment line says what should be."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted((HERE / "checks").glob("*.rq"))}


def _by_queries(core: ox.Store, parts: list[Part]) -> Iterator[tuple[str, str]]:
    by_scope: dict[str, list[str]] = {"core": [], "source": []}
    for query in queries().values():
        match = re.search(r"^# scope: (\w+)$", query, re.MULTILINE)
        by_scope[match[1] if match else "core"].append(query)
    yield from _rows(core, by_scope["core"])
    for part in parts:
        if part.label.startswith("source/"):
            store = ox.Store()
            store.bulk_load(gzip.decompress(part.full), ox.RdfFormat.N_QUADS, lenient=True)
            yield from _rows(store, by_scope["source"])


def _rows(store: ox.Store, asked: list[str]) -> Iterator[tuple[str, str]]:
    for query in asked:
        message = query.partition("\n")[0].removeprefix("# ").rstrip(".")
        nodes = sorted({row["node"].value for row in _ask(store, query)})
        for node in nodes[:MOST]:
            yield node, f"does not hold: {message}" + (f" ({len(nodes)} nodes)" if len(nodes) > MOST else "")


def _ask(store: ox.Store, query: str, terms: dict[ox.Variable, ox.NamedNode] | None = None) -> Iterator[Any]:
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=terms)  # type: ignore[arg-type]
    return iter(rows)  # type: ignore[arg-type]


FILE = """SELECT ?node ?file WHERE {
  { ?node prov:wasDerivedFrom ?file } UNION { ?node ts:source/prov:wasDerivedFrom ?file }
  UNION { ?node ts:evidence/ts:source/prov:wasDerivedFrom ?file }
} ORDER BY ?file LIMIT 1"""


def _problem(store: ox.Store, base: str, node: str, message: str) -> Problem:
    """The problem, with the content file that the node comes from where there is one."""
    mention = re.fullmatch(r"(.*)(?:mention|moment)/([a-z0-9-]+)/.*", node)
    start = ox.NamedNode(mention[1] + mention[2] if mention else node)
    rows = list(_ask(store, FILE, {ox.Variable("node"): start}))
    path = str(rows[0]["file"].value).removeprefix(base) if rows else "build/store"
    return Problem(path, 0, 0, "error", f"{compact(node)} {message}")
