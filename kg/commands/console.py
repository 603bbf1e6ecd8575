"""What the commands share: the terminal, the instance that is meant, problems said to people and to machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from kg.model import BadInput, Problem

out = Console(emoji=False)
err = Console(stderr=True, emoji=False)
"""Without emoji, which line 100 of a file (`:100:`) would be."""

Root = Annotated[Path | None, typer.Option("--root", metavar="DIR", help="The instance's folder (default: here).")]
SiteUrl = Annotated[str | None, typer.Option(help="Where the site will be served: moves links, never IRIs.")]
Jobs = Annotated[int, typer.Option(min=0, help="Processes to use; 0 is one a core.")]
Scheduler = Annotated[str, typer.Option(metavar="tcp://HOST:PORT", help="A Dask cluster (extra: cluster).")]


def at(context: typer.Context, root: Path | None) -> Path:
    """The instance's root, given before or after the command."""
    folder = (root or context.find_root().obj or Path()).resolve()
    if not (folder / "talkscape.yml").is_file():
        raise BadInput(
            [Problem(str(folder), 0, 0, "error", "no instance here", "talkscape.yml is missing; use --root DIR")]
        )
    return folder


@contextmanager
def progress() -> Iterator[Any]:
    """A progress display on standard error; yields a function `(stage, done, total)`."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as display:
        tasks: dict[str, Any] = {}

        def notify(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = display.add_task(stage, total=total)
            display.update(tasks[stage], completed=done, total=total)

        yield notify


STYLES = {"error": "red", "warning": "yellow", "note": "cyan"}
ANNOTATIONS = {"error": "error", "warning": "warning", "note": "notice"}


def say(problems: Sequence[Problem], form: str = "text") -> None:
    """Print problems on standard error, or on standard output for a machine (json) or a forge (github)."""
    if form == "json":
        rows = [{name: getattr(p, name) for name in Problem.__slots__} for p in problems]
        out.print_json(json.dumps(rows, ensure_ascii=False))
        return
    for problem in problems:
        if form == "github":
            sys.stdout.write(annotation(problem) + "\n")
        else:
            err.print(str(problem), style=STYLES[problem.level], markup=False, highlight=False, soft_wrap=True)


def annotation(problem: Problem) -> str:
    """A problem as a workflow command that shows it on its line of a pull request; nothing in it can start another.

    >>> annotation(Problem("content/a,b.yaml", 2, 0, "error", "100 % wrong"))
    '::error file=content/a%2Cb.yaml,line=2,col=1::100 %25 wrong'
    """
    text = _escaped(problem.message + (f" ({problem.hint})" if problem.hint else ""))
    path = _escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={problem.line or 1},col={problem.column or 1}"
    return f"::{ANNOTATIONS[problem.level]} {place}::{text}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def tell(text: object) -> None:
    """Print a report as it is, without markup or colours."""
    out.print(str(text), highlight=False, markup=False, soft_wrap=True)
