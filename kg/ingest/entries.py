"""The curated content as finished records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.ingest import check
from kg.ingest.check import shape
from kg.model import KINDS, Alias, BadInput, Catalogue, Editions, Employment, Entry, Rejection, Ruling, Source


def read(root: Path, lenient: bool = False) -> Catalogue:
    """All entries, sources, rulings and rejections of the instance at `root`, checked; each tuple is sorted by id.

    Raises BadInput with every problem of every file where there is an error; warnings alone do not stop it. A lenient
    reading leaves out the files that are wrong by themselves: for an older state, which met the rules of its time.
    """
    files, problems = check.inspect(root)
    if lenient:
        wrong = {path for path, file in files.items() if any(problem.level == "error" for problem in file.problems)}
        files = {path: file for path, file in files.items() if path not in wrong and file.data is not None}
    elif any(problem.level == "error" for problem in problems):
        raise BadInput([problem for problem in problems if problem.level != "note"])
    entries = [entry(file.kind, file.id, path, file.data) for path, file in files.items() if file.kind in KINDS]
    sources = [
        source(file.kind, file.id, path, file.data) for path, file in files.items() if file.kind in ("talk", "article")
    ]
    ruled = [(path, item) for path, file in sorted(files.items()) if file.kind == "ruling" for item in file.data]
    return Catalogue(
        tuple(sorted(entries, key=lambda record: record.id)),
        tuple(sorted(sources, key=lambda record: record.id)),
        tuple(ruling(path, item) for path, item in ruled if "surface" in item),
        tuple(rejection(path, item) for path, item in ruled if "claim" in item),
    )


def entry(kind: Any, id_: str, path: str, data: Mapping[str, Any]) -> Entry:
    """An entry from the checked data of its file.

    >>> entry("project", "etcd", "content/projects/etcd.yaml", {"name": "etcd", "aliases": ["etcd3"]}).aliases
    (Alias(name='etcd3', language=''),)
    """
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    if "aliases" in fields:
        fields["aliases"] = tuple(Alias(item) if isinstance(item, str) else Alias(**item) for item in data["aliases"])
    if "employers" in fields:
        fields["employers"] = tuple(Employment(**item) for item in data["employers"])
    if said := fields.get("editions"):
        regions = {region: tuple(words) for region, words in said["regions"].items()}
        fields["editions"] = Editions(said["name"], regions, said.get("years", {}))
    return Entry(id=id_, kind=kind, path=path, **fields)


def source(kind: Any, id_: str, path: str, data: Mapping[str, Any]) -> Source:
    """A source from the checked data of its file; whether it may be quoted follows from its licence."""
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    quotable = data.get("licence", "") in shape.schema("source")["properties"]["licence"]["x-quotable"]
    return Source(id=id_, kind=kind, path=path, quotable=quotable, **fields)


def ruling(path: str, item: Mapping[str, str]) -> Ruling:
    """A ruling from one item of a checked file."""
    return Ruling(item["surface"], item.get("entry", ""), item.get("source", ""), path)


def rejection(path: str, item: Mapping[str, Any]) -> Rejection:
    """A rejected claim from one item of a checked file."""
    claim = item["claim"]
    return Rejection(claim["subject"], claim["predicate"], claim["object"], path)
