"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.query.endpoint.worker import GRAPHS
from kg.vocabulary import PREFIXES, expand

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
          "Turtle", "N-Triples", "JSON-LD", "RDF_XML")  # fmt: skip


def describe(endpoint: str, name: str, graphs: Iterable[str], services: bool, syntax: str) -> bytes:
    """The description of the endpoint at that URL, over these named graphs, in that syntax (see `negotiation`)."""
    triples = _triples(ox.NamedNode(endpoint), name, graphs, services)
    data = ox.serialize(triples, format=GRAPHS[syntax], prefixes={**PREFIXES, "sd": SD})
    assert data is not None
    return data


def _triples(me: ox.NamedNode, name: str, graphs: Iterable[str], services: bool) -> Iterable[ox.Triple]:
    kind = ox.NamedNode(expand("rdf:type"))

    def sd(local: str) -> ox.NamedNode:
        return ox.NamedNode(SD + local)

    def part(local: str) -> ox.NamedNode:
        return ox.NamedNode(f"{me.value}#{local}")

    yield ox.Triple(me, kind, sd("Service"))
    yield ox.Triple(me, ox.NamedNode(expand("rdfs:label")), ox.Literal(f"SPARQL endpoint of {name}"))
    yield ox.Triple(me, sd("endpoint"), me)
    yield ox.Triple(me, sd("supportedLanguage"), sd("SPARQL11Query"))
    for each in _NAMES:
        yield ox.Triple(me, sd("resultFormat"), ox.NamedNode(FORMATS + each))
    for each in ("UnionDefaultGraph", *(["BasicFederatedQuery"] if services else [])):
        yield ox.Triple(me, sd("feature"), sd(each))
    yield ox.Triple(me, sd("defaultDataset"), part("dataset"))
    yield ox.Triple(part("dataset"), kind, sd("Dataset"))
    yield ox.Triple(part("dataset"), sd("defaultGraph"), part("union"))
    yield ox.Triple(part("union"), kind, sd("Graph"))
    for number, graph in enumerate(graphs, start=1):
        here = part(f"graph-{number}")
        yield ox.Triple(part("dataset"), sd("namedGraph"), here)
        yield ox.Triple(here, kind, sd("NamedGraph"))
        yield ox.Triple(here, sd("name"), ox.NamedNode(graph))
