"""Record + gazetteer + rulings → linked mentions: one entry, a candidate, or nothing, each with its score and reason.

In this order: pieces of spans that spell names of the gazetteer; what the source as a whole makes certain; one sense
for a surface that several entries share; persons; names that no entry has; editions of events; which people of the
catalogue those of the same name are. A ruling goes before all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from kg.link import (
    captions,
    compounds,
    evidence,
    hints,
    identity,
    owners,
    persons,
    relations,
    scene,
    sounds,
    topics,
    unknown,
)
from kg.link.candidates import Piece, pieces
from kg.link.events import Series
from kg.link.evidence import ENOUGH, Facts
from kg.link.index import Index
from kg.link.people import People, Person, squeeze
from kg.model import Gazetteer, Link, Linked, Name, Record, Ruling, Source
from kg.names import fold, has_han, key

Decided = dict[int, Link]
"""Number of a piece → its mention."""


class Linker:
    """Links records; made once for a gazetteer and the rulings, used for many records."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        rulings: Iterable[Ruling] = (),
        without: Set[str] = frozenset(),
        known: scene.Ties | None = None,
    ) -> None:
        """Index the gazetteer.

        `known` ties people to what their own sources say (see `scene.ties`). `without` leaves stages out, to measure
        what each is worth: "evidence" (of the source as a whole), "persons", "unknown" (names that no entry has),
        "sounds" (captions' mis-hearings and transliterations).
        """
        self.without = without
        self.index = Index(gazetteer)
        self.topics = topics.Finder(gazetteer)
        self.judge = identity.Judge(self.index, known or {})
        dated = sorted((e for e in self.index.entries.values() if e.editions), key=lambda e: e.id)
        self.series = [Series(entry) for entry in dated]
        self.rulings = {(r.source, key(r.surface) or r.surface): r.entry for r in rulings}

    def link(self, record: Record, source: Source | None = None) -> Linked:
        """All mentions, relations and topics of a record. Deterministic; looks at nothing but its arguments."""
        cut = pieces(record, self.index)
        if "sounds" in self.without:
            cut = [p for p in cut if not p.heard and not p.has("dotted", "translit", "maybe")]
        facts = Facts(() if "evidence" in self.without else cut, self.index)
        decided = self._known(cut, facts, record.source)
        if "unknown" not in self.without:
            self._introduced(cut, decided)
        if "persons" not in self.without:
            self._persons(cut, decided, self._people(cut, decided, record, source))
        if "unknown" not in self.without:
            self._unknown(cut, decided, hints.find(record, cut, decided, self.index.entries), record.language)
        self._events(cut, decided, record, source)
        mentions = _timed(record, sorted(decided.values(), key=lambda m: (m.start, m.end)))
        linked = Linked(
            source=record.source,
            mentions=mentions,
            relations=relations.resolve(record, mentions, self.index.entries),
            topics=self.topics.rank(record, mentions, source),
        )
        return self.judge.settle(linked, record, source)

    def scored(self, piece: Piece, facts: Facts) -> list[tuple[float, Name, str]]:
        """The candidates of one piece, best first; persons only by their full names."""
        best: dict[str, tuple[float, Name, str]] = {}
        for name in piece.names:
            score, reason = evidence.support(piece, name, facts)
            if name.entry not in best or score > best[name.entry][0]:
                best[name.entry] = (score, name, reason)
        return sorted(best.values(), key=lambda x: (-x[0], x[1].entry))

    def _ruled(self, source: str, surface: str) -> str | None:
        whole = key(surface) or surface
        found = self.rulings.get((source, whole))
        return self.rulings.get(("", whole)) if found is None else found

    def _known(self, cut: Sequence[Piece], facts: Facts, source: str) -> Decided:
        passed: dict[int, list[tuple[float, Name, str]]] = {}
        groups: dict[str, list[tuple[Piece, Name]]] = defaultdict(list)
        decided: Decided = {}
        for n, piece in enumerate(cut):
            ruled = self._ruled(source, piece.surface)
            if ruled is not None:
                if ruled in self.index.entries:
                    decided[n] = self._mention(piece, ruled, 1.0, "a ruling says so")
                else:
                    passed[n] = []
                continue
            good = [c for c in self.scored(piece, facts) if c[0] >= ENOUGH]
            if good and not (
                piece.has("speaker", "byline", "" if piece.has("nocase") else "given")
                and persons.shaped(piece)
                and good[0][1].kind != "person"
            ):
                passed[n] = good
                if len(good) > 1:
                    for _, name, _ in good:
                        groups[key(piece.surface)].append((piece, name))
        chosen = evidence.choose(groups, self.index)
        for n, good in passed.items():
            linked = [c for c in good if c[0] >= 0.97]
            preferred = chosen.get(key(cut[n].surface), "")
            pick = next((c for c in good if c[1].entry == preferred), None) if len(linked) != 1 else linked[0]
            if cut[n].has("is:vendor") and not cut[n].has("is:project"):  # the founder of Docker: the company, here
                pick = next((c for c in good if c[1].kind == "vendor"), pick)
            pick = pick or (good[0] if good else None)
            if pick:
                shared = " · the source's sense of a shared name" if len(good) > 1 else ""
                decided[n] = self._mention(cut[n], pick[1].entry, pick[0], pick[2] + shared)
            else:
                decided[n] = self._mention(cut[n], "", 0.0, "a ruling rejects it")
        for n, name in list(owners.recovered(cut, decided, self.index.entries)):
            decided[n] = self._mention(cut[n], name.entry, 0.6, "its vendor stands beside it")
        return decided

    def _introduced(self, cut: Sequence[Piece], decided: Decided) -> None:
        """What captions introduce by a name that no entry has, and a company's name that they give to its tool."""
        for n in list(captions.senses(cut, decided, self.index)):
            reason = "called a tool, by its company's name"
            decided[n] = replace(decided[n], kind="project", entry="", score=0.6, reason=reason)
        for n in [n for n, link in decided.items() if link.kind == "person" and cut[n].has("spelt")]:
            del decided[n]
        named = captions.unlisted(cut, self.index)
        for n, piece in enumerate(cut):
            if n not in decided and not piece.has("spelt") and (found := named.get(key(piece.surface))):
                kind, name, score, reason = found
                surface = squeeze(piece.surface)
                decided[n] = Link(piece.start, piece.end, surface, kind, name, "", None, round(score, 3), reason)

    def _mention(self, piece: Piece, entry_id: str, score: float, reason: str) -> Link:
        entry = self.index.entries.get(entry_id)
        kind, name = (entry.kind, entry.name) if entry else ("topic", piece.surface)
        return Link(piece.start, piece.end, squeeze(piece.surface), kind, name, entry_id, None, round(score, 3), reason)

    def _people(self, cut: Sequence[Piece], decided: Decided, record: Record, source: Source | None) -> People:
        known = [
            Person(link.name, link.entry, link.score, link.reason, link.start)
            for link in decided.values()
            if link.kind == "person" and link.entry
        ]
        for id_ in source.speakers if source else ():
            if id_ in self.index.entries:
                known.append(Person(self.index.entries[id_].name, id_, 0.95, "speaker of this source"))
        employers = {cut[n].span for n, link in decided.items() if link.kind == "vendor"}
        taken = {n for n, link in decided.items() if link.kind == "person" or not cut[n].has("speaker", "byline")}
        return People(persons.gather(cut, taken, record, self.index, known, employers))

    def _persons(self, cut: Sequence[Piece], decided: Decided, people: People) -> None:
        counted = Counter(link.entry for link in decided.values() if link.kind in ("project", "vendor") and link.entry)
        least = max(3, sum(counted.values()) / 12)
        central = {id_ for id_, count in counted.items() if count >= least}
        for n, piece in enumerate(cut):
            taken = decided.get(n)
            if taken is not None and not (piece.has("speaker") and taken.kind != "person") or piece.has("spelt"):
                continue
            person = people.called(squeeze(piece.surface), piece.start)
            if person is None and piece.has("dotted", "translit", "maybe"):
                person = people.transliterated(squeeze(piece.surface), 0.82 if piece.has("maybe") else 0.72)
            if person is None and piece.has("in-run") and not piece.whole:
                continue
            if (
                person is None
                and piece.has("surely")
                and not piece.has("place")
                and len(piece.words) == 1
                and not piece.has("heading", "code", "link")
            ):
                person = Person(piece.surface, "", 0.6, "common given name", piece.start)
            if person is None and piece.has("translit") and piece.has("a:said"):
                name = piece.surface if len(piece.surface) > 1 else sounds.spoken(piece.surface).capitalize()
                person = Person(name, "", 0.6, "transliterated name of a speaker", piece.start)
            if person is None or not _callable(piece):
                continue
            if (
                not person.entry
                and " " not in person.name
                and (id_ := persons.resolve(person.name, set(counted), central, self.index))
            ):
                person = replace(person, name=self.index.entries[id_].name, entry=id_, score=min(person.score, 0.6))
            same = fold(person.name) == fold(squeeze(piece.surface))
            reason = person.reason if same else f"part of {person.name}"
            decided[n] = Link(
                piece.start,
                piece.end,
                squeeze(piece.surface),
                "person",
                person.name,
                person.entry,
                None,
                round(person.score if same else person.score * 0.95, 3),
                reason,
            )

    def _unknown(
        self, cut: Sequence[Piece], decided: Decided, cued: dict[int, list[tuple[str, float]]], language: str
    ) -> None:
        free = [p for n, p in enumerate(cut) if n not in decided and not p.has("code") and p.surface]
        for n, kind, surface, end, base in list(compounds.find(cut, decided, self.index.jargon)):
            if n not in decided or (base is not None and base not in decided):
                continue
            taken = decided[n] if base is None else decided[base]
            link = Link(
                cut[n].start,
                end,
                surface,
                kind,
                taken.name if base is not None else surface,
                taken.entry if base is not None else "",
                None,
                0.65,
                "a known name and its own part",
            )
            for m in range(n, len(cut)):
                if cut[m].start >= end:
                    break
                decided.pop(m, None)
            decided[n] = link
        kinds = unknown.classify(free, cued, self.index.jargon, foreign=language.startswith("zh"))
        for n, piece in enumerate(cut):
            if n not in decided and piece.surface in kinds:
                kind, score, reason = kinds[piece.surface]
                if kind == "person" or (piece.has("first") and piece.has("word")):
                    continue
                decided[n] = Link(
                    piece.start,
                    piece.end,
                    squeeze(piece.surface),
                    kind,
                    squeeze(piece.surface),
                    "",
                    None,
                    score,
                    reason,
                )

    def _events(self, cut: Sequence[Piece], decided: Decided, record: Record, source: Source | None) -> None:
        """Give conferences their edition: by what stands with the name, else the one that the source is about."""
        for series in self.series:
            self._editions(series, cut, decided, source)

    def _editions(self, series: Series, cut: Sequence[Piece], decided: Decided, source: Source | None) -> None:
        """The editions of one series."""
        called = [n for n, p in enumerate(cut) if series.names(p.surface)]
        stated = [series.parts(cut[n].surface) for n in called]
        linked = [series.parts(cut[n].link) for n in called if series.key in cut[n].link]
        stated += [p for p in linked if any((p[0] and p[0] == s[0]) or (p[1] and p[1] == s[1]) for s in stated)]
        if source and source.event in self.index.entries:
            stated.append(series.parts(self.index.entries[source.event].name))
        context = [s for s in stated if s[0]]
        for n in called:
            name = series.canonical(cut[n].surface, context)
            entry = next((x.entry for x in self.index.exact.get(_lowered(name), []) if x.kind == "event"), "")
            decided[n] = Link(
                cut[n].start,
                cut[n].end,
                squeeze(cut[n].surface),
                "event",
                name,
                entry,
                None,
                0.95,
                "conference edition",
            )


def _callable(piece: Piece) -> bool:
    """Whether a piece may call a person by a part of the name: a capitalised word, a label or a Chinese spelling."""
    if has_han(piece.surface) or piece.has("speaker", "byline"):
        return True
    return piece.surface[:1].isupper() or len(piece.surface) > 5


def _lowered(name: str) -> str:
    return " ".join(name.lower().split())


def _timed(record: Record, mentions: list[Link]) -> tuple[Link, ...]:
    """The mentions with the times of the spans that they lie in."""
    times = {span.start: span.time for span in record.spans}
    starts = sorted(times)
    return tuple(replace(m, time=times[starts[max(0, bisect_right(starts, m.start) - 1)]]) for m in mentions)
