"""A talk or an article that somebody suggests: its metadata alone, as its text has yet to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kg.ingest import entryfile, remove
from kg.ingest.check.values import repository
from kg.ingest.forms import fields
from kg.ingest.forms.body import problem
from kg.ingest.forms.fields import Names
from kg.ingest.sources import SPOKEN
from kg.iri import ID_LENGTH, slug
from kg.model import BadInput, Problem

_PLAIN: Final = ("url", "title", "medium", "publisher", "affiliation", "of", "date", "event", "language")


def make(root: Path, names: Names, answers: Mapping[str, str]) -> tuple[str, dict[str, str], list[Problem]]:
    """(title, path → text, notes) of a suggested source. Raises BadInput where it is known or was withdrawn."""
    kind = "talk" if answers["medium"].casefold() in SPOKEN else "article"
    data = {name: fields.data(names, kind, name, answers[name]) for name in _PLAIN if name in answers}
    data["publisher"] = names.id(data["publisher"], ("vendor",))
    for file in names.files.values():
        if isinstance(file.data, dict) and repository(str(file.data.get("url", ""))) == repository(data["url"]):
            raise BadInput([problem(f"we have it already: {file.path}")])
    data = {"date": "unknown", "language": "en"} | data
    if data["date"] != "unknown":
        data["date_basis"] = "stated"
    id_ = _id(names, data["title"])
    withdrawn = remove.withdrawn(root)
    if withdrawn(id_) or withdrawn(data["url"]):
        raise BadInput([problem("this source was withdrawn by those whose it is", "we do not take it in again")])
    path = entryfile.path(root, kind, id_).relative_to(root).as_posix()
    given = [part.strip() for part in re.split(r"[,\n]", answers.get("speakers", "")) if part.strip()]
    found = {name: names.id(name, ("person",)) for name in given}
    known = list(dict.fromkeys(id_ for id_ in found.values() if id_ in names.files))
    strange = [name for name, id_ in found.items() if id_ not in names.files]
    notes = [
        Problem(path, 0, 0, "note", f"there is no entry for {name[:80]!r}, so the source does not name them yet")
        for name in strange
    ]
    notes.append(Problem(path, 0, 0, "note", "its text has yet to be read: kg ingest URL"))
    text = entryfile.fresh(kind, data | ({"speakers": known} if known else {}))
    return f"Add the {data['medium']} “{data['title'][:80]}”", {path: text}, notes


def _id(names: Names, title: str) -> str:
    stem = slug(title) or "source"
    numbered = (f"{stem[: ID_LENGTH - 5].rstrip('-')}-{number}" for number in range(2, 10_000))
    return stem if stem not in names.files else next(id_ for id_ in numbered if id_ not in names.files)
