"""What is to be added: files, folders and URLs → Documents with their rows of the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kg.ingest import fetch, formats, tables
from kg.model import BadInput, Document, Problem

SUFFIXES = frozenset((".md", ".markdown", ".html", ".htm", ".vtt", ".srt", ".txt", ".json"))
"""Files of a folder that are sources."""
_URL = re.compile(r"(?i)https?://")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to add: its name in messages, its Document, its row of the table."""

    name: str
    document: Document
    row: tables.Row = field(default_factory=dict)


def read(items: Sequence[str | Path], table: Path | None = None) -> list[Input]:
    """All files, folders (their files) and pages. Raises `BadInput` with everything that is wrong in all of them."""
    found: list[Input] = []
    problems: list[Problem] = []
    for item in items:
        for name in _names(str(item), problems):
            try:
                found.append(_read(name, table))
            except BadInput as error:
                problems += error.problems
    if problems:
        raise BadInput(problems)
    return found


def _names(item: str, problems: list[Problem]) -> list[str]:
    """The files of a folder, or the one file or URL."""
    if _URL.match(item):
        return [item]
    path = Path(item)
    if path.is_dir():
        found = sorted(str(file) for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        if not found:
            hint = f"files end in {', '.join(sorted(SUFFIXES))}"
            problems.append(Problem(item, 0, 0, "error", "no source in this folder", hint))
        return found
    return [item]


def _read(name: str, table: Path | None) -> Input:
    if _URL.match(name):
        data, final = fetch.get(name)
        return Input(name, formats.parse(data, urlsplit(final).path.rstrip("/") or "page", final), {"url": final})
    path = Path(name)
    return Input(name, formats.read(path), tables.row(path, table))
