"""What stands of an entry, as the form that corrects it takes it: a reader sees it, and changes what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from kg.ingest.check import shape
from kg.ingest.forms.claims import FIELDS
from kg.names import has_han
from kg.query.views.model import EntityView, Statement

LONGEST: Final = 2000
"""Characters of an address; what would make it longer is not filled in."""
SHORT: Final = ("name", "homepage", "maturity", "licence", "vendor", "parent", "membership", "start", "end", "location")
"""Fields of one line that the form for a whole entry is filled in with."""
_PREDICATES: Final = {"vendor": ("behind",), "parent": ("part_of", "subsidiary_of", "edition_of")}


def address(base: str, **fields: str) -> str:
    """The address of a form with fields filled in; without `value` where it would be too long.

    >>> address("https://forge.example/new", id="wick", value="Name: Wick")
    'https://forge.example/new?id=wick&value=Name%3A+Wick'
    """
    kept = {name: value for name, value in fields.items() if value}
    while len(made := f"{base}?{urlencode(kept)}") > LONGEST and "value" in kept:
        kept.pop("value")
    return made


def entry(view: EntityView) -> str:
    """The short fields of an entry, one a line: `Homepage: https://…`.

    A Chinese name is left out: it may be the page's translation.
    """
    rules = shape.schema(view.kind)["properties"]
    said = {"name": "" if has_han(view.name) else view.name} | dict(view.links[:1]) | dict(view.facts)
    for field, predicates in _PREDICATES.items():
        said[field] = next((s.other.id for s in _stated(view, *predicates)), "")
    return "\n".join(f"{rules[field]['title']}: {said[field]}" for field in SHORT if field in rules and said.get(field))


def statement(view: EntityView, predicate: str) -> str:
    """What the entry's file states by the field of a predicate, one a line; employers with role and dates."""
    if predicate not in FIELDS:
        return ""
    return "\n".join(_line(each) for each in _stated(view, predicate))


def _line(stated: Statement) -> str:
    if stated.predicate != "works_for":
        return stated.other.id
    return "; ".join((stated.other.id, stated.role, stated.since, stated.until)).rstrip("; ")


def _stated(view: EntityView, *predicates: str) -> Iterator[Statement]:
    """The statements of the entry's own file."""
    yield from (s for s in view.statements if s.predicate in predicates and s.forward and s.path == view.path)
