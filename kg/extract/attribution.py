"""Who says a quotation: the words of attribution around it, before linking knows which of its names are persons.

A `said` cue has the quotation's place, and
    subject, object   the first and the last span to look for the speaker in, in the order of preference (-1: none)
    value             what speaks where none of these is a person: "he", "she", "they" (a pronoun), "same" (who spoke
                      last), "last" (the person named last), or "" (nobody that the text identifies)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.saying import PLAIN, PRONOUN, STOP, VERB, Quotation, Voice, pronoun_of
from kg.model import Cue, Span

MASK: Final = "\x00"
CITING: Final = ("according to", "引用", "引述", "援引")
"""Words before the name of who is quoted."""
REACH: Final = 110
"""Code points of the longest attribution."""
SENTENCE: Final = 400
"""Code points around a quotation that are looked at for its sentence: bounds the time, whatever the text."""


class Speech:
    """The quotations of a text, paragraph after paragraph."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        """Spans sorted by start."""
        self.text, self.spans, self.starts = text, spans, [s.start for s in spans]
        self.quoted: Sequence[Quotation] = ()
        self.lefts: Sequence[int] = ()
        """The quotations of the paragraph at hand, and where they begin."""
        self.start = 0
        """Where the paragraph at hand begins."""
        self.before: Quotation | None = None
        """The last quotation of the paragraph before, where that had one with a speaker."""

    def paragraph(self, start: int, end: int, quotations: Sequence[Quotation]) -> Iterator[Cue]:
        """The `said` cues of one paragraph; those without any attribution are left out."""
        self.quoted, self.lefts, self.start = quotations, [q.left for q in quotations], start
        said: Quotation | None = None
        reach = start
        """End of the attribution of the quotation before."""
        for n, q in enumerate(quotations):
            following = quotations[n + 1].left if n + 1 < len(quotations) else end
            left = self._sentence(max(start, q.left - SENTENCE), q, quotations[max(0, n - 20) : n])
            voice: Voice | None
            if said and self._shared(reach, said, q):
                voice, used = Voice(-1, -1, "same", 0.85), q.right
            else:
                voice, used = self._voice(left, q, self.text[q.right : min(following, q.right + SENTENCE)])
            if voice is None:
                voice = self._carried(start, q, said, reach)
                used = q.right
            reach = max(reach, used)
            if voice:
                said = q
                yield Cue("said", voice.subject, voice.object, q.start, q.end, voice.value, voice.confidence)
        self.before = said

    def _shared(self, reach: int, said: Quotation, q: Quotation) -> bool:
        """Whether one attribution stands in the middle of a sentence quoted in two pieces: “…,” said Berg, “…”"""
        between = self.text[said.right : q.left]
        return (
            said.right < reach and q.left - reach < 3 and len(VERB.findall(between)) == 1 and not STOP.search(between)
        )

    def _sentence(self, start: int, q: Quotation, earlier: Sequence[Quotation]) -> int:
        """Where the sentence begins that leads up to a quotation, from `start` on."""
        masked = self.text[start : q.left]
        for e in earlier:
            a, b = max(0, e.left - start), max(0, e.right - start)
            masked = masked[:a] + MASK * (b - a) + masked[b:]
        stops = [m.end() for m in STOP.finditer(masked)]
        stops += [
            e.right - start
            for e in earlier
            if self.text[e.end - 1] in "。！？.!?…" and e.right > start and self.text[e.right] not in ",，"
        ]
        return start + max(stops, default=0)

    def _voice(self, left: int, q: Quotation, right: str) -> tuple[Voice | None, int]:
        """The attribution in the quotation's own sentence and where it ends."""
        ending = self.text[q.end - 1]
        lead = self.text[left : q.left]
        comma = ending in ",，" or right[:1] in (",", "，")
        after = self._after(q, right, comma, ending) if q.closed else None
        if after and comma:
            return after
        if before := self._lead(left, lead, full=len(lead.strip()) < 2):
            return before, q.right
        return after or (None, q.right)

    def _after(self, q: Quotation, right: str, comma: bool, ending: str) -> tuple[Voice, int] | None:
        """“……，”贝克尔说。 · “…,” said Berg, who …"""
        stop = STOP.search(right)
        right = right[: stop.start() if stop else len(right)]
        verb = VERB.search(right)
        if verb is None or verb.start() > REACH or "\n" in right:
            return None
        done = ending in "。.！!？?…" and not comma
        alone = self.text[q.left - 1 : q.left] in ("", "\n")
        if done and (
            len(right) - verb.end() > 6
            and not alone
            or verb.start() > (30 if len(right) - verb.end() > 2 else 80)
            or right[:1].isspace() and ending in ".…"
        ):
            return None
        cited = self._cited(verb.group(), q.right + verb.end(), q.right + len(right))
        if cited:
            return cited, q.right + len(right)
        pronoun = PRONOUN.search(right, 0, verb.start())
        first, last = self.names(q.right, q.right + verb.start() + 1)
        if pronoun and (first < 0 or self.starts[first] > q.right + pronoun.start()):
            voice = Voice(*self.names(self.start, q.left), pronoun_of(pronoun), 0.8)
        elif first >= 0:
            voice = Voice(first, last, pronoun_of(pronoun) if pronoun else "", 0.9)
        else:
            first, last = self.names(q.right + verb.end(), q.right + min(len(right), verb.end() + REACH))
            if first < 0:
                return None
            voice = Voice(first, last, "", 0.85)
        return voice, q.right + len(right)

    def _lead(self, left: int, lead: str, full: bool) -> Voice | None:
        """贝克尔表示：“……” · Berg, who …, said: “…”"""
        verbs = list(VERB.finditer(lead))
        if full or not verbs:
            label = lead.rstrip()[-1:] in (":", "：") and len(lead) < 50
            first, last = self.names(left, left + len(lead)) if label else (-1, -1)
            return Voice(last, first, "", 0.6) if first >= 0 else None
        tail = len(lead) - verbs[-1].end()
        verb, near = (verbs[-1], True) if tail < 16 or lead.rstrip()[-1:] in ":：" else (verbs[0], False)
        sure = 0.88 if near else 0.7
        if cited := self._cited(verb.group(), left + verb.end(), left + len(lead)):
            return cited
        pronoun = max(PRONOUN.finditer(lead, 0, verb.start()), key=lambda m: m.start(), default=None)
        origin = left + pronoun.end() if pronoun else left
        first, last = self.names(origin, left + verb.start() + 1)
        if pronoun:
            named = (last, first) if first >= 0 else self.names(self.start, left + pronoun.start())
            return Voice(*named, pronoun_of(pronoun), sure - 0.1)
        if first >= 0:
            return Voice(last, first, "", sure)
        if verb.group().lower() in CITING or PLAIN.fullmatch(lead[: verb.start()]):
            first, last = self.names(left + verb.end(), left + len(lead))
            return Voice(first, last, "last", sure - 0.25)
        return None

    def _cited(self, verb: str, start: int, end: int) -> Voice | None:
        """Whom a verb of citing names after it, and not who cites: 贝克尔援引科恩的话说。"""
        first, last = self.names(start, min(end, start + REACH)) if verb in CITING[1:] else (-1, -1)
        return Voice(first, last, "", 0.8) if first >= 0 else None

    def _carried(self, start: int, q: Quotation, said: Quotation | None, reach: int) -> Voice | None:
        """A quotation that goes on: after another with its attribution, or in a paragraph of its own."""
        if said:
            between = self.text[max(reach, said.right) : q.left]
            if PLAIN.fullmatch(between):
                return Voice(-1, -1, "same", 0.8)
            return Voice(-1, -1, "same", 0.5) if len(between) < 120 else None
        if q.end - q.start < 12:
            return None
        if led := self.text[start : min(q.left, start + SENTENCE)].rstrip():
            whole = led[-1] in "。.！!？?" and self.text[q.end - 1] in "。.！!？?…" and q.left - start <= SENTENCE
            first, last = self.names(start, q.left) if whole else (-1, -1)
            return Voice(last, first, "last", 0.5) if whole else None
        line = max(self.text.rfind("\n", 0, max(0, start - 1)) + 1, start - REACH)
        led = self.text[line:start].rstrip()
        if led[-1:] in (":", "：") and (voice := self._lead(line, led, full=False)):
            return voice
        if self.before:
            return Voice(-1, -1, "same", 0.65 if self.before.closed else 0.85)
        return Voice(-1, -1, "last", 0.4)

    def names(self, start: int, end: int) -> tuple[int, int]:
        """First and last of the name-like spans that begin in `text[start:end]`, (-1, -1) where there is none."""
        inside = [n for n in range(bisect_left(self.starts, start), bisect_left(self.starts, end)) if self._speaks(n)]
        return (inside[0], inside[-1]) if inside else (-1, -1)

    def _speaks(self, n: int) -> bool:
        span = self.spans[n]
        place = bisect_right(self.lefts, span.start) - 1
        quoted = place >= 0 and span.start < self.quoted[place].right
        return (
            not quoted and "role" not in span.features and "topic" not in span.features and span.surface[:1].isalpha()
        )
