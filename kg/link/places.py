"""Which mentions a record's cues speak of: those in their spans, whoever speaks there, whose a thing is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from kg.link import owners
from kg.model import ADDRESSEE, KINDS, Cue, Entry, Link, Record

NEAR: Final = 90
FAR: Final = 220
"""Code points between a vendor's name and "its" thing; and "the company's", or one that it is known to own."""


class Places:
    """The mentions of a record by place: who and what its cues speak of."""

    def __init__(self, record: Record, mentions: Sequence[Link], entries: Mapping[str, Entry]) -> None:
        """Index the mentions, the speakers' labels and the names by which people are introduced."""
        self.record, self.mentions, self.entries = record, mentions, entries
        self.starts = [m.start for m in mentions]
        self.introduced = {
            s.start
            for s in record.spans
            if {"b:is", "bb:name"} <= set(s.features) or {"b:m", "bb:'"} <= set(s.features)
        }
        self.listed: dict[int, int] = {}
        """Where a person is named → where the shortest passage ends that states an employer there without a title."""
        self.employers: dict[str, Link] = {}
        """Person → the employer that the source states, as far as it has been read."""
        self.labels = [(s.start, s.end) for s in record.spans if "speaker" in s.features]

    def within(self, cue: Cue, span: int, kinds: Sequence[str]) -> list[Link]:
        """The mentions of the kinds inside a span, as far as the passage of the cue reaches."""
        if not 0 <= span < len(self.record.spans):
            return []
        place = self.record.spans[span]
        start, end = max(place.start, cue.start), min(place.end, cue.end)
        inside = self.mentions[bisect_left(self.starts, place.start) : bisect_left(self.starts, place.end)]
        return [m for m in inside if m.kind in kinds and m.start < end and m.end > start]

    def number(self, mention: Link) -> int:
        """Where a mention stands among the source's mentions."""
        return bisect_left(self.starts, mention.start)

    def object(self, cue: Cue, kinds: Sequence[str]) -> Link | None:
        """The first fitting mention of a cue's object; where its subject is implied, its first mention has to fit."""
        found = self.within(cue, cue.object, kinds if cue.subject >= 0 else KINDS)
        return found[0] if found and found[0].kind in kinds else None

    def partial(self, cue: Cue, object_: Link) -> bool:
        """Whether further words make something else of a cue's object (Kubernetes Service, Kafka Connect)."""
        span = self.record.spans[cue.object]
        at = object_.start - span.start
        rest = span.surface[at + object_.end - object_.start :] if at >= 0 else ""
        purpose = re.search(r" (?:for|of|on|with|in) $", span.surface[: max(0, at)])
        return purpose is not None or re.match(r"[ -][A-Za-z]{3}", rest) is not None

    def subjects(self, cue: Cue, kinds: Sequence[str]) -> list[Link]:
        """Who or what a cue speaks of; several persons of one span (A & B, Acme) all work for Acme."""
        if cue.subject >= 0:
            found = self.within(cue, cue.subject, kinds)
            return found if cue.kind == "works_for" else found[-1:]
        if cue.subject == ADDRESSEE:
            one = self.addressee(cue)
        else:
            one = self.owner(cue) if cue.kind == "develops" else self.speaker(cue, self.record)
        return [one] if one else []

    def nearer(self, cue: Cue, subject: Link) -> bool:
        """Whether a shorter passage of a list already gave an employer (Ada Berg, Acme & Bo Lind, Bolt)."""
        if cue.kind != "works_for" or cue.value or cue.subject < 0:
            return False
        known = self.listed.setdefault(subject.start, cue.end)
        return known < cue.end

    def owner(self, cue: Cue) -> Link | None:
        """Whose a thing is: of "our", the vendor that the source speaks of; else one named before (see `_before`)."""
        if cue.value in ("its", "company"):
            return self._before(cue)
        speaker = self.speaker(cue, self.record) if self.labels else None
        if speaker and speaker.name in self.employers:
            return self.employers[speaker.name]
        counted = Counter(m.name for m in self.mentions if m.kind == "vendor")
        for name, count in counted.most_common(1):
            if count >= 3 and count * 2 > sum(counted.values()):
                return next(m for m in self.mentions if m.name == name and m.kind == "vendor")
        return None

    def _before(self, cue: Cue) -> Link | None:
        """Of "its" and "the company's" thing, the vendor named before it that owns it; else the one named last."""
        here = bisect_left(self.starts, cue.start)
        near = [m for m in reversed(self.mentions[max(0, here - 12) : here]) if cue.start - m.end < FAR]
        vendors = [m for m in near if m.kind == "vendor"]
        thing = self.object(cue, KINDS)
        entry = self.entries.get(thing.entry) if thing else None
        owned = next((m for m in vendors if entry and owners.owns(self.entries, m.entry, entry)), None)
        reach = FAR if cue.value == "company" else NEAR
        return owned or next((m for m in vendors if cue.start - m.end < reach), None)

    def addressee(self, cue: Cue) -> Link | None:
        """Whom the speaker of a transcript speaks to: who speaks next, where nobody else spoke before."""
        turn = bisect_right(self.labels, (cue.start, 0)) - 1
        before, here, following = (self._labelled(at) for at in (turn - 1, turn, turn + 1))
        if not here or not following or here.name == following.name:
            return None
        return following if not before or before.name in (here.name, following.name) else None

    def _labelled(self, turn: int) -> Link | None:
        """The person whom a turn's label names."""
        if not 0 <= turn < len(self.labels):
            return None
        here = self.mentions[(at := bisect_left(self.starts, self.labels[turn][0])) : at + 1]
        return here[0] if here and here[0].kind == "person" else None

    def speaker(self, cue: Cue, record: Record) -> Link | None:
        """Who speaks at a cue without a named subject: the turn's label, else the person named last before it."""
        turn = bisect_right(self.labels, (cue.start, 0)) - 1
        if self.labels:
            return self._labelled(turn)
        before = self.mentions[max(0, bisect_left(self.starts, cue.start - 400)) : bisect_left(self.starts, cue.start)]
        people = [m for m in before if m.kind == "person"]
        if record.language == "en":
            introduced = [m for m in people if m.start in self.introduced]
            people = introduced or [m for m in people if cue.start - m.end < 120]
        return people[-1] if people else None
