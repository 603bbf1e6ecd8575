"""The sentences around places in sources' texts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from kg.cache import Cache, digest, version
from kg.ingest import formats, texts
from kg.model import Source

LONGEST = 320
"""Characters of a passage at most; a longer sentence is cut at a blank around its mention."""

_END = re.compile(r"[.!?][\"'”’)\]]*\s|[。！？][”’」』）]*|\n")


Kept = dict[str, tuple[texts.Mark, list[int], dict[int, str]]]
"""Source id → its text's mark, the places looked at, and the sentences there."""


def sentences(root: Path, places: Iterable[tuple[Source, Iterable[int]]]) -> dict[tuple[str, int], str]:
    """(source id, offset) → the sentence that holds this place, blanks collapsed, where the source's text is at hand.

    Each text is read once, and not again until it or its places change.
    """
    cache = Cache(root / "build/cache")
    key = digest(formats.VERSION, version(sys.modules[__name__]))
    before: Kept = cache.get("passages", key) or {}
    now: Kept = {}
    for source, offsets in places:
        mark, starts = texts.mark(root, source), sorted(set(offsets))
        old = before.get(source.id)
        if old and old[:2] == (mark, starts):
            now[source.id] = old
        elif mark and (text := texts.read(root, source)) is not None:
            found = {start: around(text, start, start + 1) for start in starts if start < len(text)}
            now[source.id] = (mark, starts, found)
    if now != before:
        cache.put("passages", key, now)
        cache.keep("passages", [key])
    return {(id_, start): text for id_, (_, _, found) in now.items() for start, text in found.items()}


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
