"""A person's word over the linker and over claims must meet something, and say one thing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.ingest.check.finding import Finding
from kg.ingest.check.load import File
from kg.model import FOLDERS


def check(root: Path, files: Mapping[str, File]) -> Iterator[Finding]:
    """Every finding about the well-formed files of rulings."""
    sound = [file for _, file in sorted(files.items()) if file.kind == "ruling" and file.data and not file.problems]
    yield from mixed(sound)
    yield from twice(sound)
    if sound:
        yield from unmet(root, files, sound)


def mixed(rulings: list[File]) -> Iterator[Finding]:
    """A ruling is on one thing: a surface, or a claim with its verdict."""
    for file in rulings:
        for index, ruling in enumerate(file.data):
            on = "claim" if "claim" in ruling else "surface"
            if ("surface" in ruling) == ("claim" in ruling):
                yield Finding(file, (index,), "error", "a ruling is on a surface or on a claim, one of the two")
            elif on == "claim" and "verdict" not in ruling:
                hint = "verdict: rejected says that the claim is not so"
                yield Finding(file, (index,), "error", f"verdict is missing in [{index}]", hint)
            else:
                for name in ("entry", "source") if on == "claim" else ("verdict",):
                    if name in ruling:
                        yield Finding(file, (index, name), "error", f"{name} does not go with a {on}")


def on_surfaces(file: File) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Place in the file and ruling, of those that are not on a claim."""
    yield from ((index, ruling) for index, ruling in enumerate(file.data) if "surface" in ruling)


def twice(rulings: list[File]) -> Iterator[Finding]:
    """One surface in one source is ruled on once."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for file in rulings:
        for index, ruling in on_surfaces(file):
            key, entry = (ruling["surface"], ruling.get("source", "")), ruling.get("entry", "")
            if key in seen:
                path, other = seen[key]
                told = f"{key[0]!r} is ruled on already" + (
                    "" if other == entry else f", as {other or 'nothing of ours'}"
                )
                yield Finding(file, (index, "surface"), "warning" if other == entry else "error", told, f"see {path}")
            seen.setdefault(key, (file.path, entry))


def unmet(root: Path, files: Mapping[str, File], rulings: list[File]) -> Iterator[Finding]:
    """A ruling matches a name of its source's record, or of any record where it is for all."""
    folders = {file.id: FOLDERS[file.kind] for file in files.values() if file.kind in ("talk", "article")}
    records = {id_: root / "content" / folder / f"{id_}.jsonl" for id_, folder in folders.items()}
    for file in rulings:
        for index, ruling in on_surfaces(file):
            source = ruling.get("source", "")
            chosen = [records[source]] if source in records else [] if source else list(records.values())
            known = [record for record in chosen if record.is_file() and not record.is_symlink()]
            wanted = json.dumps(ruling["surface"], ensure_ascii=False).encode()
            plain = json.dumps(ruling["surface"]).encode()
            if known and not any(wanted in (text := record.read_bytes()) or plain in text for record in known):
                where = f"in {source!r}" if source else "in any source"
                told = f"the ruling matches nothing: {ruling['surface']!r} is no name {where}"
                yield Finding(file, (index, "surface"), "warning", told, "write it as it stands there, or take it out")
