"""From the bytes of a YAML file to plain data, with everything refused that content has no use for."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from kg.model import Problem

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 12
Path = tuple[str | int, ...]
"""Keys and indexes from the top of a file to a value, as ("employers", 0, "vendor")."""

_PREFIX: Final = "tag:yaml.org,2002:"
_PLAIN: Final = {_PREFIX + "str", _PREFIX + "null", _PREFIX + "bool"}
_NESTED: Final = re.compile(rf"(?:[\[{{][ \t\r\n]*){{{MAX_DEPTH}}}|(?m:^[ \t]*(?:[-?][ \t]+){{{MAX_DEPTH}}})")


class _Loader(yaml.CSafeLoader):
    """Text, lists and mappings; of the implicit types only null, true and false, so that dates stay text."""

    yaml_implicit_resolvers = {
        **{first: [(_PREFIX + "null", re.compile(r"^(?:~|null|)$"))] for first in ("~", "n", "")},
        **{first: [(_PREFIX + "bool", re.compile(r"^(?:true|false)$"))] for first in ("t", "f")},
    }


def parse(raw: bytes, path: str) -> tuple[Any, list[Problem]]:
    """The plain data of one YAML file, and what is wrong with its syntax (then the data is None).

    >>> parse(b"start: 2020-11-17\\nend_user: true", "content/events/x.yaml")
    ({'start': '2020-11-17', 'end_user': True}, [])
    """
    text, problems = _decode(raw, path)
    if problems:
        return None, problems
    try:
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        return None, [_yaml_problem(error, path)]
    except yaml.reader.ReaderError as error:
        line, column = place(text, int(error.position))
        return None, [Problem(path, line, column, "error", f"the character U+{_code(error):04X} is not allowed")]
    except (yaml.YAMLError, RecursionError) as error:
        return None, [Problem(path, 1, 0, "error", f"not YAML: {str(error).splitlines()[0]}")]
    if node is None:
        return None, [Problem(path, 1, 0, "error", "the file is empty")]
    found = _Walk(path)
    data = found.value(node, 0)
    return (None, found.problems) if found.problems else (data, [])


def positions(raw: bytes) -> dict[Path, tuple[int, int]]:
    """Line and column, from 1, of each value and (under its path and "#key") each key of a well-formed file."""
    found: dict[Path, tuple[int, int]] = {}
    node = _compose(raw.decode("utf-8-sig"))
    pending: list[tuple[Path, Any]] = [((), node)] if node else []
    while pending:
        path, node = pending.pop()
        found[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[(*path, key.value, "#key")] = (key.start_mark.line + 1, key.start_mark.column + 1)
                pending.append(((*path, key.value), value))
        elif isinstance(node, yaml.SequenceNode):
            pending.extend(((*path, index), value) for index, value in enumerate(node.value))
    return found


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset.

    >>> place("ab\\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _code(error: yaml.reader.ReaderError) -> int:
    """The code point that YAML does not allow."""
    return error.character if isinstance(error.character, int) else ord(error.character)


def _decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of a file that is not too large, is UTF-8 and is not nested without end."""
    if len(raw) > MAX_BYTES:
        return "", [Problem(path, 0, 0, "error", f"the file is larger than {MAX_BYTES // 1_000_000} MB")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return "", [
            Problem(path, line, column, "error", f"not UTF-8 (byte 0x{raw[error.start]:02x})", "save it as UTF-8")
        ]
    deep = _NESTED.search(text)
    if deep:
        line = text.count("\n", 0, deep.start()) + 1
        return "", [Problem(path, line, 0, "error", f"nested deeper than {MAX_DEPTH} levels")]
    return text, []


def _compose(text: str) -> Any:
    """The node tree of the one document in `text`."""
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _yaml_problem(error: yaml.MarkedYAMLError, path: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
    hint = ""
    if "mapping values are not allowed" in str(error.problem):
        hint = "quote the text where it holds a colon"
    elif "undefined alias" in str(error.problem) or "anchor" in str(error.problem):
        hint = "quote the text where it starts with * or &"
    elif "cannot start any token" in str(error.problem):
        hint = "indent with spaces, not tabs; quote the text where it starts with @, ` or %"
    told = str(error.problem or error.context)
    if told.startswith("but "):
        told = f"{str(error.context).removesuffix(' in the stream')} {told}"
    return Problem(path, line, column, "error", f"not YAML: {told}", hint)


class _Walk:
    """One walk over a node tree that gathers data and problems."""

    def __init__(self, path: str) -> None:
        """Start with nothing found."""
        self.path = path
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def value(self, node: Any, depth: int) -> Any:
        """The plain data of a node."""
        if type(node) is yaml.ScalarNode:
            return self._scalar(node)
        if id(node) in self.seen or depth > MAX_DEPTH:
            self._report(
                node, "anchors and aliases (& and *) are not allowed" if depth <= MAX_DEPTH else "nested too deep"
            )
            return None
        self.seen.add(id(node))
        if node.tag not in (_PREFIX + "seq", _PREFIX + "map"):
            self._report(node, f"the tag {node.tag.replace(_PREFIX, '!!')} is not allowed")
            return None
        if type(node) is yaml.SequenceNode:
            return [self.value(item, depth + 1) for item in node.value]
        data: dict[str, Any] = {}
        for key, value in node.value:
            if type(key) is not yaml.ScalarNode:
                self._report(key, "a key must be plain text")
            elif key.value in data:
                self._report(key, f"the key {key.value!r} stands here twice", "keep one of the two")
            else:
                data[key.value] = self.value(value, depth + 1)
        return data

    def _scalar(self, node: Any) -> str | bool | None:
        if node.tag == _PREFIX + "str":
            return str(node.value)
        if node.tag not in _PLAIN:
            self._report(node, f"the tag {node.tag.replace(_PREFIX, '!!')} is not allowed", "write plain text")
            return None
        return None if node.tag.endswith("null") else node.value == "true"

    def _report(self, node: Any, message: str, hint: str = "") -> None:
        mark = node.start_mark
        self.problems.append(Problem(self.path, mark.line + 1, mark.column + 1, "error", message, hint))
