"""People who asked not to be listed: no entry brings one of them back, whoever writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kg import cache
from kg.ingest import forgotten
from kg.ingest.check import syntax
from kg.ingest.check.finding import Finding
from kg.ingest.check.load import File

TOLD = "this person asked not to be listed"
HINT = "take the entry out; somebody else of the same name needs a waiver"


def check(root: Path, files: Mapping[str, File]) -> Iterator[Finding]:
    """Every name, alias and label of a well-formed person, the id and the GitHub name, against the list of hashes.

    Hashes are slow on purpose, so entries without a finding are kept until they, or the list, change.
    """
    if not (root / forgotten.FORGOTTEN).is_file():
        return
    kept, version = cache.Cache(root / "build" / "cache"), cache.digest((root / forgotten.FORGOTTEN).read_bytes())
    clean: set[str] = kept.get("unforgotten", version) or set()
    gone, seen = forgotten.is_forgotten(root), set()
    for _, file in sorted(files.items()):
        if file.kind != "person" or any(problem.level == "error" for problem in file.problems):
            continue
        key = f"{file.id} {file.digest}"
        found = [] if key in clean else [path for path, name in names(file) if gone(name)]
        yield from (Finding(file, path, "error", TOLD, HINT) for path in found[:1])
        if not found:
            seen.add(key)
    if seen != clean:
        kept.put("unforgotten", version, seen)
        kept.keep("unforgotten", [version])


def names(file: File) -> Iterator[tuple[syntax.Path, str]]:
    """What a person's entry calls them, each with its place."""
    yield ("name",), file.data["name"]
    for index, alias in enumerate(file.data.get("aliases", ())):
        yield ("aliases", index), alias if isinstance(alias, str) else alias["name"]
    yield from ((("labels", tag), label) for tag, label in file.data.get("labels", {}).items())
    if handle := file.data.get("links", {}).get("github", "").rstrip("/").rpartition("/")[2]:
        yield ("links", "github"), handle
    yield (), file.id
