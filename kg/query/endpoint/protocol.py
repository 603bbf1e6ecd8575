"""A request → the question that it asks, by the SPARQL 1.1 Protocol; or why it asks none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.query.endpoint.negotiation import OFFERS, SYNTAXES, Offer, choose, named

PARAMETERS = ("query", "default-graph-uri", "named-graph-uri", "format")
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MANY = 1000
"""Parameters that one request may have."""
DRAIN = 32 << 20
"""Bytes of a body that are read, though they are too many to be answered."""
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\]*")


class Refused(Exception):
    """A request that is not answered: HTTP status and reason."""

    def __init__(self, status: int, message: str) -> None:
        """Keep both."""
        self.status, self.message = status, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the graphs that the protocol chooses for it (IRIs), and the format for each form of query."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    formats: tuple[tuple[str, Offer | None], ...]
    """Form of query → what the client takes, None where it takes nothing that we write."""


async def read(request: Request, limit: int) -> Question | None:
    """The question that a request asks; None where it asks nothing and wants the service's description.

    `limit` is in bytes of the query's text. Raises Refused.
    """
    pairs = _pairs(request.scope["query_string"], "the URL")
    if request.method == "POST":
        pairs += await _posted(request, limit)
    for name, _ in pairs:
        if name in ("update", "using-graph-uri", "using-named-graph-uri"):
            raise Refused(403, "updates are refused: this graph can only be read")
        if name not in PARAMETERS:
            raise Refused(400, f'unknown parameter "{name[:60]}"; there are: {", ".join(PARAMETERS)}')
    if not pairs and request.method != "POST":
        return None
    text = _one(pairs, "query")
    if not text:
        raise Refused(400, "no query: give it as query=… in the URL or a form, or as the body of a POST")
    if len(text.encode()) > limit:
        raise Refused(413, f"the query's text is over {limit:,} bytes")
    default, graphs = (tuple(value for key, value in pairs if key == name) for name in PARAMETERS[1:3])
    for iri in (*default, *graphs):
        if not _IRI.fullmatch(iri):
            raise Refused(400, f'not an absolute IRI: "{iri[:200]}"')
    return Question(text, default, graphs, _formats(request, _one(pairs, "format")))


def _pairs(data: bytes, where: str) -> list[tuple[str, str]]:
    try:
        text = data.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MANY)
    except UnicodeDecodeError:
        raise Refused(400, f"{where} is not percent-encoded UTF-8") from None
    except ValueError:
        raise Refused(400, f"{where} has over {MANY} parameters") from None


async def _posted(request: Request, limit: int) -> list[tuple[str, str]]:
    """What the body of a POST says."""
    media_type, _, rest = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type == UPDATE:
        raise Refused(403, "updates are refused: this graph can only be read")
    if media_type not in (FORM, QUERY):
        raise Refused(415, f"the body of a POST is {QUERY} or {FORM}, not {media_type[:80] or 'without a type'}")
    charset = re.search(r"charset\s*=\s*\"?([\w.:\-]+)", rest, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"the body is UTF-8, not {charset[1][:40]}")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused(415, "the body is sent as it is, not compressed")
    body = await _body(request, limit if media_type == QUERY else 3 * limit + 10_000)
    if body is None:
        raise Refused(413, f"the query's text is over {limit:,} bytes")
    if media_type == FORM:
        return _pairs(body, "the body")
    try:
        return [("query", body.decode("utf-8"))]
    except UnicodeDecodeError as error:
        raise Refused(400, f"the body is not UTF-8: byte {error.start + 1} cannot be read") from None


async def _body(request: Request, limit: int) -> bytes | None:
    """The body, None where it is over the limit.

    Some more than the limit is read, though not kept, because clients hear no answer before they have sent all.
    """
    body, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            body += chunk
        elif size > DRAIN:
            break
    return bytes(body) if size <= limit else None


def _one(pairs: list[tuple[str, str]], name: str) -> str:
    values = [value for key, value in pairs if key == name]
    if len(values) > 1:
        raise Refused(400, f'"{name}" is given {len(values)} times; once is right')
    return values[0] if values else ""


def _formats(request: Request, wanted: str) -> tuple[tuple[str, Offer | None], ...]:
    """The format for each form of query: by name where the request names one, else by its Accept."""
    if wanted and wanted not in SYNTAXES:
        raise Refused(400, f'unknown format "{wanted[:40]}"; there are: {", ".join(SYNTAXES)}')
    accept = ",".join(request.headers.getlist("accept"))[:4000]
    return tuple((form, named(wanted, offers) if wanted else choose(accept, offers)) for form, offers in OFFERS.items())
