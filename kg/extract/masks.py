"""Sentences with their names and job titles masked, so that one pattern reads a statement whoever it is about.

In a masked sentence each name is one character of `NAME`, each job title one of `TITLE`; the rest is in lower case with
single blanks. A pattern can so step over names that stand between the two that it relates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import Span
from kg.titles import TITLES, has_title, is_title

NAME: Final = "[\ue000-\uefff]"
TITLE: Final = "[\uf000-\uf8ff]"
MOST: Final = 900
"""Names of one sentence that are looked at."""
REACH: Final = 130
"""Code points on either side of a name that are looked at."""
_FAR: Final = " 。;.: "
"""Stands for text that is out of reach; no pattern goes over it."""
_FIRST: Final = "\ue000"
_FIRST_TITLE: Final = "\uf000"
_SENTENCE: Final = re.compile(
    r"\n+|(?<=[.!?…])[”\"’')]*\s+(?=[A-Z“\"'(\[])(?!(?:It|That)(?:['’]s| is| was) \w+ by )|(?<=[。！？；])"
)
"""Where a sentence ends. One that only says by whom the last one's thing was made belongs to it."""
_ABBREVIATED: Final = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e|[A-Z])\.$")
_SAYING: Final = frozenset(
    "maker makers creator creators maintainer maintainers company team project tool platform called named".split()
)
"""Words that say what relates two names: never masked, though in captions they may sound like a name."""
_OF: Final = re.compile(r"((?:[\w.'’-]+ ){1,2}[\w.'’-]+) of (?=[A-Z])")
"""A person's name and what follows it in one run of capitals (Ada Berg of Acme)."""
_OFFICER: Final = re.compile(r"(?i)\b(?:c[etoifmpr]o|ciso|founder|cofounder|president|chairman|chair)s? $")
"""A title after which "of" names an organisation rather than a department."""
_EDGE: Final = re.compile("[\\[\\]*_\u200b\ue000-\uf8ff]")
"""Marks that come between words, and characters that the masks need for themselves."""


@dataclass(frozen=True, slots=True)
class Masked:
    """One masked sentence."""

    text: str
    names: tuple[tuple[int, int, int], ...]
    """The record's span behind each name, and the place (start, end) of the name, which may be a part of its span."""
    titles: tuple[str, ...]
    """The job title behind each title."""
    cased: str = ""
    """The text with its capitals; its places are those of `text`."""

    def span(self, name: str) -> int:
        """The span that a name's character stands for."""
        return self.names[ord(name) - ord(_FIRST)][0]

    def place(self, name: str) -> tuple[int, int]:
        """Where in the text the name stands that a character stands for."""
        return self.names[ord(name) - ord(_FIRST)][1:]

    def words(self, part: str, spans: Sequence[Span]) -> str:
        """A part of the masked text with its titles and names written out."""
        part = re.sub(TITLE, lambda m: self.titles[ord(m.group()) - ord(_FIRST_TITLE)], part)
        return re.sub(NAME, lambda m: spans[self.span(m.group())].surface, part)


def sentences(text: str, spans: Sequence[Span]) -> Iterator[Masked]:
    """The masked sentences that hold a name, in order."""
    names = [n for n, span in enumerate(spans) if _names(span)]
    names = [n for k, n in enumerate(names) if not (k and spans[names[k - 1]].end >= spans[n].end)]
    starts = [spans[n].start for n in names]
    if not names:
        return
    for start, end in _bounds(text, starts[0], spans[names[-1]].end, spans, names):
        inside = names[bisect_left(starts, start) : bisect_left(starts, end)][:MOST]
        if inside:
            yield mask(text, start, end, spans, inside)


def _names(span: Span) -> bool:
    named = not all(map(_titled, span.surface.split(" & ")))
    return "role" not in span.features and "topic" not in span.features and named and span.surface not in _SAYING


def _titled(surface: str) -> bool:
    """Whether a surface is a title: that of a department (Head of Mesh), but not "CEO of Acme"."""
    return has_title(surface) and (is_title(surface) or surface.startswith("of ", _around(surface)[0]))


def _bounds(text: str, first: int, last: int, spans: Sequence[Span], names: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence between the line of the first name and that of the last; no name is cut."""
    begin = text.rfind("\n", 0, first) + 1
    stop = text.find("\n", last)
    stop = len(text) if stop < 0 else stop
    starts = [spans[n].start for n in names]
    at = begin
    for match in _SENTENCE.finditer(text, begin, stop):
        here = bisect_left(starts, match.start()) - 1
        cuts = here >= 0 and spans[names[here]].end > match.end()
        if cuts or "\n" not in match.group() and _ABBREVIATED.search(text[max(at, match.start() - 6) : match.start()]):
            continue
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if stop > at:
        yield at, stop


def mask(text: str, start: int, end: int, spans: Sequence[Span], inside: Sequence[int]) -> Masked:
    """The sentence text[start:end] with its names, numbers of `spans`, and its titles masked."""
    out: list[str] = []
    titles: list[str] = []

    def write(part: str) -> None:
        if len(part) > 2 * REACH:
            part = part[:REACH] + _FAR + part[-REACH:]
        flat = " ".join(_EDGE.sub("", f"|{part}|").split())[1:-1]
        at = 0
        for match in TITLES.finditer(flat) if has_title(flat) else ():
            out.append(flat[at : match.start()])
            out.append(chr(ord(_FIRST_TITLE) + min(len(titles), 0x7FF)))
            titles.append(match.group())
            at = match.end()
        out.append(flat[at:])

    named: list[tuple[int, int, int]] = []
    at = start
    for n in inside:
        write(text[at : spans[n].start])
        surface, done = spans[n].surface, 0
        for lead, tail in _parts(surface, "given" in spans[n].features):
            if tail - lead < len(surface) and is_title(surface[lead:tail]):
                continue
            write(surface[done:lead])
            out.append(chr(ord(_FIRST) + len(named)))
            named.append((n, spans[n].start + lead, spans[n].start + tail))
            done = tail
        write(surface[done:])
        at = spans[n].end
    write(text[at:end])
    cased = "".join(out).replace("’", "'")
    lower = cased.lower()
    return Masked(lower, tuple(named), tuple(titles), cased if len(cased) == len(lower) else lower)


def _parts(surface: str, person: bool = False) -> Iterator[tuple[int, int]]:
    """(start, end) of the names in a surface: two where "&" joins them, each without the titles around it.

    `person`: the surface begins with a given name, so that an "of" after the name is followed by another.

    >>> [("Brightmesh & CTO Ada Berg")[a:b] for a, b in _parts("Brightmesh & CTO Ada Berg")]
    ['Brightmesh', 'Ada Berg']
    >>> [("Ada Berg of Brightmesh")[a:b] for a, b in _parts("Ada Berg of Brightmesh", person=True)]
    ['Ada Berg', 'Brightmesh']
    """
    at = 0
    for part in surface.split(" & "):
        lead, tail = _around(part)
        of = _OF.match(part, lead, tail) if person else None
        if of:
            yield at + lead, at + of.end(1)
            lead = of.end()
        yield at + lead, at + tail
        at += len(part) + 3


def _around(surface: str) -> tuple[int, int]:
    """Where the name in a surface begins and ends, without the titles around it (CTO Ada Berg, CTO of Acme)."""
    if not has_title(surface):
        return 0, len(surface)
    found = [m for m in TITLES.finditer(surface) if len(m.group()) < len(surface)]
    lead = found[0].end() + 1 if found and found[0].start() == 0 else 0
    lead += 3 if surface.startswith("of ", lead) and _OFFICER.search(surface[:lead]) else 0
    lead += 4 if lead and surface.startswith("for ", lead) else 0
    tail = found[-1].start() - 1 if found and found[-1].end() == len(surface) and found[-1].start() > lead else None
    return lead, len(surface) if tail is None else tail
