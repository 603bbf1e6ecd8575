"""The command that makes a new instance."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.console import at, tell
from kg.model import BadInput, Problem

app = typer.Typer()


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there.")],
    name: Annotated[str, typer.Option(help="The site's name.")] = "",
    site_url: Annotated[str, typer.Option(help="Where the site will be served.")] = "",
    tagline: Annotated[str, typer.Option(help="One line under the name.")] = "",
    base_iri: Annotated[str, typer.Option(help="Where every IRI begins, for ever (default: id/ under the site).")] = "",
    repository: Annotated[str, typer.Option(help="The forge's page of its repository.")] = "",
    contact: Annotated[str, typer.Option(help="mailto:… or a page, for corrections.")] = "",
    language: Annotated[list[str] | None, typer.Option(help="BCP 47 tag; again for more, the main one first.")] = None,
    colours: Annotated[str, typer.Option(metavar="LIGHT,DARK", help="The accent, as #0b6b66,#6cc9c0.")] = "",
    category: Annotated[list[str] | None, typer.Option(help="A topic to begin with; again for more.")] = None,
    renew: Annotated[bool, typer.Option("--renew", help="Only write an instance's kg/schema/ anew.")] = False,
) -> None:
    """Make a new, empty instance for another community: it checks, builds and publishes."""
    from kg.ingest import instance

    if renew:
        tell("\n".join(f"wrote {path}" for path in instance.renew(at(context, folder))) or "kg/schema/ is up to date")
        return
    if sys.stdin.isatty():
        name = name or typer.prompt("Name of the site")
        site_url = site_url or typer.prompt("Where it will be served, as https://example.org/")
        tagline = tagline or typer.prompt("One line under the name", default="", show_default=False)
    missing = [option for option, value in (("--name", name), ("--site-url", site_url)) if not value]
    if missing:
        raise BadInput([Problem(option, 0, 0, "error", "it is not said", f"{option} …") for option in missing])
    light, comma, dark = colours.partition(",")
    if colours and not comma:
        raise BadInput([Problem("--colours", 0, 0, "error", "two are needed", "on light and on dark: #0b6b66,#6cc9c0")])
    wanted = instance.Wanted(
        name,
        site_url,
        base_iri,
        tagline,
        repository,
        contact,
        tuple(language or ("en",)),
        {"light": light.strip().lower(), "dark": dark.strip().lower()} if colours else {},
        tuple(category or ()),
    )
    made = instance.make(folder.resolve(), wanted)
    tell(f"made {len(made)} files in {folder}; next: kg new, kg import pretalx, kg check, kg build (--root {folder})")
