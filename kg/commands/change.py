"""Commands on what changes: see what a change does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.console import Jobs, Root, at, progress
from kg.model import BadInput, Problem

app = typer.Typer()


@app.command()
def diff(
    context: typer.Context,
    base: Annotated[str, typer.Argument(help="A revision or a folder (default: where the work left main).")] = "",
    now: Annotated[str, typer.Argument(help="A revision or a folder (default: the folder as it is).")] = "",
    root: Root = None,
    form: Annotated[str, typer.Option("--format", help="text, markdown or json.")] = "text",
    preview: Annotated[str, typer.Option(help="Where a preview of the changed site is served, for links.")] = "",
    jobs: Jobs = 0,
) -> None:
    """Show what a change does: entries, claims, triples, mentions and pages."""
    from kg.diff import changes, report, states
    from kg.ingest import config

    if form not in report.forms():
        raise BadInput([Problem("--format", 0, 0, "error", f"unknown format {form!r}", ", ".join(report.forms()))])
    folder = at(context, root)
    ends: list[tuple[Path, str]] = [(folder, "here")]
    if now:
        ends = [states.folder(folder, now)]
    ends.insert(0, states.folder(folder, base or states.parent(folder, config.read(folder).branch)))
    with progress() as notify:
        before, after = (states.read(path, label, jobs, notify, not n) for n, (path, label) in enumerate(ends))
        found = changes.compare(before, after)
    text = report.as_markdown(found, preview) if form == "markdown" else report.FORMS[form](found)
    sys.stdout.write(text.rstrip("\n") + "\n")
