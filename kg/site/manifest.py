"""Which pages are there and what of: `build/pages.json`, and beside it a note while some are being written.

A run that was interrupted leaves the note: then no page counts as known, and those that it may have begun are among
them, so that they go where the site has them no longer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg import cache

Row = tuple[str, str, str, str]
"""Of a page that is there: hash of its inputs, mark and hash of what was chosen late, key of its indexed content."""
UNSURE: Row = ("", "", "", "")
"""Of a page that may be there, whatever it holds."""


def read(file: Path) -> Mapping[str, Row]:
    """Path → row of the pages that are there, or that may be there."""
    rows = _rows(file)
    try:
        begun = json.loads(_note(file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return rows
    except (OSError, ValueError):
        begun = []
    return dict.fromkeys([*rows, *(str(path) for path in begun)], UNSURE)


def begin(file: Path, before: Mapping[str, Row], paths: Iterable[str]) -> None:
    """Note that pages are being written, `before` being what `read` gave: until `end`, none counts as known."""
    unsure = [path for path, row in before.items() if row == UNSURE]
    cache.write(_note(file), json.dumps(sorted({*unsure, *(path for path in paths if path not in before)})))


def end(file: Path, rows: Mapping[str, Row]) -> None:
    """Keep what there is now."""
    cache.write(file, json.dumps(rows, sort_keys=True))
    _note(file).unlink(missing_ok=True)


def _note(file: Path) -> Path:
    return file.with_suffix(".begun")


def _rows(file: Path) -> Mapping[str, Row]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {
            page: (str(key), str(mark), str(chosen), str(index)) for page, (key, mark, chosen, index) in kept.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
