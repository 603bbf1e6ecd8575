"""References to an entry or a source, everywhere in the content, given another id: as new texts of files, unwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from kg.ingest import entryfile, merge
from kg.ingest.check import load, references, shape
from kg.model import FOLDERS, BadInput, Problem

SOURCES: Final = ("talk", "article")


def file_of(root: Path, id_: str) -> load.File:
    """The file of an entry or a source that is sound. Raises BadInput where there is none."""
    files = load.read(root)[0].values()
    known = {file.id: file for file in files if file.kind in FOLDERS}
    if id_ not in known:
        former = {old: f.id for f in known.values() if isinstance(f.data, dict) for old in f.data.get("former_ids", ())}
        hint = f"it is {former[id_]!r} now" if id_ in former else shape.near(id_, sorted(known))
        raise BadInput([Problem("content", 0, 0, "error", f"there is no entry or source {id_!r}", hint)])
    wrong = [problem for problem in known[id_].problems if problem.level == "error"]
    if wrong:
        raise BadInput(wrong)
    return known[id_]


def references_to(root: Path, kind: str, old: str, new: str) -> dict[Path, bytes | None]:
    """Path → new bytes of each file that names `old`, with `new` instead; comments and order are kept.

    None stands for a file of rulings in which nothing is left.

    Raises BadInput where a file that must be rewritten is broken.
    """
    changed: dict[Path, bytes] = {}
    for path, file in sorted(load.read(root)[0].items()):
        text = (root / path).read_text("utf-8-sig", "replace") if _may_name(root / path, old) else ""
        if not text:
            continue
        if any(problem.level == "error" for problem in file.problems):
            raise BadInput(list(file.problems))
        data = renamed(file, kind, old, new)
        if data != file.data:
            changed[root / path] = (entryfile.changed(text, file.data, data) if data else "").encode()
    changed.update(_imported(root, kind, old, new))
    return {path: data or None for path, data in changed.items()}


def _may_name(path: Path, id_: str) -> bool:
    return id_.encode() in path.read_bytes()


def renamed(file: load.File, kind: str, old: str, new: str) -> Any:
    """The file's data with one id for another. What then refers to itself or stands twice is left out.

    >>> file = load.File("", "person", "ada", "", {"name": "Ada", "maintains": ["a", "b"]}, ())
    >>> renamed(file, "project", "b", "a")
    {'name': 'Ada', 'maintains': ['a']}
    """
    data = deepcopy(file.data)
    itself = file.id == new and file.kind in FOLDERS
    own = [place for place, id_, _ in references.find(file) if id_ in (old, new) and itself]
    for place, id_, _ in list(references.find(file)):
        if id_ == old:
            _at(data, place[:-1])[place[-1]] = new
    for *outer, last in reversed(own):
        del _at(data, outer)[last]
    if file.kind in SOURCES and kind == "vendor" and data.get("publisher") == old:
        data["publisher"] = new
    if file.kind == "waiver":
        before, after = (f"content/{FOLDERS[kind]}/{id_}.yaml" for id_ in (old, new))
        data = [{name: text.replace(before, after) for name, text in item.items()} for item in data]
    if data == file.data:
        return data
    if isinstance(data, list):
        return [item for n, item in enumerate(data) if item not in data[:n] and not _of_itself(item)]
    return {name: value for name, value in ((name, _once(value)) for name, value in data.items()) if value != []}


def _at(data: Any, place: Sequence[str | int]) -> Any:
    for step in place:
        data = data[step]
    return data


def _of_itself(ruling: Mapping[str, Any]) -> bool:
    """Whether a ruling is on a claim that a thing makes of itself."""
    claim = ruling.get("claim") or {}
    return "subject" in claim and claim["subject"] == claim.get("object")


def _once(value: Any) -> Any:
    """A field's value, each item of a list once (of two employments the fuller)."""
    if not isinstance(value, list):
        return value
    kept = [item for n, item in enumerate(value) if item not in value[:n]]
    return [item for item in kept if not any(within(item, other) for other in kept)]


def within(item: Any, other: Any) -> bool:
    """Whether all that an item says is said by another one, which says more."""
    return isinstance(item, dict) and isinstance(other, dict) and item != other and item.items() <= other.items()


def _imported(root: Path, kind: str, old: str, new: str) -> Iterator[tuple[Path, bytes]]:
    """What the imports brought last, under the new id; two that are one now are united."""
    for path in sorted((root / "content" / ".imported").glob("*.json")):
        if not _may_name(path, old):
            continue
        kept = merge.base(root, path.stem)
        found: dict[merge.Key, dict[str, Any]] = {}
        for (its, id_), fields in sorted(kept.items(), key=lambda item: item[0] == (kind, old)):
            key = (its, new if (its, id_) == (kind, old) else id_)
            data = renamed(load.File("", its, key[1], "", dict(fields), ()), kind, old, new)
            found[key] = merge.united(found[key], data) if key in found else data
        if found != kept:
            yield path, merge.dumps(found).encode()


def mentions_in_prose(root: Path, kind: str, old: str) -> list[str]:
    """The instance's own pages that link to the old address: the redirect leads on, a person may mend them."""
    address = f"{FOLDERS[kind]}/{old}/"
    pages = sorted((root / "content" / "pages").rglob("*.md"))
    return [page.relative_to(root).as_posix() for page in pages if address in page.read_text("utf-8", "replace")]


def headed(raw: bytes, id_: str) -> bytes:
    """A record's file with the source's new id in its head.

    >>> headed(b'{"record":1,"source":"old"}\\n["Quill",0,5]\\n', "new")
    b'{"record":1,"source":"new"}\\n["Quill",0,5]\\n'
    """
    head, _, rest = raw.partition(b"\n")
    fields = json.loads(head) | {"source": id_}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + rest
