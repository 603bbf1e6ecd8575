"""Link the records of all sources, and after a change only those that a changed entry can reach."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from kg import corpus
from kg.cache import Cache, digest
from kg.extract import gazetteer
from kg.ingest import records
from kg.link import reach, scene
from kg.link.reach import Traces
from kg.model import Catalogue, Entry, Link, Linked, Relation, Source, TopicLink

FEW = 64
"""Up to so many sources are linked without other processes, which take longer to start."""


@dataclass(frozen=True, slots=True)
class State:
    """What the last linking rested on, and what it gave."""

    version: str = ""
    rulings: str = ""
    broad: frozenset[str] = frozenset()
    """Employers and projects that too many people share to tell one of them by."""
    entries: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Entry id → hash of what linking sees of it, and the entry, pickled: few of them are looked at again."""
    sources: Mapping[str, tuple[str, Traces, bytes]] = field(default_factory=dict)
    """Source id → hash of record and metadata, what it can look up, and its links, packed."""


def link(
    root: Path, catalogue: Catalogue, *, jobs: int = 0, notify: corpus.Notify = corpus.silent
) -> tuple[list[Linked], int]:
    """All sources linked, sorted by id, and how many of them were linked anew."""
    kept = Cache(root / "build/cache")
    old: State = kept.get("link", "state") or State()
    ties = scene.ties(catalogue.sources)
    hashes = {e.id: digest(repr(reach.seen(e)), sorted(ties.get(e.id, ()))) for e in catalogue.entries}
    rulings, broad = digest(repr(catalogue.rulings)), reach.broad(catalogue.entries)
    changed = {id_ for id_ in old.entries.keys() | hashes.keys() if old.entries.get(id_, ("",))[0] != hashes.get(id_)}
    sound = old.version == corpus.code() and old.rulings == rulings
    reached = _reached(old, catalogue, changed, set(old.broad ^ broad)) if sound else None
    marks = {source.id: digest(repr(source), records.digest_of(root, source)) for source in catalogue.sources}
    todo = [s for s in catalogue.sources if reached is None or s.id in reached or old.sources[s.id][0] != marks[s.id]]
    anew = {source.id for source in todo}
    sources = {source.id: old.sources[source.id] for source in catalogue.sources if source.id not in anew}
    sources |= _anew(root, catalogue, todo, marks, jobs, notify)
    if todo or changed or old.sources.keys() != sources.keys():
        entries = {
            e.id: old.entries[e.id] if e.id not in changed else (hashes[e.id], pickle.dumps(e, 5))
            for e in catalogue.entries
        }
        kept.put("link", "state", State(corpus.code(), rulings, broad, entries, sources))
        kept.keep("link", ["state"])
    linked = {id_: unpacked(each) for id_, (_, _, each) in sources.items() if each}
    linked |= {source.id: _stated(source, linked.get(source.id)) for source in catalogue.sources if source.topics}
    return [each for _, each in sorted(linked.items())], len(todo)


def _stated(source: Source, linked: Linked | None) -> Linked:
    """A source's links with the topics first that its file states, as the track of a conference."""
    found = linked or Linked(source.id)
    stated = tuple(TopicLink(topic, 1.0, False, "stated") for topic in source.topics)
    return replace(found, topics=(*stated, *(link for link in found.topics if link.topic not in source.topics)))


def _reached(old: State, catalogue: Catalogue, changed: set[str], shared: set[str]) -> set[str] | None:
    """Ids of the sources that a change of entries can reach, or that are new; None for all."""
    before: dict[str, Entry] = {id_: pickle.loads(old.entries[id_][1]) for id_ in changed & old.entries.keys()}
    now = {entry.id: entry for entry in catalogue.entries}
    for id_ in changed:
        if ("topic" in {each[id_].kind for each in (before, now) if id_ in each}) and (id_ in before) != (id_ in now):
            return None  # projects may be about it
        if any(_leads(before[id_]) != _leads(now[id_]) for id_ in before.keys() & {id_} & now.keys()):
            return None  # so may projects of a category that leads to it
    concerned = sorted(reach.concerned(changed, before, now, shared)) if changed or shared else []
    entries = [each[id_] for id_ in concerned for each in (before, now) if id_ in each]
    marks = [reach.mark(entry, [name.text for name in gazetteer.make([entry]).names]) for entry in entries]
    return {
        source.id
        for source in catalogue.sources
        if source.id not in old.sources or any(reach.meets(old.sources[source.id][1], mark) for mark in marks)
    }


def _leads(entry: Entry) -> tuple[object, ...]:
    """What an entry says of sources that do not name it: by its category, by the series that it is."""
    return entry.instead, entry.vague, entry.besides, entry.common, entry.jargon, entry.editions


def _anew(
    root: Path,
    catalogue: Catalogue,
    todo: list[Source],
    marks: Mapping[str, str],
    jobs: int,
    notify: corpus.Notify,
) -> dict[str, tuple[str, Traces, bytes]]:
    """Source id → hash, traces and packed links of sources that are linked anew."""
    if not todo:
        return {}
    alone = len(todo) <= FEW
    key = corpus.prepare(root, catalogue, shared=not alone)
    made: dict[str, tuple[str, Traces, bytes]] = {}
    with corpus.workers(1 if alone else jobs) as executor:
        work = partial(_link_one, root, key)
        for done, (id_, traces, links) in enumerate(corpus.spread(executor, work, todo), 1):
            made[id_] = (marks[id_], traces, links)
            notify("link", done, len(todo))
    return made


def _link_one(root: Path, key: str, source: Source) -> tuple[str, Traces, bytes]:
    """Link one source: its id, what it can look up, and its links, packed."""
    record = records.read(root, source)
    linked = None if record is None else corpus.linker(root, key).link(record, source)
    return source.id, reach.traces(record, source, linked), packed(linked) if linked else b""


# --- links in few bytes ---------------------------------------------------------------------------
# Rows of plain values: a frozen dataclass with slots takes five times as long to be pickled and read.


def packed(linked: Linked) -> bytes:
    """A source's links as bytes; `unpacked` gives them back."""
    rows = [
        [[getattr(each, name) for name in kind.__slots__] for each in each_kind]
        for kind, each_kind in ((Link, linked.mentions), (Relation, linked.relations), (TopicLink, linked.topics))
    ]
    return pickle.dumps((linked.source, *rows), 5)


def unpacked(data: bytes) -> Linked:
    """The links of `packed`."""
    source, mentions, relations, topics = pickle.loads(data)
    kinds: list[tuple[Any, list[list[Any]]]] = [(Link, mentions), (Relation, relations), (TopicLink, topics)]
    return Linked(source, *(tuple(kind(*row) for row in rows) for kind, rows in kinds))
