"""A SPARQL query → its answer as a table, CSV, TSV, JSON, XML, Turtle or N-Triples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph import opened
from kg.model import BadInput, Problem
from kg.query import syntax
from kg.vocabulary import PREFIXES, compact

ROWS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
"""Formats of SELECT and ASK."""
GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}
"""Formats of CONSTRUCT and DESCRIBE."""
MOST = 1000
"""Rows that a table shows: more is for machines to read."""


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer for a person to read: every cell is plain text, without control characters."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0
    """Rows that are left out."""


def ask(root: Path, text: str, form: str = "table") -> str | Rows:
    """The answer of the graph of the instance at `root`: rows for the form "table", else text."""
    try:
        store = opened.read(root)
    except OSError as error:
        missing = Problem("build/store", 0, 0, "error", "there is no graph yet", "run kg build first")
        raise BadInput([missing]) from error
    return answer(store, text, form, opened.base(store))


def answer(store: ox.Store, text: str, form: str = "table", base: str = "") -> str | Rows:
    """The answer of a store. The default graph is the union of all, unless the query itself chooses graphs.

    All prefixes of `kg.vocabulary` are known without being declared, and the empty one is `base`. Raises BadInput for
    an unknown form, one that does not fit the query, and for a mistake in the query, with the place marked.
    """
    forms = ["table", *ROWS, *GRAPHS]
    if form not in forms:
        raise BadInput([Problem("kg query", 0, 0, "error", f"no such format: {form}", f"one of {', '.join(forms)}")])
    found = query(store, text, base)
    rows = not isinstance(found, ox.QueryTriples)
    if form == "table":
        return table(found, base)
    if form not in (ROWS if rows else GRAPHS):
        hint = f"one of table, {', '.join(ROWS if rows else GRAPHS)}"
        raise BadInput([Problem("kg query", 0, 0, "error", f"the answer to this query cannot be {form}", hint)])
    if isinstance(found, ox.QueryTriples):
        data = ox.serialize(found, format=GRAPHS[form], prefixes=_prefixes(base) if form == "turtle" else None)
    else:
        data = found.serialize(format=ROWS[form])
    return (data or b"").decode()


def query(store: ox.Store, text: str, base: str = "") -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The raw answer. Raises BadInput with line and column where the query is wrong."""
    prefixes = _prefixes(base)
    union = not syntax.read(text).dataset
    try:
        return store.query(text, prefixes=prefixes, use_default_graph_as_union=union, base_iri=base or None)
    except SyntaxError as error:
        raise syntax.mistake(text, error, prefixes) from error


def _prefixes(base: str) -> dict[str, str]:
    return {**PREFIXES, "": base} if base else dict(PREFIXES)


def table(found: Any, base: str) -> Rows:
    """An answer (of a store, or a list of triples) as a person reads it, of `MOST` rows at the most."""
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), (("yes" if found else "no",),))
    if isinstance(found, ox.QueryTriples | list):
        names: tuple[str, ...] = ("subject", "predicate", "object")
    else:
        names = tuple(variable.value for variable in found.variables)
    rows = [tuple(cell(term, base) for term in row) for row in found]
    return Rows(names, tuple(rows[:MOST]), max(0, len(rows) - MOST))


def cell(term: Any, base: str) -> str:
    """A term as a person reads it: our own things by id, numbers to three places, nothing that moves a cursor."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        ours = base and term.value.startswith(base)
        return term.value[len(base) :] if ours else compact(term.value)
    value = term.value if isinstance(term, ox.Literal) else str(term)
    if isinstance(term, ox.Literal) and compact(term.datatype.value) in ("xsd:decimal", "xsd:double"):
        value = f"{float(value):.3f}".rstrip("0").rstrip(".")
    return "".join(character if character.isprintable() else " " for character in value)
