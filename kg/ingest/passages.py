"""The sentence around a place in a source's text."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from kg.ingest import texts
from kg.model import Source

LONGEST = 320
"""Characters of a passage at most; a longer sentence is cut at a blank around its mention."""

_END = re.compile(r"[.!?][\"'”’)\]]*\s|[。！？][”’」』）]*|\n")


def sentence(root: Path, source: Source, start: int, end: int) -> str | None:
    """The sentence that holds `text[start:end]`, blanks collapsed, or None where the text is not at hand."""
    text = _text(root, source)
    return None if text is None or end > len(text) else around(text, start, end)


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


@lru_cache(maxsize=64)
def _text(root: Path, source: Source) -> str | None:
    return texts.read(root, source)
