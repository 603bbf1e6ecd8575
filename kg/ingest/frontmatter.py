"""The YAML above a Markdown text, read with suspicion: it is other people's, of any shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from kg.model import Problem

_FRONT = re.compile(r"---[ \t]*\n(.{0,65536}?)\n---[ \t]*(?:\n|$)", re.S)


def read(text: str, name: str) -> tuple[Mapping[str, Any], str, list[Problem]]:
    """(fields with lower-case keys, the rest of the text, warnings)."""
    front = _FRONT.match(text.lstrip("\n"))
    if not front:
        return {}, text, []
    body = text.lstrip("\n")[front.end() :]
    try:
        loaded = yaml.load(front[1], Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 0)
        return {}, body, [Problem(name, line, column, "warning", "front matter is not valid YAML and was passed over")]
    if not isinstance(loaded, dict):
        return {}, body, []
    return {str(key).lower(): value for key, value in loaded.items()}, body, []


def values(value: object) -> Iterator[str]:
    """The texts of a front-matter value, one level deep: no nested structure can blow it up."""
    if isinstance(value, dict):
        yield from (item for item in value.values() if isinstance(item, str))
    elif isinstance(value, list):
        yield from (str(item) for item in value[:50] if not isinstance(item, (dict, list)))
    elif value is not None:
        yield str(value)


def first(fields: Mapping[str, Any], *keys: str) -> str:
    """The first of these fields that has a text; of `params` its author, an author's avatar and mail left out."""
    for key in keys:
        value = fields.get(key)
        if key == "params":
            value = value.get("author") if isinstance(value, dict) else None
        if isinstance(value, dict) and "name" in value:
            value = value["name"]
        if found := ", ".join(values(value)).strip():
            return found
    return ""


def language(fields: Mapping[str, Any]) -> str:
    """The language tag that the fields state, or "".

    >>> language({"lang": "zh-CN"}), language({"lang": "English"})
    ('zh-CN', '')
    """
    stated = first(fields, "lang", "language")
    return stated if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", stated) else ""
