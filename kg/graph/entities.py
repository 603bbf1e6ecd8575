"""Entries → triples of graph/curated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import iri
from kg.graph.terms import Triples, boolean, name, text, url, when
from kg.graph.terms import iri as term
from kg.model import Entry
from kg.vocabulary import CLASSES

Pair = tuple[str, str | None]


def describe(base: str, entries: Iterable[Entry]) -> bytes:
    """N-Triples of the entries themselves; what they claim of each other comes from their claims."""
    out = Triples()
    for entry in entries:
        me = term(iri.entity(base, entry.id))
        out.about(me, ("rdf:type", name(CLASSES[entry.kind][0])))
        out.about(me, *_names(entry), *_links(entry), *_facts(entry))
        out.about(me, ("prov:wasDerivedFrom", term(iri.file(base, entry.path))))
        for former in entry.former_ids:
            out.about(term(iri.entity(base, former)), ("owl:sameAs", me), ("dcterms:isReplacedBy", me))
    return bytes(out)


def standard(base: str, entries: Iterable[Entry]) -> bytes:
    """N-Triples that say the same in other vocabularies' words: the full graph and each entry's own file have them."""
    out = Triples()
    for entry in entries:
        classes = (("rdf:type", name(each)) for each in CLASSES[entry.kind][1:])
        out.about(term(iri.entity(base, entry.id)), *classes, ("schema:name", text(entry.name)))
    return bytes(out)


def _names(entry: Entry) -> Iterator[Pair]:
    yield "rdfs:label", text(entry.name)
    for alias in entry.aliases:
        yield "schema:alternateName", text(alias.name, alias.language)
    for language, label in sorted(entry.labels.items()):
        yield "skos:prefLabel", text(label, language)
    yield "schema:description", text(entry.summary) if entry.summary else None


def _links(entry: Entry) -> Iterator[Pair]:
    yield "schema:url", url(entry.homepage)
    for repository in entry.repositories:
        yield "schema:codeRepository", url(repository)
    for what, link in sorted(entry.links.items()):
        if kind := iri.slug(what):
            yield f"ts:link-{kind}", url(link)


def _facts(entry: Entry) -> Iterator[Pair]:
    words = {
        "ts:maturity": (entry.maturity,),
        "ts:membership": (entry.membership,),
        "ts:programme": entry.roles,
        "ts:origin": entry.origin,
        "ts:region": (entry.region,),
        "ts:scheme": (entry.scheme,),
        "schema:license": (entry.licence,),
        "schema:location": (entry.location,),
    }
    for predicate, values in words.items():
        for value in values:
            yield predicate, text(value) if value else None
    dates = {
        "ts:accepted": entry.accepted,
        "ts:incubating": entry.incubating,
        "ts:graduated": entry.graduated,
        "ts:archived": entry.archived,
        "ts:joined": entry.joined,
        "ts:confirmed": entry.confirmed,
        "schema:startDate": entry.start,
        "schema:endDate": entry.end,
    }
    for predicate, value in dates.items():
        yield predicate, when(value) if value else None
    if entry.kind == "vendor":
        yield "ts:endUser", boolean(entry.end_user)
