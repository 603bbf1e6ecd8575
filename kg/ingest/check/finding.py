"""What a rule across files finds, before its line is known; and entries grouped by what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from kg.ingest.check.load import File
from kg.ingest.check.syntax import Path


class Finding(NamedTuple):
    """One thing wrong, before its line is known."""

    file: File
    path: Path
    level: Literal["error", "warning", "note"]
    message: str
    hint: str = ""


def entries(files: Iterable[File]) -> list[File]:
    """The files that have a name."""
    return [file for file in files if isinstance(file.data, dict) and "name" in file.data]


def aliases(file: File) -> list[str]:
    """An entry's aliases without their languages, in their order."""
    return [alias if isinstance(alias, str) else alias["name"] for alias in file.data.get("aliases", ())]


def grouped(files: Iterable[File], keys: Callable[[File], Iterable[Hashable]]) -> Iterator[tuple[Any, list[File]]]:
    """Keys that several entries share, sorted, with those entries in order."""
    groups: dict[Any, dict[str, File]] = defaultdict(dict)
    for file in entries(files):
        for key in keys(file):
            groups[key][file.path] = file
    for key in sorted(groups):
        if len(groups[key]) > 1:
            yield key, list(groups[key].values())


def related(a: File, b: File) -> bool:
    """Whether one entry is a part of the other, or both of a third."""
    up, down = a.data.get("parent", a.id), b.data.get("parent", b.id)
    return up in (b.id, down) or down == a.id
