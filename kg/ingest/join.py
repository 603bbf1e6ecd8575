"""Two entries that are one thing: what the second knows goes into the first, its id stays as a redirect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kg.ingest import changes, entryfile, rewrite
from kg.ingest.check import load
from kg.ingest.check.values import fold, repository
from kg.ingest.rename import Moved
from kg.model import FOLDERS, KINDS, BadInput, Problem

_OWN: Final = {"name", "aliases", "labels", "former_ids", "confirmed"}
"""Fields with rules of their own; that a person confirmed the second says nothing of the two together."""


def join(root: Path, first: str, second: str, prefer: str = "") -> Moved:
    """Join the entry `second` into `first`, of the same kind; where they differ the values of `first` stay.

    `prefer` may be `second`: then its values win. Raises BadInput, with nothing changed, where that cannot be.
    """
    a, b = rewrite.file_of(root, first), rewrite.file_of(root, second)
    if first == second or a.kind != b.kind or a.kind not in KINDS or prefer not in ("", first, second):
        raise BadInput([_refused(a, b, prefer)])
    kept = rewrite.renamed(a, a.kind, second, first)
    given = rewrite.renamed(load.File(b.path, b.kind, first, "", b.data, ()), b.kind, second, first)
    data, conflicts = joined(kept, given, prefer == second)
    data["former_ids"] = list(dict.fromkeys([*kept.get("former_ids", ()), *given.get("former_ids", ()), second]))
    files = rewrite.references_to(root, a.kind, second, first)
    text = (root / a.path).read_text("utf-8-sig")
    files[root / a.path] = entryfile.changed(text, a.data, data).encode()
    lost = _comments((root / b.path).read_text("utf-8-sig"))
    changed = changes.apply(root, {**files, root / b.path: None})
    notes = [f"  kept {field}: {mine!r}, not {other!r}" for field, mine, other in conflicts]
    notes += [f"  gone with its file: {line}" for line in lost]
    notes += [f"  {page} names the old address" for page in rewrite.mentions_in_prose(root, a.kind, second)]
    return Moved(f"{FOLDERS[a.kind]}/{second} is joined into {FOLDERS[a.kind]}/{first}", changed, tuple(notes))


def _refused(a: load.File, b: load.File, prefer: str) -> Problem:
    told, hint = f"{a.id!r} is a {a.kind}, {b.id!r} a {b.kind}", "only entries of one kind can be joined"
    if a.id == b.id:
        told, hint = f"{a.id!r} is one entry", "say two"
    elif a.kind == b.kind and a.kind not in KINDS:
        told, hint = f"a {a.kind} cannot be joined into another", "kg withdraw takes one out"
    elif a.kind == b.kind:
        told, hint = f"{prefer!r} is neither of the two", f"--prefer {b.id}"
    return Problem(b.path, 0, 0, "error", told, hint)


def joined(a: Mapping[str, Any], b: Mapping[str, Any], second: bool) -> tuple[dict[str, Any], list[Any]]:
    """The fields of both, and (field, value kept, value dropped) where they differ.

    >>> joined({"name": "Quill", "licence": "MIT"}, {"name": "Quill DB", "licence": "X", "start": "1"}, False)
    ({'name': 'Quill', 'licence': 'MIT', 'start': '1', 'aliases': ['Quill DB']}, [('licence', 'MIT', 'X')])
    """
    conflicts: list[Any] = []
    data: dict[str, Any] = dict(a)
    if second:
        data["name"] = b["name"]
    for field, value in b.items():
        if field not in _OWN:
            data[field] = _value(field, a.get(field), value, second, conflicts)
    labels = _value("labels", a.get("labels"), b.get("labels", {}), second, [])
    more = list(_more_names(a, b, data["name"], labels))
    if labels:
        data["labels"] = labels
    if aliases := _unique([*a.get("aliases", ()), *more, *b.get("aliases", ())], data["name"]):
        data["aliases"] = aliases
    if handles := [item[2].rstrip("/").rpartition("/")[2] for item in conflicts if item[0] == "links.github"]:
        data["aliases"] = _unique([*data.get("aliases", ()), *handles], data["name"])
        data["match"] = {**data.get("match", {}), **dict.fromkeys(handles, "never")}
    return data, conflicts


def _value(field: str, mine: Any, other: Any, second: bool, conflicts: list[Any]) -> Any:
    """One field of both: what the first has not, lists together, else one of the two, and that is told."""
    if mine is None or mine == other:
        return other
    if isinstance(mine, dict) and isinstance(other, dict):
        values = {n: _value(f"{field}.{n}", mine.get(n), v, second, conflicts) for n, v in other.items()}
        return mine | values
    if isinstance(mine, list) and isinstance(other, list):
        key = repository if field == "repositories" else repr
        seen: dict[str, Any] = {}
        united = [seen.setdefault(key(item), item) for item in [*mine, *other] if key(item) not in seen]
        return [item for item in united if not any(rewrite.within(item, whole) for whole in united)]
    if isinstance(mine, bool):
        return mine or other
    kept, dropped = (other, mine) if second else (mine, other)
    conflicts.append((field, kept, dropped))
    return kept


def _more_names(a: Mapping[str, Any], b: Mapping[str, Any], name: str, labels: Mapping[str, str]) -> Iterator[Any]:
    """The names that are not the name now, and the labels that gave way, as aliases of their language."""
    yield from (text for text in (a["name"], b["name"]) if text != name)
    for side in (a, b):
        for language, label in side.get("labels", {}).items():
            if labels.get(language) != label:
                yield {"name": label, "language": language}


def _unique(aliases: list[Any], name: str) -> list[Any]:
    """Each alias once, whatever its case and spacing, and not the name itself."""
    kept: dict[str, Any] = {}
    for alias in aliases:
        text = alias if isinstance(alias, str) else alias["name"]
        if text != name:
            kept.setdefault(fold(text), alias)
    return list(kept.values())


def _comments(text: str) -> list[str]:
    """The comments that a person wrote into a file."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line.startswith("#") and "yaml-language-server" not in line]
