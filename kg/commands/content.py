"""Commands on the curated content: check it, import into it, take out of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.console import Jobs, Root, at, err, progress, say, tell

app = typer.Typer()
import_app = typer.Typer(no_args_is_help=True, help="Bring facts from a community's own files into content/.")
app.add_typer(import_app, name="import")

Paths = Annotated[list[Path] | None, typer.Argument(help="Files or folders (default: all of content/).")]


@app.command()
def check(
    context: typer.Context,
    paths: Paths = None,
    root: Root = None,
    form: Annotated[str, typer.Option("--format", help="text, github or json.")] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without a doubt.")] = False,
) -> None:
    """Say all that is wrong with the content, by line; of given files also what evidence their names will need."""
    from kg import naming
    from kg.ingest import check as checker
    from kg.ingest import config, mend

    folder = at(context, root)
    for path in mend.run(folder, paths or ()).changed if fix else ():
        err.print(f"mended {path}", style="green", markup=False, highlight=False)
    files, found = checker.inspect(folder)
    problems = checker.chosen(folder, [*found, *config.problems(folder)], paths or ())
    say(sorted([*problems, *naming.notes(folder, files, paths)]) if paths else problems, form)
    errors = sum(problem.level == "error" for problem in problems)
    if form == "text":
        warnings = sum(problem.level == "warning" for problem in problems)
        err.print(f"{errors} errors, {warnings} warnings")
    raise typer.Exit(1 if errors else 0)


Shrunk = Annotated[bool, typer.Option("--shrunk", help="Go on though more than a tenth is gone from the source.")]


@import_app.command("landscape")
def import_landscape(context: typer.Context, file: Path, root: Root = None, shrunk: Shrunk = False) -> None:
    """Read a CNCF landscape.yml: projects, products, vendors, categories."""
    from kg.ingest import landscape

    tell(landscape.run(at(context, root), file, shrunk))


@import_app.command("maintainers")
def import_maintainers(context: typer.Context, file: Path, root: Root = None, shrunk: Shrunk = False) -> None:
    """Read a CNCF project-maintainers.csv: people, their employers, what they maintain."""
    from kg.ingest import maintainers

    tell(maintainers.run(at(context, root), file, shrunk))


@import_app.command("pretalx")
def import_pretalx(
    context: typer.Context,
    file: Path,
    root: Root = None,
    event: Annotated[str, typer.Option(help="Id of the event's entry, where the file does not name it.")] = "",
    licence: Annotated[str, typer.Option(help="Licence of the abstracts; else they are not committed.")] = "",
    shrunk: Shrunk = False,
    jobs: Jobs = 0,
) -> None:
    """Read a programme of pretalx (schedule.json or the API's talks): event, talks, speakers, tracks."""
    from kg import corpus
    from kg.ingest import entries, pretalx

    folder = at(context, root)
    tell(pretalx.run(folder, file, pretalx.Options(event, licence, shrunk)))
    with progress() as notify:
        found = corpus.extract(folder, entries.read(folder), jobs=jobs, notify=notify)
    tell(f"{len(found.made)} records made, {found.kept} kept")


upstream_app = typer.Typer(no_args_is_help=True, help="Patches for a community's own files, which imports read.")
app.add_typer(upstream_app, name="upstream")


@upstream_app.command("landscape")
def upstream_landscape(file: Path) -> None:
    """Write a small patch of what a landscape.yml has wrong to standard output; what is doubtful is only told."""
    from kg.ingest import upstream

    found = upstream.landscape(file)
    sys.stdout.write(found.text)
    say([*found.done, *found.left])
    err.print(f"{len(found.done)} mended in the patch, {len(found.left)} left to a person")


@app.command()
def withdraw(context: typer.Context, source: str, root: Root = None) -> None:
    """Remove a source from everything that is built."""
    from kg.ingest import remove

    tell(remove.withdraw(at(context, root), source))


@app.command()
def forget(context: typer.Context, person: str, root: Root = None) -> None:
    """Remove a person from entries, records, graph and pages, and keep them from coming back."""
    from kg.ingest import remove

    tell(remove.forget(at(context, root), person))
