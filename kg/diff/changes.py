"""Two states of an instance → what is added, removed and changed between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from kg import iri
from kg.diff.states import State
from kg.model import Claim, Entry, Link, Linked, Source
from kg.names import key


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """An entry or a source that is added, removed or changed."""

    kind: str
    id: str
    name: str
    fields: tuple[tuple[str, str, str], ...] = ()
    """Field, value before, value after."""
    former: str = ""
    """The id that it had before, where it was renamed."""


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """A claim that is added, removed or changed, its confidence before and after (0 where it is not there)."""

    subject: str
    predicate: str
    object: str
    before: float
    after: float
    how: str = ""
    """Of what is added or removed its role and dates; of what is changed "rejected", "evidence 2 → 3" …"""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place in a source whose link is another: entry ids before and after, empty for none."""

    source: str
    start: int
    surface: str
    before: str
    after: str
    time: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """Sorted lists of what is in one state, in the other, and in both but not the same."""

    added: tuple[Any, ...] = ()
    removed: tuple[Any, ...] = ()
    changed: tuple[Any, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Diff:
    """What a change does."""

    before: str
    after: str
    entries: Changes
    sources: Changes
    claims: Changes
    triples_added: int
    triples_removed: int
    pages: tuple[tuple[str, str], ...]
    """(path, why) of the pages of things that are touched; lists and overviews are left out."""
    mentions: tuple[Mention, ...]
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...]
    """Names that more entries have than before, and those entries."""

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(
            self.entries or self.sources or self.claims or self.mentions or self.triples_added + self.triples_removed
        )


def compare(before: State, after: State) -> Diff:
    """What differs between two states."""
    things = _things(before.catalogue.entries, after.catalogue.entries)
    sources = _things(before.catalogue.sources, after.catalogue.sources)
    claims = _claims(before.claims, after.claims)
    mentions = tuple(
        sorted(_mentions(before.linked, after.linked), key=lambda m: (m.source, m.start, m.before, m.after))
    )
    added, removed = _triples(before, after)
    pages = tuple(sorted(_pages(after, things, sources, claims, mentions).items()))
    ambiguous = tuple(_ambiguous(before, after))
    return Diff(before.label, after.label, things, sources, claims, added, removed, pages, mentions, ambiguous)


def _things(old: Iterable[Entry | Source], new: Iterable[Entry | Source]) -> Changes:
    """Entries or sources compared by id; a renamed one is changed, not removed and added."""
    now = {thing.id: thing for thing in new}
    before = {thing.id: thing for thing in old}
    renamed = {
        f: id_ for id_, thing in now.items() for f in getattr(thing, "former_ids", ()) if f in before and f not in now
    }
    pairs = {renamed.get(id_, id_): thing for id_, thing in before.items()}
    added = [_thing(thing) for id_, thing in now.items() if id_ not in pairs]
    removed = [_thing(thing) for id_, thing in pairs.items() if id_ not in now]
    changed = [_thing(now[id_], pairs[id_]) for id_ in pairs.keys() & now.keys() if pairs[id_] != now[id_]]
    return Changes(tuple(sorted(added)), tuple(sorted(removed)), tuple(sorted(changed)))


def _thing(thing: Entry | Source, old: Entry | Source | None = None) -> Thing:
    name = thing.name if isinstance(thing, Entry) else thing.title
    former = old.id if old and old.id != thing.id else ""
    return Thing(thing.kind, thing.id, name, tuple(_fields(old, thing)) if old else (), former)


def _fields(old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    """The fields that differ, with both values as people write them."""
    for field in fields(new):
        values = getattr(old, field.name), getattr(new, field.name)
        if field.name not in ("id", "path") and values[0] != values[1]:
            yield field.name, _plain(values[0]), _plain(values[1])


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_plain(item)}" for name, item in sorted(value.items()))
    if hasattr(value, "__dataclass_fields__"):
        return " ".join(part for field in fields(value) if (part := str(getattr(value, field.name))))
    return str(value)


def _claims(old: Iterable[Claim], new: Iterable[Claim]) -> Changes:
    """Claims compared by statement and dates."""

    def keyed(claims: Iterable[Claim]) -> dict[tuple[str, ...], Claim]:
        return {(c.subject, c.predicate, c.object, c.role, c.since, c.until): c for c in claims}

    before, now = keyed(old), keyed(new)
    added = [_statement(None, now[each]) for each in now.keys() - before.keys()]
    removed = [_statement(before[each], None) for each in before.keys() - now.keys()]
    changed = [_statement(before[k], now[k]) for k in before.keys() & now.keys() if before[k] != now[k]]
    return Changes(tuple(sorted(added)), tuple(sorted(removed)), tuple(sorted(changed)))


def _statement(old: Claim | None, new: Claim | None) -> Statement:
    claim = new or old
    assert claim is not None
    dates = f"{claim.since}–{claim.until}" if claim.since or claim.until else ""
    how = [] if old and new else [part for part in (claim.role, dates) if part]
    if old and new:
        how += [name for name in ("curated", "rejected") if getattr(old, name) != getattr(new, name)]
        counts = [len(each.evidence) for each in (old, new)]
        how += [f"evidence {counts[0]} → {counts[1]}"] if counts[0] != counts[1] else []
    ends = (old.confidence if old else 0.0), (new.confidence if new else 0.0)
    return Statement(claim.subject, claim.predicate, claim.object, *ends, ", ".join(how))


def _mentions(old: Iterable[Linked], new: Iterable[Linked]) -> Iterator[Mention]:
    """Places whose link to an entry is another; names of no entry count as no link."""
    before, now = ({linked.source: linked for linked in state} for state in (old, new))
    for source in before.keys() | now.keys():
        if before.get(source) == now.get(source):
            continue
        was, is_ = (_links(state.get(source)) for state in (before, now))
        for place in was.keys() | is_.keys():
            a, b = was.get(place), is_.get(place)
            link = b or a
            if link is not None and (a.entry if a else "") != (b.entry if b else ""):
                yield Mention(
                    source, link.start, link.surface, a.entry if a else "", b.entry if b else "", link.time, link.reason
                )


def _links(linked: Linked | None) -> dict[tuple[int, int], Link]:
    return {(link.start, link.end): link for link in linked.mentions if link.entry} if linked else {}


def _triples(before: State, after: State) -> tuple[int, int]:
    """How many triples are added and removed: only parts of the graph that differ are written out."""
    was, is_ = ({plan.label: plan for plan in state.plans} for state in (before, after))
    added = removed = 0
    for label in was.keys() | is_.keys():
        old, new = was.get(label), is_.get(label)
        if old and new and old.key == new.key:
            continue
        lines = [set(b"".join(plan.write()).splitlines()) if plan else set() for plan in (old, new)]
        removed += len(lines[0] - lines[1])
        added += len(lines[1] - lines[0])
    return added, removed


def _pages(
    after: State, things: Changes, sources: Changes, claims: Changes, mentions: Iterable[Mention]
) -> dict[str, str]:
    """Path of each page of a thing that is touched → the first reason."""
    kinds: dict[str, str] = {entry.id: entry.kind for entry in after.catalogue.entries}
    kinds.update({source.id: source.kind for source in after.catalogue.sources})
    why: dict[str, str] = {}
    for change in (things, sources):
        for label, listed in (("new", change.added), ("changed", change.changed)):
            for thing in listed:
                why.setdefault(thing.id, "renamed" if thing.former else label)
        why.update({thing.id: "gone" for thing in change.removed})
        kinds.update({thing.id: thing.kind for thing in change.removed})
    for statement in (*claims.added, *claims.removed, *claims.changed):
        for id_ in (statement.subject, statement.object):
            why.setdefault(id_, "claims")
    for mention in mentions:
        for id_ in (mention.source, mention.before, mention.after):
            why.setdefault(id_, "mentions")
    return {iri.page(kinds[id_], id_): reason for id_, reason in why.items() if id_ in kinds}


def _ambiguous(before: State, after: State) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names that several entries have, where more have them than before."""
    shared = []
    for state in (before, after):
        groups: dict[str, set[str]] = defaultdict(set)
        for name in state.gazetteer.names:
            groups[key(name.text)].add(name.entry)
        shared.append(groups)
    spelt = {key(name.text): name.text for name in reversed(after.gazetteer.names)}
    for folded, ids in sorted(shared[1].items()):
        if len(ids) > 1 and ids - shared[0].get(folded, set()):
            yield spelt[folded], tuple(sorted(ids))
