"""Cutting the pages of entries from the joined graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from kg import iri
from kg.graph.nodes import Node
from kg.query.views import chosen
from kg.query.views.model import OWN, ROLES, Appearance, Counts, EntityView, Near, SourceLine, Speaker, Statement, Year
from kg.query.views.rows import one
from kg.query.views.voices import Voices
from kg.query.views.world import Hit, World

FACTS = {
    "ts:maturity": "maturity",
    "ts:accepted": "accepted",
    "ts:incubating": "incubating",
    "ts:graduated": "graduated",
    "ts:archived": "archived",
    "schema:license": "licence",
    "ts:membership": "membership",
    "ts:programme": "role",
    "ts:joined": "joined",
    "ts:endUser": "end_user",
    "schema:startDate": "start",
    "schema:endDate": "end",
    "schema:location": "location",
    "ts:region": "region",
    "ts:scheme": "scheme",
    "schema:description": "summary",
}
"""RDF predicate of a curated entry → field of `kg.model.Entry`."""
LINK = "ts:link-"


def views(world: World) -> tuple[EntityView, ...]:
    """One view for each entry, sorted by id."""
    statements = _by_entity(world)
    own, voices = _own_sources(world), Voices(world)
    cut = (_kept(world, voices, id_, statements.get(id_, []), own.get(id_, [])) for id_ in sorted(world.entries))
    return tuple(_compared(view, voices, own) if view.kind == "event" and view.sources else view for view in cut)


def _kept(world: World, heard: Voices, id_: str, statements: list[Statement], own: list[SourceLine]) -> EntityView:
    """A view, or the one of the build before where all that it is cut from is the same."""
    row, hits = world.entries[id_], world.by_entity.get(id_, [])
    near = chosen.near(world, id_, [hit.source for hit in hits])
    inside = chosen.near(world, id_, [line.id for line in own], own=True)
    speakers = heard.speakers(id_, own) if world.refs[id_].kind == "vendor" else ()
    cut = partial(_view, world, heard, id_, row, hits, statements, own, near, inside, speakers)
    voices = [heard.behind_it[hit.source] for hit in hits]
    whose = (world.behind.get(id_), heard.maintainers.get(id_), world.former.get(id_))
    kept: EntityView = world.memory.entities.of(
        id_, (row, hits, voices, whose, statements, own, near.mark, inside.mark, speakers), cut
    )
    return kept


def _compared(view: EntityView, voices: Voices, own: Mapping[str, list[SourceLine]]) -> EntityView:
    """An event beside the edition before it, where there is one."""
    before = voices.edition_before(view.id, own)
    if before is None:
        return view
    changes = voices.changes(view.sources, own[before.id])
    return replace(view, before=before, before_sources=len(own[before.id]), changes=changes)


def _view(
    world: World,
    heard: Voices,
    id_: str,
    row: Node,
    hits: list[Hit],
    statements: list[Statement],
    own: list[SourceLine],
    near: Near,
    inside: Near,
    speakers: tuple[Speaker, ...],
) -> EntityView:
    ref = world.refs[id_]
    appearances = tuple(_appearances(world, heard, id_, hits))
    if ref.kind in ("person", "event"):  # what they say themselves stands in `sources`
        appearances = tuple(a for a in appearances if a.group != OWN)
    voices = [(a.line.date, a.group == "independent") for a in appearances]
    if ref.kind in ("person", "event", "topic"):
        voices = [(line.date, line.affiliation == "independent") for line in own]
    return EntityView(
        kind=ref.kind,
        id=id_,
        name=ref.name,
        iri=iri.entity(world.tables.base, id_),
        path=world.tables.file(row),
        aliases=row.get("schema:alternateName", ()),
        labels=tuple(
            (key.partition("@")[2], value[0]) for key, value in sorted(row.items()) if key.startswith("skos:prefLabel@")
        ),
        links=_links(row),
        facts=tuple((field, value) for key, field in FACTS.items() for value in row.get(key, ()) if value != "false"),
        origin=row.get("ts:origin", ()),
        confirmed=one(row, "ts:confirmed"),
        former_ids=world.former.get(id_, ()),
        counts=_counts(appearances),
        years=_years(voices),
        appearances=appearances,
        statements=tuple(statements),
        near=near,
        sources=tuple(own),
        inside=inside,
        speakers=speakers,
    )


def _appearances(world: World, heard: Voices, id_: str, hits: Iterable[Hit]) -> list[Appearance]:
    rows = []
    for hit in hits:
        line = world.lines[hit.source]
        group = world.group(id_, line)
        rows.append(Appearance(line, group, hit.mentions, hit.time, hit.offset, heard.role(id_, line, group)))
    return sorted(rows, key=lambda a: ROLES.index(a.role) if a.role in ROLES else len(ROLES))


def _counts(appearances: tuple[Appearance, ...]) -> Counts:
    return Counts(
        sources=len(appearances),
        independent=sum(a.group == "independent" for a in appearances),
        dated=sum(bool(a.line.date) for a in appearances),
        mentions=sum(a.mentions for a in appearances),
        talks=sum(a.line.medium == "talk" for a in appearances),
    )


def _years(sources: Iterable[tuple[str, bool]]) -> tuple[Year, ...]:
    """Dated sources by year, from the first to the last, from (date, whether it is independent)."""
    dated = [(int(date[:4]), independent) for date, independent in sources if date[:4].isdigit()]
    if not dated:
        return ()
    count = Counter(dated)
    first, last = min(year for year, _ in dated), max(year for year, _ in dated)
    return tuple(Year(year, count[year, True], count[year, False]) for year in range(first, last + 1))


def _by_entity(world: World) -> Mapping[str, list[Statement]]:
    """Entity → its claims, told from its side."""
    grouped: dict[str, list[Statement]] = defaultdict(list)
    kept = world.memory.turned.of
    for said in world.statements:
        subject, statement = said
        grouped[subject.id].append(statement)
        if statement.other.id in world.refs and statement.other != subject:
            turned = kept(id(said), said, partial(replace, statement, forward=False, other=subject))
            grouped[statement.other.id].append(turned)
    return grouped


def _own_sources(world: World) -> Mapping[str, list[SourceLine]]:
    """Whose a source is (its speakers, publisher, event, topics) → these sources, newest first."""
    grouped: dict[str, dict[str, SourceLine]] = defaultdict(dict)
    for id_, line in sorted(world.lines.items(), key=lambda item: (item[1].date, item[0]), reverse=True):
        named = (
            line.publisher_ref,
            line.speaks_for,
            line.event,
            *line.speakers,
            *(a.ref for a in world.about.get(id_, ())),
        )
        for ref in filter(None, named):
            grouped[ref.id][id_] = line
    return {id_: list(lines.values()) for id_, lines in grouped.items()}


def _links(row: Node) -> tuple[tuple[str, str], ...]:
    found = [("homepage", url) for url in row.get("schema:url", ())]
    found += [("repository", url) for url in row.get("schema:codeRepository", ())]
    found += [(key.removeprefix(LINK), url) for key in sorted(row) if key.startswith(LINK) for url in row[key]]
    return tuple((what, url) for what, url in found if iri.safe_url(url))
