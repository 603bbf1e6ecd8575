"""Relations that a passage states between two spans, by the words between them. Types are checked when linking.

A rule is a pattern over the *gap*: the text between two neighbouring spans, lower-cased, job titles written as ROLE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract import patterns
from kg.extract.features import HEADS, ROLE
from kg.extract.runs import Token
from kg.model import Cue, Document, Span

FURTHEST: Final = 90
"""Code points between two spans that a rule may bridge."""


def find(document: Document, toks: Sequence[Token], spans: Sequence[Span]) -> Iterator[Cue]:
    """The cues of one stretch of text; subject and object are numbers of `spans`."""
    text = document.text
    names = [n for n, span in enumerate(spans) if "role" not in span.features and "topic" not in span.features]
    names = [n for k, n in enumerate(names) if not (k and spans[names[k - 1]].end >= spans[n].end)]
    for left, right in zip(names, names[1:], strict=False):
        start, end = spans[left].end, spans[right].start
        if 0 < end - start <= FURTHEST:
            yield from _between(text, spans, left, right)
    for left, middle, right in zip(names, names[1:], names[2:], strict=False):
        # Ada Berg and Bo Lind from Acme: what holds for the second holds for the first
        if text[spans[left].end : spans[middle].start].strip() in ("and", "&", "和", "、"):
            for cue in _between(text, spans, middle, right):
                if cue.kind == "works_for" and cue.subject == middle:
                    yield Cue(cue.kind, left, right, spans[left].start, cue.end, cue.value, cue.confidence - 0.1)
    yield from _implied(text, spans, names, bool(document.turns) or document.medium == "captions")


def _between(text: str, spans: Sequence[Span], left: int, right: int) -> Iterator[Cue]:
    raw = text[spans[left].end : spans[right].start]
    if len(raw) > FURTHEST or patterns.SENTENCE.search(raw):
        return
    gap, role = titled(raw)
    best: dict[tuple[str, bool], float] = {}
    for kind, forward, pattern, confidence in patterns.RULES:
        if confidence > best.get((kind, forward), 0.0) and pattern.match(gap):
            best[kind, forward] = confidence
    if ("works_for", True) in best or ("works_for", False) in best:
        own = patterns.OWN_WORK.search(role) and " of " in gap
        if own or _past(text, gap, spans[left].start, spans[right].end) or _listed(text, gap, spans[right]):
            best = {key: value for key, value in best.items() if key[0] != "works_for"}
    for (kind, forward), confidence in best.items():
        subject, object_ = (left, right) if forward else (right, left)
        value = role if kind == "works_for" else ""
        yield Cue(kind, subject, object_, spans[left].start, spans[right].end, value, confidence)


def _past(text: str, gap: str, start: int, end: int) -> bool:
    """Whether the passage speaks of a job that is over."""
    left_behind = re.search("之前[，,]", text[max(0, start - 12) : start])
    return bool(left_behind or patterns.PAST.search(gap)) or text[end : end + 8].lstrip(" 的").startswith("前")


def _listed(text: str, gap: str, right: Span) -> bool:
    """Whether a bare comma only separates items: "Ada Berg, Acme" states an employer where its line ends there."""
    bare = re.fullmatch(r" ?[,(，（] ?", gap) is not None
    ends = text[right.end : right.end + 1] in ("", "\n", ")", "）", ";") or " & " in right.surface
    return bare and not ends and not text.startswith((" &", " 的"), right.end)


def titled(raw: str) -> tuple[str, str]:
    """A gap in lower case with its job title written as ROLE, and the title as it stands.

    >>> titled(", Senior Software Engineer at ")
    (', ROLE at ', 'Senior Software Engineer')
    """
    flat = re.sub(r"\s+", " ", raw)
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[A-Za-z][A-Za-z-]*", flat)]
    heads = [n for n, (word, _, _) in enumerate(words) if word.lower() in HEADS]
    if not heads:
        return flat.lower(), ""
    first = last = heads[0]
    while first and words[first - 1][0].lower() in ROLE | {"of", "and"} and words[first][1] - words[first - 1][2] < 4:
        first -= 1
    while (
        last + 1 < len(words)
        and words[last + 1][0].lower() in ROLE | {"of", "and", "for"}
        and words[last + 1][1] - words[last][2] < 4
    ):
        last += 1
    while last > heads[0] and words[last][0].lower() in ("of", "and", "for", "at"):
        last -= 1
    while words[first][0].lower() in ("of", "and"):
        first += 1
    start, end = words[first][1], words[last][2]
    return (flat[:start] + "ROLE" + flat[end:].lower()) if not start else flat[:start].lower() + "ROLE" + flat[
        end:
    ].lower(), flat[start:end]


def _whose(before: str, after: str) -> str:
    """ "its" or "our" where a possessive says whose a thing is, and the name of the thing follows; else ""."""
    if patterns.ITS.search(before):
        return "its"
    return "our" if patterns.OUR_AFTER.match(after) or patterns.OUR.search(before) else ""


def _implied(text: str, spans: Sequence[Span], names: Sequence[int], spoken: bool) -> Iterator[Cue]:
    """Employers of whoever speaks, of a pronoun's person, and of the person after a Chinese title and employer."""
    for k, n in enumerate(names):
        before = text[max(0, spans[n].start - 110) : spans[n].start]
        if whose := _whose(before[before.rfind("\n") + 1 :], text[spans[n].end : spans[n].end + 8]):
            yield Cue("develops", -1, n, spans[n].start, spans[n].end, whose, 0.6)
        if not before.rstrip().lower().endswith(patterns.ENDS):
            continue
        gap, role = titled(before[before.rfind("\n") + 1 :])
        if spoken and patterns.SPEAKER.search(gap):
            yield Cue("works_for", -1, n, spans[n].start, spans[n].end, role, 0.7)
        elif match := patterns.PRONOUN.search(gap):
            after = text[spans[n].end : spans[n].end + 30]
            if (
                "前" not in after[:6]
                and match.group().strip().isascii()
                or "前" not in after[:6]
                and patterns.ZH_TITLE.match(after)
            ):
                yield Cue("works_for", -1, n, spans[n].start, spans[n].end, role, 0.6)
        if (
            k + 1 < len(names)
            and patterns.LED.search(before)
            and re.fullmatch(r" ?[，,] ?\[?", text[spans[n].end : spans[names[k + 1]].start])
        ):
            yield Cue("works_for", names[k + 1], n, spans[n].start, spans[names[k + 1]].end, "", 0.75)
