"""Link the records of all sources, and after a change only those in which a name of a changed entry occurs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg import corpus
from kg.cache import Cache, digest
from kg.ingest import records
from kg.model import Catalogue, Linked, Source

_TOKEN = re.compile(r"[a-z0-9]+|[^\W\d_a-z]")


def tokens(text: str) -> frozenset[str]:
    """The folded words of Latin script and the single characters of others.

    >>> sorted(tokens("Argo CD 谷歌"))
    ['argo', 'cd', '歌', '谷']
    """
    return frozenset(_TOKEN.findall(text.casefold()))


@dataclass(frozen=True)
class State:
    """What the last linking rested on."""

    version: str = ""
    rulings: str = ""
    entries: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Entry id → (hash of the entry, its names)."""
    sources: Mapping[str, tuple[str, frozenset[str], bool]] = field(default_factory=dict)
    """Source id → (hash of record and metadata, the tokens of its spans, whether names are found by sound in it)."""


def link(
    root: Path, catalogue: Catalogue, *, jobs: int = 0, notify: corpus.Notify = corpus.silent
) -> tuple[list[Linked], int]:
    """All sources linked, sorted by id, and how many of them were linked anew."""
    kept = Cache(root / "build/cache")
    old = kept.get("link-state", "state") or State()
    key = corpus.prepare(root, catalogue)
    names: dict[str, list[str]] = {}
    gazetteer, _, ties = corpus.names(root, key)
    for name in gazetteer.names:
        names.setdefault(name.entry, []).append(name.text)
    now = {e.id: (digest(repr(e), sorted(ties.get(e.id, ()))), tuple(names.get(e.id, ()))) for e in catalogue.entries}
    rulings = digest(repr(catalogue.rulings))
    fresh = old.version == corpus.code() and old.rulings == rulings
    changed = _changed_names(old.entries, now)
    sources: dict[str, tuple[str, frozenset[str], bool]] = {}
    todo: list[Source] = []
    for source in catalogue.sources:
        mark = digest(repr(source), records.digest_of(root, source))
        before = old.sources.get(source.id)
        if fresh and before and before[0] == mark and not _touched(before, changed):
            sources[source.id] = before
        else:
            todo.append(source)
    with corpus.workers(jobs if len(todo) > 8 else 1) as executor:
        work = partial(_link_one, root, key)
        for done, (id_, state) in enumerate(corpus.spread(executor, work, todo), 1):
            sources[id_] = state
            notify("link", done, len(todo))
    kept.put("link-state", "state", State(corpus.code(), rulings, now, sources))
    return [linked for s in catalogue.sources if (linked := kept.get("link", s.id)) is not None], len(todo)


def _link_one(root: Path, key: str, source: Source) -> tuple[str, tuple[str, frozenset[str], bool]]:
    """Link one source and keep the result; gives what a later run needs to know whether it still holds."""
    record = records.read(root, source)
    store = Cache(root / "build/cache")
    store.put("link", source.id, None if record is None else corpus.linker(root, key).link(record, source))
    seen = frozenset().union(*(tokens(span.surface) for span in record.spans)) if record else frozenset()
    mark = digest(repr(source), records.digest_of(root, source))
    return source.id, (mark, seen, source.medium == "captions" or source.language != "en")


def _changed_names(
    old: Mapping[str, tuple[str, tuple[str, ...]]], now: Mapping[str, tuple[str, tuple[str, ...]]]
) -> list[frozenset[str]]:
    """The names, as tokens, that changed entries had or have."""
    ids = {id_ for id_ in old.keys() | now.keys() if old.get(id_, ("",))[0] != now.get(id_, ("",))[0]}
    return [tokens(name) for id_ in ids for states in (old, now) for name in states.get(id_, ("", ()))[1]]


def _touched(before: tuple[str, frozenset[str], bool], changed: Iterable[frozenset[str]]) -> bool:
    """Whether a changed name may occur in a source: all its words do, or names are found by sound there."""
    _, seen, by_sound = before
    return any(by_sound or words <= seen for words in changed)
