"""Direct quotations with their speakers, in articles and posts: English and Chinese."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.runs import Token as Token
from kg.model import Cue, Document, Span

_QUOTE = re.compile("[“\"]([^“”\"\n]{4,900}?)[”\"]|“([^“”\n]{4,900})(?=\n|$)")
"""Between quotation marks on one line; an opening mark that the paragraph never closes counts to its end."""
_VERBS = (
    "said|says|explained|explains|noted|notes|added|adds|told|tells|wrote|writes|stated|states|commented|comments|asked|"
    "recalled|argued|argues|continued|concluded|quipped|joked|remarked|observed|pointed out|according to"
)
_ZH_VERBS = "说|表示|指出|认为|解释|补充|告诉|写道|谈到|强调|透露|回忆|称|评论|澄清|总结|建议|回答|提到|的说法|所谓|看来|在.{0,12}中说|开始"
_AFTER = re.compile(rf"^[,.，。]?\s*(?:[^“”\"\n.]{{0,70}}?\b(?:{_VERBS})\b|[^“”\n。]{{0,60}}?(?:{_ZH_VERBS}))", re.I)
_BEFORE = re.compile(rf"(?:\b(?:{_VERBS})\b[^“”\"\n.]{{0,50}}[,:]?\s*|(?:{_ZH_VERBS})[^“”\n。]{{0,24}}[：:,，]?\s*)$", re.I)
REACH: Final = 160
"""Code points around a quotation in which its speaker is named."""


def find(document: Document, stretch: tuple[int, int], spans: Sequence[Span]) -> Iterator[Cue]:
    """Quotations of one stretch of text as `said` cues; the subject is the nearest name, -1 where a pronoun speaks."""
    if document.turns or document.medium in ("captions", "talk", "podcast"):
        return
    text, starts = document.text, [span.start for span in spans]
    for match in _QUOTE.finditer(text, *stretch):
        start, end = match.span(1) if match.group(1) is not None else match.span(2)
        for subject, confidence in _speaker(text, spans, starts, match.start(), match.end()):
            yield Cue("said", subject, -1, start, end, "", confidence)
            break


def _speaker(text: str, spans: Sequence[Span], starts: Sequence[int], start: int, end: int) -> Iterator[tuple[int, float]]:
    """(number of the speaker's span or -1, confidence), the likeliest first."""
    line_end = text.find("\n\n", end)
    right = text[end : min(line_end if line_end >= 0 else len(text), end + REACH)]
    line_start = text.rfind("\n\n", max(0, start - REACH), start)
    left = text[max(0, start - REACH, line_start) : start]
    if match := _AFTER.match(right):
        inside = [n for n in range(bisect_left(starts, end), bisect_left(starts, end + match.end() + 40)) if _person_like(spans[n])]
        yield (_nearest(spans, inside, end + match.end()), 0.85) if inside else (-1, 0.7)
    if match := _BEFORE.search(left):
        at = start - (len(left) - match.start())
        inside = [n for n in range(bisect_left(starts, max(0, at - 60)), bisect_left(starts, start)) if _person_like(spans[n])]
        yield (_nearest(spans, inside, at), 0.85) if inside else (-1, 0.7)


def _person_like(span: Span) -> bool:
    return "role" not in span.features and span.surface[:1].isalpha()


def _nearest(spans: Sequence[Span], numbers: Sequence[int], place: int) -> int:
    return min(numbers, key=lambda n: (min(abs(spans[n].end - place), abs(spans[n].start - place)), n))
