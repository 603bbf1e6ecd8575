"""The command line: thin, and the only place that prints and exits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kg import __version__
from kg.commands import catalogue, change, content, graph, instance, measure, review
from kg.commands.console import Jobs, Root, Scheduler, SiteUrl, at, err, out, progress, say
from kg.model import BadInput, Problem

app = typer.Typer(no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False, help=__doc__)
app.add_typer(content.app)
app.add_typer(catalogue.app)
app.add_typer(instance.app)
app.add_typer(graph.app)
app.add_typer(review.app)
app.add_typer(change.app)
app.add_typer(measure.app)


def tell_version(wanted: bool) -> None:
    """Say the version and end, whatever else is asked."""
    if wanted:
        out.print(f"talkscape {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def main_options(
    context: typer.Context,
    root: Root = None,
    version: Annotated[bool, typer.Option("--version", help="Say it.", callback=tell_version, is_eager=True)] = False,
) -> None:
    """The knowledge graph of what a technical community says on stage and in writing."""
    context.obj = root


@app.command()
def build(
    context: typer.Context,
    root: Root = None,
    site_url: SiteUrl = None,
    jobs: Jobs = 0,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Make the full-text index (Pagefind).")] = True,
) -> None:
    """Make everything: links, claims, graph, pages, search. Only what changed is made anew."""
    from kg import build as pipeline

    with progress() as notify:
        summary = pipeline.build(at(context, root), site_url=site_url, jobs=jobs, with_search=search, notify=notify)
    for note in summary.notes:
        err.print(note, style="yellow", markup=False, highlight=False, soft_wrap=True)
    table = Table("stage", "seconds", title="Built", title_justify="left")
    for stage, seconds in summary.seconds.items():
        table.add_row(stage, f"{seconds:.2f}")
    table.add_row("all", f"{summary.elapsed:.2f}", style="bold")
    out.print(table)
    out.print("  ".join(f"{name} {count:,}" for name, count in summary.counts.items()), highlight=False)


@app.command()
def ingest(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(help="Files, folders or URLs.")],
    root: Root = None,
    table: Annotated[Path | None, typer.Option(help="CSV with title, url, date, publisher, licence by file.")] = None,
    jobs: Jobs = 0,
    scheduler: Scheduler = "",
) -> None:
    """Add sources: Markdown, HTML, captions, transcripts; then find the names in them."""
    from kg import corpus
    from kg.ingest import entries
    from kg.ingest import sources as adder

    folder = at(context, root)
    with progress() as notify:
        report = adder.add(folder, sources, table=table)
        found = corpus.extract(folder, entries.read(folder), jobs=jobs, notify=notify, scheduler=scheduler)
    out.print(str(report), highlight=False, markup=False)
    out.print(f"{len(found.made)} records made, {found.kept} kept", highlight=False)
    for note in found.stale:
        err.print(note, style="yellow", markup=False, highlight=False, soft_wrap=True)


@app.command()
def extract(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files to read; none: all sources of the instance.")
    ] = None,
    root: Root = None,
    form: Annotated[str, typer.Option("--format", help="jsonl: one line a document on standard output.")] = "jsonl",
    jobs: Jobs = 0,
    again: Annotated[bool, typer.Option("--again", help="Make records anew though nothing changed.")] = False,
    scheduler: Scheduler = "",
    model: Annotated[str, typer.Option(help="An installed spaCy model that is to help.")] = "",
) -> None:
    """Find and link the names in files (printed), or in the instance's sources (their records)."""
    from kg import corpus
    from kg.ingest import entries

    folder = at(context, root)
    if files:
        if form != "jsonl":
            raise BadInput(
                [Problem("--format", 0, 0, "error", f"unknown format {form!r}", "jsonl is the one there is")]
            )
        for line in corpus.lines(folder, files, jobs=jobs, scheduler=scheduler, model=model):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    with progress() as notify:
        options = {"scheduler": scheduler, "model": model}
        found = corpus.extract(folder, entries.read(folder), jobs=jobs, again=again, notify=notify, **options)
    out.print(f"{len(found.made)} records made, {found.kept} kept", highlight=False)
    for note in found.stale:
        err.print(note, style="yellow", markup=False, highlight=False, soft_wrap=True)


@app.command()
def explain(context: typer.Context, file: Path, surface: str, root: Root = None) -> None:
    """Show what a name in a file could mean: candidates, scores and reasons."""
    from kg import corpus

    table = Table("at", "surface", "candidate", "policy", "score", "reason")
    for place in corpus.explain(at(context, root), file, surface):
        won = place.decided
        outcome = "nothing" if won is None else won.entry or f"{won.name} (no entry)"
        table.add_row(
            str(place.start),
            place.surface,
            f"→ {outcome}",
            "",
            f"{won.score:.2f}" if won else "",
            won.reason if won else "",
            style="bold",
        )
        for one in place.candidates:
            table.add_row("", "", f"{one.entry} ({one.kind})", one.policy, f"{one.score:.2f}", one.reason)
        table.add_row("", "", "", "", "", " ".join(place.features), style="dim")
    out.print(table)


def main() -> None:
    """Run the command; bad input ends it with every problem said and status 1."""
    try:
        app()
    except BadInput as bad:
        say(bad.problems)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("interrupted; what was finished is kept")
        sys.exit(130)


if __name__ == "__main__":
    main()
