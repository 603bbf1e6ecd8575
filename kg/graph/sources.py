"""One source with what was found in it → the triples of its own named graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg import iri
from kg.graph.terms import Triples, boolean, decimal, integer, name, text, url, when
from kg.graph.terms import iri as term
from kg.model import Evidence, Link, Linked, Record, Source
from kg.vocabulary import CLASSES, MEDIA

Pair = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that one source's graph is made from."""

    source: Source
    record: Record | None
    linked: Linked
    passages: tuple[Evidence, ...] = ()
    """The places that claims rest on, sorted."""
    quoted: tuple[tuple[str, float], ...] = ()
    """Ids of the people whom it quotes by claims that no ruling rejects, with the claims' confidence; sorted."""


def describe(base: str, found: Found, published: bool) -> bytes:
    """N-Triples of the source's part of the core graph; `published` says whether its publisher is an entry's id."""
    out = Triples()
    source = found.source
    me = term(iri.entity(base, source.id))
    out.about(me, *(("rdf:type", name(each)) for each in CLASSES[source.kind]))
    out.about(me, *_facts(base, source, published), *_hashes(found.record))
    for former in source.former_ids:
        out.about(term(iri.entity(base, former)), ("owl:sameAs", me), ("dcterms:isReplacedBy", me))
    if found.record:
        run = term(iri.run(base, found.record.extractor))
        out.about(term(iri.graph(base, f"source/{source.id}")), ("prov:wasGeneratedBy", run))
    _topics(out, base, me, found.linked)
    _appearances(out, base, me, found.linked, dict(found.quoted))
    for each in found.passages:
        out.about(
            term(iri.evidence(base, source.id, each.start, each.end)),
            ("rdf:type", name("ts:Passage")),
            ("ts:source", me),
            ("ts:start", integer(each.start)),
            ("ts:end", integer(each.end)),
            ("ts:time", decimal(each.time) if each.time is not None else None),
        )
    return bytes(out)


def standard(base: str, found: Found) -> bytes:
    """N-Triples that the full graph and the source's own file have: schema.org's words for it, and its hashes."""
    out, source, record = Triples(), found.source, found.record
    out.about(
        term(iri.entity(base, source.id)),
        ("rdf:type", name(MEDIA[source.medium])),
        ("schema:name", text(source.title, source.language)),
        ("ts:sourceSha256", text(record.source_sha256) if record else None),
        ("ts:textSha256", text(record.text_sha256) if record else None),
    )
    return bytes(out)


def _facts(base: str, source: Source, published: bool) -> Iterator[Pair]:
    yield "rdfs:label", text(source.title)
    yield "ts:medium", text(source.medium)
    yield "ts:affiliation", text(source.affiliation)
    yield "schema:url", url(source.url)
    if published:
        yield "schema:publisher", term(iri.entity(base, source.publisher))
    else:
        yield "ts:publisherName", text(source.publisher) if source.publisher else None
    for predicate, id_ in (("ts:speaksFor", source.of), ("ts:atEvent", source.event)):
        yield predicate, term(iri.entity(base, id_)) if id_ else None
    for person in source.speakers:
        yield "schema:performer" if source.kind == "talk" else "schema:author", term(iri.entity(base, person))
    for former in source.former_ids:
        yield "dcterms:replaces", term(iri.entity(base, former))
    dated = source.date not in ("", "unknown")
    yield "schema:datePublished", when(source.date) if dated else None
    yield "ts:year", integer(int(source.date[:4])) if dated and source.date[:4].isdecimal() else None
    yield "ts:undated", boolean(not dated)
    yield "ts:dateBasis", text(source.date_basis) if source.date_basis else None
    yield "schema:inLanguage", text(source.language)
    yield "ts:machineTranslated", boolean(source.machine_translated)
    yield "schema:license", text(source.licence) if source.licence else None
    yield "ts:quotable", boolean(source.quotable)
    yield "prov:wasDerivedFrom", term(iri.file(base, source.path))


def _hashes(record: Record | None) -> Iterator[Pair]:
    if record:
        yield "ts:length", integer(record.length)
        yield "ts:words", integer(record.words)
        yield "ts:exactTimes", boolean(record.exact_times)


def _topics(out: Triples, base: str, me: str, linked: Linked) -> None:
    ordered = sorted(linked.topics, key=lambda each: (-each.score, each.topic))
    for rank, each in enumerate(ordered, 1):
        topic = term(iri.entity(base, each.topic))
        out.about(me, ("schema:about", topic))
        out.about(
            term(iri.topic_link(base, linked.source, each.topic)),
            ("rdf:type", name("ts:TopicLink")),
            ("ts:source", me),
            ("ts:topic", topic),
            ("ts:score", decimal(each.score)),
            ("ts:rank", integer(rank)),
            ("ts:inherited", boolean(each.inherited)),
            ("ts:because", text(each.evidence) if each.evidence else None),
        )


def _appearances(out: Triples, base: str, me: str, linked: Linked, quoted: Mapping[str, float]) -> None:
    """One node for each entity, and for each name without an entry, that counts its mentions."""
    entities: dict[str, list[Link]] = {}
    for link in linked.mentions:
        if link.entry:
            entities.setdefault(link.entry, []).append(link)
    for id_, links in sorted(entities.items()):
        entity = term(iri.entity(base, id_))
        out.about(me, ("schema:mentions", entity))
        node = term(iri.appearance(base, linked.source, id_))
        said = ("ts:quoted", decimal(quoted[id_]) if id_ in quoted else None)
        told = ("ts:source", me), ("ts:entity", entity), *counts(links), said
        out.about(node, ("rdf:type", name("ts:Appearance")), *told)
    for (kind, label), links in candidates(linked):
        node = term(iri.candidate(base, linked.source, kind, label))
        out.about(node, ("rdf:type", name("ts:Candidate")), ("ts:source", me), ("rdfs:label", text(label)))
        out.about(node, ("ts:kind", text(kind)), ("ts:mentions", counts(links)[0][1]))


def candidates(linked: Linked) -> list[tuple[tuple[str, str], list[Link]]]:
    """Kind and name, with the mentions, of each name that has no entry."""
    candidates: dict[tuple[str, str], list[Link]] = {}
    for link in linked.mentions:
        if not link.entry:
            candidates.setdefault((link.kind, link.name), []).append(link)
    return sorted(candidates.items())


def counts(links: list[Link]) -> tuple[Pair, Pair, Pair]:
    """How often, and where first. The first mention of all may have no time where later ones have."""
    times = [link.time for link in links if link.time is not None]
    return (
        ("ts:mentions", integer(len({(link.start, link.end) for link in links}))),
        ("ts:firstOffset", integer(min(link.start for link in links))),
        ("ts:firstTime", decimal(min(times)) if times else None),
    )
