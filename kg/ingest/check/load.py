"""All YAML files of `content/`, read and checked one by one, and kept under the hash of their bytes."""

from __future__ import annotations

import functools
import os
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
OTHER = {"rulings", "pages"}
"""Folders of `content/` that hold no entries or sources; those that begin with a dot are the program's own."""


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
    stray = _stray(root)
    for kind, path in _paths(root):
        relative = path.relative_to(root).as_posix()
        try:
            raw = _bytes(path)
        except OSError as error:
            stray.append(Problem(_shown(relative), 0, 0, "error", f"cannot be read: {error.strerror}"))
            continue
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


def _bytes(path: Path) -> bytes:
    """The bytes of a file, one more than may be where there are more."""
    with path.open("rb") as stream:
        return stream.read(syntax.MAX_BYTES + 1)


def _paths(root: Path) -> Iterator[tuple[str, Path]]:
    """Kind and path of each YAML file, sorted."""
    content = root / "content"
    for kind, folder in [*FOLDERS.items(), ("ruling", "rulings")]:
        if not (content / folder).is_symlink():
            for path in sorted((content / folder).glob("*.yaml")):
                if path.is_file() and not path.is_symlink():
                    yield kind, path
    for name, kind in SINGLE.items():
        if (content / name).is_file() and not (content / name).is_symlink():
            yield kind, content / name


def _stray(root: Path) -> list[Problem]:
    """What does not belong into `content/`: links (they could lead out of it), unknown folders, other files."""
    found: list[tuple[str, str, str]] = []
    for folder, folders, names in os.walk(root / "content"):
        relative = Path(folder).relative_to(root).as_posix()
        depth = relative.count("/")
        for name in [*folders, *names]:
            if os.path.islink(os.path.join(folder, name)):
                found.append((f"{relative}/{name}", "a symbolic link is not followed", "put the file itself here"))
            elif depth == 0 and name in folders and name not in {*FOLDERS.values(), *OTHER} and name[0] != ".":
                hint = shape.near(name, sorted({*FOLDERS.values(), *OTHER}))
                found.append((f"{relative}/{name}", "this folder does not belong here", hint))
            elif depth == 1 and (stray := _misplaced(relative.partition("/")[2], name, name in folders)):
                found.append((f"{relative}/{name}", *stray))
        if depth == 1:
            folders.clear()
    return [Problem(_shown(path), 0, 0, "error", message, hint) for path, message, hint in sorted(found)]


def _misplaced(folder: str, name: str, is_folder: bool) -> tuple[str, str] | None:
    """What is wrong with a file or folder inside of a folder of the content, and the hint; or None."""
    if folder not in {*FOLDERS.values(), "rulings"} or name.startswith("."):
        return None
    stem, suffix = os.path.splitext(name)
    if suffix == ".yaml" and not is_folder or folder in BESIDE and suffix != ".yml" and not is_folder:
        return None
    hint = f"name it {stem}.yaml" if suffix == ".yml" else "only ID.yaml files stand here"
    return f"this {'folder' if is_folder else 'file'} does not belong here", hint


def _shown(path: str) -> str:
    """A path as text that any terminal can show, whatever bytes its name has."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _file(path: str, kind: str, id_: str, digest: str, raw: bytes) -> File:
    """A file parsed and checked by itself."""
    path = _shown(path)
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
