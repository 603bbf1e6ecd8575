"""The review queue: what sources name and no entry has, and people of whom only the name is known."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from rapidfuzz import fuzz, process

from kg import relink
from kg.ingest import entries, records
from kg.link.identity import UNTIED
from kg.model import Link, Linked, Source
from kg.names import fold, has_han, key

KINDS: Final = ("project", "vendor", "person", "product", "event")
SHOWN: Final = 5
"""Places that a question shows, each of another source where there are so many."""
ALIKE: Final = 78
"""Likeness of names, of 100, from which an entry is shown as near."""
SURE: Final = 0.6
"""Confidence of a stated employer that accepting a person writes down."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place that names it."""

    source: str
    start: int
    end: int
    time: float | None
    surface: str
    reason: str
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person is asked to decide."""

    about: Literal["new", "identity"]
    """A name in no entry, or a name that equals a person's with nothing that ties the two."""
    name: str
    kind: str
    """The kind that most of its mentions suggest."""
    sources: int
    independent: int
    """Sources that speak for nobody."""
    mentions: int
    evidence: tuple[Sighting, ...]
    relations: tuple[str, ...]
    """What is stated of it, the most often first: "works_for Acme"."""
    employers: tuple[str, ...]
    """Ids of the vendors that a person is stated to work for."""
    links: tuple[str, ...]
    """Host and path of the links on its mentions, the most often first."""
    nearest: tuple[str, ...]
    """Ids of existing entries with a like name, the nearest first."""


@dataclass(slots=True)
class _Case:
    """What is gathered of one name."""

    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    seen: dict[str, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    independent: set[str] = field(default_factory=set)
    relations: Counter[str] = field(default_factory=Counter)
    employers: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)


def queue(root: Path, *, limit: int = 200, jobs: int = 0) -> tuple[Question, ...]:
    """The open questions of an instance, most supported first: by sources, independent sources, mentions."""
    catalogue = entries.read(root)
    linked, _ = relink.link(root, catalogue, jobs=jobs)
    by_id = {source.id: source for source in catalogue.sources}
    cases: dict[tuple[str, str], _Case] = defaultdict(_Case)
    for one in linked:
        _gather(one, by_id[one.source], cases)
    ranked = sorted(cases.items(), key=lambda x: (-len(x[1].seen), -len(x[1].independent), -_count(x[1]), x[0]))
    ranked = ranked[:limit]
    _look(root, by_id, [case for _, case in ranked])
    known = {e.id: fold(e.name) for e in catalogue.entries if e.kind in KINDS}
    return tuple(_question(about, case, known) for (about, _), case in ranked)


def _count(case: _Case) -> int:
    return sum(map(len, case.seen.values()))


def _gather(linked: Linked, source: Source, cases: dict[tuple[str, str], _Case]) -> None:
    """Add what one source names without an entry."""
    here: dict[str, _Case] = {}
    for mention in linked.mentions:
        if mention.entry or mention.kind not in KINDS or not _askable(mention):
            continue
        about = "identity" if mention.reason.startswith(UNTIED) else "new"
        case = here[mention.name] = cases[about, key(mention.name)]
        case.kinds[mention.kind] += 1
        case.names[mention.name] += 1
        if about == "identity":
            case.ids.update(re.findall(r"[a-z0-9-]+", mention.reason[len(UNTIED) :].partition(":")[0]))
        place = Sighting(source.id, mention.start, mention.end, mention.time, mention.surface, mention.reason)
        case.seen[source.id].append(place)
        if source.affiliation == "independent":
            case.independent.add(source.id)
    for relation in linked.relations:
        if relation.kind == "said":
            continue
        if relation.subject_name in here and not relation.subject:
            here[relation.subject_name].relations[f"{relation.kind} {relation.object_name}"] += 1
            if relation.kind == "works_for" and relation.object and relation.confidence >= SURE:
                here[relation.subject_name].employers[relation.object] += 1
        if relation.object_name in here and not relation.object:
            here[relation.object_name].relations[f"{relation.subject_name} {relation.kind} it"] += 1


def _askable(mention: Link) -> bool:
    """Whether an entry could be made of it: of a person, the full name is needed."""
    if mention.kind == "person":
        return " " in mention.name.strip() or has_han(mention.name) and "·" in mention.name
    return len(key(mention.name)) > 1


def _look(root: Path, sources: Mapping[str, Source], cases: Sequence[_Case]) -> None:
    """Read the records of the sources that questions show: features and links of the places."""
    wanted = sorted({id_ for case in cases for id_ in case.seen})
    for id_ in wanted:
        record = records.read(root, sources[id_])
        at = {span.start: span.features for span in record.spans} if record else {}
        for case in cases:
            for n, place in enumerate(case.seen.get(id_, ())):
                features = at.get(place.start, ())
                case.links.update(f[5:] for f in features if f.startswith("link:") and "." in f)
                if n == 0:
                    case.seen[id_][0] = Sighting(
                        place.source, place.start, place.end, place.time, place.surface, place.reason, features
                    )


def _question(about: Any, case: _Case, known: Mapping[str, str]) -> Question:
    def often(counted: Counter[str], most: int = 8) -> tuple[str, ...]:
        return tuple(sorted(counted, key=lambda x: (-counted[x], x))[:most])

    name = often(case.names)[0]
    near = process.extract(fold(name), known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3)
    places = [places[0] for _, places in sorted(case.seen.items())][:SHOWN]
    return Question(
        about, name, often(case.kinds)[0], len(case.seen), len(case.independent), _count(case), tuple(places),
        often(case.relations), often(case.employers), often(case.links),
        tuple(sorted(case.ids)) or tuple(id_ for _, _, id_ in near),
    )  # fmt: skip
