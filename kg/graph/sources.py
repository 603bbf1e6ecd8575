"""One source with what was found in it → the triples of its own named graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg import iri
from kg.graph.terms import Triples, boolean, decimal, integer, name, number, text, url, when
from kg.graph.terms import iri as term
from kg.model import Evidence, Link, Linked, Record, Source
from kg.vocabulary import CLASSES, MEDIA

MEDIA_FRAGMENTS = "<http://www.w3.org/TR/media-frags/>"
Pair = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that one source's graph is made from."""

    source: Source
    record: Record | None
    linked: Linked
    passages: tuple[Evidence, ...] = ()
    """The places that claims rest on, sorted."""


def describe(base: str, found: Found, published: bool) -> bytes:
    """N-Triples of the source's part of the core graph; `published` says whether its publisher is an entry's id."""
    out = Triples()
    source = found.source
    me = term(iri.entity(base, source.id))
    out.about(me, *(("rdf:type", name(each)) for each in (*CLASSES[source.kind], MEDIA[source.medium])))
    out.about(me, *_facts(base, source, published), *_hashes(found.record))
    if found.record:
        run = term(iri.run(base, found.record.extractor))
        out.about(term(iri.graph(base, f"source/{source.id}")), ("prov:wasGeneratedBy", run))
    _topics(out, base, me, found.linked)
    _appearances(out, base, me, found.linked)
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


def _facts(base: str, source: Source, published: bool) -> Iterator[Pair]:
    yield "rdfs:label", text(source.title)
    yield "schema:name", text(source.title, source.language)
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
        yield "ts:sourceSha256", text(record.source_sha256)
        yield "ts:textSha256", text(record.text_sha256)
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


def _appearances(out: Triples, base: str, me: str, linked: Linked) -> None:
    """One node for each entity, and for each name without an entry, that counts its mentions."""
    entities: dict[str, list[Link]] = {}
    candidates: dict[tuple[str, str], list[Link]] = {}
    for link in linked.mentions:
        if link.entry:
            entities.setdefault(link.entry, []).append(link)
        else:
            candidates.setdefault((link.kind, link.name), []).append(link)
    for id_, links in sorted(entities.items()):
        entity = term(iri.entity(base, id_))
        out.about(me, ("schema:mentions", entity))
        node = term(iri.appearance(base, linked.source, id_))
        out.about(node, ("rdf:type", name("ts:Appearance")), ("ts:source", me), ("ts:entity", entity), *_counts(links))
    for (kind, label), links in sorted(candidates.items()):
        node = term(iri.candidate(base, linked.source, kind, label))
        out.about(node, ("rdf:type", name("ts:Candidate")), ("ts:source", me), ("rdfs:label", text(label)))
        out.about(node, ("ts:kind", text(kind)), *_counts(links))


def _counts(links: list[Link]) -> Iterator[Pair]:
    """How often, and where first. The first mention of all may have no time where later ones have."""
    times = [link.time for link in links if link.time is not None]
    yield "ts:mentions", integer(len({(link.start, link.end) for link in links}))
    yield "ts:firstOffset", integer(min(link.start for link in links))
    yield "ts:firstTime", decimal(min(times)) if times else None


def mentions(base: str, linked: Linked) -> bytes:
    """N-Triples of every mention of an entity: Web Annotations that only the full graph holds."""
    me = iri.entity(base, linked.source)
    lines: list[str] = []
    moments: set[str] = set()
    for link in sorted(linked.mentions, key=lambda each: (each.start, each.end, each.entry)):
        if not link.entry:
            continue
        mention = iri.mention(base, linked.source, link.start, link.end)
        lines.append(_annotation(mention, me, iri.entity(base, link.entry), link))
        if link.time is not None:
            seconds = number(link.time)
            moments.add(seconds)
            moment = iri.moment(base, linked.source, seconds)
            lines.append(f"<{mention}/target> {name('oa:hasSelector')} <{moment}> .\n")
    lines += _moments(base, linked.source, moments)
    return "".join(lines).encode()


def _annotation(mention: str, source: str, entity: str, link: Link) -> str:
    """The triples of one mention in one piece, as there are a hundred thousand of them."""
    a = name("rdf:type")
    target, position = f"{mention}/target", f"{mention}/position"
    return (
        f"<{mention}> {a} {name('oa:Annotation')} .\n"
        f"<{mention}> {name('oa:hasBody')} <{entity}> .\n"
        f"<{mention}> {name('oa:hasTarget')} <{target}> .\n"
        f"<{mention}> {name('ts:surface')} {text(link.surface)} .\n"
        f"<{mention}> {name('ts:confidence')} {decimal(link.score)} .\n"
        f"<{mention}> {name('ts:reason')} {text(link.reason)} .\n"
        f"<{target}> {name('oa:hasSource')} <{source}> .\n"
        f"<{target}> {name('oa:hasSelector')} <{position}> .\n"
        f"<{position}> {a} {name('oa:TextPositionSelector')} .\n"
        f"<{position}> {name('oa:start')} {integer(link.start)} .\n"
        f"<{position}> {name('oa:end')} {integer(link.end)} .\n"
    )


def _moments(base: str, source: str, moments: Iterable[str]) -> list[str]:
    out = Triples()
    for seconds in sorted(moments, key=float):
        out.about(
            term(iri.moment(base, source, seconds)),
            ("rdf:type", name("oa:FragmentSelector")),
            ("dcterms:conformsTo", MEDIA_FRAGMENTS),
            ("rdf:value", text(f"t={seconds}")),
        )
    return out.lines
