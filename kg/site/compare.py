"""Projects and products side by side: the pairs that are set side by side beforehand, and what the script loads."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.query.views.model import ROLES, Counts, EntityView, Ref, SourceLine, Views, Year
from kg.site import details, facts
from kg.site.dates import short
from kg.site.sentences import plain

PAIRS = 100
ORDER = ("Maturity", "Accepted", "Incubating", "Graduated", "Archived", "Vendor", "Part of", "Has part", "Category")
"""Labels of facts in the order of a comparison; the script has the same. Others follow."""
LINES, PEOPLE = 20, 40
"""Sources and people of a pair that its page shows."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things of one category that the same sources name."""

    one: Ref
    two: Ref
    category: Ref
    sources: int
    independent: int

    @property
    def path(self) -> str:
        """The page's path."""
        return f"compare/{self.one.id}~{self.two.id}/"


@dataclass(frozen=True, slots=True)
class Side:
    """One column."""

    ref: Ref
    facts: tuple[facts.Fact, ...]
    counts: Counts
    roles: tuple[tuple[str, int], ...]
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair's page."""

    pair: Pair
    sides: tuple[Side, ...]
    labels: tuple[str, ...]
    """The labels of all facts of either side, in their order."""
    span: tuple[int, int, int]
    """First year, last year and most sources in a year, of both: their charts have one scale."""
    people: tuple[tuple[Ref, tuple[int, ...]], ...]
    """Who speaks of both, and in how many sources of each."""
    lines: tuple[SourceLine, ...]
    """The newest sources that name both."""

    @property
    def lead(self) -> str:
        """What the page says, in a sentence."""
        p = self.pair
        both = f"{p.sources:,} sources here name both, {p.independent:,} of them independent"
        return f"{p.one.name} and {p.two.name} side by side: {both}."


def pairs(views: Views) -> tuple[Pair, ...]:
    """The pairs within one category that most sources name together, the independent ones first."""
    members: dict[Ref, list[EntityView]] = defaultdict(list)
    for view in _software(views):
        for category in {s.other for s in view.related("category") if s.curated}:
            members[category].append(view)
    sources = {view.id: {a.line.id for a in view.appearances} for view in _software(views)}
    free = {view.line.id for view in views.sources if view.line.affiliation == "independent"}
    found: dict[tuple[str, str], Pair] = {}
    for category in sorted(members, key=lambda ref: (len(members[ref]), ref.id)):
        for a, b in combinations(members[category], 2):
            if (both := sources[a.id] & sources[b.id]) and (a.id, b.id) not in found:
                pair = Pair(_ref(a), _ref(b), category, len(both), len(both & free))
                found[a.id, b.id] = pair
    best = sorted(found.values(), key=lambda p: (-p.independent, -p.sources, p.path))[:PAIRS]
    return tuple(sorted(best, key=lambda p: (p.category.name, p.path)))


def _software(views: Views) -> list[EntityView]:
    """Projects and products that sources name, sorted by id."""
    both = (*views.of_kind("project"), *views.of_kind("product"))
    return sorted((view for view in both if view.appearances), key=lambda view: view.id)


def _ref(view: EntityView) -> Ref:
    return Ref(view.kind, view.id, view.name)


def comparison(pair: Pair, one: EntityView, two: EntityView) -> Comparison:
    """What a pair's page shows."""
    sides = tuple(Side(_ref(view), facts.of(view), view.counts, roles(view), view.years) for view in (one, two))
    labels = sorted({label for side in sides for label, _ in side.facts}, key=lambda label: (_place(label), label))
    heard = [Counter(ref for a in view.appearances for ref in a.line.speakers) for view in (one, two)]
    shared = sorted(heard[0].keys() & heard[1].keys(), key=lambda r: (-heard[0][r] - heard[1][r], r.name, r.id))
    named = {a.line.id for a in two.appearances}
    lines = [a.line for a in one.appearances if a.line.id in named]
    lines.sort(key=lambda line: (line.date, line.id), reverse=True)
    people = tuple((ref, tuple(count[ref] for count in heard)) for ref in shared[:PEOPLE])
    dated = [row for side in sides for row in side.years] or [Year(0, 0, 0)]
    span = (min(r.year for r in dated), max(r.year for r in dated), max(r.independent + r.other for r in dated))
    return Comparison(pair, sides, tuple(labels), span, people, tuple(lines[:LINES]))


def _place(label: str) -> int:
    return ORDER.index(label) if label in ORDER else len(ORDER)


def roles(view: EntityView) -> tuple[tuple[str, int], ...]:
    """How many sources of each role speak of a thing."""
    count = Counter(a.role for a in view.appearances)
    return tuple((details.TITLES[role], count[role]) for role in ROLES if count[role])


def files(views: Views) -> Iterator[tuple[str, str]]:
    """`compare/ID.json` of each thing that sources name: what the page of comparisons loads.

    {"kind", "id", "name", "facts": [[label, text] …], "counts": [sources, independent, dated], "roles": [[title, n] …],
     "years": [[year, independent, others] …], "people": {id: name}, "sources": [[kind, id, title, date, [person …]] …]}
    """
    for view in _software(views):
        lines = sorted((a.line for a in view.appearances), key=lambda line: (line.date, line.id), reverse=True)
        data = {
            "kind": view.kind,
            "id": view.id,
            "name": view.name,
            "facts": [[label, "; ".join(map(text, values))] for label, values in facts.of(view)],
            "counts": [view.counts.sources, view.counts.independent, view.counts.dated],
            "roles": roles(view),
            "years": [[row.year, row.independent, row.other] for row in view.years],
            "people": {ref.id: ref.name for line in lines for ref in line.speakers},
            "sources": [
                [line.kind, line.id, line.title, short(line.date), [r.id for r in line.speakers]] for line in lines
            ],
        }
        yield f"compare/{view.id}.json", json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def text(value: str | Ref | Sequence[str | Ref]) -> str:
    """A fact's value as text.

    >>> text("yes"), text(Ref("vendor", "x", "X")), text(("from ", Ref("vendor", "x", "X")))
    ('yes', 'X', 'from X')
    """
    return value if isinstance(value, str) else plain((value,) if isinstance(value, Ref) else tuple(value))
