"""Quotations with their attribution → who said them, among the persons of the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

from kg.model import Cue, Link, Record, Relation

FAR: Final = 900
"""Code points over which a pronoun or a quotation's continuation reaches back."""
_SPEAKING: Final = frozenset("first a:said a:says a:explained a:explains a:adds a:added a:told dotted".split())


@cache
def _usual() -> Mapping[str, str]:
    """Given name → the pronoun by which nearly all who bear it are spoken of; others are not in it."""
    lines = (files("kg") / "data/pronouns.txt").read_text(encoding="utf-8").splitlines()
    return {name: pronoun for pronoun, *names in map(str.split, lines) for name in names}


def resolve(record: Record, mentions: Sequence[Link]) -> Iterator[Relation]:
    """A `said` relation for each quotation whose speaker can be told, in the text's order."""
    cues = [cue for cue in record.cues if cue.kind == "said"]
    people = _People(record, mentions, cues)
    for cue in cues:
        speaker = people.speaker(cue)
        if speaker:
            score = round(cue.confidence * speaker.score, 3)
            yield Relation("said", speaker.entry, speaker.name, "", "", cue.start, cue.end, speaker.time, "", score)


class _People:
    """The persons of a source by place, and who spoke last."""

    def __init__(self, record: Record, mentions: Sequence[Link], cues: Sequence[Cue]) -> None:
        self.record = record
        begins = [cue.start for cue in cues]
        ends = [0, *accumulate((cue.end for cue in cues), max)]
        everyone = [m for m in mentions if m.kind == "person"]
        self.persons = [m for m in everyone if ends[bisect_right(begins, m.start)] <= m.start]
        self.starts = [m.start for m in self.persons]
        self.features = {span.start: set(span.features) for span in record.spans}
        self.genders: dict[str, str] = {}
        self.last: tuple[Link, int] | None = None
        """Who spoke last, and where the quotation ended."""

    def speaker(self, cue: Cue) -> Link | None:
        """The speaker of a quotation: a person of its attribution, else by what the cue says."""
        found = self._named(cue) or (self._meant(cue) if cue.value else None)
        self.last = (found, cue.end) if found else None
        return found

    def _named(self, cue: Cue) -> Link | None:
        if cue.subject < 0:
            return None
        step = 1 if cue.object >= cue.subject else -1
        for n in range(cue.subject, cue.object + step, step):
            span = self.record.spans[n]
            inside = self.persons[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
            if inside and self._fits(inside[-1], cue.value):
                return inside[-1]
        return None

    def _meant(self, cue: Cue) -> Link | None:
        before = self.persons[bisect_left(self.starts, cue.start - FAR) : bisect_left(self.starts, cue.start)]
        spoke = self.last[0] if self.last and cue.start - self.last[1] < FAR else None
        if cue.value == "same":
            return spoke
        if cue.value == "last":
            return before[-1] if before else None
        fit = [m for m in before if self._fits(m, cue.value)]
        since = [m for m in fit if self.last is None or m.start > self.last[1]]
        fresh = [m for m in since if not _SPEAKING.isdisjoint(self.features.get(m.start, ()))]
        if spoke and not self._fits(spoke, cue.value):
            spoke = None
        found = fresh[-1] if fresh else spoke or (fit[-1] if fit else None)
        if found and cue.value in ("he", "she"):
            self.genders.setdefault(found.name, cue.value)
        return found

    def _fits(self, person: Link, pronoun: str) -> bool:
        """Whether a pronoun may mean a person: by what the text called that person before, or by the given name."""
        known = self.genders.get(person.name) or _usual().get(person.name.split()[0], pronoun)
        return pronoun not in ("he", "she") or known == pronoun
