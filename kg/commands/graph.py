"""Commands on the built graph: ask it, serve it, publish it to another store."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urljoin, urlsplit

import typer
from rich.table import Table
from rich.text import Text

from kg.commands.console import Root, at, err, out, progress, say, tell
from kg.model import BadInput, Config, Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from kg.live import Built
    from kg.query.answer import Rows

app = typer.Typer()
FREE = {"allow_extra_args": True, "ignore_unknown_options": True}


def complete(incomplete: str) -> list[tuple[str, str]]:
    """Names of queries that begin so, with their titles, for the shell."""
    from kg.query import library

    return [(query.name, query.title) for query in library.all() if query.name.startswith(incomplete)]


@app.command(context_settings=FREE)
def query(
    context: typer.Context,
    sparql: Annotated[
        str | None, typer.Argument(help="A SPARQL query; - reads standard input; a file's name works too.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", autocompletion=complete, help="A named query (see --list); its parameters are options."),
    ] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of a named query.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, tsv, json, xml, turtle, nt.")] = "table",
    listing: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this SPARQL endpoint instead of the graph here.")
    ] = None,
    root: Root = None,
) -> None:
    """Ask the graph in SPARQL: kg query 'SELECT …', or kg query --name speakers-on --about observability."""
    from kg.query import answer, examples, library

    if listing:
        table = Table("name", "question", "parameters")
        for entry in library.all():
            table.add_row(entry.name, entry.question, ", ".join(f"{p.name}={p.default}" for p in entry.parameters))
        out.print(table)
        return
    folder = None if endpoint and not here(context, root) else at(context, root)
    base = settings(folder).base_iri if folder and (name or endpoint) else ""  # else the store says it
    words = [*filter(None, [sparql if name else ""]), *context.args]
    if name:
        fitted = examples.defaults(folder, name, base) if folder and not endpoint else {}
        text = library.text(name, fitted | chosen(values or ()) | options(words), base)
    elif words:
        raise BadInput([Problem("kg query", 0, 0, "error", f"unexpected {words[0]!r}", "parameters need --name")])
    else:
        text = read(sparql)
    if endpoint:
        from kg.query import remote

        result = remote.ask(endpoint, text, form, base, os.environ.get("KG_AUTHORIZATION", ""))
    else:
        assert folder
        result = answer.ask(folder, text, form)
    show(result)


def options(words: Sequence[str]) -> dict[str, str]:
    """NAME → VALUE of options that only a named query knows. Raises BadInput for anything else.

    >>> options(["--topic", "gitops", "--limit=3"])
    {'topic': 'gitops', 'limit': '3'}
    """
    left, given = list(words), {}
    while left:
        word = left.pop(0)
        option, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not option or not (equals or left):
            hint = "parameters of a named query are written --NAME VALUE"
            raise BadInput([Problem("kg query", 0, 0, "error", f"unexpected {word!r}", hint)])
        given[option] = value if equals else left.pop(0)
    return given


def chosen(pairs: Sequence[str]) -> dict[str, str]:
    """Parameters from NAME=VALUE. Raises BadInput for what is no pair."""
    bad = [Problem("kg query --set", 0, 0, "error", f"not NAME=VALUE: {p!r}") for p in pairs if "=" not in p]
    if bad:
        raise BadInput(bad)
    return dict(pair.partition("=")[::2] for pair in pairs)


def read(sparql: str | None) -> str:
    """The query's text: the argument itself, the file that it names, or standard input for "-". Raises BadInput."""
    if not sparql:
        raise BadInput([Problem("kg query", 0, 0, "error", "no query given", "write one, or --name NAME, or --list")])
    try:
        if sparql == "-":
            return sys.stdin.buffer.read().decode()
        if len(sparql) < 500 and "\n" not in sparql and Path(sparql).is_file():
            return Path(sparql).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput([Problem(sparql, 0, 0, "error", "the query is not UTF-8", str(error))]) from error
    return sparql


def show(result: str | Rows) -> None:
    """Print rows as a table that fits the terminal, and text as it is."""
    if isinstance(result, str):
        sys.stdout.write(result)
        return
    left = f"{result.more} more rows: --format csv gives all" if result.more else None
    shown = Table(*result.names, caption=left)
    for row in result.rows:
        shown.add_row(*map(Text, row))
    out.print(shown)


def here(context: typer.Context, root: Path | None) -> bool:
    """Whether there is an instance to take the entities' namespace from."""
    return ((root or context.find_root().obj or Path()) / "talkscape.yml").is_file()


def settings(folder: Path) -> Config:
    """The instance's settings."""
    from kg.ingest import config

    return config.read(folder)


@app.command()
def serve(
    context: typer.Context,
    root: Root = None,
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    host: str = "127.0.0.1",
    data: Annotated[
        list[Path] | None, typer.Option("--data", metavar="FILE", help="Serve these RDF files instead of an instance.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build again when the content changes, and reload the pages that are open.")
    ] = False,
) -> None:
    """Serve the built site, and a read-only SPARQL endpoint at /sparql."""
    import uvicorn

    from kg import live
    from kg.query.endpoint import app as server

    made: ASGIApp
    if data:
        made, path = server.make(None, data), "/sparql"
    else:
        folder = at(context, root)
        if not (folder / "build/store").is_dir() or not (folder / "site/index.html").is_file():
            raise BadInput([Problem("site", 0, 0, "error", "nothing is built yet", "run kg build first")])
        found = built(folder)
        made, path = server.make(found, (), folder / "site"), urlsplit(found.site_url).path
        made = live.Live(made, folder, found.site_url, built_again) if watch else made
    out.print(f"http://{host}:{port}{path}", highlight=False)
    uvicorn.run(made, host=host, port=port, log_level="warning", h11_max_incomplete_event_size=1 << 20)


def built_again(result: Built) -> None:
    """Say what a build in the background came to."""
    if result.problems:
        say(result.problems)
        beside = f", but for {result.written:,} files" if result.written else ""
        err.print(f"the site stays as it was{beside}", style="yellow")
    else:
        first = f" (pages after {result.shown:.1f} s)" if result.written else ""
        err.print(f"built in {result.seconds:.1f} s: {result.written:,} files are new{first}", highlight=False)


def built(folder: Path) -> Config:
    """The instance's settings, with the path under which the last build was told that the site will be served."""
    found, prefix = settings(folder), folder / "build/prefix.txt"
    if prefix.is_file():
        found = replace(found, site_url=urljoin(found.site_url, prefix.read_text(encoding="utf-8")))
    return found


@app.command()
def publish(
    context: typer.Context,
    to: Annotated[str, typer.Option(metavar="URL", help="A Graph Store, or an endpoint for SPARQL updates.")],
    again: Annotated[bool, typer.Option("--again", help="Send everything, though nothing changed.")] = False,
    root: Root = None,
) -> None:
    """Send the graph to another SPARQL store: only what changed. KG_AUTHORIZATION holds the header's value."""
    from kg import publish as publisher

    folder, key = at(context, root), os.environ.get("KG_AUTHORIZATION", "")
    with progress() as notify:
        report = publisher.run(folder, to, authorization=key, again=again, notify=notify)
    tell(report)
