"""Which id a thing that an import brings has: the one that it had, or else a new one that stays for ever."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any, Final

from kg.ingest import merge
from kg.ingest.check import load
from kg.ingest.check.values import fold, repository
from kg.iri import slug

SUFFIX: Final = {"vendor": "inc", "product": "product", "project": "project", "event": "event", "topic": "topic"}


class Ids:
    """The ids of an instance's content, found by repository and by name."""

    def __init__(self, root: Path, name: str) -> None:
        """Learn the ids of all files at `root`, and of what the import `name` brought last."""
        self._by: dict[tuple[str, str], str] = {}
        self._kinds: dict[str, str] = {}
        self._handles: dict[str, str] = {}
        self._brought: set[str] = set()
        self.renamed: dict[str, str] = {}
        """Former id → the id now."""
        files, _ = load.read(root)
        entries = [file for file in files.values() if isinstance(file.data, dict) and "name" in file.data]
        for file in entries:
            self._kinds[file.id] = file.kind
            self.renamed.update({old: file.id for old in file.data.get("former_ids", ())})
        for (kind, id_), fields in merge.base(root, name).items():
            now = self.renamed.get(id_, id_)
            self._kinds.setdefault(now, kind)
            self._brought.add(now)
            self._learn(kind, now, fields, "name")
        for key in ("name", "aliases"):
            for file in entries:
                self._learn(file.kind, file.id, file.data, key)
        self._kinds.update(dict.fromkeys(self.renamed, "former"))

    def choose(
        self, kind: str, name: str, repositories: Iterable[str] = (), taken: Container[tuple[str, str]] = ()
    ) -> str:
        """The id of an entry of this kind that has one of the repositories or this name; else a new one.

        `taken` are the entries made so far in this run: two things of one run never share an id.
        """
        for key in [f"repository {repository(url)}" for url in repositories] + [f"name {fold(name)}"]:
            known = self._by.get((kind, key))
            if known and (kind, known) not in taken:
                return known
        stem = slug(name) or SUFFIX[kind]
        candidates = [stem, f"{stem}-{SUFFIX.get(kind, kind)}", *(f"{stem}-{number}" for number in range(2, 1000))]
        id_ = next(candidate for candidate in candidates if candidate not in self._kinds)
        self._kinds[id_] = kind
        self._brought.add(id_)
        self._by.setdefault((kind, f"name {fold(name)}"), id_)
        return id_

    def reserve(self, kind: str, id_: str) -> None:
        """Give an id to this kind, where it is free."""
        self._kinds.setdefault(id_, kind)

    def person(self, name: str, handle: str, taken: Container[tuple[str, str]] = ()) -> str:
        """The id of a person with this GitHub name, or with this name where neither is taken; else a new one."""
        by_handle = self._by.get(("person", f"github {handle.casefold()}"), "") if handle else ""
        by_name = self.find("person", name)
        if by_name and handle and self._handles.get(by_name, handle.casefold()) != handle.casefold():
            by_name = ""
        for known in (by_handle, by_name):
            if known and ("person", known) not in taken:
                return known
        stem = slug(name) or slug(handle) or "person"
        candidates = [stem, f"{stem}-{slug(handle)}".rstrip("-"), *(f"{stem}-{number}" for number in range(2, 1000))]
        id_ = next(candidate for candidate in candidates if candidate not in self._kinds)
        self._kinds[id_] = "person"
        return id_

    def find(self, kind: str, name: str) -> str:
        """The id of the entry of this kind with this name or alias, or ""."""
        return self._by.get((kind, f"name {fold(name)}"), "")

    def brought(self, id_: str) -> bool:
        """Whether the import of this run brought the entry the last time, or brings it now."""
        return id_ in self._brought

    def _learn(self, kind: str, id_: str, fields: dict[str, Any], key: str) -> None:
        values = fields.get(key, ()) if key == "aliases" else [fields[key]] if key in fields else ()
        for value in values:
            text = value if isinstance(value, str) else value["name"]
            self._by.setdefault((kind, f"name {fold(text)}"), id_)
        handle = fields.get("links", {}).get("github", "").rstrip("/").rpartition("/")[2].casefold()
        if kind == "person" and handle:
            self._handles.setdefault(id_, handle)
            self._by.setdefault((kind, f"github {handle}"), id_)
        for url in fields.get("repositories", ()):
            self._by.setdefault((kind, f"repository {repository(url)}"), id_)
