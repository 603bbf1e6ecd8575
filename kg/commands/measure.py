"""The command that measures extraction and linking over gold documents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from kg.commands.console import Root, at, out
from kg.model import BadInput, Problem

app = typer.Typer()


@app.command()
def evaluate(
    context: typer.Context,
    gold: Annotated[list[Path], typer.Argument(help="Folders with documents and their gold files.")],
    root: Root = None,
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Fit the confidence of relations to these documents, and keep it.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on the last line.")] = False,
) -> None:
    """Measure extraction and linking: F1 by kind, what each stage is worth, and how far confidences can be trusted."""
    from kg import accuracy, reliability

    folder = at(context, root)
    if calibrate:
        known = reliability.cases(folder, gold)
        if not known:
            raise BadInput([Problem(str(gold[0]), 0, 0, "error", "no relation is read in these documents")])
        reliability.keep(known)
        unseen = reliability.held_out(known)
        for kind in reliability.ENDS:
            _reliability(f"{kind}, on documents not fitted on", ((s, c.right) for c, s in unseen if c.kind == kind))
        _reliability("all, on documents not fitted on", ((s, c.right) for c, s in unseen))
        return
    measured = accuracy.measure(folder, gold)
    _measures(measured.documents, measured.stages[accuracy.STAGES[-1][0]])
    _stages(measured.stages)
    _reliability("relations by confidence", measured.relations)
    if as_json:
        stages = {stage: {k: round(v.f1, 4) for k, v in found.items()} for stage, found in measured.stages.items()}
        out.print(json.dumps(stages), markup=False, highlight=False, soft_wrap=True)


def _measures(documents: int, scores: dict[str, Any]) -> None:
    table = _table(f"{documents} documents", "measure", "precision", "recall", "F1", "hits", "gold", "said")
    for name, score in scores.items():
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        table.add_row(name, *shares, f"{score.hits:,}", f"{score.gold:,}", f"{score.said:,}")
    out.print(table)


def _stages(stages: dict[str, dict[str, Any]]) -> None:
    columns = [name for name in next(iter(stages.values())) if name.startswith("mentions core")]
    table = _table("F1 by stage", "stage", *(name.removeprefix("mentions ") for name in columns))
    for stage, scores in stages.items():
        table.add_row(stage, *(f"{scores[name].f1:.3f}" for name in columns))
    out.print(table)


def _reliability(title: str, pairs: Iterable[tuple[float, bool]]) -> None:
    from kg.reliability import table as tenths

    table = _table(title, "confidence", "number", "mean", "are right")
    for tenth, number, mean, right in tenths(pairs):
        table.add_row(tenth, str(number), f"{mean:.2f}", f"{right:.2f}")
    out.print(table)


def _table(title: str, first: str, *numbers: str) -> Table:
    table = Table(first, title=title, title_justify="left")
    for name in numbers:
        table.add_column(name, justify="right")
    return table
