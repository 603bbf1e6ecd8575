"""What only shows across files: ids, references, dates. A rule is a generator whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.ingest.check import duplicates, references, shape
from kg.ingest.check.finding import Finding, entries
from kg.ingest.check.load import File
from kg.model import FOLDERS


def check(files: Mapping[str, File]) -> Iterator[Finding]:
    """Every finding across the files: ids and references of all that can be read, the rest of the well-formed ones."""
    every = [file for _, file in sorted(files.items())]
    sound = [file for file in every if file.data is not None and not _broken(file)]
    yield from ids(every)
    yield from dangling([file for file in every if file.data is not None], every)
    yield from parents(sound)
    yield from before(sound)
    yield from duplicates.check(sound)


def ids(files: list[File]) -> Iterator[Finding]:
    """An id belongs to one entry or source, over all kinds; a former id is never given away again."""
    taken: dict[str, File] = {}
    for file in files:
        if file.kind in FOLDERS:
            if file.id in taken:
                told = f"the id {file.id!r} is taken by {taken[file.id].path}"
                yield Finding(file, (), "error", told, "ids are unique over all kinds")
            taken.setdefault(file.id, file)
    for file in files:
        former = file.data.get("former_ids") if isinstance(file.data, dict) else None
        for index, id_ in enumerate(former if isinstance(former, list) else ()):
            if not isinstance(id_, str):
                continue
            if taken.setdefault(id_, file) is not file or id_ == file.id:
                yield Finding(
                    file, ("former_ids", index), "error", f"the former id {id_!r} is taken by {taken[id_].path}"
                )


def dangling(files: list[File], every: list[File]) -> Iterator[Finding]:
    """A reference names an entry that exists and is of a kind that the field allows."""
    kinds = {file.id: file.kind for file in every if file.kind in FOLDERS}
    told = [file for file in files if file.kind in FOLDERS and isinstance(file.data, dict)]
    former = {id_: file.id for file in told for id_ in _listed(file.data.get("former_ids"))}
    for file in files:
        for path, id_, allowed in references.find(file):
            if not id_:
                continue
            kind = kinds.get(id_)
            if kind is None:
                wanted = sorted(other for other, its in kinds.items() if its in allowed)
                hint = f"it is {former[id_]!r} now" if id_ in former else shape.near(id_, wanted)
                yield Finding(file, path, "error", f"there is no {_either(allowed)} {id_!r}", hint)
            elif kind not in allowed:
                yield Finding(file, path, "error", f"{id_!r} is a {kind}, not a {_either(allowed)}")
            elif id_ == file.id and file.kind in FOLDERS:
                yield Finding(file, path, "error", "the entry refers to itself")


def _either(kinds: tuple[str, ...]) -> str:
    """Kinds in words.

    >>> _either(("project", "product", "vendor"))
    'project, product or vendor'
    """
    return " or ".join(part for part in (", ".join(kinds[:-1]), kinds[-1]) if part)


def before(files: list[File]) -> Iterator[Finding]:
    """A talk is not given before its event begins."""
    starts = {file.id: file.data["start"] for file in files if file.kind == "event" and "start" in file.data}
    for file in files:
        if file.kind != "talk":
            continue
        date, start = str(file.data.get("date", "")), starts.get(file.data.get("event", ""), "")
        if date[:1].isdigit() and start and date[: len(start)] < start[: len(date)]:
            told = f"date lies before {file.data['event']!r} begins"
            yield Finding(file, ("date",), "warning", told, f"{date} is before {start}")


def parents(files: list[File]) -> Iterator[Finding]:
    """Parents and broader topics do not lead back to the entry."""
    above = {
        file.id: [*([file.data["parent"]] if "parent" in file.data else []), *file.data.get("broader", ())]
        for file in entries(files)
    }
    for file in entries(files):
        seen: set[str] = set()
        pending = [id_ for id_ in above[file.id] if id_ != file.id]
        while pending:
            id_ = pending.pop()
            if id_ == file.id:
                field = "parent" if "parent" in file.data else "broader"
                yield Finding(file, (field,), "error", f"{field} leads back to {file.id!r} itself")
                break
            if id_ not in seen:
                seen.add(id_)
                pending += above.get(id_, [])


def _broken(file: File) -> bool:
    return any(problem.level == "error" for problem in file.problems)


def _listed(value: Any) -> list[str]:
    """The texts of a list, whatever else stands in it or in its place."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
