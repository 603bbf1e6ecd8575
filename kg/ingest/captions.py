"""WebVTT and SubRip → cues, with the line of everything that is wrong.

webvtt-py reads sound files alike (a test compares the two) but passes over what is not sound and knows no lines.
"""

from __future__ import annotations

import html
import re

from kg.ingest.cues import Cue, document
from kg.model import BadInput, Document, Problem

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2}[.,]\d{1,3})"
_TIMES = re.compile(rf"^\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s+\S.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_ASIDE = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s|$)")


def parse(text: str, name: str) -> Document:
    """The Document of WebVTT (it opens with its mark) or SubRip.

    Raises `BadInput` with every cue whose times are missing, unreadable, backward or overlapping.
    """
    cues, problems = [], []
    for line, block in _blocks(text):
        at = next((number for number, row in enumerate(block) if "-->" in row), -1)
        if at < 0:
            words = [row for row in block if row.strip() and not row.strip().isdigit()]
            if words and line > 1 and not _ASIDE.match(block[0]):
                problems.append(Problem(name, line, 1, "error", f"cue without times (found {block[0][:40]!r})", _HINT))
            continue
        times = _TIMES.match(block[at])
        if not times:
            message = f"cue times cannot be read (found {block[at][:60]!r})"
            problems.append(Problem(name, line + at, 1, "error", message, _HINT))
            continue
        cues += _spoken(block[at + 1 :], _seconds(*times.groups()[:3]), _seconds(*times.groups()[3:]), line + at)
    if problems:
        raise BadInput(problems)
    language = re.search(r"^Language:\s*([A-Za-z-]+)", text[:500], re.M)
    return document(cues, name, {"language": language[1].lower()} if language else {})


_HINT = "write 00:01:02.500 --> 00:01:04.000 above the words"


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """(line number, lines) of each stretch between blank lines; the WebVTT header is left out."""
    blocks: list[tuple[int, list[str]]] = []
    rows = text.split("\n")
    start = 0
    if rows[0].startswith("WEBVTT"):
        start = next((n for n in range(1, len(rows)) if not rows[n].strip() or "-->" in rows[n]), len(rows))
    fresh = True
    for number in range(start, len(rows)):
        if not rows[number].strip():
            fresh = True
        elif fresh:
            blocks.append((number + 1, [rows[number]]))
            fresh = False
        else:
            blocks[-1][1].append(rows[number])
    return [part for block in blocks for part in _apart(*block)]


def _apart(line: int, block: list[str]) -> list[tuple[int, list[str]]]:
    """A block with several time lines (the blank line between cues was forgotten) as one block a cue."""
    marks = [number for number, row in enumerate(block) if "-->" in row]
    if len(marks) < 2:
        return [(line, block)]
    edges = [0, *(m - 1 if block[m - 1].strip().isdigit() else m for m in marks[1:]), len(block)]
    return [(line + a, block[a:b]) for a, b in zip(edges, edges[1:], strict=False)]


def _seconds(hours: str | None, minutes: str, seconds: str) -> float:
    """Seconds of a clock time.

    >>> _seconds("01", "02", "03,5")
    3723.5
    """
    return round(int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", ".")), 3)


def _spoken(rows: list[str], start: float, end: float, line: int) -> list[Cue]:
    """The cues of one block: one for each voice that speaks in it."""
    cues: list[tuple[str, list[str]]] = [("", [])]
    for row in rows:
        pieces = _VOICE.split(row)
        cues[-1][1].append(pieces[0])
        cues += [(voice.strip(), [words]) for voice, words in zip(pieces[1::2], pieces[2::2], strict=True)]
    found = []
    for voice, words in cues:
        lines = tuple(clean for row in words if (clean := " ".join(html.unescape(_TAG.sub("", row)).split())))
        if lines:
            found.append(Cue(start, end, lines, html.unescape(voice), line))
    return found
