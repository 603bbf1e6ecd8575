"""Direct quotations with their speakers, in articles and posts: English and Chinese."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kg.model import Cue, Document, Span

_QUOTE: Final = re.compile("[“\"]([^“”\"\n]{4,900}?)[”\"]|“([^“”\n]{4,900})(?=\n|$)")
"""Between quotation marks on one line; an opening mark that the paragraph never closes counts to its end."""
_VERB: Final = re.compile(
    r"\b(?:said|says|explained|explains|noted|notes|added|adds|told|tells|wrote|writes|stated|states|commented|comments|"
    r"recalled|argued|argues|continued|concluded|quipped|joked|remarked|observed|pointed out|according to|described|asked)\b"
    r"|[说称]|表示|指出|认为|解释|补充|告诉|写道|谈到|强调|透露|回忆|评论|澄清|总结|提到|所谓|看来|描述|这样开始|创造|问道",
    re.I,
)
_PRONOUN: Final = re.compile(r"\b(?:he|she|they)\b|[他她]们?", re.I)
_STOPS: Final = re.compile(r"[。！？\n]|[.!?](?=\s)")
REACH: Final = 130
"""Code points around a quotation in which its speaker is named."""


def find(document: Document, stretch: tuple[int, int], spans: Sequence[Span]) -> Iterator[Cue]:
    """Quotations of one stretch of text as `said` cues.

    The subject is the span that speaks, or -1 where a pronoun does: then it is the person named last before.
    """
    if document.turns or document.medium in ("captions", "talk", "podcast"):
        return
    text, starts = document.text, [span.start for span in spans]
    last: tuple[int, float, int] | None = None
    for match in _QUOTE.finditer(text, *stretch):
        if match.group().isascii() and " " not in match.group().strip():
            continue
        group = 1 if match.group(1) is not None else 2
        found = _after(text, spans, starts, match.end()) or _before(text, spans, starts, match.start())
        if found is None and last and _continues(text[last[2] : match.start()]):
            found = (last[0], last[1] - 0.05)
        if found:
            last = (*found, match.end())
            yield Cue("said", found[0], -1, match.start(group), match.end(group), "", found[1])


def _continues(between: str) -> bool:
    """Whether two quotations belong together: nothing, or one short attribution, stands between them."""
    return len(between) < 70 and "\n" not in between and (len(between.strip("，,、和 and。.")) < 2 or bool(_VERB.search(between)))


def _after(text: str, spans: Sequence[Span], starts: Sequence[int], end: int) -> tuple[int, float] | None:
    """The speaker named after a quotation: “…,” said Berg · “……，”贝克尔说。"""
    right = text[end : end + REACH]
    stop = re.search(r"[“。！？\n]|[.!?](?=\s)", right)
    right = right[: stop.start() if stop else len(right)]
    verb = _VERB.search(right)
    if not verb or (right[:1].isspace() and right[1:2].isupper() and not text[end - 2] in ",，"):
        return None
    inside = _within(spans, starts, end, end + len(right))
    before = [n for n in inside if spans[n].end <= end + verb.start() + 1]
    pronoun = _PRONOUN.search(right[: verb.start() + 12])
    if before and not (pronoun and end + pronoun.start() > spans[before[-1]].end):
        return before[-1], 0.85
    if pronoun:
        return -1, 0.75
    return (inside[0], 0.8) if inside and spans[inside[0]].start - end - verb.end() < 40 else None


def _before(text: str, spans: Sequence[Span], starts: Sequence[int], start: int) -> tuple[int, float] | None:
    """The speaker named before a quotation in its sentence: Berg said, “…” · 贝克尔表示：“……”"""
    left = text[max(0, start - REACH) : start]
    cut = [m.end() for m in _STOPS.finditer(left)] + [n + 1 for n, c in enumerate(left) if c == "”"]
    left = left[max(cut, default=0) :]
    verbs = list(_VERB.finditer(left))
    if not verbs:
        return None
    place = start - len(left)
    inside = _within(spans, starts, place, start)
    before = [n for n in inside if spans[n].start <= place + verbs[-1].end()]
    pronouns = list(_PRONOUN.finditer(left[: verbs[-1].start()]))
    if pronouns and (not before or place + pronouns[-1].start() > spans[before[-1]].start):
        return -1, 0.7
    if not before:
        return (-1, 0.5) if re.search(r"[说称]|表示|said", left) else None
    return before[0] if len(before) == 1 else _subject(spans, before, place + verbs[0].start()), 0.8


def _subject(spans: Sequence[Span], numbers: Sequence[int], verb: int) -> int:
    """Of several spans the one right before the first verb."""
    early = [n for n in numbers if spans[n].end <= verb + 1]
    return early[-1] if early else numbers[0]


def _within(spans: Sequence[Span], starts: Sequence[int], start: int, end: int) -> list[int]:
    inside = range(bisect_left(starts, start), bisect_left(starts, end))
    return [n for n in inside if "role" not in spans[n].features and spans[n].surface[:1].isalpha()]
