"""The command line: thin, and the only place that prints and exits."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from kg import __version__
from kg.model import BadInput, Problem

app = typer.Typer(no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False, help=__doc__)
import_app = typer.Typer(no_args_is_help=True, help="Bring facts from a community's own files into content/.")
app.add_typer(import_app, name="import")

out = Console()
err = Console(stderr=True)

Root = Annotated[Path | None, typer.Option("--root", metavar="DIR", help="The instance's folder (default: here).")]
SiteUrl = Annotated[str | None, typer.Option(help="Where the site will be served: moves links, never IRIs.")]
Jobs = Annotated[int, typer.Option(min=0, help="Processes to use; 0 is one a core.")]


@app.callback()
def main_options(context: typer.Context, root: Root = None, version: bool = False) -> None:
    """The knowledge graph of what a technical community says on stage and in writing."""
    if version:
        out.print(f"talkscape {__version__}")
        raise typer.Exit
    context.obj = root


def at(context: typer.Context, root: Path | None) -> Path:
    """The instance's root, given before or after the command."""
    folder = (root or context.find_root().obj or Path()).resolve()
    if not (folder / "talkscape.yml").is_file():
        raise BadInput([Problem(str(folder), 0, 0, "error", "no instance here", "talkscape.yml is missing; use --root DIR")])
    return folder


@contextmanager
def progress() -> Iterator[Any]:
    """A progress display on standard error; yields a function `(stage, done, total)`."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as display:
        tasks: dict[str, Any] = {}

        def notify(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = display.add_task(stage, total=total)
            display.update(tasks[stage], completed=done, total=total)

        yield notify


def say(problems: list[Problem], form: str = "text") -> None:
    """Print problems on standard error, or on standard output for a machine."""
    if form == "json":
        rows = [{name: getattr(p, name) for name in Problem.__slots__} for p in problems]
        out.print_json(json.dumps(rows, ensure_ascii=False))
        return
    for problem in problems:
        if form == "github":
            text = problem.message + (f" ({problem.hint})" if problem.hint else "")
            text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
            print(f"::{problem.level} file={problem.path},line={problem.line or 1},col={problem.column or 1}::{text}")
        else:
            err.print(str(problem), style="red" if problem.level == "error" else "yellow", markup=False, highlight=False, soft_wrap=True)


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
    table.add_row("all", f"{sum(summary.seconds.values()):.2f}", style="bold")
    out.print(table)
    out.print("  ".join(f"{name} {count:,}" for name, count in summary.counts.items()), highlight=False)


@app.command()
def check(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Files to check (default: all of content/).")] = None,
    root: Root = None,
    form: Annotated[str, typer.Option("--format", help="text, github or json.")] = "text",
) -> None:
    """Say all that is wrong with the content, by line."""
    from kg.ingest import check as checker

    problems = checker.check(at(context, root), paths or ())
    say(problems, form)
    errors = sum(p.level == "error" for p in problems)
    if form == "text":
        err.print(f"{errors} errors, {len(problems) - errors} warnings")
    raise typer.Exit(1 if errors else 0)


@app.command()
def ingest(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(help="Files, folders or URLs.")],
    root: Root = None,
    table: Annotated[Path | None, typer.Option(help="CSV with title, url, date, publisher, licence by file.")] = None,
    jobs: Jobs = 0,
) -> None:
    """Add sources: Markdown, HTML, captions, transcripts; then find the names in them."""
    from kg import corpus
    from kg.ingest import entries
    from kg.ingest import sources as adder

    folder = at(context, root)
    with progress() as notify:
        report = adder.add(folder, sources, table=table)
        found = corpus.extract(folder, entries.read(folder), jobs=jobs, notify=notify)
    out.print(str(report), highlight=False, markup=False)
    out.print(f"{len(found.made)} records made, {found.kept} kept", highlight=False)
    for note in found.stale:
        err.print(note, style="yellow", markup=False, highlight=False, soft_wrap=True)


@app.command()
def extract(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="Files to read; none: all sources of the instance.")] = None,
    root: Root = None,
    form: Annotated[str, typer.Option("--format", help="jsonl: one line a document on standard output.")] = "jsonl",
    jobs: Jobs = 0,
    again: Annotated[bool, typer.Option("--again", help="Make records anew though nothing changed.")] = False,
) -> None:
    """Find and link the names in files (printed), or in the instance's sources (their records)."""
    from kg import corpus
    from kg.ingest import entries

    folder = at(context, root)
    if files:
        if form != "jsonl":
            raise BadInput([Problem("--format", 0, 0, "error", f"unknown format {form!r}", "jsonl is the one there is")])
        for line in corpus.lines(folder, files, jobs=jobs):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    with progress() as notify:
        found = corpus.extract(folder, entries.read(folder), jobs=jobs, again=again, notify=notify)
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
        table.add_row(str(place.start), place.surface, f"→ {outcome}", "", f"{won.score:.2f}" if won else "", won.reason if won else "", style="bold")
        for one in place.candidates:
            table.add_row("", "", f"{one.entry} ({one.kind})", one.policy, f"{one.score:.2f}", one.reason)
        table.add_row("", "", "", "", "", " ".join(place.features), style="dim")
    out.print(table)


@app.command()
def query(
    context: typer.Context,
    sparql: Annotated[str | None, typer.Argument(help="A SPARQL query; - reads standard input; a file's name works too.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="A named query (see --list).")] = None,
    values: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of a named query.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, tsv, json, xml, turtle.")] = "table",
    listing: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    root: Root = None,
) -> None:
    """Ask the graph in SPARQL."""
    from kg.ingest import config
    from kg.query import answer, library

    if listing:
        table = Table("name", "question", "parameters")
        for entry in library.all():
            table.add_row(entry.name, entry.question, ", ".join(f"{p.name}={p.default}" for p in entry.parameters))
        out.print(table)
        return
    folder = at(context, root)
    parameters = dict(value.partition("=")[::2] for value in values or ())
    if name:
        text = library.text(name, parameters, config.read(folder).base_iri)
    elif sparql == "-":
        text = sys.stdin.read()
    elif sparql and len(sparql) < 500 and Path(sparql).is_file():
        text = Path(sparql).read_text(encoding="utf-8")
    elif sparql:
        text = sparql
    else:
        raise BadInput([Problem("kg query", 0, 0, "error", "no query given", "write one, or --name NAME, or --list")])
    result = answer.ask(folder, text, form)
    if isinstance(result, str):
        sys.stdout.write(result)
        return
    left = f"{result.more} more rows: --format csv gives all" if result.more else None
    shown = Table(*result.names, caption=left)
    for row in result.rows:
        shown.add_row(*map(Text, row))
    out.print(shown)


@import_app.command("landscape")
def import_landscape(context: typer.Context, file: Path, root: Root = None) -> None:
    """Read a CNCF landscape.yml: projects, products, vendors, categories."""
    from kg.ingest import landscape

    out.print(str(landscape.run(at(context, root), file)), highlight=False, markup=False)


@import_app.command("maintainers")
def import_maintainers(context: typer.Context, file: Path, root: Root = None) -> None:
    """Read a CNCF project-maintainers.csv: people, their employers, what they maintain."""
    from kg.ingest import maintainers

    out.print(str(maintainers.run(at(context, root), file)), highlight=False, markup=False)


@app.command()
def withdraw(context: typer.Context, source: str, root: Root = None) -> None:
    """Remove a source from everything that is built."""
    from kg.ingest import remove

    out.print(str(remove.withdraw(at(context, root), source)), highlight=False, markup=False)


@app.command()
def forget(context: typer.Context, person: str, root: Root = None) -> None:
    """Remove a person from entries, records, graph and pages, and keep them from coming back."""
    from kg.ingest import remove

    out.print(str(remove.forget(at(context, root), person)), highlight=False, markup=False)


@app.command()
def serve(context: typer.Context, root: Root = None, port: int = 8000, host: str = "127.0.0.1") -> None:
    """Serve the built site for a look at it."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    folder = at(context, root)
    if not (folder / "site" / "index.html").is_file():
        raise BadInput([Problem("site", 0, 0, "error", "nothing is built yet", "run kg build first")])
    path = folder / "build" / "prefix.txt"  # where the last build was told that the site will be served
    prefix = path.read_text(encoding="utf-8").rstrip("/") if path.is_file() else ""
    out.print(f"http://{host}:{port}{prefix}/", highlight=False)
    files = StaticFiles(directory=folder / "site", html=True)
    uvicorn.run(Starlette(routes=[Mount(prefix, files)]), host=host, port=port, log_level="warning")


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
