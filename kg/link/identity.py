"""Whether a name that equals a catalogue person's means that person: by ties, by its rarity, and what contradicts.

A name alone does not make two people one. A mention that nothing ties to the entry stays a person of that name
without an entry; the review queue asks about it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from kg.link.index import Index
from kg.link.scene import Scene, Ties, facts
from kg.model import Entry, Link, Linked, Record, Relation, Source
from kg.names import fold, has_han, key, tokens

BROAD: Final = 60
"""People of the catalogue from which on an employer or project that they share tells none of them apart."""
UNTIED: Final = "named like"
"""How the reason of a mention begins that an entry's name fits and nothing ties to the entry."""
RULED: Final = "a ruling says so"


@cache
def _common_surnames() -> frozenset[str]:
    """Family names that many bear, folded; made by `scripts/lexicon.py`."""
    listed = (files("kg.link") / "data/family.txt").read_text(encoding="utf-8").split()
    return frozenset(map(fold, listed))


def rare(name: str, index: Index) -> bool:
    """Whether a full name is so rare that one bearer in the field is the likeliest: a surname that few have."""
    words = [w for w, _, _ in tokens(fold(name)) if w[0].isalnum()]
    return (
        len(words) > 1
        and len(words[-1]) > 3
        and words[-1] not in _common_surnames()
        and len(set(index.surnames[words[-1]])) < 3
    )


@dataclass(frozen=True, slots=True)
class _Support:
    """What speaks for a name meaning one entry in one source."""

    strength: int
    """3: stated; 2: tied to what stands with the name; 1: tied to something else of the source; 0: not tied."""
    tie: str = ""
    against: str = ""
    """The employer that the source states and the entry does not know."""


class Judge:
    """Settles who is who in linked sources."""

    def __init__(self, index: Index, known: Ties) -> None:
        """`known`: what other sources tie people to."""
        self.index, self.known = index, known
        people = [entry for entry in index.entries.values() if entry.kind == "person"]
        self.shared = Counter(id_ for person in people for id_ in facts(person))
        self.behind: dict[str, list[str]] = defaultdict(list)
        for entry in index.entries.values():
            if entry.vendor:
                self.behind[entry.vendor].append(entry.id)

    def settle(self, linked: Linked, record: Record, source: Source | None) -> Linked:
        """The same mentions and relations, with the entries of people only where evidence ties them."""
        named: dict[str, list[Link]] = defaultdict(list)
        for mention in linked.mentions:
            if mention.kind == "person" and mention.reason != RULED:
                named[mention.name].append(mention)
        scene = Scene(linked, record, source, self.index)
        verdicts = {name: self._verdict(name, links, scene) for name, links in sorted(named.items())}
        stated = {(m.start, m.name) for m in linked.mentions if m.reason == RULED}
        mentions = tuple(
            m if m.kind != "person" or (m.start, m.name) in stated else _settled(m, verdicts[m.name])
            for m in linked.mentions
        )
        ruled = {name for _, name in stated}
        relations = tuple(r if r.subject_name in ruled else _renamed(r, verdicts) for r in linked.relations)
        return replace(linked, mentions=mentions, relations=relations)

    def _verdict(self, name: str, links: Sequence[Link], scene: Scene) -> tuple[str, str, str]:
        """(entry id or "", name, reason; "" where it stays as it is) for all mentions of a name."""
        ids = sorted({m.entry for m in links if m.entry} | set(self.index.people.get(fold(name), ())))
        if not ids:
            return "", name, ""
        found = {id_: self._support(self.index.entries[id_], links, scene, len(ids) == 1) for id_ in ids}
        best = max(support.strength for support in found.values())
        tied = [id_ for id_ in ids if found[id_].strength == best]
        if len(tied) > 1:
            return "", name, f"{UNTIED} {', '.join(tied)}: nothing here tells them apart"
        entry, support = self.index.entries[tied[0]], found[tied[0]]
        seldom = len(ids) == 1 and rare(entry.name, self.index)
        if support.strength + seldom > bool(support.against):
            return entry.id, entry.name, f"tied by {support.tie}" if support.tie else "a rare name"
        why = f"said to work for {support.against}" if support.against else "nothing here ties them"
        shown = max((m.surface for m in links), key=len)
        if any(has_han(m.surface) or fold(m.surface) == fold(name) for m in links):
            shown = name
        return "", shown, f"{UNTIED} {entry.id}: {why}"

    def _support(self, entry: Entry, links: Sequence[Link], scene: Scene, alone: bool) -> _Support:
        if scene.source and entry.id in scene.source.speakers:
            return _Support(3, "the source's own list of speakers")
        if entry.id in scene.profiles:
            return _Support(3, "a link to a profile")
        if any(key(entry.name) in link for mention in links for link in scene.links[mention.start]):
            return _Support(2, "a link with the name")
        own, employers = facts(entry), sorted({job.vendor for job in entry.employers})
        stated = scene.employers(links)
        if known := [name for id_, name in stated if any(self._one_house(id_, name, job) for job in employers)]:
            return _Support(2, known[0])
        against = next((name for _, name in stated), "") if employers else ""
        if near := [id_ for id_ in sorted(own) if scene.beside(id_, links)]:
            whole = not against or not set(near).isdisjoint(entry.maintains)
            return _Support(1 + whole, near[0], against)
        wide = sorted(id_ for id_ in own if self.shared[id_] < BROAD and not scene.around.isdisjoint(self._of(id_)))
        wide += sorted(self.known.get(entry.id, frozenset()) & scene.around)
        if alone and not wide and not own and entry.id not in self.known and _spelt(entry, links):
            return _Support(1, "the name alone: the entry states nothing else")
        return _Support(bool(wide), wide[0] if wide else "", against)

    def _of(self, id_: str) -> set[str]:
        """An employer or project, and what a vendor is behind."""
        return {id_, *self.behind[id_]}

    def _one_house(self, id_: str, name: str, employer: str) -> bool:
        """Whether two employers are one, or one is a part of the other or named after it (Acme, Acme Cloud)."""
        if id_ == employer:
            return True
        one, other = self.index.entries.get(id_), self.index.entries.get(employer)
        if one and other and (one.parent == other.id or other.parent == one.id):
            return True
        names = sorted((fold(name), fold(other.name)), key=len) if other else ["", ""]
        return bool(names[0]) and names[1].startswith(f"{names[0]} ")


def _spelt(person: Entry, links: Sequence[Link]) -> bool:
    """Whether one of the mentions writes a whole name of the person."""
    whole = {fold(name) for name in (person.name, *(a.name for a in person.aliases), *person.labels.values())}
    return any(fold(mention.surface) in whole for mention in links)


def _settled(mention: Link, verdict: tuple[str, str, str]) -> Link:
    entry, name, reason = verdict
    if not reason:
        return mention
    if not entry:
        return replace(mention, entry="", name=name, reason=reason)
    return replace(mention, entry=entry, name=name, reason=f"{mention.reason}, {reason}")


def _renamed(relation: Relation, verdicts: Mapping[str, tuple[str, str, str]]) -> Relation:
    if relation.subject_name not in verdicts or not verdicts[relation.subject_name][2]:
        return relation
    entry, name, _ = verdicts[relation.subject_name]
    return replace(relation, subject=entry, subject_name=name)
