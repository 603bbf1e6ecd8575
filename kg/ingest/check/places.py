"""Where content may stand: the files of `content/`, and what does not belong there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from kg.ingest.check import shape
from kg.model import FOLDERS, Problem

BESIDE: Final = {"talks", "articles"}
"""Folders in which records and texts stand beside the YAML."""
SINGLE: Final = {"waivers.yaml": "waiver"}
KIND_OF: Final = {**{folder: kind for kind, folder in FOLDERS.items()}, "rulings": "ruling"}
OTHER: Final = {"pages"}
"""Folders of `content/` that hold no YAML; those that begin with a dot are the program's own."""


class Place(NamedTuple):
    """One YAML file, found and not yet read."""

    path: str
    """Relative to the instance's root."""
    kind: str
    id: str
    mark: tuple[int, int, int, int]
    """Times, size and number of the file: while they are the same, so are its bytes."""
    changed: int
    """When it was last written, in nanoseconds."""


def find(root: Path) -> tuple[list[Place], list[Problem]]:
    """The YAML files of an instance's content, sorted by kind and name, and what does not belong there."""
    stray: list[tuple[str, str, str]] = []
    places: list[Place] = []
    top = _listed(root / "content")
    for entry in top:
        if entry.is_symlink():
            stray.append(_link(f"content/{entry.name}"))
        elif entry.name in SINGLE and (place := _place(entry, "content", SINGLE[entry.name])):
            places.append(place)
        elif entry.is_dir() and entry.name in KIND_OF:
            places += _folder(entry, stray)
        elif entry.is_dir() and entry.name[0] != ".":
            if entry.name in OTHER:
                stray += (_link(path) for path in _links(entry.path, f"content/{entry.name}"))
            else:
                hint = shape.near(entry.name, sorted({*KIND_OF, *OTHER}))
                stray.append((f"content/{entry.name}", "this folder does not belong here", hint))
    order = {kind: number for number, kind in enumerate([*FOLDERS, "ruling", *SINGLE.values()])}
    places.sort(key=lambda place: (order[place.kind], place.path))
    return places, [Problem(shown(path), 0, 0, "error", message, hint) for path, message, hint in sorted(stray)]


def _folder(folder: os.DirEntry[str], stray: list[tuple[str, str, str]]) -> Iterator[Place]:
    """The YAML files of one folder; what does not belong is added to `stray`."""
    name = folder.name
    for entry in _listed(folder.path):
        stem, suffix = _split(entry.name)
        path = f"content/{name}/{entry.name}"
        if entry.is_symlink():
            stray.append(_link(path))
        elif entry.is_dir():
            if entry.name[0] != ".":
                stray.append((path, "this folder does not belong here", "only ID.yaml files stand here"))
        elif suffix == ".yaml":
            if place := _place(entry, f"content/{name}", KIND_OF[name]):
                yield place
        elif (name not in BESIDE or suffix == ".yml") and entry.name[0] != ".":
            hint = f"name it {stem}.yaml" if suffix == ".yml" else "only ID.yaml files stand here"
            stray.append((path, "this file does not belong here", hint))


def _place(entry: os.DirEntry[str], folder: str, kind: str) -> Place | None:
    """A file's place, or None where it is no plain file."""
    info = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(info.st_mode):
        return None
    mark = (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)
    return Place(f"{folder}/{entry.name}", kind, _split(entry.name)[0], mark, info.st_mtime_ns)


def _split(name: str) -> tuple[str, str]:
    """A file's name and its suffix. `Path` takes ten times as long; `os.path` sees no suffix after dots alone.

    >>> _split("etcd.yaml"), _split("...yaml"), _split("notes")
    (('etcd', '.yaml'), ('..', '.yaml'), ('notes', ''))
    """
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem else (name, "")


def _listed(folder: Path | str) -> list[os.DirEntry[str]]:
    """What a folder holds, sorted by name; nothing where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _links(folder: str, shown_as: str) -> Iterator[str]:
    """Symbolic links anywhere in a folder: they could lead out of it."""
    for entry in _listed(folder):
        if entry.is_symlink():
            yield f"{shown_as}/{entry.name}"
        elif entry.is_dir():
            yield from _links(entry.path, f"{shown_as}/{entry.name}")


def _link(path: str) -> tuple[str, str, str]:
    return path, "a symbolic link is not followed", "put the file itself here"


def shown(path: str) -> str:
    """A path as text that any terminal can show, whatever bytes its name has."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
