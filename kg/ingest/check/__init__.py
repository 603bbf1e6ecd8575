"""The one checker of curated content. It speaks like a compiler and says everything at once.

syntax (bytes → data) → shape (data against its schema) → load (all files, cached) → catalogue (across files) → waivers.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from kg.ingest.check import catalogue, known, load, people, rulings, waivers
from kg.ingest.check.finding import Finding
from kg.model import Problem


def check(root: Path, paths: Sequence[Path] = ()) -> list[Problem]:
    """Everything that is wrong with the content of an instance, sorted; with `paths`, only what stands there.

    Notes are told of the chosen paths only: over all of the content there are too many to be read.
    """
    return chosen(root, inspect(root)[1], paths)


def chosen(root: Path, problems: Sequence[Problem], paths: Sequence[Path]) -> list[Problem]:
    """Of the problems those at the paths; where none are given all but the notes."""
    if not paths:
        return [problem for problem in problems if problem.level != "note"]
    resolved = [real(path) for path in paths]
    absent = [Problem(str(path), 0, 0, "error", "there is no such file") for path in paths if not os.path.lexists(path)]
    return absent + [problem for problem in problems if within(root / problem.path, resolved)]


def inspect(root: Path) -> tuple[Mapping[str, load.File], list[Problem]]:
    """The files of an instance's content by path, and all problems that no waiver covers."""
    files, problems = gather(root)
    return files, sorted(set(waivers.apply(root, files.get(waivers.FILE), problems)))


def gather(root: Path) -> tuple[Mapping[str, load.File], list[Problem]]:
    """The files of an instance's content by path, and all problems, waived or not."""
    files, problems = load.read(root)
    problems.extend(known.hinted(root, files.values()))
    across: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in chain(catalogue.check(files), rulings.check(root, files), people.check(root, files)):
        across[finding.file.path][finding.level].append(finding)
    for path, levels in across.items():
        raw = (root / path).read_bytes() if files[path].data is not None else b""
        for level, findings in levels.items():
            told = [(finding.path, False, finding.message, finding.hint) for finding in findings]
            problems.extend(load.placed(path, raw, told, level))
    return files, problems


def real(path: Path) -> Path:
    """A path with its links followed, as far as they lead: one that leads to itself is none to fail on."""
    return Path(os.path.realpath(path))


def within(path: Path, chosen: Sequence[Path]) -> bool:
    """Whether a path is one of the chosen ones or lies in one; all do where none is chosen."""
    if not chosen:
        return True
    resolved = real(path)
    return any(resolved == one or one in resolved.parents for one in chosen)


def among(root: Path, files: Mapping[str, load.File], paths: Sequence[Path]) -> list[load.File]:
    """Of the files of an instance those at the paths; only their folders are resolved, as no file is a link."""
    chosen = [real(path) for path in paths]
    folders = {folder: real(root / folder) for folder in {path.rpartition("/")[0] for path in files}}
    whole = {name for name, folder in folders.items() if within(folder, chosen)} if chosen else set(folders)
    single = {str(path) for path in chosen}
    found = []
    for path, file in files.items():
        folder, _, name = path.rpartition("/")
        if folder in whole or f"{folders[folder]}/{name}" in single:
            found.append(file)
    return found
