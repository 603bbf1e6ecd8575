"""The table beside the files: a CSV with one row a source, `file` relative to the table's own folder."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.ingest import encoding

Row = Mapping[str, str]
"""Of a source, each optional: id, title, url, medium, publisher, affiliation, of, date, date_basis, event, language,
machine_translated ("true"), licence."""
NAME = "sources.csv"


def row(file: Path, table: Path | None = None) -> Row:
    """The row of a file: in `table`, or in a `sources.csv` beside it or one folder up; empty where there is none.

    Raises `BadInput` where the table is broken or has no column `file`.
    """
    near = (file.parent / NAME, file.parent.parent / NAME)
    chosen = table or next((one for one in near if one.is_file()), None)
    if chosen is None:
        return {}
    rows = _rows(chosen.resolve(), chosen.stat().st_mtime_ns if chosen.is_file() else 0)
    folder, resolved = chosen.resolve().parent, file.resolve()
    inside = resolved.relative_to(folder).as_posix() if resolved.is_relative_to(folder) else ""
    return rows.get(inside) or rows.get(f"{file.parent.name}/{file.name}") or rows.get(file.name) or {}


@cache
def _rows(table: Path, changed: int) -> Mapping[str, Row]:
    try:
        text = encoding.decode(table.read_bytes(), str(table))
    except OSError as error:
        raise encoding.bad(str(table), f"cannot be read: {error.strerror}") from None
    reader = csv.DictReader(text.splitlines(), restkey="")
    if "file" not in (reader.fieldnames or ()):
        raise encoding.bad(str(table), "the table has no column `file`", "its first line names the columns", 1)
    try:
        return {line["file"]: {key: (value or "").strip() for key, value in line.items() if key} for line in reader}
    except csv.Error as error:
        raise encoding.bad(str(table), f"not valid CSV: {error}", "", reader.line_num) from None
