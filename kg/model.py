"""The finished, frozen records that the stages hand on to each other.

Nothing here is filled in later and nothing points back to a parent or a global index:
an entry names another entry by its id, a mention names its place by code-point offsets.

    content/ ──ingest──▶ Entry, Source, Ruling
    a file   ──ingest──▶ Document ──extract──▶ Record ──link──▶ Linked ──claims──▶ Claim ──graph──▶ RDF
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal["project", "product", "vendor", "person", "event", "topic"]
"""What an entry is."""
SourceKind = Literal["talk", "article"]
"""The folder that a source stands in: something said, or something written."""

KINDS: tuple[Kind, ...] = ("project", "product", "vendor", "person", "event", "topic")
FOLDERS: Mapping[str, str] = {
    "project": "projects",
    "product": "products",
    "vendor": "vendors",
    "person": "people",
    "event": "events",
    "topic": "topics",
    "talk": "talks",
    "article": "articles",
}
"""Kind → the folder in `content/` and on the site."""


# --- what is wrong -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with the input, said as a compiler says it. Lines and columns count from 1; 0 is unknown."""

    path: str
    line: int
    column: int
    level: Literal["error", "warning", "note"]
    """An error stops a build, a warning asks to be mended or waived, a note only tells what follows."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """The problem in one line, below it a place that is shown; what would steer a terminal is spelt.

        >>> str(Problem("content/projects/otel.yaml", 4, 11, "error", "homepage must be a URL", "write https://…"))
        'content/projects/otel.yaml:4:11: error: homepage must be a URL (write https://…)'
        """
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part != 0)
        told = f"{self.level}: {self.message}" + (f" ({self.hint})" if self.hint else "")
        return f"{_STEERING.sub(_spelt, place)}: " + "\n".join(_STEERING.sub(_spelt, line) for line in told.split("\n"))


_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _spelt(found: re.Match[str]) -> str:
    return ascii(found[0])[1:-1]


class BadInput(Exception):
    """Input that cannot be used, with everything that is wrong with it. Only the command line prints it."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, sorted by place."""
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


# --- the instance and its curated content ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Config:
    """One instance: `talkscape.yml` at its root."""

    root: Path
    name: str
    base_iri: str
    """The namespace of every IRI; fixed for ever, independent of where the site is served. Ends in `/` or `#`."""
    site_url: str
    """Where the site is served, with a trailing slash; moves links, never IRIs."""
    tagline: str = ""
    taglines: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tag of another language → the tagline in it."""
    repository: str = ""
    """The forge's page of the instance's repository, for "edit" and "wrong?" links."""
    branch: str = "main"
    contact: str = ""
    languages: tuple[str, ...] = ("en",)
    colours: Mapping[str, str] = field(default_factory=dict)
    """"light" and "dark": the accent on a light and on a dark background, as "#0b6b66"."""
    vocabulary: Mapping[str, Mapping[str, str]] | None = None
    """Field (maturity, membership, roles, scheme) → value → how it is called; None: the schemas' own values."""

    def tagline_in(self, language: str) -> str:
        """The tagline in a language, else the one there is."""
        return self.taglines.get(language, self.tagline)


@dataclass(frozen=True, slots=True)
class Alias:
    """One more name of an entry."""

    name: str
    language: str = ""
    """BCP 47 tag where the name belongs to one language, else empty."""


@dataclass(frozen=True, slots=True)
class Employment:
    """A person's stated employer. Dates are ISO 8601, of year, month or day precision, or empty."""

    vendor: str
    """The vendor's id."""
    role: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Editions:
    """How the editions of a series of events are named: "NAME REGION YEAR"."""

    name: str
    regions: Mapping[str, tuple[str, ...]]
    """Region → words that stand for it: short forms, other languages, towns; those with blanks also joined."""
    years: Mapping[str, str] = field(default_factory=dict)
    """Town → the one year in which the conference was there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One curated YAML file `content/KIND/ID.yaml`. References are ids; dates are ISO 8601 strings or empty."""

    id: str
    kind: Kind
    name: str
    path: str
    """Relative to the instance's root, with `/`."""
    aliases: tuple[Alias, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tag → the name in that language (SKOS prefLabel)."""
    match: Mapping[str, str] = field(default_factory=dict)
    """Name or alias → matching policy set by a person (see `kg.extract.gazetteer`)."""
    summary: str = ""
    homepage: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    """What → URL: github, twitter, linkedin, youtube, slack, blog, docs, wikipedia, wikidata …"""
    former_ids: tuple[str, ...] = ()
    confirmed: str = ""
    """ISO date on which a person confirmed the entry, or empty."""
    origin: tuple[str, ...] = ()
    """Imports that brought it: "landscape", "maintainers", "glossary", "pretalx"; empty where a person wrote it."""
    repositories: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """Topic ids, the main one first (projects, products)."""
    vendor: str = ""
    """The vendor behind a project or product."""
    parent: str = ""
    """Project of a sub-project, vendor of a subsidiary, series of an event's edition."""
    licence: str = ""
    maturity: str = ""
    accepted: str = ""
    incubating: str = ""
    graduated: str = ""
    archived: str = ""
    membership: str = ""
    roles: tuple[str, ...] = ()
    """Programmes a vendor takes part in: "kcsp", "kcntp", "end-user-supporter" …"""
    joined: str = ""
    end_user: bool = False
    employers: tuple[Employment, ...] = ()
    maintains: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    location: str = ""
    region: str = ""
    organiser: str = ""
    co_located_with: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    scheme: str = ""
    """Where a topic comes from: "glossary", "landscape", "talkscape"."""
    about: tuple[str, ...] = ()
    """Topics that are closer to a project or product than its categories: a source about it is about them."""
    instead: str = ""
    """The topic that readers follow instead of this near-duplicate."""
    vague: bool = False
    """Whether the topic, a mere category, says too little for a source to be about it."""
    besides: bool = False
    """Whether a source is about this category too where its projects state closer topics."""
    common: tuple[str, ...] = ()
    """Names of the topic that almost every source of the field uses: they count where a title or heading has them."""
    jargon: tuple[str, ...] = ()
    """Words of the topic's trade that name nothing of their own, and near which other words may be names."""
    editions: Editions | None = None
    """How the editions of a series of events are named."""
    heard: tuple[str, ...] = ()
    """How captions that do not know the name write it down, in lower case."""


@dataclass(frozen=True, slots=True)
class Source:
    """One talk or article: `content/{talks,articles}/ID.yaml`, which people edit."""

    id: str
    kind: SourceKind
    title: str
    path: str
    url: str
    medium: Literal["talk", "podcast", "post", "article", "captions"]
    publisher: str
    """A vendor's id, or a plain name where there is no entry."""
    affiliation: Literal["project", "vendor", "end user", "independent"]
    of: str = ""
    """The project or vendor that the publisher speaks for; empty for independents."""
    date: str = "unknown"
    date_basis: str = ""
    event: str = ""
    speakers: tuple[str, ...] = ()
    """Person ids: speakers of a talk, authors of an article."""
    topics: tuple[str, ...] = ()
    """Topic ids that it is stated to be about, as the track of a conference."""
    language: str = "en"
    machine_translated: bool = False
    licence: str = ""
    quotable: bool = False
    """Whether the licence lets the site show the source's own sentences."""
    text: str = ""
    """File name of the committed text beside the YAML, or empty where the text lies in build/texts/ only."""
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word over the linker: in this source (or everywhere) this surface is, or is not, that entry."""

    surface: str
    entry: str
    """Entry id, or empty: the surface names nothing of ours."""
    source: str = ""
    """Source id, or empty for every source."""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A person's word over a claim: it is not so. `predicate` as in `Claim`."""

    subject: str
    predicate: str
    object: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All curated content of one instance, read and checked. Each tuple is sorted by id."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    rulings: tuple[Ruling, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """One name by which an entry is known, with the evidence that a match of it needs."""

    text: str
    entry: str
    kind: Kind
    policy: str
    """See `kg.extract.gazetteer`: "any-case", "exact-case", "cue", "context" or "never"."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names of an instance's entries. Made by `kg.extract.gazetteer`, handed to extract and link."""

    names: tuple[Name, ...]
    entries: Mapping[str, Entry]
    """Id → entry."""

    def jargon(self) -> frozenset[str]:
        """The words that the topics state as their trade's, as they are written and in lower case."""
        stated = {word for entry in self.entries.values() for word in entry.jargon}
        return frozenset(stated | {word.lower() for word in stated})


# --- a source's text ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Anchor:
    """A hyperlink on `text[start:end]`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of speech: `text[label_start:label_end]` is the speaker's label, `text[label_end:end]` the words."""

    label_start: int
    label_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A source's cleaned text with what its markup said. Every offset is in code points of `text`."""

    id: str
    text: str
    language: str
    medium: str
    title: str = ""
    source_sha256: str = ""
    times: tuple[tuple[int, float], ...] = ()
    """(offset, seconds), increasing: from this offset on, the speech is at or after that second."""
    exact_times: bool = False
    """True for cues of captions; False where times are only now and then (say "near 04:20")."""
    turns: tuple[Turn, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    code: tuple[tuple[int, int], ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    byline: tuple[tuple[int, int], ...] = ()
    """Spans of `text` that name authors."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself: title, url, date, author, description, event …"""
    notes: tuple[Problem, ...] = ()
    """Warnings met while reading (captions without times, an unknown language …)."""


# --- what was found ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A name-like span of a source before linking; `features` is the context that linking needs, never a sentence."""

    surface: str
    start: int
    end: int
    time: float | None = None
    """Seconds into the recording."""
    features: tuple[str, ...] = ()
    """Sorted "key" or "key:value" items: "speaker", "byline", "code", "first", "link:github.com/org/repo" …"""


SPEAKER = -1
"""Subject of a cue that speaks of whoever speaks, of the owner of a thing, or of nobody."""
ADDRESSEE = -2
"""Subject of a cue that speaks of whoever is spoken to."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A relation that a passage states between two spans, before linking."""

    kind: str
    """"works_for", "develops", "maintains", "sponsors", "integrates_with", "speaks_at", "said"."""
    subject: int
    """Index into the record's spans, or one of `SPEAKER` and `ADDRESSEE`."""
    object: int
    """Index into the record's spans, or -1; of a quotation the last span to look for its speaker in."""
    start: int
    end: int
    """The passage, or the quotation without its marks."""
    value: str = ""
    """A job title as stated; what speaks a quotation ("he", "same" …, see `kg.extract.attribution`); else empty."""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Record:
    """What was found in one source's text before linking: `ID.jsonl`, machine-written, relinked without the text."""

    source: str
    language: str
    source_sha256: str
    text_sha256: str
    length: int
    """Code points of the cleaned text."""
    words: int
    ingest: str
    """Version of the ingest code that cleaned the text."""
    extractor: str
    """Version of the extractor that found the spans."""
    exact_times: bool = False
    spans: tuple[Span, ...] = ()
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A mention: a span that names something, and the entry that it names, where there is one."""

    start: int
    end: int
    surface: str
    kind: Kind
    name: str
    """Canonical name: the entry's, or for a candidate the fullest name in the source."""
    entry: str = ""
    """Entry id; empty for a candidate, which has no page of its own."""
    time: float | None = None
    score: float = 1.0
    """Confidence, 0 to 1."""
    reason: str = ""
    """Why, in a few words that a person can read."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two linked mentions (their ids, or plain names for candidates)."""

    kind: str
    subject: str
    """Entry id, or empty for a candidate."""
    subject_name: str
    object: str
    object_name: str
    start: int
    end: int
    time: float | None = None
    value: str = ""
    """Role of works_for, else empty."""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic that a source is about."""

    topic: str
    score: float
    inherited: bool
    """True where it comes from the categories of the projects at the source's centre."""
    evidence: str
    """The label or the project that it rests on."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One source after linking."""

    source: str
    mentions: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()
    topics: tuple[TopicLink, ...] = ()


# --- what is claimed ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a claim rests: a passage of a source, or a curated file (then `start` is -1)."""

    origin: str
    """Source id, or the path of a content file."""
    start: int = -1
    end: int = -1
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about an entry with its evidence. `subject` and `object` are ids; predicates: `kg.vocabulary`."""

    subject: str
    predicate: str
    object: str
    confidence: float
    curated: bool
    """True where a content file states it."""
    rejected: bool = False
    """True where a ruling rejects it: it stays a claim and never stands as a plain triple."""
    role: str = ""
    since: str = ""
    until: str = ""
    evidence: tuple[Evidence, ...] = ()
