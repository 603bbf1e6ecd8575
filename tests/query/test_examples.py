"""What the named queries ask for by default: what the graph has, and what it knows already stays."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.query import library
from kg.query.examples import Examples
from kg.vocabulary import expand

BASE = "https://lanterns.example/id/"


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name) if ":" in name else BASE + name)


@pytest.fixture(scope="module")
def core() -> ox.Store:
    """Two projects, a topic and a person, and three talks of two years."""
    store = ox.Store()
    graph = node("graph")
    for id_, kind in (("fern", "Project"), ("moth", "Project"), ("web", "Topic"), ("ada", "Person"), ("meet", "Event")):
        store.add(ox.Quad(node(id_), node("rdf:type"), node(f"ts:{kind}"), graph))
        store.add(ox.Quad(node(id_), node("rdfs:label"), ox.Literal(id_.title()), graph))
    said = {"one": "2021", "two": "2022", "three": "2022"}
    for talk, year in said.items():
        integer = ox.NamedNode(expand("xsd:integer"))
        store.add(ox.Quad(node(talk), node("ts:year"), ox.Literal(year, datatype=integer), graph))
        store.add(ox.Quad(node(talk), node("schema:mentions"), node("moth"), graph))
        store.add(ox.Quad(node(talk), node("schema:about"), node("web"), graph))
        store.add(ox.Quad(node(talk), node("schema:performer"), node("ada"), graph))
        store.add(ox.Quad(node(talk), node("ts:publisherName"), ox.Literal("Lantern Days"), graph))
    store.add(ox.Quad(node("one"), node("schema:mentions"), node("fern"), graph))
    store.add(ox.Quad(node("one"), node("ts:atEvent"), node("meet"), graph))
    return store


def defaults(core: ox.Store, name: str) -> dict[str, str]:
    return {each.name: each.default for each in Examples(core, BASE).fit(library.get(name)).parameters}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("adoption", {"project": "moth"}),
        ("sources-about", {"topic": "web", "limit": "50"}),
        ("co-speakers", {"person": "ada"}),
        ("versus", {"first": "moth", "second": "fern"}),
        ("said-at-event", {"event": "meet"}),
        ("sources-of-publisher", {"publisher": "Lantern Days", "limit": "100"}),
        ("topics-of-year", {"year": "2022"}),
        ("editions", {"series": "Meet"}),
    ],
)
def test_a_default_that_the_graph_does_not_know_is_what_it_speaks_of_most(core, query, wanted) -> None:
    assert defaults(core, query) == wanted


def test_where_there_is_nothing_the_default_stays(core) -> None:
    assert defaults(core, "first-heard") == {"maturity": "graduated"}
    assert defaults(core, "people-of-vendor") == {"vendor": "red-hat"}


def test_what_the_graph_knows_stays(core) -> None:
    store = ox.Store()
    for quad in core:
        store.add(quad)
    store.add(ox.Quad(node("kubernetes"), node("rdfs:label"), ox.Literal("Kubernetes"), node("graph")))
    assert defaults(store, "adoption") == {"project": "kubernetes"}


def test_a_query_that_fits_is_the_same(core) -> None:
    query = library.get("most-spoken-of")
    assert Examples(core, BASE).fit(query) is query
