"""What the finished graph must satisfy: SHACL shapes over the core graph, queries over claims and mentions.

The build stops where one is broken. Both are kept by what they were run on: only changed parts are looked at again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Set

import pyoxigraph as ox

from kg.cache import Cache, digest, version
from kg.graph import parts, rules, signatures
from kg.graph.dataset import Dataset
from kg.graph.parts import Part
from kg.graph.rules import MOST
from kg.model import BadInput, Problem
from kg.vocabulary import PREFIXES, compact


def check(dataset: Dataset, core: ox.Store | None = None) -> int:
    """Check the whole graph; gives how many parts were looked at anew. Raises BadInput naming each node and its file.

    `core` is `dataset.in_memory()` where the caller has it already.
    """
    kept = Cache(dataset.config.root / "build/cache")
    code = digest(parts.version(), version(sys.modules[__name__]))
    passed, alike = kept.get("shapes", code) or (frozenset(), frozenset())
    fresh = [part for part in dataset.parts if part.key not in passed]
    if not fresh:
        return 0
    store = core or dataset.in_memory()
    problems = [*_by_shapes(fresh, alike), *rules.broken(store, rules.of("core"))]
    problems += [problem for part in fresh for problem in part.broken]
    if problems:
        base = f"{dataset.config.base_iri}file/"
        raise BadInput([_problem(store, base, node, message) for node, message in problems])
    good = frozenset(part.key for part in dataset.parts), frozenset(s for part in dataset.parts for s in part.alike)
    kept.put("shapes", code, good)
    kept.keep("shapes", [code])
    return len(fresh)


# --- shapes -------------------------------------------------------------------------------------


def _by_shapes(fresh: list[Part], passed: Set[str]) -> Iterator[tuple[str, str]]:
    """Node and message of every violation; nodes that no shape can tell apart are validated as one.

    Signatures that have `passed` before are not validated again.
    """
    nodes: dict[str, list[str]] = {}
    for part in fresh:
        for signature, subjects in part.alike.items():
            if signature not in passed:
                nodes.setdefault(signature, []).extend(subjects)
    if not nodes:
        return
    ordered = sorted(nodes)
    for number, message in validate([each.replace("<node:0>", f"<node:{n}>") for n, each in enumerate(ordered)]):
        subjects = nodes[ordered[number]]
        yield from _told(subjects, message)


def validate(nodes: list[str]) -> Iterator[tuple[int, str]]:
    """Number n and message for every violation of a shape by the N-Triples about `<node:n>`."""
    import pyshacl  # here, because a build in which no part changed does not need them
    import rdflib
    from rdflib.namespace import SH

    data = rdflib.Graph().parse(data="".join(nodes), format="nt")
    shapes = rdflib.Graph().parse(signatures.SHAPES, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    for result in sorted(report.subjects(SH.resultSeverity, SH.Violation), key=str):
        focus = str(report.value(result, SH.focusNode))
        yield int(focus.removeprefix("node:")), str(report.value(result, SH.resultMessage))


def _told(subjects: list[str], message: str) -> Iterator[tuple[str, str]]:
    for subject in subjects[:MOST]:
        more = f", as {len(subjects) - MOST} more do" if len(subjects) > MOST and subject == subjects[MOST - 1] else ""
        yield subject[1:-1], f"breaks the shape “{message}”{more}"


# --- where -------------------------------------------------------------------------------------


FILE = """SELECT ?node ?file WHERE {
  { ?node prov:wasDerivedFrom ?file } UNION { ?node ts:source/prov:wasDerivedFrom ?file }
  UNION { ?node ts:evidence/ts:source/prov:wasDerivedFrom ?file }
} ORDER BY ?file LIMIT 1"""


def _problem(store: ox.Store, base: str, node: str, message: str) -> Problem:
    """The problem, with the content file that the node comes from where there is one."""
    mention = re.fullmatch(r"(.*)(?:mention|moment)/([a-z0-9-]+)/.*", node)
    start = ox.NamedNode(mention[1] + mention[2] if mention else node)
    found = store.query(
        FILE, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions={ox.Variable("node"): start}
    )
    rows: list[ox.QuerySolution] = list(found)  # type: ignore[arg-type]
    path = rows[0]["file"].value.removeprefix(base) if rows else "build/store"
    return Problem(path, 0, 0, "error", f"{compact(node)} {message}")
