"""The classes and predicates in use, and the shape of the graph. `ontology.ttl` beside this file defines our own.

Default graph = the union of all named graphs, everywhere. IRIs come from `kg.iri`; no blank nodes.

    graph/curated       every entry: rdf:type, rdfs:label, schema:name, schema:alternateName, skos:prefLabel@lang,
                        schema:url, doap:repository, ts:maturity …, ts:origin, prov:wasDerivedFrom its file;
                        and the plain triple of every curated claim
    graph/claims        one node a claim, curated or extracted:
                            a rdf:Statement, ts:Claim ; rdf:subject ; rdf:predicate ; rdf:object ;
                            ts:confidence 0.93 ; ts:support 3 (sources) ; ts:curated true|false ; ts:rejected true|false ;
                            ts:role "…" ; ts:since ; ts:until ; prov:wasGeneratedBy RUN (extracted only) ;
                            ts:evidence PASSAGE | prov:wasDerivedFrom FILE
                        its passages: a ts:Passage ; ts:source SOURCE ; ts:start ; ts:end ; ts:time
                        and the plain triple of extracted claims at 0.9 or more that no ruling rejects
    graph/source/ID     one source: a ts:Talk|ts:Article (and schema:PodcastEpisode, schema:BlogPosting …),
                        rdfs:label, schema:url, ts:medium "podcast", ts:affiliation "independent",
                        schema:publisher VENDOR (or ts:publisherName), ts:speaksFor PROJECT|VENDOR,
                        schema:datePublished | ts:undated true, ts:dateBasis, schema:inLanguage, schema:license, ts:quotable,
                        ts:atEvent EVENT, schema:performer|schema:author PERSON,
                        schema:about TOPIC with a ts:TopicLink node (ts:source, ts:topic, ts:score, ts:rank, ts:inherited,
                        ts:because) ;
                        for each entity that it mentions: schema:mentions ENTITY and
                            a ts:Appearance ; ts:source ; ts:entity ; ts:mentions 12 ; ts:firstTime 312.4 ; ts:firstOffset 42
                            (firstTime in seconds, only where there are times)
                        candidates: a ts:Candidate ; ts:source ; rdfs:label ; ts:kind "vendor" ; ts:mentions 3
                        [all of the above is `core`; the mentions below are only in the full graph]
                        a mention: a oa:Annotation ; oa:motivatedBy oa:identifying ; oa:hasBody ENTITY ;
                            oa:hasTarget T ; ts:surface "…" ; ts:confidence ; ts:reason "…" ; prov:wasGeneratedBy RUN
                        T: a oa:SpecificResource ; oa:hasSource SOURCE ; oa:hasSelector P (, F)
                        P: a oa:TextPositionSelector ; oa:start ; oa:end
                        F: a oa:FragmentSelector ; dcterms:conformsTo <http://www.w3.org/TR/media-frags/> ; rdf:value "t=312.4"
    graph/dataset       VoID and DCAT description, the extraction runs (prov:Activity)
"""

from __future__ import annotations

from typing import Final

PREFIXES: Final[dict[str, str]] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "ts": "https://w3id.org/talkscape/ontology#",
}
"""Prefix → namespace, for queries, Turtle and JSON-LD. Queries also get the empty prefix: the instance's base IRI."""


def expand(curie: str) -> str:
    """The IRI of a compact name.

    >>> expand("schema:name")
    'https://schema.org/name'
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "project": ("ts:Project", "schema:SoftwareApplication", "doap:Project"),
    "product": ("ts:Product", "schema:Product"),
    "vendor": ("ts:Vendor", "schema:Organization"),
    "person": ("ts:Person", "schema:Person"),
    "event": ("ts:Event", "schema:Event"),
    "topic": ("ts:Topic", "skos:Concept"),
    "talk": ("ts:Talk",),
    "article": ("ts:Article",),
}
"""Kind → RDF classes; the first is ours and says the kind."""

MEDIA: Final[dict[str, str]] = {
    "talk": "schema:VideoObject",
    "podcast": "schema:PodcastEpisode",
    "captions": "schema:VideoObject",
    "post": "schema:BlogPosting",
    "article": "schema:Article",
}
"""A source's medium → its further RDF class."""

CLAIMS: Final[dict[str, str]] = {
    "works_for": "schema:worksFor",
    "develops": "ts:develops",
    "maintains": "ts:maintains",
    "sponsors": "schema:sponsor",
    "integrates_with": "ts:integratesWith",
    "speaks_at": "ts:speaksAt",
    "said": "ts:saidIn",
    "behind": "ts:vendor",
    "category": "ts:category",
    "part_of": "schema:isPartOf",
    "subsidiary_of": "schema:parentOrganization",
    "edition_of": "schema:superEvent",
    "organised_by": "schema:organizer",
    "co_located_with": "ts:coLocatedWith",
    "broader": "skos:broader",
    "related": "skos:related",
}
"""A claim's predicate → its RDF predicate. Subject and object stand as the names say:
person works_for vendor; vendor develops project or product; person maintains project; vendor sponsors anything (written
object schema:sponsor vendor); person speaks_at event; person said in a source; project or product behind → vendor."""
