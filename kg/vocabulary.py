"""The classes and predicates in use, and the shape of the graph. `ontology.ttl` beside this file defines our own.

Default graph = the union of all named graphs, everywhere. IRIs come from `kg.iri`; no blank nodes; no triple twice.

    graph/curated       every entry: rdf:type, rdfs:label, schema:alternateName(@lang),
                        skos:prefLabel@lang, schema:description, schema:url, schema:codeRepository,
                        ts:link-github, ts:link-twitter …, ts:maturity, ts:accepted, ts:incubating, ts:graduated,
                        ts:archived, ts:membership, ts:programme, ts:joined, ts:endUser true|false (vendors),
                        schema:license, schema:startDate, schema:endDate, schema:location, ts:region, ts:scheme,
                        ts:origin, ts:confirmed, prov:wasDerivedFrom its FILE;
                        FORMER owl:sameAs, dcterms:isReplacedBy ENTITY;
                        and the plain triple of every curated claim that has not ended (ts:until)
    graph/claims        one node a claim, curated or extracted:
                            a ts:Claim (in the full graph also rdf:Statement) ;
                            rdf:subject ; rdf:predicate ; rdf:object ;
                            ts:confidence 0.93 ; ts:support 3 (sources; 0 where only files state it) ;
                            ts:curated true|false ; ts:rejected true (left out where false) ;
                            ts:role "…" ; ts:since ; ts:until ; prov:wasGeneratedBy RUN (of its passages) ;
                            ts:evidence PASSAGE … ; prov:wasDerivedFrom FILE …
                        and the plain triple of extracted claims at 0.9 or more that no ruling rejects
    graph/source/ID     prov:wasGeneratedBy RUN (said of the graph itself);
                        one source: a ts:Talk|ts:Article, rdfs:label, schema:url, ts:medium "podcast",
                        ts:affiliation "independent",
                        schema:publisher VENDOR (or ts:publisherName "…"), ts:speaksFor PROJECT|VENDOR,
                        schema:datePublished (xsd:date, gYearMonth or gYear), ts:year 2020, ts:undated true|false,
                        ts:dateBasis, schema:inLanguage, ts:machineTranslated, schema:license, ts:quotable,
                        dcterms:replaces FORMER (which has owl:sameAs, dcterms:isReplacedBy SOURCE),
                        ts:atEvent EVENT, schema:performer (talks) | schema:author (articles) PERSON,
                        ts:length (code points), ts:words, ts:exactTimes,
                        prov:wasDerivedFrom FILE;
                        schema:about TOPIC with a ts:TopicLink node (ts:source, ts:topic, ts:score, ts:rank,
                        ts:inherited, ts:because) ;
                        for each entity that it mentions: schema:mentions ENTITY and
                            a ts:Appearance ; ts:source ; ts:entity ; ts:mentions 12 ; ts:firstOffset 42 ;
                            ts:firstTime 312.4 (seconds, of the first mention that has a time; absent where none has)
                            ts:quoted 0.83 (confidence that the person is quoted there; absent where no claim stands)
                        candidates: a ts:Candidate ; ts:source ; rdfs:label ; ts:kind "vendor" ; ts:mentions 3
                        passages that claims rest on: a ts:Passage ; ts:source SOURCE ; ts:start ; ts:end ; ts:time
                        [all of the above is `core`; what follows is only in the full graph]
                        candidates: ts:firstOffset ; ts:firstTime
                        a mention: a oa:Annotation ; oa:hasBody ENTITY ; oa:hasTarget T ; ts:form FORM
                        T: oa:hasSource SOURCE ; oa:hasSelector P (, F)
                        P: a oa:TextPositionSelector ; oa:start ; oa:end
                        F: a oa:FragmentSelector ; dcterms:conformsTo <http://www.w3.org/TR/media-frags/> ;
                           rdf:value "t=312.4"
                           (one a second of a source, shared by its mentions)
    graph/forms         [only in the full graph] what sources call an entity, and why and how surely that was so linked;
                        a FORM: a ts:SurfaceForm ; ts:formOf ENTITY ; ts:surface "…" ; ts:reason "…" ; ts:confidence
    graph/queries       the named queries: a sh:SPARQLExecutable ; rdfs:label ; rdfs:comment ;
                        sh:select ; sh:prefixes ; schema:keywords ; schema:isBasedOn its dataset ; schema:url
    graph/dataset       VoID and DCAT description, the extraction runs (prov:Activity)

Candidates have no mentions of their own in the full graph, only their counts. Only the full graph and the file of each
entry or source say in other vocabularies' words what the core says in ours: the further classes (schema:Person …,
MEDIA) and schema:name(@lang); and a source's ts:sourceSha256 and ts:textSha256.
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
    "spdx": "http://spdx.org/rdf/terms#",
    "sh": "http://www.w3.org/ns/shacl#",
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


def compact(iri: str) -> str:
    """The compact name of an IRI of the vocabulary, or the IRI as it is.

    >>> compact("https://schema.org/name"), compact("https://example.org/x")
    ('schema:name', 'https://example.org/x')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


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

INVERSE: Final[frozenset[str]] = frozenset({"sponsors"})
"""Predicates of claims whose RDF triple runs from object to subject."""

TRUTHY: Final[float] = 0.9
"""From this confidence on, an extracted claim stands as a plain triple too."""
