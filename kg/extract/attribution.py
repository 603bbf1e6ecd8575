"""Who says a quotation: the words of attribution around it, before linking knows which of its names are persons.

A `said` cue has the quotation's place, and
    subject, object   the first and the last span to look for the speaker in, in the order of preference (-1: none)
    value             what speaks where none of these is a person: "he", "she", "they" (a pronoun), "same" (who spoke
                      last), "last" (the person named last), or "" (nobody that the text identifies)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import Cue, Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` between the marks, `text[left:right]` with them."""

    start: int
    end: int
    left: int
    right: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Who may speak: spans in order of preference, else what `value` says; with confidence."""

    subject: int
    object: int
    value: str
    confidence: float


VERB: Final = re.compile(
    r"\b(?:said|says|say|explained|explains|noted|notes|added|adds|told|tells|wrote|writes|stated|states|commented|comments|"
    r"recalled|recalls|argued|argues|continued|continues|concluded|concludes|quipped|joked|remarked|observed|observes|asked|asks|"
    r"pointed out|points out|according to|described|describes|replied|responded|answered|warned|warns|admitted|admits|"
    r"emphasized|emphasised|announced|shared|predicted|suggested|suggests|tweeted)\b"
    r"|说(?![明服])|(?<![名宣号简])称(?![为作之呼])|表示|指出|认为|解释|补充|告诉|写[道到]|谈到|强调|透露|回忆|评论|澄清|总结|提到|"
    r"所谓|看来|描述|问道|答道|回答|回应|承认|警告|开玩笑|反驳|坚持|相信|感叹|这样开始|一句话",
    re.I,
)
_PRONOUN: Final = re.compile(r"\b(he|she|they)\b|([他她])(们?)(?!的|们)", re.I)
_PLAIN: Final = re.compile(
    r"[\s,，、.。:：;；“”\"'’\-–—]*(?:and|then|but|also|later|so|还|又|并|也|接着|随后|然后|最后|此外|但|但是|而|同时)*[\s,，]*",
    re.I,
)
_STOP: Final = re.compile(r"[。！？]|[.!?](?=\s|$)")
MASK: Final = "\x00"
REACH: Final = 110
"""Code points of the longest attribution."""


class Speech:
    """The quotations of a text, paragraph after paragraph."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        """Spans sorted by start."""
        self.text, self.spans, self.starts = text, spans, [s.start for s in spans]
        self.quoted: Sequence[Quotation] = ()
        """The quotations of the paragraph at hand."""
        self.before: Quotation | None = None
        """The last quotation of the paragraph before, where that had one with a speaker."""

    def paragraph(self, start: int, end: int, quotations: Sequence[Quotation]) -> Iterator[Cue]:
        """The `said` cues of one paragraph; those without any attribution are left out."""
        masked, self.quoted = self.text[start:end], quotations
        for q in quotations:
            masked = masked[: q.left - start] + MASK * (q.right - q.left) + masked[q.right - start :]
        said: Quotation | None = None
        reach = start
        """End of the attribution of the quotation before."""
        for n, q in enumerate(quotations):
            following = quotations[n + 1].left if n + 1 < len(quotations) else end
            left = self._sentence(masked, start, q, quotations[:n])
            if said and self._shared(reach, said, q):
                voice, used = Voice(-1, -1, "same", 0.85), q.right
            else:
                voice, used = self._voice(left, q, self.text[q.right : following])
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
            said.right < reach and q.left - reach < 3 and len(VERB.findall(between)) == 1 and not _STOP.search(between)
        )

    def _sentence(self, masked: str, start: int, q: Quotation, earlier: Sequence[Quotation]) -> int:
        """Where the sentence begins that leads up to a quotation."""
        stops = [m.end() for m in _STOP.finditer(masked, 0, q.left - start)]
        stops += [
            e.right - start
            for e in earlier
            if self.text[e.end - 1] in "。！？.!?…" and masked[e.right - start] not in ",，"
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
        stop = _STOP.search(right)
        right = right[: stop.start() if stop else len(right)]
        verb = VERB.search(right)
        if verb is None or verb.start() > REACH or "\n" in right:
            return None
        done = ending in "。.！!？?…" and not comma
        if done and (len(right) - verb.end() > 6 or verb.start() > 30 or right[:1].isspace() and ending in ".…"):
            return None
        pronoun = _PRONOUN.search(right, 0, verb.start())
        first, last = self._range(q.right, q.right + verb.start() + 1)
        if pronoun and (first < 0 or self.starts[first] > q.right + pronoun.start()):
            voice = Voice(-1, -1, _value(pronoun), 0.8)
        elif first >= 0:
            voice = Voice(first, last, _value(pronoun) if pronoun else "", 0.9)
        else:
            first, last = self._range(q.right + verb.end(), q.right + min(len(right), verb.end() + REACH))
            if first < 0:
                return None
            voice = Voice(first, last, "", 0.85)
        return voice, q.right + len(right)

    def _lead(self, left: int, lead: str, full: bool) -> Voice | None:
        """贝克尔表示：“……” · Berg, who …, said: “…”"""
        verbs = list(VERB.finditer(lead))
        if full or not verbs:
            label = lead.rstrip()[-1:] in (":", "：") and len(lead) < 50
            first, last = self._range(left, left + len(lead)) if label else (-1, -1)
            return Voice(last, first, "", 0.6) if first >= 0 else None
        tail = len(lead) - verbs[-1].end()
        verb, near = (verbs[-1], True) if tail < 16 or lead.rstrip()[-1:] in ":：" else (verbs[0], False)
        sure = 0.88 if near else 0.7
        pronoun = max(_PRONOUN.finditer(lead, 0, verb.start()), key=lambda m: m.start(), default=None)
        origin = left + pronoun.end() if pronoun else left
        first, last = self._range(origin, left + verb.start() + 1)
        if pronoun:
            return Voice(last, first, _value(pronoun), sure - 0.1)
        if first >= 0:
            return Voice(last, first, "", sure)
        if verb.group().lower() == "according to" or _PLAIN.fullmatch(lead[: verb.start()]):
            first, last = self._range(left + verb.end(), left + len(lead))
            return Voice(first, last, "last", sure - 0.25)
        return None

    def _carried(self, start: int, q: Quotation, said: Quotation | None, reach: int) -> Voice | None:
        """A quotation that goes on: after another with its attribution, or in a paragraph of its own."""
        if said:
            between = self.text[max(reach, said.right) : q.left]
            if _PLAIN.fullmatch(between):
                return Voice(-1, -1, "same", 0.8)
            return Voice(-1, -1, "same", 0.5) if len(between) < 120 else None
        if self.text[start : q.left].strip() or q.end - q.start < 20:
            return None
        if self.before:
            return Voice(-1, -1, "same", 0.65 if self.before.closed else 0.85)
        return Voice(-1, -1, "last", 0.4)

    def _range(self, start: int, end: int) -> tuple[int, int]:
        """First and last of the name-like spans that begin in `text[start:end]`, (-1, -1) where there is none."""
        inside = [n for n in range(bisect_left(self.starts, start), bisect_left(self.starts, end)) if self._speaks(n)]
        return (inside[0], inside[-1]) if inside else (-1, -1)

    def _speaks(self, n: int) -> bool:
        span = self.spans[n]
        quoted = any(q.left <= span.start < q.right for q in self.quoted)
        return (
            not quoted and "role" not in span.features and "topic" not in span.features and span.surface[:1].isalpha()
        )


def _value(pronoun: re.Match[str]) -> str:
    word = pronoun.group().lower()
    if word in ("they", "他们", "她们"):
        return "they"
    return {"他": "he", "她": "she"}.get(word[:1], word)
