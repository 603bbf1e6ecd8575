"""The named queries with their answers over one graph, as pages show them: rows of cells that know their own page."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import iri
from kg.cache import Cache, digest, version
from kg.graph import opened
from kg.graph.dataset import Dataset
from kg.query import answer, examples, library
from kg.query.examples import Examples
from kg.query.library import Query
from kg.query.views.model import Ref
from kg.vocabulary import CLASSES, compact, expand

SHOWN = 100
"""Rows that a page shows; the file beside it has all."""
_KINDS = {expand(classes[0]): kind for kind, classes in CLASSES.items()}
_TYPE, _LABEL = ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("rdfs:label"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: text, and what it leads to."""

    text: str
    ref: Ref | None = None
    """The page of an entry or a source."""
    url: str = ""
    """A link that leaves the site."""
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A named query with its answer for its defaults."""

    query: Query
    text: str
    """The query with its defaults as terms, without prefixes."""
    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """The first `SHOWN` rows."""
    total: int
    csv: str
    """All rows."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Compact names of the vocabulary in use, those most in use first: class → nodes, property → triples."""

    classes: Mapping[str, int]
    properties: Mapping[str, int]


def terms(core: ox.Store) -> Terms:
    """The vocabulary in use, as the graph describes itself in VoID."""

    def counts(kind: str, count: str) -> dict[str, int]:
        text = f"SELECT ?term ?n {{ ?part void:{kind} ?term ; void:{count} ?n }} ORDER BY DESC(?n) ?term"
        found = answer.query(core, text)
        assert isinstance(found, ox.QuerySolutions)
        return {answer.cell(row["term"], ""): int(answer.cell(row["n"], "")) for row in found}

    return Terms(counts("class", "entities"), counts("property", "triples"))


def all(graph: Dataset, core: ox.Store, jobs: int = 0) -> tuple[Answer, ...]:  # noqa: A001 - as library.all
    """The answers of all named queries over the graph, of which `core` holds the core and the store on disk the rest.

    They are kept until the graph, a query or this code changes. `jobs` is the number of threads, 0 for one a core.
    """
    cache = Cache(graph.config.root / "build/cache")
    keys = [part.key for part in graph.parts]
    queries = [library.text(query.name, base=graph.config.base_iri) for query in library.all()]
    code = version(answer, examples, library, sys.modules[__name__])
    key, root, base = digest(code, keys, queries), graph.config.root, graph.config.base_iri
    made: tuple[Answer, ...] = cache.run("answers", key, lambda: _all(root, base, core, jobs))
    cache.keep("answers", [key])
    return made


def _all(root: Path, base: str, core: ox.Store, jobs: int = 0) -> tuple[Answer, ...]:
    """All answers, several at once: a store that answers lets other threads run."""
    here = Examples(core, base)
    queries = [here.fit(query) for query in library.all()]
    full = opened.read(root) if any(query.needs == "full" for query in queries) else core

    def answered(query: Query) -> Answer:
        return one(query, full if query.needs == "full" else core, core, base)

    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as threads:
        return tuple(threads.map(answered, queries))


def one(query: Query, store: ox.Store, core: ox.Store, base: str) -> Answer:
    """One query's answer over `store`; what its rows name is looked up in `core`."""
    values = {parameter.name: parameter.default for parameter in query.parameters}
    text = library.text(query.name, values)
    found = answer.query(store, library.text(query.name, values, base=base), base)
    assert isinstance(found, ox.QuerySolutions)
    names = tuple(variable.value for variable in found.variables)
    solutions = list(found)
    rows = [tuple(_cell(row[i], core, base) for i in range(len(names))) for row in solutions[:SHOWN]]
    whole = io.StringIO(newline="")
    csv.writer(whole).writerows([names, *([_field(row[i]) for i in range(len(names))] for row in solutions)])
    return Answer(query, text, names, tuple(rows), len(solutions), whole.getvalue())


def _cell(term: object, core: ox.Store, base: str) -> Cell:
    shown = answer.cell(term, base)
    if isinstance(term, ox.NamedNode):
        if term.value.startswith(base):
            id_ = term.value.removeprefix(base)
            ref = refer(term, core, id_) if iri.valid_id(id_) else None
            return Cell(ref.name, ref) if ref else Cell(shown)
        return Cell(shown, url=iri.safe_url(term.value) if compact(term.value) == term.value else "")
    if isinstance(term, ox.Literal):
        try:
            numeric = compact(term.datatype.value) in ("xsd:integer", "xsd:decimal", "xsd:double")
            return Cell(shown, number=float(term.value) if numeric else None)
        except ValueError:
            pass
    return Cell(shown)


def refer(node: ox.NamedNode, core: ox.Store, id_: str) -> Ref | None:
    """The page of an entry or a source, where the graph knows its kind and name."""
    kinds = (_KINDS.get(_value(quad)) for quad in core.quads_for_pattern(node, _TYPE, None))
    kind = next(filter(None, kinds), None)
    label = next(map(_value, core.quads_for_pattern(node, _LABEL, None)), "")
    return Ref(kind, id_, label) if kind and label else None


def _value(quad: ox.Quad) -> str:
    return str(getattr(quad.object, "value", quad.object))


def _field(term: object) -> str:
    """A value as SPARQL's CSV results have it: without type and language."""
    return "" if term is None else str(getattr(term, "value", term))
