"""The sentence around a place in a source's text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from kg.ingest import texts
from kg.model import Source

LONGEST = 320
"""Characters of a passage at most; a longer sentence is cut at a blank around its mention."""

_END = re.compile(r"[.!?][\"'”’)\]]*\s|[。！？][”’」』）]*|\n")


def reader(root: Path) -> Callable[[Source, int, int], str | None]:
    """What gives the sentence that holds `text[start:end]` of a source, blanks collapsed, or None without its text.

    It looks for each text once: made anew for each build, it sees what has changed.
    """
    absent: set[str] = set()

    @lru_cache(maxsize=64)
    def text_of(source: Source) -> str | None:
        return texts.read(root, source)

    def sentence(source: Source, start: int, end: int) -> str | None:
        text = None if source.id in absent else text_of(source)
        if text is None:
            absent.add(source.id)
            return None
        return around(text, start, end) if end <= len(text) else None

    return sentence


def around(text: str, start: int, end: int) -> str:
    """The sentence of `text` around `start:end`, at most about `LONGEST` characters.

    >>> around("First. The second one names etcd twice. Third.", 28, 32)
    'The second one names etcd twice.'
    """
    floor, roof = max(0, start - LONGEST), min(len(text), end + LONGEST)
    before = [m.end() for m in _END.finditer(text, floor, start)]
    after = _END.search(text, end, roof)
    left, right = (before[-1] if before else floor), (after.end() if after else roof)
    cut_left, cut_right = "" if before or floor == 0 else "… ", "" if after or roof == len(text) else " …"
    if end - left > LONGEST * 2 // 3:
        left, cut_left = _blank(text, start - LONGEST // 2, left), "… "
    if right - left > LONGEST:
        right, cut_right = max(end, text.rfind(" ", end, left + LONGEST)), " …"
    return cut_left + re.sub(r"\s+", " ", text[left:right]).strip() + cut_right


def _blank(text: str, place: int, least: int) -> int:
    """The first blank at or after `place`, not before `least`."""
    found = text.find(" ", max(place, least))
    return least if found < 0 else found + 1
