"""The core graph's nodes as plain dictionaries: one bulk query an aspect, grouped in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import unquote

import pyoxigraph as ox

from kg import iri
from kg.graph import nodes
from kg.graph.dataset import Dataset
from kg.graph.nodes import Node
from kg.query.views.memory import Kept
from kg.vocabulary import PREFIXES, compact

PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())

ENTRIES = "SELECT ?s ?p ?o WHERE { GRAPH <%s> { ?s ?p ?o } }"
SOURCES = "SELECT ?s ?p ?o WHERE { ?s ts:medium ?m ; ?p ?o . FILTER(?p != schema:mentions) }"
APPEARANCES = """SELECT ?source ?entity ?mentions ?offset ?time WHERE { ?node a ts:Appearance ; ts:source ?source ;
    ts:entity ?entity ; ts:mentions ?mentions ; ts:firstOffset ?offset . OPTIONAL { ?node ts:firstTime ?time } }"""
NODES = "SELECT ?s ?p ?o WHERE { ?s a ts:%s ; ?p ?o }"


@dataclass(frozen=True, slots=True)
class Tables:
    """All of the core graph, by what its nodes are. Keys are IRIs."""

    base: str
    entries: Mapping[str, Node]
    sources: Mapping[str, Node]
    claims: Mapping[str, Node]
    passages: Mapping[str, Node]
    appearances: Sequence[tuple[str, ...]]
    """Source, entity, mentions, first offset, first time or ""; sorted. By far the most rows, hence columns."""
    topic_links: Mapping[str, Node]
    candidates: Mapping[str, Node]
    triples: int

    def id(self, node: str) -> str:
        """The id in an entity's or source's IRI, or "" for another IRI."""
        return _id(self.base, node)

    def file(self, node: Node) -> str:
        """The content file that a node comes from, relative to the instance's root, or ""."""
        return unquote(one(node, "prov:wasDerivedFrom").removeprefix(self.base + "file/"))


@lru_cache(1 << 17)
def _id(base: str, node: str) -> str:
    rest = node.removeprefix(base)
    return rest if rest != node and iri.valid_id(rest) else ""


def read(store: ox.Store, base: str) -> Tables:
    """Read the core graph in seven queries."""
    curated = iri.graph(base, "curated")
    return Tables(
        base=base,
        entries=_nodes(store, ENTRIES % curated),
        sources=_nodes(store, SOURCES),
        claims=_nodes(store, NODES % "Claim"),
        passages=_nodes(store, NODES % "Passage"),
        appearances=_rows(store, APPEARANCES),
        topic_links=_nodes(store, NODES % "TopicLink"),
        candidates=_nodes(store, NODES % "Candidate"),
        triples=len(store),
    )


def join(dataset: Dataset, kept: Kept[nodes.Nodes] | None = None) -> Tables:
    """What `read` gives for the dataset's core graph, from the nodes that its parts keep: ten times as fast."""
    kept = kept or Kept()
    base = dataset.config.base_iri
    curated = iri.graph(base, "curated")
    sorts: dict[str, dict[str, Node]] = {sort: {} for sort in (*nodes.SORTS, nodes.SOURCE)}
    entries: dict[str, Node] = {}
    loose: list[Mapping[str, Node]] = []
    for part in dataset.parts:
        for sort, found in kept.of(part.label, part.nodes, partial(nodes.unpack, part.nodes)).items():
            if part.graph == curated:
                _merge(entries, found)
            if sort == nodes.OTHER:
                loose.append(found)
            else:
                _merge(sorts[sort], found)
    sources = sorts[nodes.SOURCE]
    for found in loose:
        _merge(sources, {node: found[node] for node in sources.keys() & found.keys()})
    for node, row in sources.items():
        sources[node] = {name: values for name, values in row.items() if name != "schema:mentions"}
    columns = ("ts:source", "ts:entity", "ts:mentions", "ts:firstOffset", "ts:firstTime")
    return Tables(
        base=base,
        entries=dict(sorted(entries.items())),
        sources=dict(sorted(sources.items())),
        claims=dict(sorted(sorts["Claim"].items())),
        passages=sorts["Passage"],
        appearances=sorted(tuple(one(row, name) for name in columns) for row in sorts["Appearance"].values()),
        topic_links=dict(sorted(sorts["TopicLink"].items())),
        candidates=dict(sorted(sorts["Candidate"].items())),
        triples=dataset.core,
    )


def _merge(into: dict[str, Node], found: Mapping[str, Node]) -> None:
    """Put nodes in; what several parts say of one is joined."""
    if into.keys().isdisjoint(found):
        into.update(found)
        return
    for node, row in found.items():
        known = into.get(node, {})
        into[node] = {name: tuple(sorted({*known.get(name, ()), *row.get(name, ())})) for name in {**known, **row}}


def one(node: Node, *predicates: str) -> str:
    """The first value of the first predicate that there is, or empty.

    >>> one({"schema:name": ("etcd",)}, "rdfs:label", "schema:name")
    'etcd'
    """
    for predicate in predicates:
        if values := node.get(predicate):
            return values[0]
    return ""


def number(node: Node, predicate: str) -> float:
    """A numeric value, or 0."""
    return float(one(node, predicate) or 0)


def maybe(node: Node, predicate: str) -> float | None:
    """A numeric value, or None where there is none."""
    text = one(node, predicate)
    return float(text) if text else None


def _rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """The rows of a query over the union of all graphs as text, sorted; what is unbound is empty."""
    solutions = store.query(PROLOGUE + query, use_default_graph_as_union=True)
    return sorted(tuple(term.value if term else "" for term in row) for row in solutions)  # type: ignore[union-attr]


def _nodes(store: ox.Store, query: str) -> dict[str, Node]:
    """Subject → its properties, for the rows (subject, predicate, object) of a query over the union of all graphs."""
    names: dict[str, str] = {}
    found: dict[str, dict[str, set[str]]] = {}
    solutions = store.query(PROLOGUE + query, use_default_graph_as_union=True)
    for subject, predicate, value in solutions:  # type: ignore[union-attr]
        name = names.get(predicate.value) or names.setdefault(predicate.value, compact(predicate.value))
        if name == "skos:prefLabel" and value.language:
            name = f"{name}@{value.language}"
        found.setdefault(subject.value, {}).setdefault(name, set()).add(value.value)
    return {
        subject: {name: tuple(sorted(values)) for name, values in found[subject].items()} for subject in sorted(found)
    }
