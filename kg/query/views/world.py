"""The tables joined: names, sources, who appears where. What the views are then cut from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b

from kg.graph.nodes import Node
from kg.model import FOLDERS
from kg.query.views import statements
from kg.query.views.memory import Memory
from kg.query.views.model import OWN, About, Candidate, Found, Ranked, Ref, SourceLine, Statement
from kg.query.views.rows import Tables, number, one
from kg.vocabulary import CLASSES, expand

KIND_OF = {expand(classes[0]): kind for kind, classes in CLASSES.items()}


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity in a source."""

    entity: str
    source: str
    mentions: int
    time: float | None
    offset: int


class World:
    """The graph's tables, joined once and read by every view."""

    def __init__(self, tables: Tables, memory: Memory) -> None:
        """Join the tables: everything is keyed by id. `memory` has what was made of the same things before."""
        self.tables, self.memory = tables, memory
        self.entries = {tables.id(node): row for node, row in tables.entries.items() if tables.id(node) and _kind(row)}
        self.source_rows = {tables.id(node): row for node, row in tables.sources.items() if tables.id(node)}
        self.refs = {
            id_: memory.refs.same(id_, Ref(_kind(row), id_, one(row, "schema:name", "rdfs:label") or id_))
            for id_, row in self.entries.items()
        }
        self.lines = {id_: memory.lines.same(id_, self._line(id_, row)) for id_, row in self.source_rows.items()}
        self.hits = self._hits()
        self.ranked: dict[tuple[int, int, str], Ranked] = {}
        """What was chosen as a neighbour, by (sources, independent, id): the same stands on many pages."""

    @cached_property
    def former(self) -> Mapping[str, tuple[str, ...]]:
        """Entry → the ids that it had before."""
        old: dict[str, list[str]] = defaultdict(list)
        for node, row in self.tables.entries.items():
            if (was := self.tables.id(node)) and was not in self.entries:
                old[self.tables.id(one(row, "owl:sameAs"))].append(was)
        return {id_: tuple(sorted(ids)) for id_, ids in old.items()}

    # --- sources -------------------------------------------------------------------------------

    def _line(self, id_: str, row: Node) -> SourceLine:
        publisher = self.ref(one(row, "schema:publisher"))
        kind = _kind(row) or "article"
        medium = one(row, "ts:medium") or kind
        people = [*row.get("schema:performer", ()), *row.get("schema:author", ())]
        return SourceLine(
            kind=kind,
            id=id_,
            title=one(row, "rdfs:label", "schema:name") or id_,
            medium=medium,
            url=one(row, "schema:url"),
            publisher=publisher.name if publisher else one(row, "ts:publisherName"),
            publisher_ref=publisher,
            affiliation=one(row, "ts:affiliation") or "independent",
            speaks_for=self.ref(one(row, "ts:speaksFor")),
            date=one(row, "schema:datePublished"),
            language=one(row, "schema:inLanguage") or "en",
            event=self.ref(one(row, "ts:atEvent")),
            speakers=tuple(sorted({r for p in people if (r := self.ref(p))}, key=lambda r: r.name)),
            quotable=one(row, "ts:quotable") == "true",
            exact=one(row, "ts:exactTimes") == "true" or medium == "captions",
            machine_translated=one(row, "ts:machineTranslated") == "true",
        )

    def ref(self, node: str) -> Ref | None:
        """The entry behind an IRI, where there is one."""
        return self.refs.get(self.tables.id(node)) if node else None

    # --- who appears where -----------------------------------------------------------------------

    def _hits(self) -> list[Hit]:
        kept, lines, refs = self.memory.hits.of, self.lines, self.refs
        found = [kept(row, None, partial(self._hit, row)) for row in self.tables.appearances]
        return [hit for hit in found if hit.source in lines and hit.entity in refs]

    def _hit(self, row: tuple[str, ...]) -> Hit:
        source, entity, mentions, offset, time = row
        id_ = self.tables.id
        return Hit(id_(entity), id_(source), int(mentions), float(time) if time else None, int(offset))

    @cached_property
    def by_source(self) -> Mapping[str, list[Hit]]:
        """Source → the entities found in it, most mentioned first."""
        grouped: dict[str, list[Hit]] = defaultdict(list)
        for hit in sorted(self.hits, key=lambda h: (-h.mentions, h.offset, h.entity)):
            grouped[hit.source].append(hit)
        return grouped

    @cached_property
    def by_entity(self) -> Mapping[str, list[Hit]]:
        """Entity → where it is found: newest first, undated last, the most mentions first among equals."""
        newest = sorted(self.hits, key=lambda h: (-h.mentions, h.source))
        newest.sort(key=lambda h: self.lines[h.source].date, reverse=True)
        grouped: dict[str, list[Hit]] = defaultdict(list)
        for hit in newest:
            grouped[hit.entity].append(hit)
        return grouped

    @cached_property
    def inside(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Sort of neighbour ("software", "vendor", "speakers", "topics") → source → the ids of these in it."""
        kinds = {"software": ("project", "product"), "vendor": ("vendor",)}
        sorts: dict[str, dict[str, tuple[str, ...]]] = {
            sort: {
                s: tuple(h.entity for h in self.by_source.get(s, ()) if self.refs[h.entity].kind in of)
                for s in self.lines
            }
            for sort, of in kinds.items()
        }
        sorts["speakers"] = {s: tuple(ref.id for ref in line.speakers) for s, line in self.lines.items()}
        sorts["topics"] = {s: tuple(link.ref.id for link in self.about.get(s, ())) for s in self.lines}
        return sorts

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """Entity → the logarithm of how rare it is among the sources."""
        total = len(self.lines)
        return {id_: math.log(1 + total / (1 + len(hits))) for id_, hits in self.by_entity.items()}

    @cached_property
    def order(self) -> Sequence[str]:
        """All entries, the rarest among the sources first."""
        rare = self.rarity.get
        return [id_ for _, id_ in sorted([(-rare(id_, 1.0), id_) for id_ in self.refs])]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Entry → its place in `order`."""
        return {id_: place for place, id_ in enumerate(self.order)}

    @cached_property
    def placed(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        """`inside`, with places for ids: small numbers are counted and sorted in a third of the time."""
        place = self.places.__getitem__
        return {sort: {s: tuple(map(place, ids)) for s, ids in of.items()} for sort, of in self.inside.items()}

    @cached_property
    def marks(self) -> Mapping[str, bytes]:
        """Source → a hash of all in it that a choice among what stands in it rests on."""
        many, total = self.by_entity, len(self.lines)
        told = {
            id_: f"{id_}\0{ref.kind}\0{ref.name}\0{len(many.get(id_, ()))}\0".encode("utf-8", "surrogatepass")
            for id_, ref in self.refs.items()
        }
        found = {}
        for source, line in self.lines.items():
            parts = [b"\1".join([told[id_] for id_ in each[source]]) for each in self.inside.values()]
            head = f"{total}\0{line.affiliation}\0{line.publisher}\2".encode("utf-8", "surrogatepass")
            found[source] = blake2b(head + b"\2".join(parts), digest_size=16).digest()
        return found

    def found(self, source: str) -> tuple[Found, ...]:
        """The entities found in a source."""
        return tuple(Found(self.refs[h.entity], h.mentions, h.time, h.offset) for h in self.by_source.get(source, ()))

    @cached_property
    def candidates(self) -> Mapping[str, tuple[Candidate, ...]]:
        """Source → names found in it that no entry carries, most mentioned first."""
        grouped: dict[str, list[Candidate]] = defaultdict(list)
        for row in self.tables.candidates.values():
            name, kind = one(row, "rdfs:label", "schema:name"), one(row, "ts:kind")
            grouped[self.tables.id(one(row, "ts:source"))].append(
                Candidate(kind, name, int(number(row, "ts:mentions")))
            )
        return {s: tuple(sorted(rows, key=lambda c: (-c.mentions, c.name))) for s, rows in grouped.items()}

    @cached_property
    def about(self) -> Mapping[str, tuple[About, ...]]:
        """Source → the topics that it is about, the strongest first."""
        grouped: dict[str, list[tuple[float, float, About]]] = defaultdict(list)
        for row in self.tables.topic_links.values():
            topic = self.ref(one(row, "ts:topic"))
            if topic:
                score, because = number(row, "ts:score"), one(row, "ts:because")
                because = self.refs[because].name if because in self.refs else because
                link = About(topic, score, one(row, "ts:inherited") == "true", because)
                grouped[self.tables.id(one(row, "ts:source"))].append((number(row, "ts:rank"), -score, link))
        return {s: tuple(t[2] for t in sorted(r, key=lambda t: (t[0], t[1], t[2].ref.id))) for s, r in grouped.items()}

    def group(self, entity: str, line: SourceLine) -> str:
        """Whose voice a source is, as seen from an entity: its own, or as its publisher is affiliated."""
        near = {entity, *self.behind.get(entity, ())}
        voices = {r.id for r in (line.speaks_for, line.publisher_ref, line.event, *line.speakers) if r}
        return OWN if near & voices else line.affiliation

    @cached_property
    def behind(self) -> Mapping[str, frozenset[str]]:
        """Project or product → the vendor behind it and the project it is part of."""
        near: dict[str, set[str]] = defaultdict(set)
        for subject, statement in self.statements:
            if statement.predicate in ("behind", "part_of") and statement.curated:
                near[subject.id].add(statement.other.id)
        return {id_: frozenset(ids) for id_, ids in near.items()}

    @cached_property
    def statements(self) -> tuple[tuple[Ref, Statement], ...]:
        """(subject, claim), as the subject's page says it, sorted; what a ruling rejected is left out."""
        return statements.read(self.tables, self.ref, self.lines, self.memory.claims)


def _kind(row: Node) -> str:
    """The kind that a node's classes say, or empty."""
    return next((KIND_OF[cls] for cls in row.get("rdf:type", ()) if KIND_OF.get(cls) in FOLDERS), "")
