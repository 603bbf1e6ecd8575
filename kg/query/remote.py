"""Another SPARQL store over HTTP: asked like our own graph, or spoken to request by request."""

from __future__ import annotations

import base64
import http.client
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote, urlsplit

import pyoxigraph as ox

from kg.model import BadInput, Problem
from kg.query import answer, library, syntax
from kg.vocabulary import PREFIXES

TIMEOUT = 120.0
"""Seconds without a byte after which a request is given up."""
SIZE = 256 << 20
"""Bytes of an answer that are read."""
TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
}
"""Format → media type."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the other side answered."""

    status: int
    media_type: str
    body: bytes


class Connection:
    """Requests to one URL over one connection. Every fault of the other side is BadInput that names the URL."""

    def __init__(self, url: str, authorization: str = "") -> None:
        """`authorization` is the header's value; a name and password in the URL are taken for Basic."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadInput([Problem(url, 0, 0, "error", "not a URL", "write http://HOST/PATH or https://…")])
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(parts.hostname, parts.port, timeout=TIMEOUT)
        self.url = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        self._path, self._query = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~"), parts.query
        if parts.username and not authorization:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            authorization = "Basic " + base64.b64encode(pair.encode()).decode()
        self._headers = {"User-Agent": "talkscape", **({"Authorization": authorization} if authorization else {})}

    def __enter__(self) -> Self:
        """The connection itself; it is made with the first request."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._connection.close()

    def send(self, method: str, query: str = "", body: bytes = b"", **headers: str) -> Response:
        """One request, its query string added to the URL's own; header names with `_` for `-`. Raises BadInput."""
        path = "?".join(filter(None, [self._path, "&".join(filter(None, [self._query, query]))]))
        sent = {**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        for last in (False, True):
            try:
                self._connection.request(method, path, body, sent)
                response = self._connection.getresponse()
                data = response.read(SIZE + 1)
            except (http.client.RemoteDisconnected, ConnectionError) as error:
                self._connection.close()  # a server may close a connection that waited too long: once more
                if last:
                    raise self.fault(f"cannot be reached: {error}") from error
            except (OSError, http.client.HTTPException) as error:
                raise self.fault(f"cannot be reached: {error}") from error
            else:
                break
        if len(data) > SIZE:
            raise self.fault(f"the answer is over {SIZE:,} bytes")
        return Response(response.status, (response.getheader("Content-Type") or "").split(";")[0].strip(), data)

    def fault(self, message: str, hint: str = "") -> BadInput:
        """Something that the other side did not do."""
        return BadInput([Problem(self.url, 0, 0, "error", message, hint)])


def ask(endpoint: str, text: str, form: str = "table", base: str = "", authorization: str = "") -> str | answer.Rows:
    """The answer of the SPARQL endpoint at that URL as `answer.ask` gives our own: rows, or text. Raises BadInput.

    The usual prefixes are sent along, the empty one for `base`. The other store's default graph is asked: let it be
    the union of all (for Oxigraph, `?union-default-graph` in the URL).
    """
    if form not in ("table", *TYPES):
        raise BadInput([Problem("kg query", 0, 0, "error", f"no such format: {form}", f"table, {', '.join(TYPES)}")])
    prefixes = {**PREFIXES, **({"": base} if base else {})}
    try:
        ox.Store().query(text, prefixes=prefixes, base_iri=endpoint)
    except SyntaxError as error:
        raise syntax.mistake(text, error, prefixes) from None
    rows = syntax.read(text).form in ("SELECT", "ASK")
    accept = TYPES[form] if form != "table" else TYPES["json"] if rows else TYPES["nt"]
    declared = library.prologue(base) if base else "".join(f"PREFIX {k}: <{v}>\n" for k, v in PREFIXES.items())
    with Connection(endpoint, authorization) as connection:
        response = connection.send(
            "POST", body=(declared + text).encode(), Content_Type="application/sparql-query", Accept=accept
        )
        if response.status != 200:
            raise connection.fault(f"answered {response.status}", _said(response))
        if form != "table":
            return response.body.decode()
        try:
            return answer.table(_read(response.body, rows), base)
        except (SyntaxError, ValueError) as error:
            raise connection.fault(f"answered what cannot be read: {error}") from error


def _read(body: bytes, rows: bool) -> object:
    if rows:
        return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    return [(quad.subject, quad.predicate, quad.object) for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)]


def _said(response: Response) -> str:
    """The first lines of what the other side said, on one line."""
    text = " ".join(response.body[:600].decode(errors="replace").split())
    return "".join(character for character in text if character.isprintable())[:300]
