"""The graph in parts that are made anew only when what they are made from changed.

A part is one source's graph, or one of 64 shards of the curated graph or of the claims. No line stands in two parts.
"""

from __future__ import annotations

import gzip
import marshal
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from kg import iri, vocabulary
from kg.cache import Cache, digest, version
from kg.graph import entities, mentions, sources, statements, terms
from kg.graph.terms import name, quads
from kg.model import Catalogue, Claim, Entry, Evidence, Linked, Record

VERSION = version(iri, vocabulary, terms, entities, sources, mentions, statements)
"""Changes with the code that writes triples."""
SHARDS = 64

_LINK = attrgetter("start", "end", "surface", "kind", "name", "entry", "time", "score", "reason")
_TOPIC = attrgetter("topic", "score", "inherited", "evidence")
_HEAD = attrgetter("source_sha256", "text_sha256", "length", "words", "extractor", "exact_times")
_TYPE = name("rdf:type")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """The triples of one part, and what is counted of them."""

    label: str
    """"curated/07", "claims/07", "source/ID" or "dataset"."""
    key: str
    """Hash of what it was made from."""
    graph: str
    """IRI of the named graph that it belongs to."""
    core: bytes
    """N-Triples of the core graph."""
    full: bytes
    """One gzip member: N-Quads of everything."""
    triples: int
    properties: Mapping[str, int]
    """Property (a term) → triples of the core graph that have it."""
    classes: Mapping[str, int]
    """Class (a term) → nodes of the core graph that have it."""


def make(label: str, key: str, graph: str, core: bytes, more: bytes = b"") -> Part:
    """A part of these N-Triples; `more` is in the full graph only."""
    full = quads(core + more, graph)
    properties: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    for line in core.decode().split("\n")[:-1]:
        _, predicate, rest = line.split(" ", 2)
        properties[predicate] += 1
        if predicate == _TYPE:
            classes[rest[:-2]] += 1
    member = gzip.compress(full, 6, mtime=0)
    return Part(label, key, graph, core, member, full.count(b"\n"), dict(properties), dict(classes))


def build(
    base: str,
    catalogue: Catalogue,
    records: Mapping[str, Record],
    linked: Iterable[Linked],
    claims: Iterable[Claim],
    cache: Cache,
) -> Iterator[Part]:
    """All parts; those whose input is as before come from `cache`. Spans and cues of the records are not looked at."""
    claims = tuple(claims)
    runs = {id_: iri.run(base, record.extractor) for id_, record in records.items()}
    entries_in, claims_in = _by_shard((e.id, e) for e in catalogue.entries), _by_shard((c.subject, c) for c in claims)
    for shard in sorted(entries_in.keys() | claims_in.keys()):
        yield _curated(base, shard, entries_in.get(shard, []), claims_in.get(shard, []), cache)
        if shard in claims_in:
            yield _claims(base, shard, claims_in[shard], runs, cache)
    ids = {entry.id for entry in catalogue.entries}
    found = {each.source: each for each in linked}
    passages = _passages(claims)
    for source in catalogue.sources:
        each = found.get(source.id) or Linked(source.id)
        places = tuple(sorted(passages[source.id], key=lambda place: (place.start, place.end)))
        yield _source(base, sources.Found(source, records.get(source.id), each, places), source.publisher in ids, cache)


def _by_shard(items: Iterable[tuple[str, T]]) -> dict[int, list[T]]:
    shards: dict[int, list[T]] = defaultdict(list)
    for id_, item in items:
        shards[zlib.crc32(id_.encode()) % SHARDS].append(item)
    return shards


def _passages(claims: Iterable[Claim]) -> dict[str, set[Evidence]]:
    """Source id → the places in it that claims rest on."""
    passages: dict[str, set[Evidence]] = defaultdict(set)
    for claim in claims:
        for each in claim.evidence:
            if each.start >= 0:
                passages[each.origin].add(each)
    return passages


def _curated(base: str, shard: int, entries: list[Entry], claims: list[Claim], cache: Cache) -> Part:
    key = digest(VERSION, "curated", base, repr(entries), repr(claims))

    def new() -> Part:
        facts = entities.describe(base, entries) + statements.describe(base, claims, {}).curated
        return make(f"curated/{shard:02}", key, iri.graph(base, "curated"), facts)

    return cache.run("graph", key, new)


def _claims(base: str, shard: int, claims: list[Claim], runs: Mapping[str, str], cache: Cache) -> Part:
    ran = sorted({(each.origin, runs.get(each.origin, "")) for claim in claims for each in claim.evidence})
    key = digest(VERSION, "claims", base, repr(claims), repr(ran))

    def new() -> Part:
        said = statements.describe(base, claims, runs)
        return make(f"claims/{shard:02}", key, iri.graph(base, "claims"), said.claims, said.standard)

    return cache.run("graph", key, new)


def _source(base: str, found: sources.Found, published: bool, cache: Cache) -> Part:
    """A source's part. `published` says whether its publisher is an entry, which alone of the entries matters here."""
    label = f"source/{found.source.id}"
    linked = found.linked
    links = marshal.dumps([[_LINK(each) for each in linked.mentions], [_TOPIC(each) for each in linked.topics]], 2)
    head = _HEAD(found.record) if found.record else ()
    key = digest(VERSION, base, repr(found.source), repr(head), links, repr(found.passages), published)

    def new() -> Part:
        core = sources.describe(base, found, published)
        return make(label, key, iri.graph(base, label), core, mentions.describe(base, linked))

    return cache.run("graph", key, new)
