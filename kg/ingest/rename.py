"""Another id for an entry or a source: its files move, references follow, the old id stays as a redirect."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.ingest import changes, creation, entryfile, rewrite, texts
from kg.ingest.rewrite import SOURCES
from kg.model import FOLDERS, BadInput, Problem


@dataclass(frozen=True, slots=True)
class Moved:
    """What a rename or a merge did."""

    what: str
    changed: tuple[str, ...]
    """Files written or taken away."""
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The report as lines of text."""
        lines = [f"{self.what}: {len(self.changed)} files changed", *(f"  {path}" for path in self.changed)]
        return "\n".join([*lines, *self.notes])


def rename(root: Path, old: str, new: str) -> Moved:
    """Move the entry or source `old` to the id `new`. Raises BadInput, with nothing changed, where that cannot be.

    An entry that is renamed back takes its former id again.
    """
    file = rewrite.file_of(root, old)
    former = [id_ for id_ in file.data.get("former_ids", ()) if id_ != new]
    if new not in file.data.get("former_ids", ()):
        creation.free_id(root, file.kind, "", new or "?")
    planned = rewrite.references_to(root, file.kind, old, new)
    data = {**rewrite.renamed(file, file.kind, old, new), "former_ids": [*former, old]}
    files: dict[Path, bytes | None] = {**planned, root / file.path: None}
    if file.kind in SOURCES:
        files |= beside(root, file.kind, old, new)
        if Path(str(data.get("text", ""))).stem == old:
            data["text"] = new + Path(data["text"]).suffix
    text = (root / file.path).read_text("utf-8-sig")
    files[entryfile.path(root, file.kind, new)] = entryfile.changed(text, file.data, data).encode()
    changed = changes.apply(root, files)
    if file.kind in SOURCES and (root / "build" / "texts").is_dir():
        texts.index(root)
    pages = rewrite.mentions_in_prose(root, file.kind, old)
    notes = [f"  {page} names the old address; the redirect leads on" for page in pages]
    return Moved(f"{FOLDERS[file.kind]}/{old} is {FOLDERS[file.kind]}/{new} now", changed, tuple(notes))


def beside(root: Path, kind: str, old: str, new: str) -> dict[Path, bytes | None]:
    """What lies beside a source's YAML and in `build/texts/`, under its new id."""
    folder = root / "content" / FOLDERS[kind]
    found = [path for path in sorted(folder.glob(f"{old}.*")) if path.stem == old and path.suffix != ".yaml"]
    found += [path for path in sorted((root / "build" / "texts").glob(f"{old}.*")) if path.stem == old]
    files: dict[Path, bytes | None] = dict.fromkeys(found)
    for path in found:
        target = path.with_name(new + path.suffix)
        if target.exists():
            told = f"{target.relative_to(root).as_posix()} is there already"
            raise BadInput([Problem(path.relative_to(root).as_posix(), 0, 0, "error", told)])
        raw = path.read_bytes()
        files[target] = rewrite.headed(raw, new) if path.suffix == ".jsonl" else raw
    return files
