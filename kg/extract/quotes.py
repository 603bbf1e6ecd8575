"""Direct quotations in articles and posts, English and Chinese: what stands between quotation marks and is speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kg.extract import attribution
from kg.extract.saying import VERB, Quotation
from kg.model import Cue, Document, Span
from kg.titles import has_title

LONGEST: Final = 2500
"""Code points of the longest quotation; where marks are further apart, one of them is missing."""
MANY: Final = 500
"""Quotations of one paragraph that are looked at: bounds the time, whatever the text."""
_PAIRS: Final = {"“": "”", "「": "」", "『": "』", '"': '"'}
_MARK: Final = re.compile('[“”「」『』"]')
_STOPS: Final = re.compile(r"[。！？](?=.)|[.!?]\s")
_NAMING: Final = re.compile(
    r"(?:演讲|播客|文章|博文|博客|帖子|报告|主题|题为|名为|标题|名称|称为|称作|称之为|叫做|发音为|一书|术语|单词|短语|概念|口号|标签|"
    r"(?<![他她们])所谓的?)(?:[是为的]|[:：])?\s*$|"
    r"\b(?:titled|entitled|called|named|dubbed|termed|known as|so-called|talk|session|article|post|book|paper|podcast|"
    r"episode|title|term|word|words|phrase|label|labelled|labeled|nicknamed|hashtag|keynote|panel|presentation)"
    r"(?:,|:|\s+(?:is|was|as|of|on))?\s*$",
    re.I,
)
"""What right before a quotation mark says that a title, term or name follows."""
_NAMED: Final = re.compile(
    r"\s?(?:一词|这个词|这一词|这个术语|这一术语|这一概念|的?概念|一文|一书|的?(?:主题)?演讲|(?:term|word|phrase|talk|session)\b)"
)
_SENTENCE: Final = re.compile(r"[，,。.!?！？…—]['’]?\s*$|[，,。！？；;]|\.\s")
"""A comma or stop at the end or inside: a term or a title has none."""


def find(document: Document, stretch: tuple[int, int], spans: Sequence[Span]) -> Iterator[Cue]:
    """Quotations of one stretch of text as `said` cues (see `kg.extract.attribution` for what their fields say)."""
    if document.turns or document.medium in ("captions", "talk", "podcast"):
        return
    speech = attribution.Speech(document.text, spans)
    held: tuple[int, int] | None = None
    """What a paragraph says that has no voice of its own, so that the next may sign it."""
    said: list[Cue] = []
    """The cues of the paragraph before."""
    for start, end in _paragraphs(document.text, *stretch):
        marked = list(islice(between_marks(document.text, start, end), MANY))
        kept = [q for q in marked if not named(document.text, start, q) and not _apart(document, q)]
        if held and not marked and (cue := _signed(document.text, held, (start, end), speech)):
            yield from (cue, *said[1:])
            said = []
        yield from said
        said = list(speech.paragraph(start, end, kept))
        whole = len(kept) == 1 and kept[0].left - start < 3 and end - kept[0].right < 3
        held = (kept[0].start, kept[0].end) if whole and (not said or said[0].value in ("last", "same")) else None
        if not marked:
            held = (start, end)
    yield from said


_SIGNATURE: Final = re.compile(r"\s*[-–—~]*\s*(?=[A-Z\u4e00-\u9fff])[^.!?。！？]{5,110}$")
_DASHED: Final = re.compile(r"\s*[-–—~]{1,3}\s*(?=[A-Z\u4e00-\u9fff])")
_FIRST_PERSON: Final = re.compile(r"\b(?:we|our|us|I|my|I['’]m)\b|我")


def _signed(text: str, said: tuple[int, int], by: tuple[int, int], speech: attribution.Speech) -> Cue | None:
    """A paragraph that the next one signs: a quotation, or “We …”, and under it "Ada Berg, CTO, Acme"."""
    start, end = said
    line = text[slice(*by)]
    quoted = text[max(0, start - 1)] in _PAIRS
    dashed = quoted and len(line) < 160 and _DASHED.match(line)
    if not dashed and (not _SIGNATURE.match(line) or "," not in line or not has_title(line)):
        return None
    first, last = speech.names(*by)
    house = text[start:end].startswith(tuple(span.surface for span in speech.spans[first : last + 1]))
    plain = quoted or house or _FIRST_PERSON.search(text, start, end)
    if first < 0 or not plain or text[by[0] : speech.spans[first].start].strip(" -–—~"):
        return None
    return Cue("said", first, first, start, end, "", 0.8) if quoted or 60 <= end - start <= LONGEST else None


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.compile(r"[^\n]+").finditer(text, start, end):
        yield match.span()


@dataclass(slots=True)
class _Open:
    mark: str
    at: int


def between_marks(text: str, start: int, end: int) -> Iterator[Quotation]:
    """The stretches between quotation marks of one paragraph; one inside another is a part of it.

    A mark that the paragraph never closes reaches to its end where it can only open, or opens the paragraph.

    >>> text = '“One,” she said. "Two."'
    >>> [text[q.start:q.end] for q in between_marks(text, 0, len(text))]
    ['One,', 'Two.']
    """
    open_: _Open | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if open_ is None:
            opens = mark in _PAIRS and at + 1 < end and (mark != '"' or not text[at + 1].isspace())
            open_ = _Open(mark, at) if opens else None
        elif mark == open_.mark != '"':  # opened again: the first was never closed
            near = max(open_.at, at - 40)
            stops = list(_STOPS.finditer(text, near, at)) if text[at - 1] in ":：" else []
            led = stops[-1].end() if stops else _attributed(text, max(open_.at + 12, near - 20), at)
            led = led or at * (text[at - 1] in "。！？" and at - open_.at > 4)
            if led:
                yield Quotation(open_.at + 1, led, open_.at, led, True)
                open_ = _Open(mark, at)
        elif mark in (_PAIRS[open_.mark], '"') and (
            mark != '"' or not text[at - 1].isspace() or not text[at + 1 : at + 2].isalnum()
        ):
            if at - open_.at <= LONGEST:
                yield Quotation(open_.at + 1, at, open_.at, at + 1, True)
            open_ = None
    if open_ and end - open_.at <= LONGEST and (open_.mark != '"' or open_.at == start) and end - open_.at > 20:
        yield Quotation(open_.at + 1, end, open_.at, end, False)


_ATTRIBUTED: Final = re.compile(
    rf"(?:(?<=[，,。.！!？?、])|(?<=[\u4e00-\u9fff]\s))\s?[^，,。！!？?“”]{{2,60}}?(?:{VERB.pattern})道?[。.，,:：]?\s*$",
    re.I,
)


def _attributed(text: str, start: int, end: int) -> int:
    """Where the attribution begins that ends a quotation which nothing closes (“Fine, said Berg. “It …”), or 0."""
    found = _ATTRIBUTED.search(text, start, end)
    return found.start() if found else 0


def sentence(content: str) -> bool:
    """Whether a quotation is a sentence or clause, not a word or two taken up."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in content)
    return bool(_SENTENCE.search(content)) or han >= 12 or len(content.split()) >= 7


def named(text: str, start: int, quotation: Quotation) -> bool:
    """Whether the marks stand around a title, a term or a name."""
    content = text[quotation.start : quotation.end].strip()
    if len(content.split()) < 2 and not any("\u4e00" <= c <= "\u9fff" for c in content) or len(content) < 4:
        return True
    if content[-1] in ",，。.!！?？" and (sentence(content[:-1]) or content[-1] in ",，"):
        return False
    return bool(
        _NAMING.search(text[max(start, quotation.left - 30) : quotation.left])
        or _NAMED.match(text[quotation.right : quotation.right + 12])
    )


def _apart(document: Document, quotation: Quotation) -> bool:
    """Whether a quotation is code, a whole link's text (a title), or part of a short heading."""
    place = bisect_right(document.code, (quotation.left, len(document.text))) - 1
    if place >= 0 and quotation.left < document.code[place][1]:
        return True
    heading = bisect_right(document.headings, (quotation.left, len(document.text))) - 1
    if heading >= 0 and quotation.left < document.headings[heading][1] and quotation.right - quotation.left < 60:
        return True
    linked = bisect_right(document.anchors, quotation.left + 1, key=lambda a: a.start) - 1
    whole = linked >= 0 and quotation.right - 1 <= document.anchors[linked].end
    return whole and document.text[quotation.end - 1 : quotation.end] not in ("，", ",", "。")
