"""Other stores that take our graphs: by the SPARQL 1.1 Graph Store Protocol, or by SPARQL Update."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from kg import cache
from kg.query.remote import Connection, Response
from kg.vocabulary import expand

NT = "application/n-triples"
WHERE = "Oxigraph's Graph Store is at /store, Fuseki's at /NAME/data"
_HASH = re.compile(rf'^<([^>]+)> <{re.escape(expand("ts:sha256"))}> "([0-9a-f]{{64}})" \.$', re.MULTILINE)


class Target(Protocol):
    """A store that takes graphs."""

    def held(self) -> dict[str, str]:
        """Graph → hash, of what it holds whole."""

    def save(self, held: Mapping[str, str]) -> None:
        """Keep that it holds these, and nothing else, whole."""

    def replace(self, graph: str, batches: Iterator[bytes]) -> None:
        """Let the graph hold these N-Triples and no others."""

    def remove(self, graph: str) -> None:
        """Remove a graph, where it is there."""


def _check(connection: Connection, response: Response, *good: int) -> Response:
    if response.status not in good:
        said = " ".join(response.body[:300].decode(errors="replace").split())
        raise connection.fault(
            f"answered {response.status}: {said or 'nothing'}", WHERE if response.status in (404, 405) else ""
        )
    return response


class GraphStore:
    """A store that speaks the Graph Store Protocol."""

    def __init__(self, connection: Connection, state: str) -> None:
        """`state` is the IRI of the graph that keeps what it holds."""
        self._connection, self._state = connection, state

    def held(self) -> dict[str, str]:
        """See `Target`."""
        response = self._connection.send("GET", self._graph(self._state), Accept=NT)
        if response.status == 404:
            return {}
        if response.media_type not in (NT, "text/plain"):
            raise self._connection.fault("is no Graph Store", WHERE)
        return dict(_HASH.findall(_check(self._connection, response, 200).body.decode()))

    def save(self, held: Mapping[str, str]) -> None:
        """See `Target`."""
        lines = [f'<{graph}> <{expand("ts:sha256")}> "{digest}" .\n' for graph, digest in sorted(held.items())]
        self._send("PUT", self._state, "".join(lines).encode())

    def replace(self, graph: str, batches: Iterator[bytes]) -> None:
        """See `Target`."""
        for number, batch in enumerate(batches):
            self._send("POST" if number else "PUT", graph, batch)

    def remove(self, graph: str) -> None:
        """See `Target`."""
        _check(self._connection, self._connection.send("DELETE", self._graph(graph)), 200, 202, 204, 404)

    def _send(self, method: str, graph: str, body: bytes) -> None:
        response = self._connection.send(method, self._graph(graph), body, Content_Type=NT)
        _check(self._connection, response, 200, 201, 202, 204)

    @staticmethod
    def _graph(graph: str) -> str:
        return f"graph={quote(graph, safe='')}"


class Updates:
    """A store that takes SPARQL updates; what it holds is kept here."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        """`folder` keeps, in a file for each URL, what that store holds."""
        self._connection = connection
        self._file = folder / f"{hashlib.sha256(connection.url.encode()).hexdigest()[:16]}.json"

    def held(self) -> dict[str, str]:
        """See `Target`."""
        try:
            found: dict[str, str] = json.loads(self._file.read_text())["graphs"]
        except (OSError, ValueError, KeyError):
            return {}
        return found

    def save(self, held: Mapping[str, str]) -> None:
        """See `Target`."""
        cache.write(self._file, json.dumps({"url": self._connection.url, "graphs": held}, indent=1, sort_keys=True))

    def replace(self, graph: str, batches: Iterator[bytes]) -> None:
        """See `Target`."""
        drop = f"DROP SILENT GRAPH <{graph}> ;\n"
        for batch in batches:
            self._update(f"{drop}INSERT DATA {{ GRAPH <{graph}> {{\n".encode() + batch + b"} }")
            drop = ""

    def remove(self, graph: str) -> None:
        """See `Target`."""
        self._update(f"DROP SILENT GRAPH <{graph}>".encode())

    def _update(self, text: bytes) -> None:
        response = self._connection.send("POST", "", text, Content_Type="application/sparql-update")
        _check(self._connection, response, 200, 202, 204)
