"""Answers as people write them → the data of a field, by its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from kg.ingest.check import shape
from kg.ingest.check.load import File
from kg.ingest.check.values import canonical, fold
from kg.ingest.forms.body import problem
from kg.ingest.forms.stood import EMPLOYMENT
from kg.iri import valid_id
from kg.model import FOLDERS, BadInput
from kg.names import has_han

_YES: Final = {"yes": True, "true": True, "no": False, "false": False}
_KIND_OF: Final = {folder: kind for kind, folder in FOLDERS.items()}


class Names:
    """What ids, names and addresses of pages lead to."""

    def __init__(self, files: dict[str, File]) -> None:
        """Learn the ids and names of all entries and sources."""
        self.files = {file.id: file for file in files.values() if file.kind in FOLDERS}
        self._by: dict[tuple[str, str], str] = {}
        for file in self.files.values():
            for name in _names(file):
                self._by.setdefault((file.kind, fold(name)), file.id)

    def id(self, text: str, kinds: tuple[str, ...] | list[str]) -> str:
        """The id that is meant by an id, a name, a file or the address of a page; the text itself where none is."""
        text = " ".join(text.split())
        if text in self.files:
            return text
        parts = [part for part in urlsplit(text).path.removesuffix(".yaml").split("/") if part] if "/" in text else []
        if len(parts) > 1 and parts[-2] in _KIND_OF and valid_id(parts[-1]):
            return parts[-1]
        return next((id_ for kind in kinds if (id_ := self._by.get((kind, fold(text)), ""))), text)

    def file(self, text: str) -> File:
        """The entry or source that is meant. Raises BadInput where there is none."""
        id_ = self.id(text, tuple(FOLDERS))
        if id_ not in self.files:
            hint = shape.near(id_, sorted(self.files)) or "give the address of its page, or its id"
            raise BadInput([problem(f"there is no entry {id_[:100]!r}", hint)])
        return self.files[id_]


def _names(file: File) -> Iterator[str]:
    if isinstance(file.data, dict):
        yield from (str(file.data[key]) for key in ("name", "title") if key in file.data)
        for alias in file.data.get("aliases", ()):
            yield alias if isinstance(alias, str) else alias["name"]


def field(kind: str, title: str) -> str:
    """The field of a kind that has this title or name, or "".

    >>> field("person", "Employers"), field("person", "maintains"), field("project", "Employers")
    ('employers', 'maintains', '')
    """
    wanted = title.strip().casefold()
    rules = shape.schema(kind)["properties"]
    return next((name for name, rule in rules.items() if wanted in (name, rule["title"].casefold())), "")


def data(names: Names, kind: str, name: str, answer: str) -> Any:
    """The data that an answer gives for a field. What it should not be is the checker's matter."""
    return _value(names, shape.schema(kind)["properties"][name], name, answer)


def lines(kind: str, text: str, chosen: str = "") -> tuple[dict[str, str], str]:
    """(field → answer of the lines that begin with the title of a field of the kind, the other lines).

    Lines that name a part of the chosen field, as `name: …` of an event's editions, are among the others.

    >>> lines("project", "Homepage: https://wick.example/\\nMaturity: sandbox\\nWG")
    ({'homepage': 'https://wick.example/', 'maturity': 'sandbox'}, 'WG')
    """
    parts = shape.schema(kind)["properties"].get(chosen, {}).get("properties", {})
    found: dict[str, str] = {}
    rest: list[str] = []
    for line in text.split("\n"):
        title, _, answer = line.partition(":")
        name = field(kind, title) if answer.strip() and title.strip() not in parts else ""
        if name and name not in found:
            found[name] = answer.strip()
        else:
            rest.append(line)
    return found, "\n".join(rest).strip()


def merged(old: Any, new: Any) -> Any:
    """A field's new value: a list keeps the order of what stood there, and is as it was where only the order differs.

    >>> merged(["a", "b", "c"], ["c", "x", "a"]), merged(["a", "b"], ["b", "a"]), merged("a", "b")
    (['a', 'c', 'x'], ['a', 'b'], 'b')
    """
    if not isinstance(old, list) or not isinstance(new, list):
        return new
    kept = [item for item in old if item in new]
    for place, item in enumerate(new):
        if item not in kept:
            before = [kept.index(each) for each in new[:place] if each in kept]
            kept.insert(max(before, default=-1) + 1, item)
    return kept


def _value(names: Names, rules: dict[str, Any], name: str, answer: str) -> Any:
    lines = [line for raw in answer.split("\n") if (line := re.sub(r"^\s*[-*]\s+", "", raw).strip())]
    one = " ".join(lines)
    match rules.get("type"):
        case "array" if name == "employers":
            return [_employment(names, line) for line in lines]
        case "array" if name == "aliases":
            return [{"name": line, "language": "zh"} if has_han(line) else line for line in lines]
        case "array":
            items = [item for line in lines for item in re.split(r",\s*|\s+(?=https?://)", line) if item]
            return [_text(names, rules["items"], item) for item in items]
        case "object":
            pairs = (line.partition(":") for line in lines)
            inner = rules.get("properties", {})
            return {key.strip(): _text(names, inner.get(key.strip(), {}), value.strip()) for key, _, value in pairs}
        case "boolean":
            return _YES.get(one.casefold(), one)
    return _text(names, rules, one)


def _text(names: Names, rules: dict[str, Any], text: str) -> str:
    if "x-refers-to" in rules:
        return names.id(text, rules["x-refers-to"])
    if rules.get("format") == "web-url":
        return canonical(text)
    options = {str(option).casefold(): str(option) for option in rules.get("enum", ())}
    return options.get(text.casefold(), text)


def _employment(names: Names, line: str) -> dict[str, str]:
    """`employer; role; since; until` → an employment."""
    parts = [part.strip() for part in line.split(";")]
    given = {key: part for key, part in zip(EMPLOYMENT, parts, strict=False) if part}
    return given | ({"vendor": names.id(given["vendor"], ("vendor",))} if "vendor" in given else {})
