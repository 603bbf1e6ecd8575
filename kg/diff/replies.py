"""What is said, in Markdown, to an issue whose form a program turned into a change, or could not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.diff.report import safe
from kg.model import Problem

SHOWN: Final = 50
"""Problems that are told of; more are of no help."""


def refusal(problems: Iterable[Problem]) -> str:
    """To an issue whose answers make no change."""
    again = "Edit the issue (its ⋯ menu) and it is tried again. Where that is no help, leave it: a person reads it too."
    return "\n".join(["**This could not be turned into a change yet:**\n", *_listed(problems), "", again, ""])


def reply(title: str, paths: Iterable[str], shown: str, notes: Iterable[Problem]) -> str:
    """Of a change that an issue's form made; `shown` is where the person says that it can be seen."""
    parts = [f"**{safe(title)}**\n", *(f"- `{path}`" for path in paths)]
    parts += [f"\nWhere it can be seen, as the issue says: {safe(shown)}"] if shown else []
    told = _listed(notes)
    return "\n".join([*parts, *(["\nTo be looked at:\n", *told] if told else []), ""])


def _listed(problems: Iterable[Problem]) -> list[str]:
    return [f"- {safe(_said(problem))}" for problem in problems][:SHOWN]


def _said(problem: Problem) -> str:
    """A problem in words; the issue itself is no place that a reader has to be told of."""
    line = f":{problem.line}" if problem.line else ""
    place = "" if problem.path == "issue" else f"{problem.path}{line}: "
    return f"{place}{problem.message}" + (f" ({problem.hint})" if problem.hint else "")
