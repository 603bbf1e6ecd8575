"""A made-up world as records: what the graph and query tests are about. No name in it is real."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kg import claims
from kg.graph import dataset
from kg.graph.dataset import Dataset
from kg.model import (
    Alias,
    Catalogue,
    Claim,
    Config,
    Employment,
    Entry,
    Kind,
    Link,
    Linked,
    Record,
    Rejection,
    Relation,
    Source,
    TopicLink,
)

BASE = "https://example.org/id/"


def entry(id_: str, kind: Kind, name: str, **more: object) -> Entry:
    folder = {"person": "people"}.get(kind, f"{kind}s")
    return Entry(id_, kind, name, f"content/{folder}/{id_}.yaml", **more)  # type: ignore[arg-type]


ENTRIES = (
    entry("acme", "vendor", "Acme", membership="gold", homepage="https://acme.example"),
    entry("acme-labs", "vendor", "Acme Labs", parent="acme"),
    entry(
        "brook",
        "project",
        "Brook",
        maturity="graduated",
        accepted="2018-03-01",
        graduated="2020-11",
        categories=("tracing",),
        aliases=(Alias("Bach", "de"),),
        labels={"zh": "溪"},
        repositories=("https://github.com/brook/brook",),
        links={"github": "https://github.com/brook"},
        former_ids=("creek",),
        vendor="acme",
        origin=("landscape",),
    ),
    entry("brookctl", "project", "brookctl", parent="brook", categories=("tracing",)),
    entry(
        "dan-oak",
        "person",
        "Dan Oak",
        employers=(Employment("borealis", "engineer", "2015", "2019"), Employment("acme", "CTO", "2019")),
        maintains=("brook",),
    ),
    entry("borealis", "vendor", "Borealis", end_user=True),
    entry("eve-fir", "person", "Eve Fir"),
    entry("kelp", "project", "Kelp", maturity="graduated", categories=("storage",)),
    entry("meetcon", "event", "MeetCon"),
    entry(
        "meetcon-2020",
        "event",
        "MeetCon 2020",
        parent="meetcon",
        start="2020-11-17",
        end="2020-11-20",
        organiser="acme",
    ),
    entry("pebble", "product", 'Pebble "Pro" \\ 4', vendor="borealis", categories=("storage",)),
    entry("storage", "topic", "Storage", broader=("infrastructure",), related=("tracing",), scheme="landscape"),
    entry("tracing", "topic", "Tracing", broader=("infrastructure",), labels={"zh": "追踪"}, scheme="glossary"),
    entry("infrastructure", "topic", "Infrastructure"),
)
SOURCES = (
    Source(
        "kelp-at-work",
        "article",
        "Kelp at work",
        "content/articles/kelp-at-work.yaml",
        "https://blog.example/kelp",
        "post",
        "borealis",
        "vendor",
        "borealis",
        date="unknown",
        language="zh",
        machine_translated=True,
        speakers=("eve-fir",),
    ),
    Source(
        "keynote-2020",
        "talk",
        "Keynote 2020",
        "content/talks/keynote-2020.yaml",
        "https://video.example/k?v=1",
        "captions",
        "Independent Tapes",
        "independent",
        date="2020-11-18",
        date_basis="schedule",
        event="meetcon-2020",
        speakers=("dan-oak", "eve-fir"),
        licence="CC-BY-4.0",
        quotable=True,
    ),
    Source(
        "show-1",
        "talk",
        "Show 1",
        "content/talks/show-1.yaml",
        "https://pod.example/1",
        "podcast",
        "Pod House",
        "independent",
        date="2021-02",
        speakers=("eve-fir",),
    ),
)


def link(
    start: int, surface: str, entry_: Entry | None = None, kind: Kind = "vendor", time: float | None = None
) -> Link:
    if entry_ is None:
        return Link(start, start + len(surface), surface, kind, surface, "", time, 0.6, "apposition")
    return Link(
        start, start + len(surface), surface, entry_.kind, entry_.name, entry_.id, time, 0.95, "distinctive name"
    )


def by_id(id_: str) -> Entry:
    return next(each for each in ENTRIES if each.id == id_)


LINKED = (
    Linked(
        "kelp-at-work",
        (
            link(3, "Kelp", by_id("kelp")),
            link(40, "Kelp", by_id("kelp")),
            link(60, "溪", by_id("brook")),
            link(70, "Dagwood"),
        ),
        (
            Relation("works_for", "eve-fir", "Eve Fir", "borealis", "Borealis", 10, 38, None, "SRE", 0.7),
            Relation("integrates_with", "kelp", "Kelp", "brook", "Brook", 40, 61, None, "", 0.6),
        ),
        (TopicLink("storage", 0.8, True, "Kelp"),),
    ),
    Linked(
        "keynote-2020",
        (
            link(0, "Dan Oak", by_id("dan-oak"), time=0.0),
            link(30, "Brook", by_id("brook"), time=12.5),
            link(90, "Brook", by_id("brook"), time=31.25),
            link(99, "Kelp", by_id("kelp"), time=31.25),
            link(130, "Dagwood", time=40.0),
            link(140, "Acme", by_id("acme"), time=41.0),
        ),
        (
            Relation("works_for", "dan-oak", "Dan Oak", "acme", "Acme", 0, 20, 0.0, "CTO", 0.9),
            Relation("works_for", "eve-fir", "Eve Fir", "borealis", "Borealis", 150, 170, 44.0, "SRE", 0.8),
            Relation("integrates_with", "brook", "Brook", "kelp", "Kelp", 90, 103, 31.25, "", 0.5),
            Relation("develops", "acme", "Acme", "", "Dagwood", 130, 144, 40.0, "", 0.9),
            Relation("said", "dan-oak", "Dan Oak", "", "", 30, 60, 12.5, "", 0.9),
            Relation("sponsors", "borealis", "Borealis", "meetcon-2020", "MeetCon 2020", 150, 175, 44.0, "", 0.95),
            Relation("maintains", "eve-fir", "Eve Fir", "brook", "Brook", 150, 190, 44.0, "", 0.95),
        ),
        (TopicLink("tracing", 0.9, False, "tracing"), TopicLink("storage", 0.4, True, "Kelp")),
    ),
    Linked(
        "show-1",
        (
            link(5, "Brook", by_id("brook"), time=2.0),
            link(5, "Eve Fir", by_id("eve-fir"), time=2.0),
            link(50, "Pebble", by_id("pebble"), time=9.0),
        ),
        (Relation("works_for", "eve-fir", "Eve Fir", "borealis", "Borealis", 5, 30, 2.0, "lead", 0.8),),
    ),
)
REJECTIONS = (Rejection("eve-fir", "maintains", "brook", "content/rulings/claims.yaml"),)


def record(linked: Linked) -> Record:
    return Record(linked.source, "en", "a" * 64, "b" * 64, 200, 40, "1", "7", linked.source == "keynote-2020")


@dataclass(frozen=True)
class World:
    """Records of a whole instance, to be written as often as a test likes."""

    root: Path
    entries: tuple[Entry, ...] = ENTRIES
    sources: tuple[Source, ...] = SOURCES
    linked: tuple[Linked, ...] = LINKED
    rejections: tuple[Rejection, ...] = REJECTIONS

    @property
    def config(self) -> Config:
        return Config(self.root, "Small", BASE, "https://small.example/", repository="https://forge.example/small")

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(tuple(sorted(self.entries, key=lambda each: each.id)), self.sources, (), self.rejections)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return claims.make(self.entries, self.sources, self.linked, self.rejections)

    def make(self, jobs: int = 1) -> Dataset:
        records = {each.source: record(each) for each in self.linked}
        return dataset.make(self.config, self.catalogue, records, self.linked, self.claims, jobs)

    def write(self) -> Dataset:
        made = self.make()
        dataset.write(made)
        return made

    def written(self) -> str:
        return dataset.write(self.make())

    def renamed(self, id_: str, name: str) -> World:
        return replace(self, entries=tuple(replace(e, name=name) if e.id == id_ else e for e in self.entries))
