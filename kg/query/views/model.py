"""What the pages show, as plain frozen records: no RDF term, no link to a store gets past here.

A view holds all that its page shows, its neighbours' names too, so that its hash says whether the page must be
written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

AFFILIATIONS = ("independent", "end user", "vendor", "project")
"""Whom a source's publisher speaks for, in the order in which pages show them."""
OWN = "own"
"""The group of sources that the entity itself, or the vendor behind it, published."""
GROUPS = (*AFFILIATIONS, OWN)
ROLES = ("independent", "end user", "maintainer", "staff", "vendor", "project", OWN)
"""Who speaks in a source, as seen from an entity, in the order in which pages show them: a maintainer of the project,
someone whom the vendor behind it employs, else as the source's publisher is affiliated."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to another page."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A neighbour with the number of sources that say so, and how many of these are independent."""

    ref: Ref
    sources: int
    independent: int = 0


class Near(Mapping[str, tuple[Ranked, ...]]):
    """Sort ("software", "vendor", "speakers", "topics") → neighbours of an entry, the most telling ones.

    They are chosen when they are asked for. Over thousands of entries that takes longer than all else that views are
    cut from, and what was chosen takes most of the room; a page that is not written again needs the mark alone.
    """

    SORTS = ("software", "vendor", "speakers", "topics")
    __slots__ = ("_choose", "mark")

    def __init__(self, choose: Callable[[str], tuple[Ranked, ...]], mark: bytes) -> None:
        """`mark` is a hash of all that the choice rests on: while it is the same, so is the choice."""
        self._choose, self.mark = choose, mark

    def renamed(self, named: Callable[[tuple[Ranked, ...]], tuple[Ranked, ...]], mark: bytes) -> Near:
        """The same with other names; `mark` is a hash of what these rest on."""
        return Near(lambda sort: named(self[sort]), self.mark + mark)

    def __getitem__(self, sort: str) -> tuple[Ranked, ...]:
        """The neighbours of a sort."""
        return self._choose(sort)

    def __iter__(self) -> Iterator[str]:
        """The sorts."""
        return iter(self.SORTS)

    def __len__(self) -> int:
        """The number of sorts."""
        return len(self.SORTS)

    def __hash__(self) -> int:
        """By the mark."""
        return hash(self.mark)

    def __repr__(self) -> str:
        """What is chosen."""
        return repr(dict(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what is chosen, without what it is chosen from."""
        return _known, (dict(self), self.mark)


def _known(found: Mapping[str, tuple[Ranked, ...]], mark: bytes) -> Near:
    return Near(found.__getitem__, mark)


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a source: seconds into the recording where there are times, and the offset into the text."""

    kind: str
    id: str
    """The source's id."""
    title: str
    start: int
    end: int
    time: float | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim between this page's entity and another: who states it, how sure, and where.

    `other` is the far end; `forward` says whether this page's entity is the subject.
    """

    predicate: str
    """Key of `kg.vocabulary.CLAIMS`: "works_for", "maintains" …"""
    forward: bool
    other: Ref
    confidence: float
    curated: bool
    role: str = ""
    since: str = ""
    until: str = ""
    support: int = 0
    """Sources that state it."""
    where: tuple[Where, ...] = ()
    """The first passages that it rests on."""
    path: str = ""
    """The content file that states it, where one does."""
    confirmed: str = ""
    """ISO date on which a person confirmed that file's entry, or empty."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as other pages show it."""

    kind: str
    id: str
    title: str
    medium: str
    url: str
    publisher: str
    publisher_ref: Ref | None
    affiliation: str
    speaks_for: Ref | None
    date: str
    """ISO date, or empty where it is not known."""
    language: str
    event: Ref | None
    speakers: tuple[Ref, ...]
    quotable: bool
    exact: bool
    """Whether its times are those of captions, and not only now and then."""
    machine_translated: bool


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in a source: how often, and where first."""

    line: SourceLine
    group: str
    """One of GROUPS, as seen from the entity: whose the source is. Counts go by this."""
    mentions: int
    time: float | None
    offset: int
    role: str = "independent"
    """One of ROLES: who speaks."""


@dataclass(frozen=True, slots=True)
class Year:
    """Dated sources of one year that speak of an entity."""

    year: int
    independent: int
    other: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sources speak of an entity, and of what sort they are."""

    sources: int = 0
    independent: int = 0
    dated: int = 0
    mentions: int = 0
    talks: int = 0
    """Sources of medium "talk": only these are said to be on stage."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who speaks for a vendor."""

    ref: Ref
    sources: int
    """In which they speak or which they wrote."""
    published: int
    """Of these, the vendor's own."""
    employed: bool
    """Whether they work for the vendor now, as far as is known."""
    own: tuple[Ref, ...]
    """The vendor's projects and products that these sources speak of, the most telling first."""
    others: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """In how many sources of an event's edition a thing is spoken of, and in how many of the edition before."""

    ref: Ref
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entry's page. Which fields are filled depends on the kind."""

    kind: str
    id: str
    name: str
    iri: str
    path: str
    """The YAML file that it comes from."""
    aliases: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    """(BCP 47 tag, label), sorted."""
    links: tuple[tuple[str, str], ...]
    """(what, URL), the homepage first."""
    facts: tuple[tuple[str, str], ...]
    """(field of `kg.model.Entry`, value): maturity, accepted, licence, membership, start, location …"""
    origin: tuple[str, ...]
    confirmed: str
    former_ids: tuple[str, ...]
    counts: Counts
    years: tuple[Year, ...]
    """Of the sources that speak of it; of a person, an event or a topic, of their own sources."""
    appearances: tuple[Appearance, ...]
    """Where it is mentioned: by role, then newest first, undated last."""
    statements: tuple[Statement, ...]
    near: Near
    """What stands in the sources that mention it."""
    inside: Near
    """What stands in its own sources."""
    sources: tuple[SourceLine, ...] = ()
    """A person's own talks and articles, a vendor's publications, an event's or a topic's sources."""
    speakers: tuple[Speaker, ...] = ()
    """Who speaks for a vendor, and about what."""
    before: Ref | None = None
    """The edition of an event before this one."""
    before_sources: int = 0
    changes: tuple[Change, ...] = ()
    """What an event's edition speaks of, beside the one before."""

    @property
    def together(self) -> tuple[Ranked, ...]:
        """Projects and products mentioned in the same sources, the most telling first."""
        return self.near["software"]

    @property
    def people(self) -> tuple[Ranked, ...]:
        """Speakers and authors of sources that mention it, the most telling first."""
        return self.near["speakers"]

    @property
    def vendors(self) -> tuple[Ranked, ...]:
        """Vendors mentioned in the same sources, the most telling first."""
        return self.near["vendor"]

    @property
    def topics(self) -> tuple[Ranked, ...]:
        """Topics of the sources that mention it, those of most sources first."""
        return self.near["topics"]

    @property
    def mentioned(self) -> tuple[Ranked, ...]:
        """What its own sources speak of most, that first."""
        return self.inside["software"]

    @property
    def beside(self) -> tuple[Ranked, ...]:
        """A person's co-speakers; the authors of what a vendor publishes; an event's speakers."""
        return self.inside["speakers"]

    def fact(self, name: str) -> str:
        """A fact's value, or empty."""
        return next((value for key, value in self.facts if key == name), "")

    def related(self, predicate: str, forward: bool = True) -> tuple[Statement, ...]:
        """The statements of one predicate, on one side."""
        return tuple([s for s in self.statements if s.predicate == predicate and s.forward == forward])


@dataclass(frozen=True, slots=True)
class About:
    """A topic that a source is about."""

    ref: Ref
    score: float
    inherited: bool
    because: str


@dataclass(frozen=True, slots=True)
class Found:
    """An entity found in a source."""

    ref: Ref
    mentions: int
    time: float | None
    offset: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found in a source that no entry carries."""

    kind: str
    name: str
    mentions: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """One talk's or article's page."""

    line: SourceLine
    iri: str
    path: str
    licence: str
    date_basis: str
    about: tuple[About, ...]
    found: tuple[Found, ...]
    """Most mentioned first."""
    candidates: tuple[Candidate, ...]
    statements: tuple[tuple[Ref, Statement], ...]
    """(subject, claim) for claims that rest on a passage of this source."""
    near: tuple[Ranked, ...] = ()
    former_ids: tuple[str, ...] = ()
    """Sources that speak of the same things."""

    @property
    def kind(self) -> str:
        """`talk` or `article`."""
        return self.line.kind

    @property
    def id(self) -> str:
        """The source's id."""
        return self.line.id

    @property
    def name(self) -> str:
        """The source's title."""
        return self.line.title


@dataclass(frozen=True, slots=True)
class Views:
    """Everything that the site shows, each tuple sorted by id."""

    entities: tuple[EntityView, ...]
    sources: tuple[SourceView, ...]
    triples: int = 0

    def of_kind(self, kind: str) -> tuple[EntityView, ...]:
        """The entities of one kind."""
        return tuple(view for view in self.entities if view.kind == kind)
