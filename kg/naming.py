"""What the names of an entry meet, in the words of the checker: ordinary words and other entries.

It tells what evidence a mention will then need, so that whoever adds an alias knows before a linker is run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from kg.extract import gazetteer
from kg.ingest import check
from kg.ingest.check import load
from kg.ingest.check.finding import aliases, entries
from kg.ingest.check.syntax import Path as Steps
from kg.ingest.check.values import fold
from kg.model import Kind, Problem

NEEDS: Final = {
    "exact-case": "counts as written, with these capitals, else only with other evidence",
    "cue": "counts only where a word beside it says that it is a name",
    "context": "counts only where the source speaks of the entry elsewhere",
    "never": "counts only where a ruling says so",
}
"""Policy of matching → what a mention by the name then needs; "any-case" needs nothing."""


def notes(root: Path, files: Mapping[str, load.File], paths: Sequence[Path]) -> list[Problem]:
    """Notes on the names of the well-formed entries at `paths`, each at the name's line and column."""
    asked = [file for file in entries(check.among(root, files, paths)) if not file.problems]
    shared: dict[str, list[load.File]] = defaultdict(list)
    for file in entries(files.values()):
        for key in {fold(name) for name in (file.data["name"], *aliases(file)) if isinstance(name, str)}:
            shared[key].append(file)
    found: list[Problem] = []
    for file in asked:
        told = [(steps, False, message, hint) for steps, message, hint in _file(file, shared)]
        found += load.placed(file.path, (root / file.path).read_bytes(), told, "note")
    return found


def _file(file: load.File, shared: Mapping[str, list[load.File]]) -> Iterator[tuple[Steps, str, str]]:
    """Where a name stands, what it meets and what follows."""
    kind = cast(Kind, file.kind)
    for steps, name in [(("name",), file.data["name"]), *_aliases(file)]:
        own = file.data.get("match", {}).get(name)
        policy = own or gazetteer.policy(name, kind)
        if policy in NEEDS and policy != "exact-case":
            why = "by `match`" if own else "it is also an ordinary word" if kind != "person" else "a part of a name"
            yield steps, f"{name!r} {NEEDS[policy]}", why if own else f"{why}; `match` in the entry overrules this"
        others = [other for other in shared[fold(name)] if other.path != file.path]
        if others:
            told = f"{name!r} also names {', '.join(other.path for other in others)}"
            yield steps, told, "a mention goes to the one that the source speaks of otherwise, else to none"


def _aliases(file: load.File) -> Iterator[tuple[Steps, str]]:
    """Where each alias stands, and its text."""
    for index, (item, text) in enumerate(zip(file.data.get("aliases", ()), aliases(file), strict=True)):
        yield (("aliases", index) if isinstance(item, str) else ("aliases", index, "name")), text
