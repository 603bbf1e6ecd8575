"""The named queries' defaults, fitted to a graph: what it has not is replaced by what it speaks of most."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg import iri
from kg.graph import opened
from kg.model import KINDS
from kg.query import library
from kg.query.library import Parameter, Query
from kg.vocabulary import CLASSES, expand

_MOST: Final = """SELECT ?it (COUNT(?source) AS ?n) WHERE {
  ?source ?how ?it
  VALUES ?how { schema:mentions schema:performer schema:author schema:about ts:atEvent }
} GROUP BY ?it ORDER BY DESC(?n) ?it"""
_COUNTED: Final = "SELECT ?it (COUNT(*) AS ?n) WHERE { %s } GROUP BY ?it ORDER BY DESC(?n) ?it"
_TEXTS: Final = {
    "maturity": "?any ts:maturity ?it",
    "language": "?any schema:inLanguage ?it",
    "publisher": "{ ?any ts:publisherName ?it } UNION { ?any schema:publisher/rdfs:label ?it }",
    "series": "?any ts:atEvent/rdfs:label ?it",
    "year": "?any ts:year ?it",
    "since": "?any ts:year ?it",
}
"""Parameter that is no id → the values that a graph has for it."""
_KIND: Final = re.compile(rf"\b({'|'.join(KINDS)}|edition|entry)\b")


def defaults(root: Path, name: str, base: str) -> dict[str, str]:
    """What a named query asks for by default where the graph of the instance at `root` does not know its own default.

    Raises BadInput where no query has that name; gives nothing where there is no graph yet.
    """
    query = library.get(name)
    try:
        fitted = Examples(opened.read(root), base).fit(query)
    except OSError:
        return {}
    return {new.name: new.default for new, old in zip(fitted.parameters, query.parameters, strict=True) if new != old}


class Examples:
    """What one graph has to ask for."""

    def __init__(self, core: ox.Store, base: str) -> None:
        """Take the core of a graph whose IRIs begin with `base`."""
        self._core, self._base = core, base
        self._values: dict[str, list[str]] = {}

    def fit(self, query: Query) -> Query:
        """The query with defaults that the graph knows; where it has nothing to put there the default stays."""
        taken: set[str] = set()
        fitted = []
        for parameter in query.parameters:
            known = self._known(parameter) or next((v for v in self._others(parameter) if v not in taken), "")
            fitted.append(replace(parameter, default=known or parameter.default))
            taken.add(known)
        return replace(query, parameters=tuple(fitted)) if tuple(fitted) != query.parameters else query

    def _known(self, parameter: Parameter) -> str:
        """The default, where the graph knows it or it is a number of things."""
        default = parameter.default
        if parameter.type == "id":
            node = ox.NamedNode(iri.entity(self._base, default))
            label = ox.NamedNode(expand("rdfs:label"))
            return default if next(self._core.quads_for_pattern(node, label, None), None) else ""
        if parameter.name not in _TEXTS:
            return default
        part = parameter.name == "series"
        return default if any(default in v if part else default == v for v in self._text(parameter.name)) else ""

    def _others(self, parameter: Parameter) -> Sequence[str]:
        """What may stand for a default that the graph does not know, the best first."""
        if parameter.type == "id":
            named = {"event" if kind == "edition" else kind for kind in _KIND.findall(parameter.meaning)}
            kinds = [kind for kind in KINDS if kind in named or "entry" in named]
            return [id_ for kind in kinds for id_ in self._most.get(kind, ())[:3]]
        values = self._text(parameter.name)
        return sorted(values, reverse=True) if parameter.type == "integer" else values

    def _text(self, name: str) -> list[str]:
        if name not in self._values:
            self._values[name] = [value for value, _ in self._rows(_COUNTED % _TEXTS[name])]
        return self._values[name]

    @cached_property
    def _most(self) -> Mapping[str, list[str]]:
        """Kind → ids, those of which most sources speak first."""
        classes = {expand(CLASSES[kind][0]): kind for kind in KINDS}
        found: dict[str, list[str]] = defaultdict(list)
        for value, _ in self._rows(_MOST):
            types = self._core.quads_for_pattern(ox.NamedNode(value), ox.NamedNode(expand("rdf:type")), None)
            named = (quad.object.value for quad in types if isinstance(quad.object, ox.NamedNode))
            kind = next((classes[each] for each in named if each in classes), "")
            if kind and value.startswith(self._base):
                found[kind].append(value.removeprefix(self._base))
        return found

    def _rows(self, text: str) -> Iterator[tuple[str, int]]:
        rows = self._core.query(library.prologue(self._base) + text, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            it, number = row["it"], row["n"]
            if isinstance(it, ox.NamedNode | ox.Literal) and isinstance(number, ox.Literal):
                yield it.value, int(number.value)
