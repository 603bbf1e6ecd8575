"""What only shows across files: ids, references, duplicates. A rule is a generator whose docstring is the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from kg.ingest.check import references, shape
from kg.ingest.check.load import File
from kg.ingest.check.syntax import Path
from kg.ingest.check.values import fold, repository
from kg.model import FOLDERS


class Finding(NamedTuple):
    """One thing wrong, before its line is known."""

    file: File
    path: Path
    level: Literal["error", "warning"]
    message: str
    hint: str = ""


def check(files: Mapping[str, File]) -> Iterator[Finding]:
    """Every finding across the well-formed files."""
    sound = [file for _, file in sorted(files.items()) if file.data is not None and not _broken(file)]
    every = [file for _, file in sorted(files.items())]
    yield from ids(every)
    yield from dangling(sound, every)
    yield from names(sound)
    yield from aliases(sound)
    yield from matching(sound)
    yield from repositories(sound)
    yield from homepages(sound)
    yield from parents(sound)


def ids(files: list[File]) -> Iterator[Finding]:
    """An id belongs to one entry or source, over all kinds; a former id is never given away again."""
    taken: dict[str, File] = {}
    for file in files:
        if file.kind in FOLDERS:
            if file.id in taken:
                yield Finding(
                    file,
                    (),
                    "error",
                    f"the id {file.id!r} is taken by {taken[file.id].path}",
                    "ids are unique over all kinds",
                )
            taken.setdefault(file.id, file)
    for file in files:
        former = file.data.get("former_ids") if isinstance(file.data, dict) else None
        for index, id_ in enumerate(former if isinstance(former, list) else ()):
            if taken.get(str(id_), file) is not file or id_ == file.id:
                yield Finding(
                    file, ("former_ids", index), "error", f"the former id {id_!r} is taken by {taken[id_].path}"
                )
            taken.setdefault(str(id_), file)


def dangling(files: list[File], every: list[File]) -> Iterator[Finding]:
    """A reference names an entry that exists and is of a kind that the field allows."""
    kinds = {file.id: file.kind for file in every}
    for file in files:
        for path, id_, allowed in references.find(file):
            if not id_:
                continue
            kind = kinds.get(id_)
            if kind is None:
                wanted = sorted(other for other, its in kinds.items() if its in allowed)
                label = " or ".join(allowed)
                yield Finding(file, path, "error", f"there is no {label} {id_!r}", shape.near(id_, wanted))
            elif kind not in allowed:
                yield Finding(file, path, "error", f"{id_!r} is a {kind}, not a {' or '.join(allowed)}")
            elif id_ == file.id:
                yield Finding(file, path, "error", "the entry refers to itself")


def names(files: list[File]) -> Iterator[Finding]:
    """Two entries of one kind have not the same name, whatever its case, spacing and punctuation."""
    for (kind, _), same in _grouped(files, lambda file: [(file.kind, fold(file.data["name"]))]):
        for file in same[1:] if kind != "person" else ():
            yield Finding(
                file, ("name",), "error", f"{file.data['name']!r} is also the name of {same[0].path}", "merge the two"
            )
        for file in same[1:] if kind == "person" else ():
            yield Finding(
                file,
                ("name",),
                "warning",
                f"{file.data['name']!r} is also the name of {same[0].path}",
                "one person or two?",
            )


def aliases(files: list[File]) -> Iterator[Finding]:
    """An alias is not the name of another entry of its kind."""
    named = {(file.kind, fold(file.data["name"])): file for file in _entries(files)}
    for file in _entries(files):
        for index, alias in enumerate(file.data.get("aliases", ())):
            text = alias if isinstance(alias, str) else alias["name"]
            other = named.get((file.kind, fold(text)))
            if other is not None and other is not file and file.kind != "person":
                yield Finding(file, ("aliases", index), "error", f"the alias {text!r} is the name of {other.path}")


def matching(files: list[File]) -> Iterator[Finding]:
    """A matching policy is for a name, alias or label of the entry itself."""
    for file in _entries(files):
        own = {alias if isinstance(alias, str) else alias["name"] for alias in file.data.get("aliases", ())}
        own |= {file.data["name"], *file.data.get("labels", {}).values()}
        for name in file.data.get("match", ()):
            if name not in own:
                yield Finding(
                    file,
                    ("match", name, "#key"),
                    "error",
                    f"{name!r} is no name of the entry",
                    shape.near(name, sorted(own)),
                )


def repositories(files: list[File]) -> Iterator[Finding]:
    """A repository belongs to one project, or to a project and its parts."""
    for (key,), same in _grouped(files, _repositories):
        for file in same[1:]:
            if not _related(file, same[0]):
                yield Finding(
                    file,
                    ("repositories",),
                    "error",
                    f"the repository {key} also belongs to {same[0].path}",
                    "merge the two",
                )


def _repositories(file: File) -> list[tuple[str]]:
    return [(repository(url),) for url in file.data.get("repositories", ())] if file.kind == "project" else []


def homepages(files: list[File]) -> Iterator[Finding]:
    """Two entries of one kind seldom have the same homepage."""

    def key(file: File) -> list[tuple[str, str]]:
        return [(file.kind, repository(file.data["homepage"]))] if file.data.get("homepage") else []

    for (_, url), same in _grouped(files, key):
        for file in same[1:]:
            if not _related(file, same[0]):
                yield Finding(file, ("homepage",), "warning", f"{url} is also the homepage of {same[0].path}")


def parents(files: list[File]) -> Iterator[Finding]:
    """Parents and broader topics do not lead back to the entry."""
    above = {
        file.id: [*([file.data["parent"]] if "parent" in file.data else []), *file.data.get("broader", ())]
        for file in _entries(files)
    }
    for file in _entries(files):
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


def _entries(files: list[File]) -> list[File]:
    return [file for file in files if isinstance(file.data, dict) and "name" in file.data]


def _grouped(files: list[File], keys: Any) -> Iterator[tuple[Any, list[File]]]:
    """Keys that several entries share, with those entries in order."""
    groups: dict[Any, dict[str, File]] = defaultdict(dict)
    for file in _entries(files):
        for key in keys(file):
            groups[key][file.id] = file
    for key in sorted(groups):
        if len(groups[key]) > 1:
            yield key, list(groups[key].values())


def _related(a: File, b: File) -> bool:
    """Whether one entry is a part of the other, or both of a third."""
    up, down = a.data.get("parent", a.id), b.data.get("parent", b.id)
    return up in (b.id, down) or down == a.id
