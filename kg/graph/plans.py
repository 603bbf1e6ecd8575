"""The records of an instance → the plans of the graph's parts → the parts, of which those with a known key are kept."""

from __future__ import annotations

import marshal
import multiprocessing
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from operator import attrgetter
from typing import TypeVar

from kg import iri
from kg.cache import digest
from kg.graph import entities, forms, mentions, parts, sources, statements
from kg.graph.forms import Form
from kg.graph.parts import Part, Plan
from kg.graph.sources import Found
from kg.model import Catalogue, Claim, Entry, Evidence, Linked, Record

SHARDS = 64
FEW = 64
"""Up to so many parts are made without other processes, which take longer to start."""

_LINK = attrgetter("start", "end", "time", "entry", "surface", "reason", "score")
_FORM = 3
"""From here on a link's fields are those of its form."""
_CANDIDATE = attrgetter("kind", "name")
_TOPIC = attrgetter("topic", "score", "inherited", "evidence")
_HEAD = attrgetter("source_sha256", "text_sha256", "length", "words", "extractor", "exact_times")
T = TypeVar("T")


# --- plans --------------------------------------------------------------------------------------


def make(
    base: str,
    catalogue: Catalogue,
    records: Mapping[str, Record],
    linked: Iterable[Linked],
    claims: Sequence[Claim],
) -> Iterator[Plan]:
    """The plans of all parts but "dataset". Spans and cues of the records are not looked at."""
    runs = {id_: iri.run(base, record.extractor) for id_, record in records.items()}
    entries_in, claims_in = _by_shard((e.id, e) for e in catalogue.entries), _by_shard((c.subject, c) for c in claims)
    for shard in sorted(entries_in.keys() | claims_in.keys()):
        yield _curated(base, shard, entries_in.get(shard, []), claims_in.get(shard, []))
        if shard in claims_in:
            yield _claims(base, shard, claims_in[shard], runs)
    ids = {entry.id for entry in catalogue.entries}
    found = {each.source: each for each in linked}
    passages, quoted = _passages(claims), _quoted(claims)
    said: set[tuple[str, str, str, float]] = set()
    for source in catalogue.sources:
        each = found.get(source.id) or Linked(source.id)
        places = tuple(sorted(passages[source.id], key=lambda place: (place.start, place.end)))
        links = list(map(_LINK, each.mentions))
        said.update([link[_FORM:] for link in links])
        people = tuple(sorted(quoted[source.id]))
        of = Found(source, records.get(source.id), each, places, people)
        yield _source(base, of, links, source.publisher in ids)
    for shard, used in sorted(_by_shard((form.entry, form) for form in forms.distinct(said)).items()):
        yield _forms(base, shard, used)


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


def _quoted(claims: Iterable[Claim]) -> dict[str, list[tuple[str, float]]]:
    """Source id → the people whom it quotes, and how sure that is."""
    quoted: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for claim in claims:
        if claim.predicate == "said" and not claim.rejected:
            quoted[claim.object].append((claim.subject, claim.confidence))
    return quoted


def _curated(base: str, shard: int, entries: list[Entry], claims: list[Claim]) -> Plan:
    key = digest(parts.version(), "curated", base, repr(entries), repr(claims))
    also = partial(entities.standard, base, entries)
    return Plan(f"curated/{shard:02}", key, base, partial(_write_curated, base, entries, claims), also)


def _write_curated(base: str, entries: list[Entry], claims: list[Claim]) -> tuple[bytes, bytes]:
    return entities.describe(base, entries) + statements.describe(base, claims, {}).curated, b""


def _claims(base: str, shard: int, claims: list[Claim], runs: Mapping[str, str]) -> Plan:
    ran = {each.origin: runs.get(each.origin, "") for claim in claims for each in claim.evidence}
    ran = {origin: run for origin, run in sorted(ran.items()) if run}
    key = digest(parts.version(), "claims", base, repr(claims), repr(ran))
    return Plan(f"claims/{shard:02}", key, base, partial(_write_claims, base, claims, ran))


def _write_claims(base: str, claims: list[Claim], runs: Mapping[str, str]) -> tuple[bytes, bytes]:
    said = statements.describe(base, claims, runs)
    return said.claims, said.standard


def _forms(base: str, shard: int, used: list[Form]) -> Plan:
    key = digest(parts.version(), "forms", base, repr(used))
    return Plan(f"forms/{shard:02}", key, base, partial(_write_forms, base, used))


def _write_forms(base: str, used: list[Form]) -> tuple[bytes, bytes]:
    return b"", forms.describe(base, used)


def _source(base: str, found: Found, links: list[tuple[object, ...]], published: bool) -> Plan:
    """A source's plan. `published` says whether its publisher is an entry, which alone of the entries matters here."""
    candidates = [_CANDIDATE(each) for each in found.linked.mentions if not each.entry]
    all_ = marshal.dumps([links, candidates, [_TOPIC(each) for each in found.linked.topics]], 2)
    head = _HEAD(found.record) if found.record else ()
    said = repr((head, found.passages, found.quoted, published))
    key = digest(parts.version(), base, repr(found.source), said, all_)
    also = partial(sources.standard, base, found)
    return Plan(f"source/{found.source.id}", key, base, partial(_write_source, base, found, published), also)


def _write_source(base: str, found: Found, published: bool) -> tuple[bytes, bytes]:
    return sources.describe(base, found, published), mentions.describe(base, found.linked)


# --- parts --------------------------------------------------------------------------------------

_PLANS: list[Plan] = []
"""In a worker: the plans that it is told of by number. A forked worker has them without their being copied."""


def carry_out(plans: Sequence[Plan], known: Mapping[str, Part], jobs: int) -> list[Part]:
    """The parts of the plans, in order: the `known` ones, by key, and the others made by `jobs` processes."""
    todo = [plan for plan in plans if plan.key not in known]
    if jobs < 2 or len(todo) <= FEW:
        made = {plan.key: parts.make(plan) for plan in todo}
    else:
        forked = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
        with ProcessPoolExecutor(jobs, forked, initializer=_PLANS.extend, initargs=(todo,)) as workers:
            made = {part.key: part for part in workers.map(_nth, range(len(todo)), chunksize=8)}
    return [known[plan.key] if plan.key in known else made[plan.key] for plan in plans]


def _nth(number: int) -> Part:
    return parts.make(_PLANS[number])
