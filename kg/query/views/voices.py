"""Whose voice a source is, seen from an entity; who speaks for a vendor; an edition of an event beside the last one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.query.views.model import OWN, Change, Ref, SourceLine, Speaker
from kg.query.views.rows import one
from kg.query.views.world import World

SURE = 0.5
"""From this confidence on, an extracted employer or maintainer counts."""
SPEAKERS, NAMED, CHANGES = 40, 4, 16
"""Speakers of a vendor; what is named of each; what two editions are compared by."""


@dataclass(frozen=True)
class Voices:
    """The joined graph, asked who speaks."""

    world: World

    @cached_property
    def employers(self) -> Mapping[str, frozenset[str]]:
        """Person → the vendors that they work for now."""
        return self._pairs("works_for", forward=True)

    @cached_property
    def staff(self) -> Mapping[str, frozenset[str]]:
        """Vendor → the people who work for it now."""
        return self._pairs("works_for", forward=False)

    @cached_property
    def maintainers(self) -> Mapping[str, frozenset[str]]:
        """Project → its maintainers."""
        return self._pairs("maintains", forward=False)

    @cached_property
    def end_users(self) -> frozenset[str]:
        """Vendors that are end users."""
        return frozenset(id_ for id_, row in self.world.entries.items() if one(row, "ts:endUser") == "true")

    @cached_property
    def behind_it(self) -> Mapping[str, tuple[SourceLine, frozenset[str], bool]]:
        """Source → itself, the vendors that its speakers work for, and whether one of these is an end user."""
        found = {}
        for id_, line in self.world.lines.items():
            jobs = frozenset(vendor for ref in line.speakers for vendor in self.employers.get(ref.id, ()))
            found[id_] = self.world.memory.heard.same(id_, (line, jobs, bool(jobs & self.end_users)))
        return found

    def role(self, entity: str, line: SourceLine, group: str) -> str:
        """The role in which a source speaks of an entity: one of ROLES.

        Speakers and authors come first: a maintainer on an independent podcast is a maintainer. `group` says whose the
        source is, and counts go by that.
        """
        speakers = [ref.id for ref in line.speakers]
        if not self.maintainers.get(entity, frozenset()).isdisjoint(speakers):
            return "maintainer"
        if group == OWN:
            return OWN
        _, jobs, end_user = self.behind_it[line.id]
        if jobs & {entity, *self.world.behind.get(entity, ())}:
            return "staff"
        return "end user" if end_user else group

    def speakers(self, vendor: str, own: Iterable[SourceLine]) -> tuple[Speaker, ...]:
        """The people who speak for a vendor: how often they are heard, and about what.

        These are whom it employs, and those heard in what it publishes of whom no employer is known; guests are not.
        """
        published = {line.id for line in own}
        mine = {ref.id for line in own for ref in line.speakers if ref.id not in self.employers}
        mine |= self.staff.get(vendor, frozenset())
        found = [self._speaker(self.world.refs[id_], vendor, published) for id_ in sorted(mine) if id_ in self.heard]
        return tuple(sorted(found, key=lambda s: (-s.sources, s.ref.name, s.ref.id))[:SPEAKERS])

    @cached_property
    def heard(self) -> Mapping[str, Sequence[str]]:
        """Person → the sources in which they speak or which they wrote."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for id_, line in sorted(self.world.lines.items()):
            for ref in line.speakers:
                grouped[ref.id].append(id_)
        return grouped

    def _speaker(self, ref: Ref, vendor: str, published: set[str]) -> Speaker:
        sources = self.heard[ref.id]
        named = self._software(sources)
        mine = [id_ for id_ in named if vendor in self.world.behind.get(id_, ())]
        others = [id_ for id_ in named if id_ not in set(mine)]
        refs = self.world.refs
        return Speaker(
            ref,
            len(sources),
            sum(id_ in published for id_ in sources),
            vendor in self.employers.get(ref.id, ()),
            tuple(refs[id_] for id_ in mine[:NAMED]),
            tuple(refs[id_] for id_ in others[:NAMED]),
        )

    def _software(self, sources: Sequence[str]) -> list[str]:
        """What sources speak of, the most telling first."""
        count = Counter(id_ for source in sources for id_ in self.world.inside["software"][source])
        rare = self.world.rarity
        return sorted(count, key=lambda id_: (-(count[id_] ** 2) * rare.get(id_, 1.0), id_))

    def edition_before(self, id_: str, own: Mapping[str, Sequence[SourceLine]]) -> Ref | None:
        """The last edition of the same series that sources are about, or None."""
        start = one(self.world.entries[id_], "schema:startDate")
        series = self.series.get(id_, "")
        earlier = [
            (began, other)
            for other, of in self.series.items()
            if start and of == series and other in own
            if (began := one(self.world.entries[other], "schema:startDate")) and began < start
        ]
        return self.world.refs[max(earlier)[1]] if earlier else None

    @cached_property
    def series(self) -> Mapping[str, str]:
        """Edition → its series."""
        return {s.id: c.other.id for s, c in self.world.statements if c.predicate == "edition_of"}

    def changes(self, now: Sequence[SourceLine], before: Sequence[SourceLine]) -> tuple[Change, ...]:
        """What one edition's sources speak of, beside the other's: in how many of them."""
        inside = self.world.inside["software"]
        new, old = (Counter(id_ for line in lines for id_ in inside[line.id]) for lines in (now, before))
        best = sorted(new.keys() | old.keys(), key=lambda id_: (-new[id_] - old[id_], -new[id_], id_))[:CHANGES]
        return tuple(Change(self.world.refs[id_], new[id_], old[id_]) for id_ in best)

    def _pairs(self, predicate: str, forward: bool) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for subject, claim in self.world.statements:
            if claim.predicate == predicate and not claim.until and (claim.curated or claim.confidence >= SURE):
                one_, other = (subject.id, claim.other.id) if forward else (claim.other.id, subject.id)
                found[one_].add(other)
        return {id_: frozenset(others) for id_, others in found.items()}
