"""What a page showed when it filled a form in: a mark of each line, so that a change since then is not undone.

The form carries `employers=1f0c9a42,77b2e051` or `name=… homepage=…`: a field, and the marks of its lines. Marks are
short, as addresses are; the lines themselves stand in the form, where a reader changes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from kg.cache import digest
from kg.ingest.check.values import canonical

Stood = Mapping[str, tuple[str, ...]]
"""Field → the marks of the lines that the page showed; a field without lines was empty."""
EMPLOYMENT: Final = ("vendor", "role", "since", "until")
"""The parts of an employer's line."""
_LENGTH: Final = 8
_BULLET: Final = re.compile(r"^\s*[-*]\s+")
_ITEM: Final = re.compile(r"([a-z_]+)=((?:[0-9a-f]{8}(?:,|$))*)")


def mark(line: str) -> str:
    """The mark of a line; how it is spaced, and a bullet before it, are of no account.

    >>> mark("- quill;  CTO") == mark("quill; CTO") != mark("quill; CEO")
    True
    """
    text = _BULLET.sub("", line)
    parts = (canonical(" ".join(part.split())) for part in text.split(";"))
    return digest(";".join(parts).rstrip(";"))[:_LENGTH]


def lines(value: Any) -> list[str]:
    """The value of a field as the lines of a form.

    >>> lines([{"vendor": "quill", "role": "CTO", "until": "2024"}]), lines("sandbox"), lines(None)
    (['quill; CTO; ; 2024'], ['sandbox'], [])
    """
    if isinstance(value, list):
        return [line for item in value for line in lines(item)]
    if isinstance(value, dict):
        return ["; ".join(str(value.get(part, "")) for part in EMPLOYMENT).rstrip("; ")]
    return [str(value)] if value not in (None, "") else []


def marks(value: Any) -> tuple[str, ...]:
    """The marks of a field's lines."""
    return tuple(map(mark, lines(value)))


def write(fields: Mapping[str, Iterable[str]]) -> str:
    """Field → its lines, as the form carries them.

    >>> read(write({"employers": ["quill; CTO"], "vendor": []})) == {"employers": (mark("quill; CTO"),), "vendor": ()}
    True
    """
    return " ".join(f"{name}={','.join(map(mark, shown))}" for name, shown in fields.items())


def read(text: str) -> Stood:
    """What a form carries; what is not of this shape says nothing.

    >>> read("name=0123abcd nonsense homepage=x")
    {'name': ('0123abcd',)}
    """
    found = (_ITEM.fullmatch(part) for part in text.split())
    return {item[1]: tuple(filter(None, item[2].split(","))) for item in found if item}
