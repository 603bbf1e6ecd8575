"""The dataset's description of itself in VoID and DCAT: what it holds, how much of it, and where to get it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from kg import iri
from kg.cache import digest
from kg.graph import parts
from kg.graph.parts import Part, Plan
from kg.graph.terms import Triples, integer, name, text, url
from kg.graph.terms import iri as term
from kg.model import Config, Record
from kg.vocabulary import PREFIXES, compact

LICENCE = "<https://creativecommons.org/licenses/by/4.0/>"
MEDIA_TYPES = {
    "nq": "application/n-quads",
    "nt": "application/n-triples",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
"""Suffix of a dump → its media type."""
DUMPS = {"full": ("full.nq.gz",), "core": ("core.nt.gz", "core.ttl.gz", "core.jsonld.gz")}
"""Dataset → the files that hold it, under `data/` of the site."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump as it was written."""

    name: str
    size: int
    sha256: str


def plan(config: Config, made: Iterable[Part], records: Mapping[str, Record]) -> Plan:
    """The plan of the part "dataset": the description of the others, and the runs of the extractor."""
    out = Triples()
    for extractor in sorted({record.extractor for record in records.values()}):
        run = term(iri.run(config.base_iri, extractor))
        out.about(run, ("rdf:type", name("prov:Activity")), ("rdfs:label", text(f"extraction by version {extractor}")))
    core = bytes(out) + describe(config, list(made))
    return Plan("dataset", digest(parts.version(), core), config.base_iri, partial(_written, core))


def _written(core: bytes) -> tuple[bytes, bytes]:
    return core, b""


def describe(config: Config, made: list[Part]) -> bytes:
    """N-Triples of both datasets' description; their counts leave the description itself out."""
    out = Triples()
    full, core = (term(iri.dataset(config.base_iri, each)) for each in ("full", "core"))
    summaries = {
        "full": f"{config.name}: curated entries, claims with their evidence, and every mention in every source.",
        "core": f"{config.name} without the single mentions: entries, sources, claims, topics and counts of mentions.",
    }
    for me, id_, triples in (
        (full, "full", sum(each.triples for each in made)),
        (core, "core", sum(sum(each.properties.values()) for each in made)),
    ):
        out.about(
            me,
            ("rdf:type", name("void:Dataset")),
            ("rdf:type", name("dcat:Dataset")),
            ("rdfs:label", text(f"{config.name} ({id_})")),
            ("dcterms:title", text(f"{config.name} ({id_})")),
            ("dcterms:description", text(summaries[id_])),
            ("dcterms:license", LICENCE),
            ("foaf:homepage", url(config.site_url)),
            ("void:uriSpace", text(config.base_iri)),
            ("void:triples", integer(triples)),
            *((("void:dataDump", url(f"{config.site_url}data/{each}"))) for each in DUMPS[id_]),
        )
    out.about(full, ("void:subset", core), *(("void:vocabulary", term(each)) for each in PREFIXES.values()))
    _partitions(out, config.base_iri, core, made)
    return bytes(out)


def _partitions(out: Triples, base: str, core: str, made: list[Part]) -> None:
    """How many nodes each class has, and how many triples each property."""
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for each in made:
        classes.update(each.classes)
        properties.update(each.properties)
    out.about(core, ("void:classes", integer(len(classes))), ("void:properties", integer(len(properties))))
    for kind, counts, count in (("class", classes, "void:entities"), ("property", properties, "void:triples")):
        for value in sorted(counts):
            node = term(iri.dataset(base, "core", kind, iri.slug(compact(value[1:-1]))))
            out.about(core, (f"void:{kind}Partition", node))
            out.about(node, (f"void:{kind}", value), (count, integer(counts[value])))


def distributions(config: Config, dumps: Iterable[Dump]) -> bytes:
    """N-Triples of the written dumps: DCAT distributions with their sizes and checksums."""
    out = Triples()
    sets = {each: id_ for id_, files in DUMPS.items() for each in files}
    for dump in dumps:
        whole = sets.get(dump.name, "full")  # the mentions by year are pieces of the full graph
        node = term(iri.dataset(config.base_iri, "file", dump.name))
        checksum = term(iri.dataset(config.base_iri, "file", dump.name, "checksum"))
        out.about(term(iri.dataset(config.base_iri, whole)), ("dcat:distribution", node))
        media = MEDIA_TYPES[dump.name.split(".")[1]]
        out.about(
            node,
            ("rdf:type", name("dcat:Distribution")),
            ("dcterms:title", text(dump.name)),
            ("dcterms:license", LICENCE),
            ("dcat:downloadURL", url(f"{config.site_url}data/{dump.name}")),
            ("dcat:mediaType", term(f"https://www.iana.org/assignments/media-types/{media}")),
            ("dcat:compressFormat", term("https://www.iana.org/assignments/media-types/application/gzip")),
            ("dcat:byteSize", integer(dump.size)),
            ("spdx:checksum", checksum),
        )
        out.about(
            checksum,
            ("rdf:type", name("spdx:Checksum")),
            ("spdx:algorithm", name("spdx:checksumAlgorithm_sha256")),
            ("spdx:checksumValue", text(dump.sha256)),
        )
    return bytes(out)
