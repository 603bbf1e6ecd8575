"""Commands on what the machine found: the queue of names that no entry has."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kg.commands.console import Jobs, Root, at, out, tell

app = typer.Typer()


@app.command()
def review(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="The name to answer for; none: list the questions.")] = None,
    accept: Annotated[str, typer.Option(metavar="KIND", help="project, vendor, person, product, event.")] = "",
    entry: Annotated[str, typer.Option("--id", help="Id of the new entry, or of the one that it names.")] = "",
    source: Annotated[str, typer.Option(help="Only in this source.")] = "",
    reject: Annotated[bool, typer.Option("--reject", help="It names nothing of ours.")] = False,
    reason: Annotated[str, typer.Option(help="Why, for the next person.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="Questions to list.")] = 30,
    root: Root = None,
    jobs: Jobs = 0,
) -> None:
    """List what is found but in no entry, most supported first; accept or reject one."""
    from kg import review as desk

    folder = at(context, root)
    if name and reject:
        tell(desk.reject(folder, name, entry=entry, source=source, reason=reason).relative_to(folder).as_posix())
        return
    asked = desk.queue(folder, limit=100_000 if name else limit, jobs=jobs)
    if name and accept:
        question = next((each for each in asked if each.name == name), None)
        made = desk.accept(folder, name, accept, entry or None, question=question, source=source)
        tell(made.relative_to(folder).as_posix())
        return
    table = Table("about", "kind", "name", "sources", "independent", "mentions", "stated", "near", "seen")
    for each in asked:
        if name in (None, each.name):
            counts = (str(each.sources), str(each.independent), str(each.mentions))
            seen = " ".join(f"{one.source}@{one.start}" for one in each.evidence)
            near = (", ".join(each.relations[:2]), ", ".join(each.nearest), seen)
            table.add_row(*map(Text, (each.about, each.kind, each.name, *counts, *near)))
    out.print(table)
