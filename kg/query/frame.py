"""The graph in Python: as an rdflib graph over Oxigraph, and answers as data frames. `kg.open` and `kg.frame`."""

from __future__ import annotations

import importlib
import tempfile
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Namespace
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from kg.graph import opened
from kg.model import BadInput, Problem
from kg.query import answer, files, syntax
from kg.vocabulary import PREFIXES, expand

SIZE = 2 << 30
"""Bytes of a dump that are fetched at the most."""
TIMEOUT = 60.0
"""Seconds without a byte after which fetching ends."""

_VALUES: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "byte"), int),
    "decimal": Decimal,
    **dict.fromkeys(("double", "float"), float),
    "boolean": lambda text: {"true": True, "1": True, "false": False, "0": False}[text],
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


class Store(OxigraphStore):
    """An Oxigraph store behind rdflib whose default graph is the union of all, unless a query chooses graphs."""

    def query(self, query: Query | str, initNs: Any, initBindings: Any, queryGraph: str, **kwargs: object) -> Result:  # noqa: N803
        """As rdflib calls it. Raises BadInput where the query is wrong, with the place marked."""
        prefixes = {**self._namespace_for_prefix, **initNs}
        if isinstance(query, str) and queryGraph == "__UNION__" and syntax.read(query).dataset:
            queryGraph = ""  # noqa: N806 - the store's own default graph: what FROM says counts
        try:
            result: Result = super().query(query, initNs, initBindings, queryGraph, **kwargs)
        except SyntaxError as error:
            raise syntax.mistake(str(query), error, {key: str(value) for key, value in prefixes.items()}) from None
        return result


def open(place: str | Path = ".", graph: Literal["core", "full"] = "core") -> Dataset:
    """The graph at a place: the folder of a built instance, an RDF file (a dump; `.gz` too), or a published site's URL.

    Of a site the `core` or `full` dump is fetched; elsewhere all there is, is there. An instance's graph can only be
    read. Queries may use the usual prefixes, and the empty one for entities. Raises BadInput where nothing is found.
    """
    store = _opened(place, graph)
    base = opened.base(store)
    found = Dataset(store=Store(store=store), default_union=True)
    for prefix, space in {"": base, **PREFIXES}.items():
        if space:
            found.bind(prefix, Namespace(space), replace=True)
    return found


def frame(query: str, place: str | Path | Dataset = ".", library: Literal["", "pandas", "polars"] = "") -> Any:
    """The rows that a SELECT gives at a place (see `open`; or a graph that it gave) as a pandas or polars DataFrame.

    A column for each variable. Numbers, truth values, dates and times become Python's; all else is text, or missing.
    Raises ModuleNotFoundError where there is neither pandas nor polars, BadInput where the query is wrong.
    """
    name = library or next((each for each in ("pandas", "polars") if find_spec(each)), "")
    if not name:
        raise ModuleNotFoundError("a data frame needs pandas or polars: pip install one of them")
    found = place if isinstance(place, Dataset) else open(place)
    store: ox.Store = found.store._inner  # type: ignore[attr-defined]
    rows = answer.query(store, query, opened.base(store))
    if not isinstance(rows, ox.QuerySolutions):
        raise BadInput([Problem("query", 0, 0, "error", "only a SELECT gives rows for a data frame")])
    names = [variable.value for variable in rows.variables]
    columns: dict[str, list[object]] = {each: [] for each in names}
    for row in rows:
        for each in names:
            columns[each].append(value(row[each]))
    return importlib.import_module(name).DataFrame(columns)


def value(term: object) -> object:
    """A term as a plain Python value; None for None.

    >>> value(ox.Literal("2020-11-17", datatype=ox.NamedNode(expand("xsd:date"))))
    datetime.date(2020, 11, 17)
    >>> value(ox.NamedNode("https://etcd.io")), value(ox.Literal(3)), value(ox.Literal("3"))
    ('https://etcd.io', 3, '3')
    """
    if isinstance(term, ox.Literal):
        convert = _VALUES.get(term.datatype.value.removeprefix(expand("xsd:")))
        with suppress(ValueError, ArithmeticError, KeyError):
            return convert(term.value) if convert else term.value
        return term.value
    return None if term is None else term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)


def _opened(place: str | Path, graph: str) -> ox.Store:
    if isinstance(place, str) and place.startswith(("http://", "https://")):
        return _fetched(place, graph)
    path = Path(place)
    if (path / "talkscape.yml").is_file():
        try:
            return opened.read(path)
        except OSError as error:
            raise BadInput([Problem(str(path), 0, 0, "error", "nothing is built yet", "run kg build first")]) from error
    if path.is_file():
        return files.load([path])
    raise BadInput([Problem(str(path), 0, 0, "error", "neither an instance's folder, nor an RDF file, nor a URL")])


def _fetched(url: str, graph: str) -> ox.Store:
    """The dump of a published site, or at a URL that is one itself, in memory."""
    name = url.rsplit("/", 1)[-1]
    if name.removesuffix(".gz").rsplit(".", 1)[-1] not in files.SUFFIXES:
        name = {"core": "core.nt.gz", "full": "full.nq.gz"}[graph]
        url = f"{url.rstrip('/')}/data/{name}"
    with tempfile.TemporaryDirectory(prefix="kg-open-") as folder:
        file = Path(folder) / name
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT) as response, file.open("wb") as out:
                size = 0
                while chunk := response.read(1 << 20):
                    size += len(chunk)
                    if size > SIZE:
                        raise OSError(f"over {SIZE:,} bytes")
                    out.write(chunk)
        except OSError as error:
            raise BadInput([Problem(url, 0, 0, "error", f"cannot be fetched: {error}")]) from error
        return files.load([file])
