"""A person's word over the linker, added to `content/rulings/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from kg import cache
from kg.ingest.check import load
from kg.model import BadInput, Problem

FILE: Final = "content/rulings/review.yaml"
"""Where the review queue's answers go."""
_HEAD: Final = "# yaml-language-server: $schema=../../kg/schema/ruling.json\n"


def add(root: Path, surface: str, entry: str = "", source: str = "", reason: str = "") -> Path:
    """Append a ruling; the file's own text stays as it is. Raises BadInput where it is not sound, and writes nothing.

    A surface that is ruled on already, in that source or everywhere, is not ruled on twice.
    """
    file = root / FILE
    before = file.read_bytes() if file.is_file() else None
    cache.write(file, added(root, {"surface": surface, "entry": entry, "source": source, "reason": reason}))
    problems = [p for p in load.one(root, file, "ruling").problems if p.level == "error"]
    if problems:
        cache.write(file, before) if before is not None else file.unlink()
        raise BadInput(problems)
    return file


def added(root: Path, item: Mapping[str, Any]) -> str:
    """The text of the file with one more ruling. Raises BadInput where its surface is ruled on already."""
    surface, source = item["surface"], item.get("source", "")
    for known in _known(root):
        if (known.get("surface"), known.get("source", "")) == (surface, source):
            said = known.get("entry", "") or "nothing of ours"
            raise BadInput([Problem(FILE, 0, 0, "error", f"{surface!r} is ruled on already: it names {said}")])
    return _appended(root, item)


def rejected(root: Path, claim: Mapping[str, str], reason: str = "") -> str:
    """The text of the file with a claim rejected. Raises BadInput where it is already."""
    if any(known.get("claim") == dict(claim) for known in _known(root)):
        raise BadInput([Problem(FILE, 0, 0, "error", "this claim is rejected already: " + " ".join(claim.values()))])
    return _appended(root, {"claim": dict(claim), "verdict": "rejected", "reason": reason})


def _known(root: Path) -> list[dict[str, Any]]:
    file = root / FILE
    return (yaml.safe_load(file.read_text("utf-8")) or []) if file.is_file() else []


def _appended(root: Path, item: Mapping[str, Any]) -> str:
    file = root / FILE
    text = file.read_text("utf-8") if file.is_file() else _HEAD
    kept = {name: value for name, value in item.items() if value}
    return text.rstrip("\n") + "\n" + yaml.safe_dump([kept], sort_keys=False, allow_unicode=True, width=4000)
