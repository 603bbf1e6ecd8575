"""All YAML files of `content/`, read and checked one by one, and kept under the hash of their bytes."""

from __future__ import annotations

import functools
import time
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg import cache
from kg.ingest.check import names, places, shape, syntax, vocabulary
from kg.iri import valid_id
from kg.model import FOLDERS, KINDS, Problem

FRESH = 2_000_000_000
"""Nanoseconds: a file written so shortly before it was read may be written again within one tick of its clock."""

WORTH = 50
"""Changed files from which on it is quicker to write all that is known anew than to read them again."""


@dataclass(frozen=True, slots=True)
class File:
    """One YAML file of the content; `data` is None where its syntax is broken."""

    path: str
    """Relative to the instance's root."""
    kind: str
    id: str
    digest: str
    data: Any
    problems: tuple[Problem, ...]


def read(root: Path) -> tuple[dict[str, File], list[Problem]]:
    """Path → file for all content of an instance, and what is wrong with the folders themselves.

    Only files that changed since the last time are read and parsed. `problems` of a file are those that it has by
    itself.
    """
    kept = cache.Cache(root / "build" / "cache")
    own = vocabulary.of(root)
    version = cache.digest(_version(), own)
    known: dict[str, tuple[File, object]] = kept.get("content", version) or {}
    found: dict[str, tuple[File, object]] = {}
    listed, stray = places.find(root)
    for place in listed:
        old = known.get(place.path)
        if old and old[1] == place.mark:
            found[place.path] = old
            continue
        try:
            with (root / place.path).open("rb") as stream:
                raw = stream.read(syntax.MAX_BYTES + 1)
        except OSError as error:
            stray.append(Problem(places.shown(place.path), 0, 0, "error", f"cannot be read: {error.strerror}"))
            continue
        digest = cache.digest(raw)
        same = old and old[0].digest == digest
        file = old[0] if old and same else _file(place.path, place.kind, place.id, digest, raw, own)
        mark = place.mark if time.time_ns() - place.changed > FRESH else None
        found[place.path] = old if old and same and old[1] == mark else (file, mark)
    anew = sum(found[path] is not known.get(path) for path in found) + len(known.keys() - found.keys())
    if anew > WORTH or anew and not known:
        kept.put("content", version, found)
    return {path: file for path, (file, _) in found.items()}, stray


def one(root: Path, path: Path, kind: str) -> File:
    """One file read without the cache, as a config."""
    raw = path.read_bytes()
    return _file(path.relative_to(root).as_posix(), kind, path.stem, cache.digest(raw), raw)


def _file(path: str, kind: str, id_: str, digest: str, raw: bytes, own: vocabulary.Vocabulary = None) -> File:
    """A file parsed and checked by itself."""
    path = places.shown(path)
    data, problems = syntax.parse(raw, path)
    if not problems:
        problems = placed(path, raw, list(shape.check(kind, data, own)))
        if not problems and kind in KINDS and valid_id(id_):
            for level, found in names.check(id_, data):
                problems += placed(path, raw, [found], level)
    if kind in FOLDERS and not valid_id(id_):
        hint = "lower-case letters, digits and single hyphens, at most 80"
        problems.append(Problem(path, 0, 0, "error", f"the file's name is no id: {id_!r}", hint))
    return File(path, kind, id_, digest, data, tuple(problems))


def placed(path: str, raw: bytes, findings: list[shape.Finding], level: Any = "error") -> list[Problem]:
    """Findings with their line and column. Positions are computed only here, for files that have findings."""
    if not findings:
        return []
    where = syntax.positions(raw)
    problems = []
    for steps, is_key, message, hint in findings:
        line, column = where.get((*steps, "#key") if is_key else steps) or where.get((), (1, 1))
        problems.append(Problem(path, line, column, level, message, hint))
    return problems


@functools.cache
def _version() -> str:
    """Hash of the rules: schemas and the code of this folder."""
    folder = files("kg") / "schema"
    parts = [
        item.read_bytes()
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".json")
    ]
    code = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return cache.digest(*parts, *code)
