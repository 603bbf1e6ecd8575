"""The dataset's description of itself in VoID and DCAT: what it holds, how much of it, and where to get it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg import iri
from kg.graph import parts
from kg.graph.parts import Part
from kg.graph.terms import Triples, name, text
from kg.graph.terms import iri as term
from kg.model import Config, Record


def part(config: Config, made: Iterable[Part], records: Mapping[str, Record]) -> Part:
    """The part "dataset": the description of the core graph of the others, and the runs of the extractor."""
    from kg.cache import digest

    core = describe(config, list(made), sorted({record.extractor for record in records.values()}))
    return parts.make("dataset", digest(parts.VERSION, core), iri.graph(config.base_iri, "dataset"), core)


def describe(config: Config, made: list[Part], extractors: Iterable[str]) -> bytes:
    """N-Triples of the description."""
    base = config.base_iri
    out = Triples()
    me = term(iri.graph(base, "dataset"))
    for extractor in extractors:
        out.about(
            term(iri.run(base, extractor)),
            ("rdf:type", name("prov:Activity")),
            ("rdfs:label", text(f"extraction {extractor}")),
        )
    out.about(me, ("rdf:type", name("void:Dataset")), ("rdfs:label", text(config.name)))
    return bytes(out)
