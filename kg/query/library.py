"""The named queries: each a file in `queries/` whose comments say what it answers and what may be set.

They are written for a store that joins patterns one row after the other and sub-selects by their hash: where many rows
meet, each pattern is a sub-select of its own; a sub-select that gives few has a LIMIT beyond what it can give, so that
what follows is looked up row by row. Names are fetched last: a string costs as much as a hundred rows, and sorting
reads it at each comparison. What is rare is taken out by MINUS, which reads it once, and not looked up for each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rapidfuzz import process

from kg import iri
from kg.model import BadInput, Problem
from kg.vocabulary import PREFIXES

FOLDER = Path(__file__).parent / "queries"
TYPES = ("id", "text", "integer")

_HEADER = re.compile(r"^# (\w+): (.*)$")
_PARAMETER = re.compile(r"(\w+) (\w+) = (.*?) — (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query may be asked with; `$name` in its text."""

    name: str
    type: str
    """"id" (an entry's or source's id), "text" or "integer"."""
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """One named query."""

    name: str
    title: str
    question: str
    tags: tuple[str, ...]
    needs: str
    """"core" or "full": the smallest graph that answers it."""
    parameters: tuple[Parameter, ...]
    body: str
    """SPARQL without prefixes, with `$name` for each parameter."""


@cache
def all() -> tuple[Query, ...]:  # noqa: A001 - library.all() is what it reads as
    """Every named query, sorted by name."""
    return tuple(parse(file.stem, file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.rq")))


def get(name: str) -> Query:
    """The query of that name. Raises BadInput, with the nearest names, where there is none."""
    named = {query.name: query for query in all()}
    if name not in named:
        near = _near(name, named)
        raise BadInput([Problem("kg query", 0, 0, "error", f"no query is named {name!r}", near or "--list shows all")])
    return named[name]


def parse(name: str, text: str) -> Query:
    """A query file: comment lines `# title: …`, `# question: …`, `# tags: a, b`, `# needs: core`, for each parameter
    `# parameter: NAME TYPE = DEFAULT — meaning`, then the query. Raises ValueError where one is missing or wrong.
    """
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = text.splitlines()
    while lines and (match := _HEADER.match(lines[0])):
        if match[1] == "parameter":
            parameters.append(_parameter(name, match[2]))
        else:
            fields[match[1]] = match[2].strip()
        lines.pop(0)
    missing = {"title", "question", "tags", "needs"} - fields.keys()
    if missing or fields["needs"] not in ("core", "full"):
        raise ValueError(f"{name}.rq: its header lacks or misspells {', '.join(sorted(missing)) or 'needs'}")
    tags = tuple(tag.strip() for tag in fields["tags"].split(","))
    body = "\n".join(lines).strip() + "\n"
    return Query(name, fields["title"], fields["question"], tags, fields["needs"], tuple(parameters), body)


def _parameter(name: str, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if not match or match[2] not in TYPES:
        raise ValueError(f"{name}.rq: a parameter is written 'NAME TYPE = DEFAULT — meaning', not {text!r}")
    return Parameter(match[1], match[2], match[3], match[4])


def text(name: str, values: Mapping[str, str] | None = None, base: str = "") -> str:
    """The SPARQL of a named query with its parameters as terms; complete with prefixes where `base` (an IRI) is given.

    Raises BadInput for an unknown query or parameter, or a value that is none of the parameter's type: all of them.
    """
    query, values = get(name), values or {}
    known = {parameter.name: parameter for parameter in query.parameters}
    problems = [
        Problem(f"kg query --name {name}", 0, 0, "error", f"has no parameter {each!r}", _near(each, known))
        for each in values.keys() - known.keys()
    ]
    terms: dict[str, str] = {}
    for parameter in query.parameters:
        value = values.get(parameter.name, parameter.default)
        term = terms[parameter.name] = _term(parameter, value)
        if not term:
            hint = f"{parameter.meaning}, as {parameter.default}"
            message = f"{parameter.name} must be an {parameter.type}, not {value!r}"
            problems.append(Problem(f"kg query --name {name}", 0, 0, "error", message, hint))
    if problems:
        raise BadInput(problems)
    body = re.sub(r"\$(\w+)", lambda match: terms.get(match[1], match[0]), query.body)
    return (prologue(base) if base else "") + body


def prologue(base: str) -> str:
    """PREFIX lines for every namespace in use; the empty prefix is the instance's base IRI."""
    return "".join(f"PREFIX {key}: <{value}>\n" for key, value in {"": base, **PREFIXES}.items())


def _term(parameter: Parameter, value: str) -> str:
    """The value as SPARQL writes it, or "" where it is none of the parameter's type."""
    if parameter.type == "id":
        return f":{value}" if iri.valid_id(value) else ""
    if parameter.type == "integer":
        return str(int(value)) if re.fullmatch(r"\d{1,9}", value) else ""
    return str(ox.Literal(value.encode("utf-8", "replace").decode()))


def _near(name: str, names: Iterable[str]) -> str:
    near = [each for each, _, _ in process.extract(name, list(names), limit=3, score_cutoff=60)]
    return f"did you mean {' or '.join(near)}?" if near else ""
