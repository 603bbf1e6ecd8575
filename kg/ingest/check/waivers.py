"""Findings that a person looked at and passed over, with the reason: `content/waivers.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from kg.ingest.check import shape
from kg.ingest.check.load import File, placed
from kg.model import Problem

FILE: Final = "content/waivers.yaml"


def apply(root: Path, file: File | None, problems: Sequence[Problem]) -> list[Problem]:
    """The problems that no waiver covers, and a warning for each waiver that covers nothing."""
    waived = _waivers(file)
    told: list[shape.Finding] = []
    for index in unused(file, problems):
        item = waived[index]
        told.append(
            ((index,), False, f"the waiver {item['finding']!r} for {item['path']} covers nothing", "take it out")
        )
    left = [problem for problem in problems if not any(_covers(item, problem) for item in waived)]
    return left + placed(FILE, (root / FILE).read_bytes() if told else b"", told, "warning")


def unused(file: File | None, problems: Sequence[Problem]) -> list[int]:
    """Indexes of the waivers that cover none of the problems."""
    return [n for n, item in enumerate(_waivers(file)) if not any(_covers(item, problem) for problem in problems)]


def _waivers(file: File | None) -> list[dict[str, str]]:
    """The waivers of a well-formed file."""
    return file.data if file is not None and isinstance(file.data, list) and not file.problems else []


def _covers(waiver: dict[str, str], problem: Problem) -> bool:
    return waiver["finding"] in problem.message and fnmatchcase(problem.path, waiver["path"])
