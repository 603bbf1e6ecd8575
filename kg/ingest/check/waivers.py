"""Findings that a person looked at and passed over, with the reason: `content/waivers.yaml`."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from kg.ingest.check import shape
from kg.ingest.check.load import File, placed
from kg.model import Problem


def apply(root: Path, file: File | None, problems: list[Problem]) -> list[Problem]:
    """The problems that no waiver covers, and a warning for each waiver that covers nothing."""
    if file is None or not isinstance(file.data, list) or file.problems:
        return problems
    waivers = [(str(waiver["path"]), str(waiver["finding"])) for waiver in file.data]
    used: set[tuple[str, str]] = set()
    left = []
    unused: list[shape.Finding] = []
    for problem in problems:
        covering = {
            (path, part) for path, part in waivers if fnmatchcase(problem.path, path) and part in problem.message
        }
        used |= covering
        if not covering:
            left.append(problem)
    for index, (path, part) in enumerate(waivers):
        if (path, part) not in used:
            told = f"the waiver {part!r} for {path} covers nothing"
            unused.append(((index,), False, told, "take it out"))
    return left + placed(file.path, (root / file.path).read_bytes(), unused, "warning") if unused else left
