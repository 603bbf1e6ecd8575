"""Adding sources: files, folders and URLs → `content/{talks,articles}/ID.yaml` and the cleaned text.

The YAML belongs to people: it is written once and never again. What adding again renews is the text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg import cache
from kg.ingest import entryfile, inputs, publishers, records, remove, speakers, tables, texts
from kg.ingest.check import load, shape
from kg.ingest.inputs import Input
from kg.iri import ID_LENGTH, safe_url, slug
from kg.model import BadInput, Document, Problem

_ANOTHER = re.compile(r"(?i)transcri|repositor")
SPOKEN = frozenset(("talk", "podcast", "captions"))


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of `add` did."""

    added: tuple[str, ...]
    """Ids of new sources."""
    renewed: tuple[str, ...]
    """Ids of known sources whose text changed."""
    unchanged: int
    people: tuple[str, ...]
    """Ids of new person entries."""
    notes: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        """The report as lines of text."""
        told = f"{len(self.added)} new sources, {len(self.renewed)} renewed, {self.unchanged} unchanged"
        return "\n".join([f"{told}, {len(self.people)} new people", *(f"  {note}" for note in self.notes)])


def add(root: Path, paths_or_urls: Sequence[str | Path], *, table: Path | None = None) -> Report:
    """Add sources to the instance at `root`.

    A folder gives all its files; a CSV named `sources.csv` beside them or above them (or `table`) says title, url,
    medium, publisher, date and the like by file. Raises `BadInput` with everything that is wrong in all of them, and
    then writes nothing.
    """
    found = inputs.read(paths_or_urls, table)
    desk = _Desk(root)
    for one in found:
        desk.take(one)
    texts.index(root)
    notes = (*desk.notes, *(note for one in found for note in one.document.notes))
    return Report(tuple(desk.added), tuple(desk.renewed), desk.unchanged, tuple(desk.people), notes)


class _Desk:
    """Where inputs become files, one after the other."""

    def __init__(self, root: Path) -> None:
        """Learn what is there already."""
        self.root = root
        self.added: list[str] = []
        self.renewed: list[str] = []
        self.unchanged = 0
        self.people: list[str] = []
        files = load.read(root)[0]
        self._taken = {file.id for file in files.values()}
        self._sources = {file.id: file.data for file in files.values() if file.kind in ("talk", "article")}
        sound = {id_: data for id_, data in self._sources.items() if isinstance(data, dict)}
        self._urls = {str(data["url"]): id_ for id_, data in sound.items() if data.get("url")}
        self._same = dict(records.originals(root))
        self._events = publishers.editions(files.values())
        self._publishers = publishers.Publishers(root, files.values())
        self._persons = speakers.People(root)
        self._withdrawn = remove.withdrawn(root)
        self.notes: list[Problem] = []

    def take(self, one: Input) -> None:
        """Write one source's files."""
        url = safe_url(one.row.get("url") or one.document.metadata.get("url", ""))
        url = url if url.startswith("http") else ""
        stem = slug(one.row.get("id") or one.document.id) or slug(one.document.title) or "source"
        if self._withdrawn(stem) or self._withdrawn(url):
            hint = f"take it out of {remove.WITHDRAWN} to have it back"
            self.notes.append(Problem(stem, 0, 0, "warning", "passed over: the source was withdrawn", hint))
            return
        id_ = self._urls.get(url) or self._same.get(one.document.source_sha256) or self._free(stem, url)
        if id_ in self._sources:
            changed = texts.keep(self.root, id_, one.document)
            self.renewed += [id_] if changed else []
            self.unchanged += not changed
            return
        data = self._fields(one, url)
        kind = "talk" if data["medium"] in SPOKEN else "article"
        cache.write(entryfile.path(self.root, kind, id_), entryfile.fresh(kind, data))
        texts.keep(self.root, id_, one.document)
        self.added.append(id_)
        self._taken.add(id_)
        self._sources[id_] = data
        if url:
            self._urls[url] = id_

    def _free(self, stem: str, url: str) -> str:
        """The id of the known source that this is again (same id, no other URL), else an id that nobody has."""
        known = self._sources.get(stem)
        if isinstance(known, dict) and (not url or not known.get("url")):
            return stem
        for number in range(1, 10_000):
            id_ = stem if number == 1 else f"{stem[: ID_LENGTH - 5].rstrip('-')}-{number}"
            if id_ not in self._taken:
                return id_
        raise BadInput([Problem(stem, 0, 0, "error", "no id is free for this source", "give it an `id` in the table")])

    def _fields(self, one: Input, url: str) -> dict[str, Any]:
        """The fields of a new source: what the table says, else what the file says of itself, else nothing."""
        row, document = one.row, one.document
        medium = row.get("medium") or document.medium
        named = row.get("publisher") or (urlsplit(url).hostname or "unknown").removeprefix("www.")
        title = " ".join((row.get("title") or document.title or document.id).split())[:400]
        date, basis = _date(row, document)
        licences = shape.schema("source")["properties"]["licence"]["enum"]
        data: dict[str, Any] = {"title": title, "url": url, "medium": medium}
        data |= self._publishers.of(named, row.get("affiliation", ""), row.get("of", ""))
        data |= {"date": date, "date_basis": basis}
        data |= {"event": row.get("event") or publishers.edition(title, self._events)}
        data |= {"speakers": self._speakers(document), "language": row.get("language") or document.language}
        licence = row.get("licence", "")
        data["machine_translated"] = "machine translation" in licence or row.get("machine_translated", "") == "true"
        data["licence"] = licence if licence in licences else "unknown"
        required = shape.schema("source")["required"]
        return {name: value for name, value in data.items() if value or name in required}

    def _speakers(self, document: Document) -> list[str]:
        found: list[str] = []
        for name in speakers.names(document):
            id_, new = self._persons.enrol(name)
            self.people += [id_] if new else []
            found += [id_] if id_ and id_ not in found else []
        return found


def _date(row: tables.Row, document: Document) -> tuple[str, str]:
    """(date, what it rests on), or ("unknown", ""): when it was published or held, as the table or the file states it.

    The date of a transcript, or of a move into a repository, is another date.
    """
    told = (row.get("date", ""), row.get("date_basis") or "stated")
    for date, basis in (told, (document.metadata.get("date", ""), "stated")):
        if _ANOTHER.search(basis):
            continue
        try:
            datetime.date.fromisoformat(f"{date}-01-01"[:10])
        except ValueError:
            continue
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
            return date, basis
    return "unknown", ""
