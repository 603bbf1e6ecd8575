"""Plain data against the JSON Schema of its kind, said in words that help."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

import jsonschema_rs
from rapidfuzz import process

from kg.ingest.check import values
from kg.ingest.check.syntax import Path
from kg.ingest.check.vocabulary import Vocabulary, restricted
from kg.model import KINDS

SCHEMA_OF: Final = {"talk": "source", "article": "source"}
_IN_ORDER: Final = (
    ("start", "end"),
    ("accepted", "incubating"),
    ("accepted", "graduated"),
    ("incubating", "graduated"),
    ("accepted", "archived"),
    ("graduated", "archived"),
)
Finding = tuple[Path, bool, str, str]
"""Where in the file, whether the key is meant (else the value), the message, the hint."""
NO_ID: Final = "must be an id (lower-case letters, digits and single hyphens)"
"""What is said of a text that should be an id."""
_TYPES: Final = {"string": "text", "array": "a list", "object": "a mapping", "boolean": "true or false"}


@functools.cache
def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file, with the shared fields filled in."""
    loaded: dict[str, Any] = json.loads(
        (files("kg") / "schema" / f"{SCHEMA_OF.get(kind, kind)}.json").read_text("utf-8")
    )
    for name, field in loaded.get("properties", {}).items():
        if "$ref" in field:
            loaded["properties"][name] = schema("common")["$defs"][field["$ref"].rpartition("/")[2]]
    return loaded


def check(kind: str, data: Any, own: Vocabulary = None) -> Iterator[Finding]:
    """All that is wrong with the fields of one file, taken by itself; `own` is the instance's vocabulary."""
    validator = _validator(kind, own)
    if not validator.is_valid(data):
        for error in validator.iter_errors(data):
            yield from _findings(error, data, schema(kind))
    elif isinstance(data, dict):
        yield from _order(data)


@functools.cache
def _validator(kind: str, own: Vocabulary) -> Any:
    """The compiled validator of a kind."""
    formats = {"web-url": lambda url: not values.url_fault(url), "calendar-date": values.is_date}
    return jsonschema_rs.validator_for(restricted(schema(kind), own), formats=formats, validate_formats=True)


def _findings(error: Any, data: Any, rules: dict[str, Any]) -> Iterator[Finding]:
    """One error of the validator as findings."""
    path: Path = tuple(error.instance_path)
    name, kind = _field(path), error.kind
    value = functools.reduce(lambda inner, step: inner[step], path, data)
    match kind.name:
        case "additionalProperties" | "propertyNames":
            known = _known(rules, path)
            for key in getattr(kind, "unexpected", []):
                yield (
                    (*path, key),
                    True,
                    f"unknown field {_field((*path, key))!r}",
                    near(key, known) or _owners(path, key),
                )
            if kind.name == "propertyNames":
                yield path, False, f"{name} must have language tags as keys", "as zh, ja or pt-BR"
        case "required":
            yield path, False, f"{kind.property} is missing" + (f" in {name}" if path else ""), ""
        case "type":
            yield path, False, f"{name or 'the file'} must be {_wanted(kind)}", f"found {_show(value)}"
        case "enum":
            options = (
                [str(option) for option in kind.options]
                if isinstance(kind.options, list)
                else re.findall(r'"([^"]+)"', str(kind.options))
            )
            if options:
                yield path, False, f"{name} must be one of {', '.join(options)}", near(str(value), options)
            else:
                yield path, False, f"{name} has no values in this instance", "see vocabulary in talkscape.yml"
        case "anyOf" if isinstance(value, dict):
            yield (
                path,
                False,
                f"{name} must be text, or have a name and perhaps a language tag",
                f"found {_show(value)}",
            )
        case "format" | "pattern" | "anyOf":
            yield _text_fault(path, name, value, error)
        case "uniqueItems":
            twice = sorted({str(item) for item in value if value.count(item) > 1})
            yield path, False, f"{name} names {', '.join(twice)} twice", ""
        case "maxLength":
            yield path, False, f"{name} is longer than {kind.limit} characters", ""
        case "minItems" | "minProperties":
            yield path, False, f"{name} is empty", "leave the field out"
        case _:
            yield path, False, f"{name or 'the file'}: {error.message[:200]}", ""


def _text_fault(path: Path, name: str, value: Any, error: Any) -> Finding:
    """A piece of text that has not the form that it needs."""
    pattern = str(getattr(error.kind, "pattern", ""))
    form = str(getattr(error.kind, "format", ""))
    if "https?" in pattern or form == "web-url":
        message, hint = values.url_fault(str(value)) or (
            "must be a URL without spaces or quotes",
            f"found {_show(value)}",
        )
        return path, False, f"{name} {message}", hint
    if form == "calendar-date":
        return path, False, f"{name} is no day of the calendar", f"found {_show(value)}"
    if "[0-9]{4}" in pattern and "?" not in pattern:
        return path, False, f"{name} must be a day as 2021-05-04", f"found {_show(value)}"
    if "[0-9]{4}" in pattern:
        return path, False, f"{name} must be a date as 2021-05-04, 2021-05 or 2021", f"found {_show(value)}"
    if pattern.startswith("^[a-z0-9]+(?:-") or pattern.startswith("^$|^[a-z0-9]+"):
        return (
            path,
            False,
            f"{name} {NO_ID}",
            f"found {_show(value)}",
        )
    if pattern.startswith("^[a-z]{2,3}"):
        return path, False, f"{name} must be a language tag", f"found {_show(value)}; as en, zh or pt-BR"
    return path, False, f"{name} must be one line of text without spaces at its ends", f"found {_show(value)}"


def _order(data: dict[str, Any]) -> Iterator[Finding]:
    """Dates that stand in the wrong order."""
    pairs: list[tuple[dict[str, Any], Path, str, str]]
    pairs = [(data, (), *pair) for pair in _IN_ORDER]
    pairs += [(item, ("employers", index), "since", "until") for index, item in enumerate(data.get("employers", []))]
    for item, path, first, second in pairs:
        a, b = item.get(first, ""), item.get(second, "")
        if a and b and b[: len(a)] < a[: len(b)]:
            yield (*path, second), False, f"{second} lies before {first}", f"{b} is before {a}"


def near(word: str, known: list[str]) -> str:
    """The hint that names the nearest of the known words, or nothing.

    >>> near("hompage", ["homepage", "name"])
    "did you mean 'homepage'?"
    """
    best = process.extractOne(word, known, score_cutoff=70)
    return f"did you mean {best[0]!r}?" if best else ""


def _owners(path: Path, key: str) -> str:
    """The hint which kinds of entry have a field, where others do."""
    owners = [kind for kind in KINDS if not path and key in schema(kind)["properties"]]
    return f"a field of each {' and '.join(owners)}" if owners else ""


def _known(rules: dict[str, Any], path: Path) -> list[str]:
    """The fields that may stand at a place."""
    for step in path:
        rules = rules.get("items", {}) if isinstance(step, int) else rules.get("properties", {}).get(step, {})
    return sorted(rules.get("properties", {}))


def _field(path: Path) -> str:
    """A path as people write it: employers[0].vendor."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _wanted(kind: Any) -> str:
    types = kind.types if isinstance(kind.types, list) else [str(kind.types)]
    return " or ".join(_TYPES.get(str(name).strip('"'), str(name)) for name in types)


def _show(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    return repr(value)[:80]
