"""Plain data with mended what can be mended without a doubt. What is doubtful stays, and is told."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from rapidfuzz.distance import OSA

from kg.ingest.check import shape, values
from kg.ingest.check.known import Known

_GONE: Final = object()
_DATES: Final = ("%Y/%m/%d", "%Y.%m.%d", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y")


def mended(kind: str, data: Any, known: Known) -> Any:
    """The data of a file of this kind, mended.

    >>> mended("vendor", {"nmae": "Quill ", "homepage": "quill.example"}, Known({}, {}, {}))
    {'name': 'Quill', 'homepage': 'https://quill.example'}
    """
    rules = shape.schema(kind)
    done = _value(data, rules, known, rules.get("type", ""))
    return data if done is _GONE else done


def _value(value: Any, rules: dict[str, Any], known: Known, wanted: Any) -> Any:
    """A value mended by its schema, or `_GONE` where it says nothing."""
    if isinstance(value, list) and wanted == "array":
        return _list(value, rules.get("items", {}), known)
    if isinstance(value, dict) and (wanted == "object" or "properties" in rules):
        return _fields(value, rules, known)
    if wanted == "array" and isinstance(value, str) and value.strip():
        return _list([value], rules.get("items", {}), known)
    if wanted == "boolean" and isinstance(value, str) and value.casefold() in ("yes", "no", "true", "false"):
        return value.casefold() in ("yes", "true")
    if value is None or value == "":
        return _GONE
    if isinstance(value, bool) and (wanted == "string" or "enum" in rules):
        return str(value).lower()
    if isinstance(value, dict) and "anyOf" in rules:
        return next((_value(value, one, known, "object") for one in rules["anyOf"] if "properties" in one), value)
    return _text(value, rules, known) if isinstance(value, str) else value


def _list(items: list[Any], rules: dict[str, Any], known: Known) -> Any:
    """The items mended, each once."""
    done = [_value(item, rules, known, rules.get("type", "")) for item in items]
    kept: list[Any] = []
    kept += [item for index, item in enumerate(done) if item is not _GONE and item not in done[:index]]
    return kept or _GONE


def _fields(data: dict[str, Any], rules: dict[str, Any], known: Known) -> Any:
    """The fields mended, under the names that they must have."""
    properties: dict[str, Any] = rules.get("properties", {})
    loose = rules.get("additionalProperties", True)
    done: dict[str, Any] = {}
    for name, value in data.items():
        right = (
            name if name in properties or loose is not False else _meant(name, [n for n in properties if n not in data])
        )
        field = properties.get(right, loose if isinstance(loose, dict) else {})
        mended = _value(value, field, known, field.get("type", ""))
        keep = mended is _GONE and name in rules.get("required", ())
        if mended is not _GONE or keep:
            done[right] = value if keep else mended
    return done or _GONE


def _meant(name: str, free: list[str]) -> str:
    """The one free field whose name is surely meant, one slip of the keys away; else the name as it is."""
    plain = re.sub(r"[\s_-]", "", name).casefold()
    near = [field for field in free if OSA.distance(plain, field.replace("_", "")) <= (len(plain) > 3)]
    return near[0] if len(near) == 1 else name


def _text(text: str, rules: dict[str, Any], known: Known) -> str:
    """A piece of text in the form that its field asks for."""
    text = text.strip() if "\n" not in text.strip() else text
    if "x-refers-to" in rules:
        return known.meant(text, rules["x-refers-to"]) or text
    if "enum" in rules:
        same = [option for option in rules["enum"] if str(option).casefold() == text.casefold()]
        return same[0] if len(same) == 1 else text
    if rules.get("format") == "web-url":
        full = f"https://{text}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(?::\d+)?(/\S*)?", text) else text
        return values.canonical(full) if not values.url_fault(values.canonical(full)) else text
    if rules.get("format") == "calendar-date":
        return _date(text)
    return text


def _date(text: str) -> str:
    """A date as year-month-day where it was written in a way that can mean one day only.

    >>> _date("2021/5/4"), _date("May 4, 2021"), _date("4/5/2021")
    ('2021-05-04', '2021-05-04', '4/5/2021')
    """
    if short := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text):
        return "-".join(part.zfill(2) for part in short.groups() if part)
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return text
