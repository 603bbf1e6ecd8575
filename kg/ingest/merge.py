"""Importing again and again: a three-way merge by field, so that what a person edited stays.

Base is what the import brought last time (`content/.imported/NAME.json`), mine is the file as it is now, theirs is
what the source says today.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg import cache
from kg.ingest import entryfile
from kg.model import BadInput, Problem

Key = tuple[str, str]
"""(kind, id) of an entry."""
Fields = Mapping[str, Any]
SHRINK: Final = 0.1
"""A source that loses more than this share of its entries (and more than two) is taken to be broken."""
WROTE: Final = "wrote"
"""A field of the base alone, in no file: hashes of the text that the import wrote for a source."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import did. Keys are "kind/id"."""

    name: str
    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    left_alone: tuple[str, ...]
    """"kind/id field: why": values of people that the import did not touch."""
    gone: tuple[str, ...]
    """Entries that the source no longer has; their files stay."""
    notes: tuple[Problem, ...] = ()
    """What the import passed over in the source."""

    def __str__(self) -> str:
        """The report as lines of text."""
        told = f"{self.name}: {len(self.created)} new, {len(self.changed)} changed, {self.unchanged} unchanged"
        lines = [f"{told}, {len(self.left_alone)} fields left alone, {len(self.gone)} gone from the source"]
        lines += [f"  left alone  {text}" for text in self.left_alone]
        lines += [f"  gone        {text} (its file stays)" for text in self.gone]
        lines += [f"  {note}" for note in self.notes]
        return "\n".join(lines)


def base(root: Path, name: str) -> dict[Key, dict[str, Any]]:
    """The values that an import brought last, by kind and id."""
    file = _file(root, name)
    if not file.is_file():
        return {}
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {(key.partition("/")[0], key.partition("/")[2]): fields for key, fields in kept.items()}
    except (ValueError, AttributeError) as error:
        raise BadInput(
            [Problem(file.relative_to(root).as_posix(), 1, 0, "error", f"cannot be read: {error}")]
        ) from error


def keep(root: Path, name: str, entries: Mapping[Key, Fields]) -> None:
    """Keep what an import brought."""
    cache.write(_file(root, name), dumps(entries))


def dumps(entries: Mapping[Key, Fields]) -> str:
    """What an import brought, as it is kept: one line an entry."""
    sorted_ = {"/".join(key): fields for key, fields in sorted(entries.items())}
    rows = (
        f"{json.dumps(key)}:{json.dumps(fields, sort_keys=True, ensure_ascii=False)}" for key, fields in sorted_.items()
    )
    return "{\n" + ",\n".join(rows) + "\n}\n"


def united(first: Fields, second: Fields) -> dict[str, Any]:
    """The fields that an import brings for two things that a person joined: the first's, and what it lacks.

    >>> united({"name": "A", "joined": "1"}, {"name": "B", "joined": "2", "roles": ["x"]})
    {'name': 'A', 'joined': '1', 'roles': ['x'], 'aliases': ['B']}
    """
    fields = dict(first)
    for field, value in second.items():
        mine = fields.get(field, value)
        if isinstance(mine, list) and isinstance(value, list):
            fields[field] = [*mine, *(item for item in value if item not in mine)]
        else:
            fields[field] = {**value, **mine} if isinstance(mine, dict) and isinstance(value, dict) else mine
    if second.get("name", fields.get("name")) not in (fields.get("name"), *fields.get("aliases", ())):
        fields["aliases"] = [*fields.get("aliases", ()), second["name"]]
    return fields


def apply(
    root: Path,
    name: str,
    theirs: Mapping[Key, Fields],
    notes: list[Problem],
    renamed: Mapping[str, str] | None = None,
    shrunk: bool = False,
    beside: Mapping[Path, bytes | None] | None = None,
) -> ImportReport:
    """Merge what a source says today into the content, and keep it as the next base.

    `renamed` leads from the ids that entries had when they were brought to those that they have now; `beside` are
    files that are written with the entries. Raises BadInput, with nothing written, where the source has shrunk by more
    than a tenth and that is not said to be right (`shrunk`).
    """
    before: dict[Key, Fields] = {}
    for (kind, id_), brought in sorted(base(root, name).items(), key=lambda item: item[0][1] in (renamed or {})):
        now = (kind, (renamed or {}).get(id_, id_))
        before[now] = united(before[now], brought) if now in before else brought
    theirs = dict(sorted(theirs.items()))
    gone = [key for key in before if key not in theirs]
    if len(gone) > max(2, SHRINK * len(before)) and not shrunk:
        message = f"{len(gone)} of {len(before)} entries are gone from the source; nothing was imported"
        hint = "is the file complete? --shrunk says that it is"
        raise BadInput([Problem(_file(root, name).name, 0, 0, "error", message, hint)])
    created: list[str] = []
    changed: list[str] = []
    left: list[str] = []
    files: dict[Path, bytes | None] = {**(beside or {}), _file(root, name): dumps(theirs).encode()}
    for key, fields in theirs.items():
        label = "/".join(key)
        mine = entryfile.read(entryfile.path(root, *key))
        if mine is None and key in before:
            left.append(f"{label}: a person took the file away")
            continue
        merged, kept = merge(before.get(key, {}), mine or {}, fields)
        left.extend(f"{label} {field}: {why}" for field, why in kept)
        if text := entryfile.prepared(root, *key, merged):
            files[entryfile.path(root, *key)] = text
            (created if mine is None else changed).append(label)
    cache.write_all(files)
    unchanged = len(theirs) - len(created) - len(changed)
    return ImportReport(
        name, tuple(created), tuple(changed), unchanged, tuple(left), tuple(map("/".join, gone)), tuple(notes)
    )


def merge(base_: Fields, mine: Fields, theirs: Fields) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """One entry's fields merged, and the fields that were left as a person has them, with the reason.

    >>> merge({"name": "A", "start": "1"}, {"name": "B", "start": "1"}, {"name": "A", "start": "2"})
    ({'name': 'B', 'start': '2'}, [])
    >>> merge({"name": "A"}, {"name": "B"}, {"name": "C"})
    ({'name': 'B'}, [('name', "a person wrote 'B', the source says 'C'")])
    """
    merged = dict(mine)
    kept: list[tuple[str, str]] = []
    for field in sorted({*base_, *theirs} - {WROTE}):
        old, own, new = base_.get(field), mine.get(field), theirs.get(field)
        if new == old or own == new:
            continue
        if own == old:
            value = new
        elif isinstance(own, list) and isinstance(new or [], list):
            value = _lists(old or [], own, new or [])
        elif isinstance(own, dict) and isinstance(new or {}, dict):
            value, inner = merge(old or {}, own, new or {})
            kept.extend((f"{field}.{name}", why) for name, why in inner)
        else:
            kept.append((field, f"a person wrote {own!r}, the source says {new!r}"))
            continue
        if value in (None, [], {}):
            merged.pop(field, None)
        else:
            merged[field] = value
    return merged, kept


def _lists(old: list[Any], own: list[Any], new: list[Any]) -> list[Any]:
    """A person's list, with what the source added since the last time and without what it took out.

    >>> _lists(["a", "b"], ["b", "mine"], ["b", "c"])
    ['b', 'mine', 'c']
    """
    kept = [item for item in own if item in new or item not in old]
    return kept + [item for item in new if item not in old and item not in kept]


def _file(root: Path, name: str) -> Path:
    return root / "content" / ".imported" / f"{name}.json"
