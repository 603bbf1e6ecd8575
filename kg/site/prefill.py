"""What stands of an entry, as the form that corrects it takes it: a reader sees it, and changes what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote_plus

from kg.ingest.check import shape
from kg.ingest.forms import stood
from kg.ingest.forms.claims import FIELDS
from kg.names import has_han
from kg.query.views.model import EntityView, Statement

LONGEST: Final = 2000
"""Characters of an address; what would make it longer is not filled in."""
SHORT: Final = ("name", "homepage", "maturity", "licence", "vendor", "parent", "membership", "start", "end", "location")
"""Fields of one line that the form for a whole entry is filled in with."""
QUOTED: Final = {code: quote_plus(chr(code)) for code in range(128)}
_PREDICATES: Final = {"vendor": ("behind",), "parent": ("part_of", "subsidiary_of", "edition_of")}


def address(base: str, **fields: str) -> str:
    """The address of a form with fields filled in; without `value`, and marks of it, where it would be too long.

    >>> address("https://forge.example/new", id="wick", value="Name: Wick")
    'https://forge.example/new?id=wick&value=Name%3A+Wick'
    """
    kept = {name: value for name, value in fields.items() if value}
    while len(made := _filled(base, kept)) > LONGEST and "value" in kept:
        del kept["value"]
        kept.pop("stood", None)
    return made


def _filled(base: str, fields: dict[str, str]) -> str:
    return f"{base}?{'&'.join([f'{name}={quoted(text)}' for name, text in fields.items()])}"


def quoted(text: str) -> str:
    """Text as a field of an address has it, as by `urlencode`: a table does that in a fifth of the time.

    >>> quoted("a b\\n~é") == quote_plus("a b\\n~é")
    True
    """
    return text.translate(QUOTED) if text.isascii() else quote_plus(text)


def entry(view: EntityView) -> dict[str, str]:
    """The short fields of an entry, one a line as `Homepage: https://…`, and the marks of what they said.

    A Chinese name is left out: it may be the page's translation.
    """
    rules = shape.schema(view.kind)["properties"]
    said = {"name": "" if has_han(view.name) else view.name} | dict(view.links[:1]) | dict(view.facts)
    for field, predicates in _PREDICATES.items():
        said[field] = next((s.other.id for s in _stated(view, *predicates)), "")
    shown = {field: said[field] for field in SHORT if field in rules and said.get(field)}
    value = "\n".join(f"{rules[field]['title']}: {text}" for field, text in shown.items())
    return {"value": value, "stood": stood.write({field: [text] for field, text in shown.items()})}


def statement(view: EntityView, predicate: str) -> dict[str, str]:
    """What the entry's file states by a predicate's field, a line each (employers with role and dates), and marks."""
    field = FIELDS.get(predicate, "")
    if field not in shape.schema(view.kind)["properties"]:
        return {}
    lines = [_line(each) for each in _stated(view, predicate)]
    return {"value": "\n".join(lines), "stood": stood.write({field: lines})}


def _line(stated: Statement) -> str:
    if stated.predicate != "works_for":
        return stated.other.id
    parts = (stated.other.id, stated.role, stated.since, stated.until)
    return stood.lines(dict(zip(stood.EMPLOYMENT, parts, strict=True)))[0]


def _stated(view: EntityView, *predicates: str) -> Iterator[Statement]:
    """The statements of the entry's own file."""
    yield from (s for s in view.statements if s.predicate in predicates and s.forward and s.path == view.path)
