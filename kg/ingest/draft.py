"""A text under construction, and the spans that its markup names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_BLANK = " \t\r\n\f\v"


@dataclass(frozen=True, slots=True)
class Text:
    """A finished text. Spans are (start, end, value) by kind, sorted, never empty and without blanks at their ends."""

    text: str
    spans: dict[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)
    times: tuple[tuple[int, float], ...] = ()

    def plain(self, kind: str) -> tuple[tuple[int, int], ...]:
        """The spans of one kind without their values."""
        return tuple((start, end) for start, end, _ in self.spans.get(kind, ()))


class Draft:
    """Collects text, one line a paragraph, every other run of blanks as one blank."""

    def __init__(self) -> None:
        """Start empty."""
        self._parts: list[str] = []
        self._spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._times: list[tuple[int, float]] = []
        self._length = 0
        self._gap = ""

    def add(self, text: str, lines: bool = False) -> None:
        """Append text; with `lines` its line ends are kept (code)."""
        if lines and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.block()
                self.add(line)
            return
        body = _BLANKS.sub(" ", text)
        if body[:1] == " " and not self._gap:
            self._gap = " "
        body = body[1:] if body[:1] == " " else body
        trailing = body[-1:] == " "
        body = body[:-1] if trailing else body
        if body:
            if self._length and self._gap:
                body = self._gap + body
            self._parts.append(body)
            self._length += len(body)
            self._gap = " " if trailing else ""

    def block(self) -> None:
        """End the paragraph."""
        self._gap = "\n"

    def blank(self) -> None:
        """End the word."""
        self._gap = self._gap or " "

    def here(self) -> int:
        """The offset at which the next text will stand."""
        return self._length + (1 if self._gap and self._length else 0)

    def span(self, kind: str, start: int, value: str = "") -> None:
        """Note what stands from `start` to here."""
        if start < self._length:
            self._spans[kind].append((start, self._length, value))

    def time(self, seconds: float) -> None:
        """The next text is spoken at or after this second."""
        self._times.append((self.here(), seconds))

    def finish(self) -> Text:
        """The text, its spans trimmed to what is not blank, its times in order."""
        text = "".join(self._parts)
        spans = {kind: tuple(sorted(set(_trimmed(text, found)))) for kind, found in self._spans.items()}
        times = increasing((at, time) for at, time in self._times if at < len(text))
        return Text(text, spans, ((0, 0.0), *times) if times and times[0][0] > 0 else times)


def _trimmed(text: str, spans: Iterable[tuple[int, int, str]]) -> Iterable[tuple[int, int, str]]:
    for start, end, value in spans:
        while start < end and text[start] in _BLANK:
            start += 1
        while start < end and text[end - 1] in _BLANK:
            end -= 1
        if start < end:
            yield start, end, value


def increasing(times: Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """The longest run of times that only grow: one wrong time loses itself, not all that follow it.

    >>> increasing([(0, 1.0), (5, 900.0), (9, 2.0), (12, 3.0)])
    ((0, 1.0), (9, 2.0), (12, 3.0))
    """
    from bisect import bisect_left

    tails: list[float] = []
    ends: list[int] = []
    found = sorted(dict(sorted(times, reverse=True)).items())
    before = [-1] * len(found)
    for number, (_, seconds) in enumerate(found):
        place = bisect_left(tails, seconds)
        tails[place:] = [seconds] if place == len(tails) else [seconds, *tails[place + 1 :]]
        ends[place:] = [number] if place == len(ends) else [number, *ends[place + 1 :]]
        before[number] = ends[place - 1] if place else -1
    chain: list[tuple[int, float]] = []
    last = ends[-1] if ends else -1
    while last >= 0:
        chain.append(found[last])
        last = before[last]
    return tuple(reversed(chain))
