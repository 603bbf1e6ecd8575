"""Commands on one entry or source: write a new one, rename it, join two."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from kg.commands.console import Root, at, say, tell
from kg.model import FOLDERS, BadInput, Problem

app = typer.Typer()


@app.command()
def new(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(FOLDERS))],
    name: Annotated[str, typer.Argument(help="The name, or the title of a talk or an article.")],
    said: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="What would be asked; again for each value of a list."),
    ] = None,
    entry: Annotated[str, typer.Option("--id", help="The id (default: made of the name).")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; write it though others are like it.")] = False,
    root: Root = None,
) -> None:
    """Write a new entry or source: asks for what is needed, says what there is already, checks it."""
    from kg.ingest import creation

    folder = at(context, root)
    if kind not in FOLDERS:
        raise BadInput([Problem("KIND", 0, 0, "error", f"no kind {kind!r}", f"one of {', '.join(FOLDERS)}")])
    given = pairs(said or ())
    interactive = sys.stdin.isatty() and not yes
    label = creation.label(kind)
    id_ = creation.free_id(folder, kind, name, entry)
    told: set[Problem] = set()
    _met(creation.alike(folder, kind, creation.fields(folder, kind, {label: [name], **given})), told, interactive, yes)
    open_fields = [field for field in creation.asked(kind) if field.name not in given]
    for field in open_fields if interactive else ():
        given[field.name] = _asked(field)
    missing = [field for field in open_fields if field.required and not interactive]
    if missing:
        hints = [(field.name, f"--set {field.name}={field.example or '…'}") for field in missing]
        raise BadInput([Problem("--set", 0, 0, "error", f"{name} is not said", hint) for name, hint in hints])
    data = creation.fields(folder, kind, {label: [name], **given})
    _met(creation.alike(folder, kind, data), told, interactive, yes)
    made = creation.make(folder, kind, id_, data)
    say([*made.problems, *([] if interactive or yes else _unasked(made.path, open_fields))])
    tell(f"wrote {made.path}")


def _unasked(path: str, fields: Sequence[Any]) -> list[Problem]:
    """What a person at a terminal would have been asked: what is piped in is no answer, as nobody saw the questions."""
    named = ", ".join(field.name for field in fields)
    hint = " ".join(f"--set {field.name}={field.example or '…'}" for field in fields) + "; --yes: nothing more to say"
    message = f"nobody was asked for {named}, as standard input is no terminal"
    return [Problem(path, 0, 0, "note", message, hint)] if fields else []


def pairs(said: Any) -> dict[str, list[str]]:
    """FIELD=VALUE, as often as they stand there, by field in their order.

    >>> pairs(["aliases=Q", "aliases=Quill", "homepage=https://a.example/?b=c"])
    {'aliases': ['Q', 'Quill'], 'homepage': ['https://a.example/?b=c']}
    """
    found: dict[str, list[str]] = {}
    for text in said:
        field, sign, value = text.partition("=")
        if not sign:
            raise BadInput([Problem("--set", 0, 0, "error", f"no FIELD=VALUE: {text!r}", "as homepage=https://…")])
        found.setdefault(field.strip(), []).append(value)
    return found


def _asked(field: Any) -> list[str]:
    """What a person answers for a field; an empty answer says nothing."""
    many = "; several with commas between" if field.many else ""
    typer.echo(f"\n{field.title}: {field.description}" + (f" Such as {field.example}{many}." if field.example else ""))
    while True:
        answer = typer.prompt(field.title, default="", show_default=False).strip()
        if answer or not field.required or field.name == "url":
            return [part.strip() for part in answer.split(",")] if field.many else [answer]


def _met(found: list[Problem], told: set[Problem], interactive: bool, yes: bool) -> None:
    """Say what the catalogue has already. Ends where it is the same thing, or where a person would rather not go on."""
    fresh = [problem for problem in found if problem not in told]
    told.update(fresh)
    if any(problem.level == "error" for problem in fresh):
        raise BadInput(fresh)
    say(fresh)
    if fresh and interactive and not typer.confirm("Write a new one all the same?"):
        raise typer.Exit(1)
    if fresh and not interactive and not yes:
        raise BadInput([Problem("--yes", 0, 0, "error", "others are like it", "--yes writes it all the same")])


@app.command()
def rename(context: typer.Context, old: str, new: str, root: Root = None) -> None:
    """Give an entry or a source another id: references follow, the old address leads to the new one."""
    from kg.ingest import rename as mover

    tell(mover.rename(at(context, root), old, new))


@app.command()
def merge(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="The entry that stays.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The entry that is joined into it.")],
    prefer: Annotated[str, typer.Option(metavar="ID", help="Whose values win where they differ (default: A).")] = "",
    root: Root = None,
) -> None:
    """Join two entries that are one thing: names, identifiers and facts of B go into A, references follow."""
    from kg.ingest import join

    tell(join.join(at(context, root), first, second, prefer))
