"""Commands on what changes: see what a change does, make one from an issue's form."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from kg import cache
from kg.commands.console import Jobs, Root, at, progress, say, tell
from kg.model import BadInput, Problem

app = typer.Typer()
LARGEST: Final = 1_000_000
"""Bytes of an event as the forge tells it."""


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

    if form not in report.forms():
        raise BadInput([Problem("--format", 0, 0, "error", f"unknown format {form!r}", ", ".join(report.forms()))])
    folder = at(context, root)
    with progress() as notify:
        before, after = states.pair(folder, base, now, jobs, notify)
        found = changes.compare(before, after)
    text = report.as_markdown(found, preview) if form == "markdown" else report.FORMS[form](found)
    sys.stdout.write(text.rstrip("\n") + "\n")


@app.command("from-issue")
def from_issue(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="An issue's text, or the forge's JSON of it; - reads standard input.")],
    answer: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write there, in Markdown, what is to be said to the issue.")
    ] = None,
    root: Root = None,
) -> None:
    """Change the content as the form of an issue asks: a new entry, a correction, a ruling, a source.

    Prints a title and the files. What is wrong with the answers is said, nothing is written, and the status is 1.
    """
    from kg.diff import replies
    from kg.ingest.forms import changes

    folder = at(context, root)
    try:
        made = changes.make(folder, issue(file))
    except BadInput as bad:
        if answer:
            cache.write(answer, replies.refusal(bad.problems))
        raise
    if answer:
        cache.write(answer, replies.reply(made.title, made.paths, made.shown, made.notes))
    say(made.notes)
    tell("\n".join([made.title, *made.paths]))


def issue(file: str) -> str:
    """An issue's text, from a file that holds it or the forge's JSON. Raises BadInput where it cannot be read."""
    try:
        raw = sys.stdin.buffer.read(LARGEST) if file == "-" else Path(file).read_bytes()[:LARGEST]
        found = raw.decode("utf-8")
        event = json.loads(found) if found.lstrip().startswith("{") else {"body": found}
        return str(event.get("issue", event)["body"] or "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput([Problem(file, 0, 0, "error", f"no issue can be read here: {error}")]) from error
