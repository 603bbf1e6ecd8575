"""Where a schema lets a file refer to entries, and what a file refers to."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from kg.ingest.check import shape
from kg.ingest.check.load import File
from kg.ingest.check.syntax import Path
from kg.iri import valid_id


def find(file: File) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Each reference of a file: where, to which id, to which kinds."""
    yield from (each for each in _all(file) if not each[1] or valid_id(each[1]))


def strange(file: File) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """What stands where a reference should, and is no id: where, the text, the kinds that may be meant."""
    yield from (each for each in _all(file) if each[1] and not valid_id(each[1]))


def _all(file: File) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    for path, kinds in _fields(file.kind):
        for place, value in _values(file.data, path, ()):
            yield place, value, kinds


@functools.cache
def _fields(kind: str) -> tuple[tuple[Path, tuple[str, ...]], ...]:
    """Where a kind's schema lets references stand; "*" is any item of a list."""
    found: list[tuple[Path, tuple[str, ...]]] = []

    def walk(rules: dict[str, Any], path: Path) -> None:
        if "x-refers-to" in rules:
            found.append((path, tuple(rules["x-refers-to"])))
        for name, field in rules.get("properties", {}).items():
            walk(field, (*path, name))
        if "items" in rules:
            walk(rules["items"], (*path, "*"))

    walk(shape.schema(kind), ())
    return tuple(found)


def _values(data: Any, path: Path, place: Path) -> Iterator[tuple[Path, str]]:
    """Texts at a place; what has another shape there is told of elsewhere."""
    if not path:
        if isinstance(data, str):
            yield place, data
    elif path[0] == "*":
        for index, item in enumerate(data if isinstance(data, list) else ()):
            yield from _values(item, path[1:], (*place, index))
    elif isinstance(data, dict) and path[0] in data:
        yield from _values(data[path[0]], path[1:], (*place, path[0]))
