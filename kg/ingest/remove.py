"""Taking out: a source from everything that is built, a person for good.

Neither may come back by the next import or ingest. Withdrawn sources leave a tombstone (`content/.withdrawn.yaml`: id and
URL), forgotten people salted hashes of their names (`content/.forgotten.yaml`), from which no name can be read.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from kg import cache
from kg.ingest import entryfile, merge
from kg.ingest.check import load
from kg.ingest.check.catalogue import fold
from kg.iri import valid_id
from kg.model import FOLDERS, BadInput, Problem

FORGOTTEN: Final = "content/.forgotten.yaml"
WITHDRAWN: Final = "content/.withdrawn.yaml"
ROUNDS: Final = 20_000
"""Of PBKDF2: a name costs a few milliseconds, a list of all names of the world too much."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out."""

    what: str
    deleted: tuple[str, ...]
    changed: tuple[str, ...]

    def __str__(self) -> str:
        """The removal as lines of text."""
        lines = [f"{self.what}: {len(self.deleted)} files deleted, {len(self.changed)} changed; build again to publish it"]
        return "\n".join([*lines, *(f"  deleted  {path}" for path in self.deleted), *(f"  changed  {path}" for path in self.changed)])


def withdraw(root: Path, source_id: str) -> Removal:
    """Take a source out: its YAML, record and text, and the rulings on it. Raises BadInput where there is none."""
    found = [(kind, entryfile.path(root, kind, source_id)) for kind in ("talk", "article")]
    found = [(kind, file) for kind, file in found if valid_id(source_id) and file.is_file()]
    if not found:
        raise BadInput([Problem("content", 0, 0, "error", f"there is no source {source_id!r}")])
    kind, file = found[0]
    data = entryfile.read(file) or {}
    beside = sorted(path for path in file.parent.glob(f"{source_id}.*") if path.stem == source_id)
    named = [file.parent / str(data["text"])] if data.get("text") else []
    texts = sorted((root / "build" / "texts").glob(f"{source_id}.*")) if (root / "build" / "texts").is_dir() else []
    deleted = [path.relative_to(root).as_posix() for path in dict.fromkeys([*beside, *named, *texts]) if path.is_file()]
    for name in deleted:
        (root / name).unlink()
    changed = list(_drop_rulings(root, lambda ruling: ruling.get("source") == source_id))
    tombstones = {**_yaml(root / WITHDRAWN), source_id: str(data.get("url") or "")}
    _write_yaml(root / WITHDRAWN, tombstones, "Sources that were withdrawn: ingest does not bring them back.")
    return Removal(f"withdrew {FOLDERS[kind]}/{source_id}", tuple(deleted), (*changed, WITHDRAWN))


def withdrawn(root: Path) -> Callable[[str], bool]:
    """A test of whether a source's id or URL was withdrawn."""
    tombstones = _yaml(root / WITHDRAWN)
    gone = {*tombstones, *(url for url in tombstones.values() if url)}
    return lambda text: text in gone


def forget(root: Path, person_id: str) -> Removal:
    """Take a person out of entries, sources, records, rulings and the last imports, and keep them out.

    Raises BadInput where there is no such person. Texts in `build/texts/` stay: they are not ours to change.
    """
    file = entryfile.path(root, "person", person_id)
    if not valid_id(person_id) or not file.is_file():
        raise BadInput([Problem("content/people", 0, 0, "error", f"there is no person {person_id!r}")])
    data = entryfile.read(file) or {}
    names = [data["name"], *(a if isinstance(a, str) else a["name"] for a in data.get("aliases", ())), *data.get("labels", {}).values()]
    handle = str(data.get("links", {}).get("github", "")).rstrip("/").rpartition("/")[2]
    _remember(root, [person_id, *names, *([handle] if handle else [])])
    file.unlink()
    changed = [
        *_drop_references(root, person_id),
        *_drop_rulings(root, lambda ruling: ruling.get("entry") == person_id or fold(ruling["surface"]) in set(map(fold, names))),
        *_drop_spans(root, names),
        *_drop_imported(root, person_id),
    ]
    return Removal("forgot a person", (file.relative_to(root).as_posix(),), (*changed, FORGOTTEN))


def is_forgotten(root: Path) -> Callable[[str], bool]:
    """A test of whether a name, id or GitHub name belongs to a forgotten person, whatever its case and spacing."""
    kept = _yaml(root / FORGOTTEN)
    hashes, salt = set(kept.get("hashes", ())), str(kept.get("salt", ""))
    known: dict[str, bool] = {}

    def test(text: str) -> bool:
        if not hashes:
            return False
        key = fold(text)
        if key not in known:
            known[key] = _hash(salt, key) in hashes
        return known[key]

    return test


def _hash(salt: str, key: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", key.encode(), salt.encode(), ROUNDS).hex()[:32]


def _remember(root: Path, names: list[str]) -> None:
    """Add the hashes of the names; a list once begun keeps its salt."""
    kept = _yaml(root / FORGOTTEN)
    salt = str(kept.get("salt") or secrets.token_hex(16))
    hashes = sorted({*kept.get("hashes", ()), *(_hash(salt, fold(name)) for name in names)})
    _write_yaml(root / FORGOTTEN, {"salt": salt, "hashes": hashes}, "Salted hashes of names that must not come back.")


def _drop_references(root: Path, id_: str) -> Iterator[str]:
    """Take an id out of every field of every entry and source that refers to it."""
    files, _ = load.read(root)
    for path, file in sorted(files.items()):
        if file.kind in FOLDERS and isinstance(file.data, dict) and id_ in (root / path).read_text("utf-8"):
            data = {name: value for name, old in file.data.items() if (value := _without(old, id_)) not in (None, [], {})}
            if data != file.data and entryfile.write(root, file.kind, file.id, data):
                yield path


def _without(value: Any, id_: str) -> Any:
    """A field's value without the id; None where nothing is left."""
    if isinstance(value, list):
        return [item for item in value if item != id_ and not (isinstance(item, dict) and id_ in item.values())]
    return None if value == id_ else value


def _drop_rulings(root: Path, unwanted: Callable[[dict[str, str]], bool]) -> Iterator[str]:
    """Take rulings out; a file that is left empty is deleted."""
    for file in sorted((root / "content" / "rulings").glob("*.yaml")):
        rulings = yaml.safe_load(file.read_text("utf-8")) or []
        kept = [ruling for ruling in rulings if not unwanted(ruling)]
        if len(kept) == len(rulings):
            continue
        yield file.relative_to(root).as_posix()
        if kept:
            head = re.match(r"(?:#.*\n)*", file.read_text("utf-8"))
            cache.write(file, (head[0] if head else "") + yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=4000))
        else:
            file.unlink()


def _drop_spans(root: Path, names: list[str]) -> Iterator[str]:
    """Take the spans that hold one of the names out of every record, and the cues that rest on them."""
    keys = {fold(name) for name in names}
    for folder in ("talks", "articles"):
        for file in sorted((root / "content" / folder).glob("*.jsonl")):
            lines = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
            gone = {index for index, row in enumerate(lines[1:]) if isinstance(row[0], str) and row[0] != "cue" and fold(row[0]) in keys}
            if not gone:
                continue
            yield file.relative_to(root).as_posix()
            cache.write(file, "".join(_compact(row) for row in [lines[0], *_renumbered(lines[1:], gone)]))


def _renumbered(rows: list[list[Any]], gone: set[int]) -> Iterator[list[Any]]:
    """The rows of a record without some spans: cues point to the spans' new numbers, or go with them."""
    spans = [index for index, row in enumerate(rows) if row[0] != "cue" or len(row) < 8]
    numbers = {old: new for new, old in enumerate(index for index in spans if index not in gone)}
    for index, row in enumerate(rows):
        if index in numbers:
            yield row
        elif index not in gone and row[2] in numbers and (row[3] == -1 or row[3] in numbers):
            yield [*row[:2], numbers[row[2]], numbers.get(row[3], -1), *row[4:]]


def _drop_imported(root: Path, id_: str) -> Iterator[str]:
    """Take the person out of what imports brought last."""
    for file in sorted((root / "content" / ".imported").glob("*.json")):
        kept = merge.base(root, file.stem)
        if kept.pop(("person", id_), None) is not None:
            merge.keep(root, file.stem, kept)
            yield file.relative_to(root).as_posix()


def _yaml(file: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {}
    return loaded if isinstance(loaded, dict) else {}


def _write_yaml(file: Path, data: dict[str, Any], head: str) -> None:
    cache.write(file, f"# {head}\n{yaml.safe_dump(data, allow_unicode=True, sort_keys=True, width=4000)}")


def _compact(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
