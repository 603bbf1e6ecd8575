"""All YAML files of `content/`, read and checked one by one, and kept under the hash of their bytes."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg import cache
from kg.ingest.check import shape, syntax
from kg.iri import valid_id
from kg.model import FOLDERS, Problem

BESIDE = {"talks", "articles"}
"""Folders in which records and texts stand beside the YAML."""
SINGLE = {"waivers.yaml": "waiver"}


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

    Only files that changed since the last time are parsed. `problems` of a file are those that it has by itself.
    """
    kept = cache.Cache(root / "build" / "cache")
    version = _version()
    known: dict[str, File] = kept.get("content", version) or {}
    found: dict[str, File] = {}
    stray: list[Problem] = []
    for kind, path in _paths(root, stray):
        relative = path.relative_to(root).as_posix()
        with path.open("rb") as stream:
            raw = stream.read(syntax.MAX_BYTES + 1)
        digest = cache.digest(raw)
        old = known.get(relative)
        found[relative] = old if old and old.digest == digest else _file(relative, kind, path.stem, digest, raw)
    if found != known:
        kept.put("content", version, found)
    return found, stray


def one(root: Path, path: Path, kind: str) -> File:
    """One file read without the cache, as a config."""
    raw = path.read_bytes()
    return _file(path.relative_to(root).as_posix(), kind, path.stem, cache.digest(raw), raw)


def _paths(root: Path, stray: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Kind and path of each YAML file, sorted; what does not belong is added to `stray`."""
    content = root / "content"
    for kind, folder in [*FOLDERS.items(), ("ruling", "rulings")]:
        for path in sorted((content / folder).glob("*")) if (content / folder).is_dir() else ():
            if path.suffix == ".yaml" and path.is_file():
                yield kind, path
            elif folder not in BESIDE and not path.name.startswith("."):
                hint = f"name it {path.stem}.yaml" if path.suffix == ".yml" else "only ID.yaml files stand here"
                stray.append(
                    Problem(path.relative_to(root).as_posix(), 0, 0, "error", "this file does not belong here", hint)
                )
    for name, kind in SINGLE.items():
        if (content / name).is_file():
            yield kind, content / name


def _file(path: str, kind: str, id_: str, digest: str, raw: bytes) -> File:
    """A file parsed and checked by itself."""
    data, problems = syntax.parse(raw, path)
    if not problems:
        problems = placed(path, raw, list(shape.check(kind, data)))
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
