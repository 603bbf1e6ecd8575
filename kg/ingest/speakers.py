"""Who speaks in or writes a source → person entries: the ones that are there, and new ones with a name and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kg.ingest import bylines, entryfile, forgotten
from kg.ingest.check import load
from kg.ingest.ids import Ids
from kg.iri import slug
from kg.model import Document


def names(document: Document) -> tuple[str, ...]:
    """Full names of speakers (a transcript's labels) or else of authors, in order of appearance.

    A single word is an author's handle, as `find` may know it; first names, jingles and "Speaker 0" are left out.
    """
    labels = [document.text[turn.label_start : turn.label_end] for turn in document.turns]
    found = _full(labels)
    author = document.metadata.get("author", "")
    if not document.turns:
        found = _full(author[start:end] for start, end in bylines.names(author, 0, len(author)))
        found = found or _full(document.text[start:end] for start, end in document.byline) or _handles(author)
    return tuple(dict.fromkeys(found))


def _full(labels: Iterable[str]) -> list[str]:
    return [name for label in labels if (name := bylines.full_name(label))]


def _handles(author: str) -> list[str]:
    words = re.split(r"\s*(?:[,&]|\band\b)\s*", re.sub(r"\s*\([^()]*\)", "", author))
    return [word for word in words if re.fullmatch(r"[\w-]{2,39}", word)]


class People:
    """The person entries of an instance, and the way to new ones."""

    def __init__(self, root: Path) -> None:
        """Learn the names, aliases and GitHub handles of all people at `root`."""
        self._root = root
        self._ids = Ids(root, "")
        self._forgotten = forgotten.is_forgotten(root)
        self._handles: dict[str, str] = {}
        self._slugs: dict[str, str] = {}
        for file in load.read(root)[0].values():
            if file.kind == "person" and isinstance(file.data, dict):
                self._slugs.setdefault(slug(str(file.data.get("name", ""))), file.id)
            links = file.data.get("links") if file.kind == "person" and isinstance(file.data, dict) else None
            handle = re.fullmatch(r"https?://(?:www\.)?github\.com/([\w-]+)/?", str((links or {}).get("github", "")))
            if handle:
                self._handles.setdefault(handle[1].casefold(), file.id)

    def find(self, name: str) -> str:
        """The id of the person with this name (accents aside), alias or GitHub handle, or ""."""
        known = self._ids.find("person", name) or self._slugs.get(slug(name), "")
        return known or self._handles.get(name.casefold(), "")

    def enrol(self, name: str) -> tuple[str, bool]:
        """(id, whether the entry is new) of a person by full name; ("", False) for the forgotten and odd handles."""
        known = self.find(name)
        if known or " " not in name or self._forgotten(name):
            return known, False
        id_ = self._ids.choose("person", name)
        self._slugs[slug(name)] = id_
        entryfile.write(self._root, "person", id_, {"name": name})
        return id_, True
