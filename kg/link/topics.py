"""The topics that a source is about: by its own words, and inherited from the projects at its centre."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from kg.model import Gazetteer, Link, Record, Source, Span, TopicLink
from kg.names import tokens

MOST: Final = 5
"""Topics that one source is about, at most."""
LEAST: Final = 0.35
"""Score from which a topic counts."""


class Finder:
    """Finds topics in records."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index the topics' labels."""
        self.entries = gazetteer.entries
        self.labels: dict[str, list[str]] = defaultdict(list)
        for name in gazetteer.names:
            if name.kind == "topic" and name.policy != "never":
                self.labels[" ".join(w.lower() for w, _, _ in tokens(name.text))].append(name.entry)
        self.longest = max((label.count(" ") + 1 for label in self.labels), default=1)

    def rank(self, record: Record, mentions: Sequence[Link], source: Source | None) -> tuple[TopicLink, ...]:
        """The topics of a source, most central first."""
        scores, because = self._stated(record)
        inherited: set[str] = set()
        counted = Counter(m.entry for m in mentions if m.entry and m.kind in ("project", "product"))
        total = sum(counted.values()) or 1
        for id_, count in sorted(counted.items()):
            for category in self.entries[id_].categories[:1]:
                share = 1.2 * count / total
                if share > 0.15:
                    if not scores[category]:
                        inherited.add(category)
                        because[category] = self.entries[id_].name
                    scores[category] += share
        ranked = sorted(((s, t) for t, s in scores.items() if s >= LEAST), key=lambda x: (-x[0], x[1]))
        return tuple(TopicLink(t, round(min(s, 1.0), 3), t in inherited, because[t]) for s, t in ranked[:MOST])

    def _stated(self, record: Record) -> tuple[dict[str, float], dict[str, str]]:
        scores: dict[str, float] = defaultdict(float)
        because: dict[str, str] = {}
        per_word = 400 / max(record.words, 400)
        for span in record.spans:
            for label, topic in self._within(span):
                weight = 0.12 * per_word
                if "heading" in span.features:
                    weight = 0.3 if span.start > 150 else 0.6
                elif span.start < 150:
                    weight = 0.4
                scores[topic] += weight
                because.setdefault(topic, label)
        return scores, because

    def _within(self, span: Span) -> list[tuple[str, str]]:
        words = [w.lower() for w, _, _ in tokens(span.surface)]
        out, i = [], 0
        while i < len(words):
            for j in range(min(len(words), i + self.longest), i, -1):
                label = " ".join(words[i:j])
                if label in self.labels:
                    out += [(label, topic) for topic in self.labels[label]]
                    i = j - 1
                    break
            i += 1
        return out
