"""Taking out: a source from everything that is built, a person for good.

Neither may come back by the next import or ingest. Withdrawn sources leave a tombstone (`content/.withdrawn.yaml`: id
and URL), forgotten people salted hashes of their names (`kg.ingest.forgotten`), from which no name can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from kg import cache
from kg.ingest import entryfile, forgotten, merge, records
from kg.ingest.check import load
from kg.ingest.check.values import fold
from kg.iri import valid_id
from kg.model import FOLDERS, BadInput, Problem

WITHDRAWN: Final = "content/.withdrawn.yaml"


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out."""

    what: str
    deleted: tuple[str, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...] = ()
    """Files in which a forgotten name still stands in a person's own words: edit them by hand."""

    def __str__(self) -> str:
        """The removal as lines of text."""
        lines = [
            f"{self.what}: {len(self.deleted)} files deleted, {len(self.changed)} changed; build again to publish it"
        ]
        for label, paths in (("deleted", self.deleted), ("changed", self.changed), ("still named in", self.left)):
            lines += [f"  {label}  {path}" for path in paths]
        return "\n".join(lines)


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
    changed = list(_drop_rulings(root, lambda ruling: source_id in _ids(ruling)))
    names = dict.fromkeys([source_id, *data.get("former_ids", ())], str(data.get("url") or ""))
    tombstones = {**entryfile.plain(root / WITHDRAWN), **names}
    entryfile.write_plain(root / WITHDRAWN, tombstones, "Sources that were withdrawn: ingest does not bring them back.")
    return Removal(f"withdrew {FOLDERS[kind]}/{source_id}", tuple(deleted), (*changed, WITHDRAWN))


def withdrawn(root: Path) -> Callable[[str], bool]:
    """A test of whether a source's id or URL was withdrawn."""
    tombstones = entryfile.plain(root / WITHDRAWN)
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
    names = [
        data["name"],
        *(a if isinstance(a, str) else a["name"] for a in data.get("aliases", ())),
        *data.get("labels", {}).values(),
    ]
    handle = str(data.get("links", {}).get("github", "")).rstrip("/").rpartition("/")[2]
    forgotten.remember(root, [person_id, *names, *([handle] if handle else [])])
    file.unlink()
    changed = [
        *_drop_references(root, person_id),
        *_drop_rulings(
            root, lambda ruling: person_id in _ids(ruling) or fold(ruling.get("surface", "")) in set(map(fold, names))
        ),
        *_drop_spans(root),
        *_drop_imported(root, person_id),
    ]
    deleted = (file.relative_to(root).as_posix(),)
    return Removal("forgot a person", deleted, (*changed, forgotten.FORGOTTEN), tuple(_still_named(root, names)))


def _drop_references(root: Path, id_: str) -> Iterator[str]:
    """Take an id out of every field of every entry and source that refers to it."""
    files, _ = load.read(root)
    for path, file in sorted(files.items()):
        if file.kind in FOLDERS and isinstance(file.data, dict) and id_ in (root / path).read_text("utf-8"):
            data = {
                name: value for name, old in file.data.items() if (value := _without(old, id_)) not in (None, [], {})
            }
            if data != file.data and entryfile.write(root, file.kind, file.id, data):
                yield path


def _without(value: Any, id_: str) -> Any:
    """A field's value without the id; None where nothing is left."""
    if isinstance(value, list):
        return [item for item in value if item != id_ and not (isinstance(item, dict) and id_ in item.values())]
    return None if value == id_ else value


def _ids(ruling: dict[str, Any]) -> set[Any]:
    """The entries and the source that a ruling names."""
    claim = ruling.get("claim", {})
    return {ruling.get("entry"), ruling.get("source"), claim.get("subject"), claim.get("object")}


def _drop_rulings(root: Path, unwanted: Callable[[dict[str, Any]], bool]) -> Iterator[str]:
    """Take rulings out; a file that is left empty is deleted."""
    for file in sorted((root / "content" / "rulings").glob("*.yaml")):
        rulings = yaml.safe_load(file.read_text("utf-8")) or []
        kept = [ruling for ruling in rulings if not unwanted(ruling)]
        if len(kept) == len(rulings):
            continue
        yield file.relative_to(root).as_posix()
        if kept:
            head = re.match(r"(?:#.*\n)*", file.read_text("utf-8"))
            cache.write(
                file, (head[0] if head else "") + yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=4000)
            )
        else:
            file.unlink()


def _drop_spans(root: Path) -> Iterator[str]:
    """Take forgotten people out of every record."""
    test = forgotten.is_forgotten(root)
    for folder in ("talks", "articles"):
        for file in sorted((root / "content" / folder).glob("*.jsonl")):
            name = file.relative_to(root).as_posix()
            record = records.loads(file.read_text("utf-8"), name)
            if record is not None and (clean := forgotten.cleaned(record, test)) is not record:
                cache.write(file, records.dumps(clean))
                yield name


def _still_named(root: Path, names: list[str]) -> Iterator[str]:
    """Content files, written by people, that still hold one of the names: titles, summaries, texts of our own."""
    words = [name for name in names if " " in name or forgotten.HAN.search(name)]
    if not words:
        return
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in words), re.IGNORECASE)
    for file in sorted((root / "content").rglob("*")):
        if file.suffix in (".yaml", ".md", ".txt", ".vtt", ".srt") and file.is_file() and not file.name.startswith("."):
            if pattern.search(file.read_text("utf-8", "replace")):
                yield file.relative_to(root).as_posix()


def _drop_imported(root: Path, id_: str) -> Iterator[str]:
    """Take the person out of what imports brought last."""
    for file in sorted((root / "content" / ".imported").glob("*.json")):
        kept = merge.base(root, file.stem)
        if kept.pop(("person", id_), None) is not None:
            merge.keep(root, file.stem, kept)
            yield file.relative_to(root).as_posix()
