"""What a source says around the people that it names, and what other sources tie people to."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kg.link.index import Index
from kg.model import Entry, Link, Linked, Record, Relation, Source
from kg.names import key

NEAR: Final = 200
"""Code points within which an employer or project stands with a name."""
SURE: Final = 0.6
"""Confidence of a stated employer that counts as evidence."""

Ties = Mapping[str, frozenset[str]]
"""Person id → publishers, events, projects and fellow speakers of the sources that state the person."""


def ties(sources: Iterable[Source]) -> Ties:
    """What the sources tie each of their stated speakers and authors to."""
    found: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        shared = {f"publisher {source.publisher}", source.event, source.of, *source.speakers} - {"", "publisher "}
        for person in source.speakers:
            found[person] |= shared - {person}
    return {person: frozenset(found[person]) for person in sorted(found)}


def facts(person: Entry) -> frozenset[str]:
    """The employers and projects of a person's entry."""
    return frozenset({job.vendor for job in person.employers} | set(person.maintains))


class Scene:
    """What one source says around the people that it names."""

    def __init__(self, linked: Linked, record: Record, source: Source | None, index: Index) -> None:
        """Gather what is named, linked and stated."""
        self.source = source
        self.places: dict[str, list[int]] = defaultdict(list)
        for mention in linked.mentions:
            self.places[mention.entry].append(mention.start)
        self.ids = {id_ for id_ in self.places if id_}
        """Entries that the source mentions."""
        self.around = set(self.ids)
        """What ties people to a source: what it mentions, its publisher, event and stated speakers."""
        if source:
            self.around |= {f"publisher {source.publisher}", source.event, source.of, *source.speakers} - {""}
        links = [(span.start, f[5:]) for span in record.spans for f in span.features if f.startswith("link:")]
        self.profiles = {id_ for _, link in links for id_ in index.at(link) if index.entries[id_].kind == "person"}
        self.links: dict[int, list[str]] = defaultdict(list)
        for start, link in links:
            self.links[start].append(key(link))
        self.jobs: dict[str, list[Relation]] = defaultdict(list)
        for relation in linked.relations:
            if relation.kind == "works_for" and relation.confidence >= SURE:
                self.jobs[relation.subject_name].append(relation)

    def employers(self, links: Sequence[Link]) -> list[tuple[str, str]]:
        """(id, name) of the employers that the source states of a person."""
        stated = [job for name in sorted({m.name for m in links}) for job in self.jobs[name]]
        return [(job.object or job.object_name, job.object_name) for job in stated]

    def beside(self, id_: str, links: Sequence[Link]) -> bool:
        """Whether something is mentioned close to one of a person's mentions."""
        places = self.places.get(id_, [])
        for mention in links if places else ():
            at = bisect_left(places, mention.start - NEAR)
            if at < len(places) and places[at] <= mention.end + NEAR:
                return True
        return False
