"""The topics that a source is about: by its own words, its events, and inherited from its central projects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from kg.link.areas import followed, topics_of
from kg.model import Gazetteer, Link, Record, Source, Span, TopicLink
from kg.names import tokens

MOST: Final = 4
"""Topics that one source is about, at most."""
LEAST: Final = 0.34
"""Score from which a topic counts."""
FALL: Final = 0.35
"""Part of the best score below which the ranked list is cut."""
OPENING: Final = 120
"""Code points at a text's start that hold its title."""
COMMUNITY: Final = "community"
LONG: Final = 3500
"""Words from which a longer source says no more of a topic: its record keeps a bounded number of hits."""


STATED: Final = 0.85
"""Most that a text's own words give, however often it says them, and how fast a label's mentions reach it."""
RATE: Final = 0.2
TITLE: Final = 0.4
HEAD: Final = 0.15
"""What a label in the title, or in a heading, adds."""
OWN: Final = 0.3
CENTRAL: Final = 1.2
"""What all mentions of projects being of one adds: to the topic of its name, to those that it is about."""
PASSING: Final = 0.08
CENTRE: Final = 0.3
"""Shares of the mentions up to which a project is named in passing, and from which it is the centre."""
DENSE: Final = 5.0
"""Mentions in a thousand words from which a project counts in full."""
EVENTS: Final = 0.09
"""What an event in a thousand words adds to Community."""


@dataclass(slots=True)
class _Tally:
    """What speaks for one topic."""

    stated: float = 0.0
    """Weighted mentions of its labels."""
    named: float = 0.0
    """Mentions of the project of its name."""
    titled: float = 0.0
    inherited: float = 0.0
    because: str = ""

    def add(self, score: float, because: str) -> None:
        """Count what another's mentions say for the topic."""
        self.inherited += score
        self.because = self.because or because

    def score(self, per: float) -> float:
        """0 to about 1.5; `per` is thousand words over the source's words."""
        return STATED * (1 - exp(-RATE * (self.stated + self.named) * per)) + self.titled + self.inherited


class Finder:
    """Finds topics in records."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index the topics' labels, and the topics that are named like a project."""
        self.entries = gazetteer.entries
        self.labels: dict[str, list[str]] = defaultdict(list)
        self.own = {id_: f"{id_}-topic" for id_ in self.entries if f"{id_}-topic" in self.entries}
        for name in gazetteer.names:
            if name.kind == "topic" and name.policy != "never":
                self.labels[" ".join(w.lower() for w, _, _ in tokens(name.text))].append(name.entry)
        common = (text for entry in self.entries.values() for text in entry.common)
        self.general = {_bare(" ".join(w.lower() for w, _, _ in tokens(text))) for text in common}
        """Labels that almost every source of the field uses: they count where a title or heading has them."""
        self.longest = max((label.count(" ") + 1 for label in self.labels), default=1)

    def rank(self, record: Record, mentions: Sequence[Link], source: Source | None) -> tuple[TopicLink, ...]:
        """The topics of a source, most central first."""
        tallies: dict[str, _Tally] = defaultdict(_Tally)
        self._state(record, tallies)
        self._inherit(mentions, record, tallies)
        self._gather(record, mentions, tallies)
        per = 1000 / min(max(record.words, 500), LONG)
        scored = [(tally.score(per), topic) for topic, tally in tallies.items() if topic in self.entries]
        least = max(LEAST, FALL * max((s for s, _ in scored), default=0.0))
        ranked = sorted(((s, t) for s, t in scored if s >= least), key=lambda x: (-x[0], x[1]))
        return tuple(
            TopicLink(t, round(min(s, 1.0), 3), not (tallies[t].stated or tallies[t].titled), tallies[t].because)
            for s, t in ranked[:MOST]
        )

    def _inherit(self, mentions: Sequence[Link], record: Record, tallies: dict[str, _Tally]) -> None:
        """The topics of the projects that have a fair share of the source's mentions, a project's own topic first."""
        counted = Counter(m.entry for m in mentions if m.entry and m.kind in ("project", "product"))
        total = max(8, sum(counted.values()))
        kept, dense = min(1.0, LONG / max(record.words, 1)), 1000 / max(record.words, 500) / DENSE
        for id_, count in sorted(counted.items(), key=lambda x: (-x[1], x[0])):
            share, name = count / total, self.entries[id_].name
            if own := self.own.get(id_, ""):
                tallies[own].named += count * kept
                tallies[own].add(OWN * share, name)
            elif share > PASSING:
                for topic in topics_of(self.entries[id_], self.entries):
                    if topic not in self.own.values() or share > CENTRE:
                        tallies[topic].add(CENTRAL * share * min(1.0, count * dense), name)

    def _gather(self, record: Record, mentions: Sequence[Link], tallies: dict[str, _Tally]) -> None:
        """Community, where a source speaks of events all the time."""
        events = [m for m in mentions if m.kind == "event"]
        if events:
            often = 1000 * len(events) / max(record.words, 400)
            tallies[COMMUNITY].add(EVENTS * min(often, 8), events[0].name)

    def _state(self, record: Record, tallies: dict[str, _Tally]) -> None:
        """The topics that the text names, above all in its title and headings."""
        for span in record.spans:
            for label, stated in self._within(span):
                topic = followed(stated, self.entries)
                own, heading, general = topic in self.own.values(), "heading" in span.features, label in self.general
                if not topic or own and not heading:
                    continue
                tally = tallies[topic]
                tally.because = tally.because or label
                tally.stated += 0.0 if own else 0.15 if general else 1.0
                if heading:
                    title = TITLE if span.start < OPENING else HEAD
                    tally.titled = max(tally.titled, title / 2 if general else title)

    def _within(self, span: Span) -> Iterator[tuple[str, str]]:
        """(label, topic) of the topics' labels inside a span, the longest first."""
        words = [w.lower() for w, _, _ in tokens(span.surface)]
        i = 0
        while i < len(words):
            for j in range(min(len(words), i + self.longest), i, -1):
                label = " ".join(words[i:j])
                if label in self.labels:
                    yield from ((_bare(label), topic) for topic in self.labels[label])
                    i = j - 1
                    break
            i += 1


def _bare(label: str) -> str:
    """A label as people write it: characters that are tokens by themselves without blanks."""
    return label if label.isascii() else label.replace(" ", "")
