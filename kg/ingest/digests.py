"""Hashes of the texts at hand, kept while their files are the same: to read and clean the texts takes much longer."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from kg.cache import Cache, digest, version
from kg.ingest import formats, texts
from kg.model import Source


def of(root: Path, sources: Iterable[Source]) -> dict[str, str]:
    """Source id → SHA-256 of its cleaned text, for those whose text is here. Raises BadInput for a broken text."""
    cache = Cache(root / "build/cache")
    key = digest(formats.VERSION, version(sys.modules[__name__]))
    before: dict[str, tuple[texts.Mark, str]] = cache.get("digests", key) or {}
    now: dict[str, tuple[texts.Mark, str]] = {}
    for source in sources:
        mark = texts.mark(root, source)
        if mark and (old := before.get(source.id)) and old[0] == mark:
            now[source.id] = old
        elif mark and (text := texts.read(root, source)) is not None:
            now[source.id] = (mark, texts.digest(text))
    if now != before:
        cache.put("digests", key, now)
        cache.keep("digests", [key])
    return {id_: sha for id_, (_, sha) in now.items()}
