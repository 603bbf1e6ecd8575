"""What shapes cannot say, as SPARQL: checks of the whole core graph, and of what only the full graph holds, by part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.graph.terms import name
from kg.vocabulary import PREFIXES

FOLDER = Path(__file__).parent / "checks"
MOST = 20
"""Problems told of one shape or check; the rest are counted."""

_SCOPE = re.compile(r"^# scope: (\w+)$", re.MULTILINE)
_CURIE = re.compile(r"(?<![\w?:])([a-z]+:[A-Za-z]\w*)")


@cache
def queries() -> Mapping[str, str]:
    """Name → SPARQL of each check: its rows are what is wrong, its first comment line says what should be."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.rq"))}


def of(scope: str) -> list[str]:
    """The checks of a scope: "core", or "source" or "forms" for what such a part holds."""
    return [query for query in queries().values() if (match := _SCOPE.search(query)) and match[1] == scope]


def broken(store: ox.Store, asked: list[str]) -> Iterator[tuple[str, str]]:
    """Node and message for what is wrong by the checks `asked`."""
    for query in asked:
        message = query.partition("\n")[0].removeprefix("# ").rstrip(".")
        rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        nodes = sorted({row["node"].value for row in rows})  # type: ignore[union-attr]
        for node in nodes[:MOST]:
            yield node, f"does not hold: {message}" + (f" ({len(nodes)} nodes)" if len(nodes) > MOST else "")


def in_part(scope: str, triples: bytes) -> tuple[tuple[str, str], ...]:
    """Node and message for what is wrong with a part that has a scope's checks, given as N-Triples."""
    if not of(scope):
        return ()
    looked_at, store = _looked_at(scope), ox.Store()
    lines = [line for line in triples.splitlines(keepends=True) if line.split(b" ", 2)[1] in looked_at]
    store.bulk_load(b"".join(lines), ox.RdfFormat.N_TRIPLES, lenient=True)
    return tuple(broken(store, of(scope)))


@cache
def _looked_at(scope: str) -> frozenset[bytes]:
    """The properties that the checks of a scope name (none stands as `a` or a variable): of a source's, a fourth."""
    bodies = [re.sub(r"#.*", "", query) for query in of(scope)]
    return frozenset(name(curie).encode() for body in bodies for curie in _CURIE.findall(body))
