"""The named queries in the graph, as `sh:SPARQLExecutable`: editors that know SHACL find them there as examples."""

from __future__ import annotations

from functools import partial

from kg import iri
from kg.cache import digest
from kg.graph import parts
from kg.graph.parts import Plan
from kg.graph.terms import Triples, name, text, url
from kg.graph.terms import iri as term
from kg.model import Config
from kg.query import library
from kg.vocabulary import PREFIXES


def plan(config: Config) -> Plan:
    """The plan of the part "queries", a named graph of its own."""
    triples = describe(config)
    return Plan("queries", digest(parts.version(), triples), config.base_iri, partial(_written, triples))


def _written(core: bytes) -> tuple[bytes, bytes]:
    return core, b""


def describe(config: Config) -> bytes:
    """N-Triples of all named queries with their defaults, and of the prefixes that they use."""
    base, out = config.base_iri, Triples()
    prefixes = term(iri.query(base))
    for query in library.all():
        out.about(
            term(iri.query(base, query.name)),
            ("rdf:type", name("sh:SPARQLExecutable")),
            ("rdf:type", name("sh:SPARQLSelectExecutable")),
            ("rdfs:label", text(query.title)),
            ("rdfs:comment", text(query.question)),
            ("sh:select", text(library.text(query.name))),
            ("sh:prefixes", prefixes),
            *(("schema:keywords", text(tag)) for tag in query.tags),
            ("schema:isBasedOn", term(iri.dataset(base, query.needs))),
            ("schema:url", url(f"{config.site_url}queries/{query.name}/")),
        )
    for prefix, namespace in {"": base, **PREFIXES}.items():
        node = term(iri.query(base, "prefix", prefix or "base"))
        out.about(prefixes, ("sh:declare", node))
        out.about(
            node,
            ("rdf:type", name("sh:PrefixDeclaration")),
            ("sh:prefix", text(prefix)),
            ("sh:namespace", f'"{namespace}"^^{name("xsd:anyURI")}'),
        )
    return bytes(out)
