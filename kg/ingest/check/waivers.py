"""Findings that a person looked at and passed over, with the reason: `content/waivers.yaml`."""

from __future__ import annotations

from fnmatch import fnmatchcase

from kg.ingest.check.load import File
from kg.model import Problem


def apply(file: File | None, problems: list[Problem]) -> list[Problem]:
    """The problems that no waiver covers, and a warning for each waiver that covers nothing."""
    if file is None or not isinstance(file.data, list) or file.problems:
        return problems
    waivers = [(str(waiver["path"]), str(waiver["finding"])) for waiver in file.data]
    used: set[tuple[str, str]] = set()
    left = []
    for problem in problems:
        covering = {
            (path, part) for path, part in waivers if fnmatchcase(problem.path, path) and part in problem.message
        }
        used |= covering
        if not covering:
            left.append(problem)
    for path, part in waivers:
        if (path, part) not in used:
            left.append(
                Problem(file.path, 0, 0, "warning", f"the waiver {part!r} for {path} covers nothing", "take it out")
            )
    return left
