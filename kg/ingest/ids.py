"""Which id a thing that an import brings has: the one that it had, or else a new one that stays for ever."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any, Final

from kg.ingest import merge
from kg.ingest.check import load
from kg.ingest.check.values import fold, repository
from kg.iri import slug
from kg.model import FOLDERS

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
        self._names = {file.id: fold(file.data["name"]) for file in entries}
        for file in files.values():
            if file.kind in FOLDERS:
                self._kinds[file.id] = file.kind
                former = file.data.get("former_ids", ()) if isinstance(file.data, dict) else ()
                self.renamed.update(dict.fromkeys(former, file.id))
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

        `taken` are the entries made so far in this run: two things of one run never share an id, unless a person
        joined the two.
        """
        for key in [f"repository {repository(url)}" for url in repositories] + [f"name {fold(name)}"]:
            known = self._by.get((kind, key))
            if known and ((kind, known) not in taken or known in self.renamed.values()):
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
            joined = known == by_handle and known in self.renamed.values()
            if known and (("person", known) not in taken or joined):
                return known
        stem = slug(name) or slug(handle) or "person"
        candidates = [stem, f"{stem}-{slug(handle)}".rstrip("-"), *(f"{stem}-{number}" for number in range(2, 1000))]
        id_ = next(candidate for candidate in candidates if candidate not in self._kinds)
        self._kinds[id_] = "person"
        return id_

    def shared(self, id_: str, brought: dict[str, Any] | None, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of an entry, and those that this run brought for it before, where a person joined the two.

        What the one says whose account or name the entry has now is believed first.
        """
        fields = {name: value for name, value in fields.items() if value not in ([], {})}
        if brought is None:
            return fields
        first = self._names.get(id_) == fold(fields["name"])
        if handle := fields.get("links", {}).get("github", "").rpartition("/")[2].casefold():
            first = self._handles.get(id_, handle) == handle
        return merge.united(fields, brought) if first else merge.united(brought, fields)

    def find(self, kind: str, name: str) -> str:
        """The id of the entry of this kind with this name or alias, or ""."""
        return self._by.get((kind, f"name {fold(name)}"), "")

    def learn(self, kind: str, id_: str, fields: dict[str, Any]) -> None:
        """Know an entry by its name from now on, as brought by this run."""
        self._brought.add(id_)
        self._learn(kind, id_, fields, "name")

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
        second = [text for text, policy in fields.get("match", {}).items() if policy == "never"]
        for text in [handle, *second] if kind == "person" else ():  # a joined person's other account: `kg merge`
            self._by.setdefault((kind, f"github {text.casefold()}"), id_)
        for url in fields.get("repositories", ()):
            self._by.setdefault((kind, f"repository {repository(url)}"), id_)
