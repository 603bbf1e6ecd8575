"""The handlers of requests: the endpoint, and the entities' IRIs."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.model import Config
from kg.query.endpoint import entities, protocol, service
from kg.query.endpoint.negotiation import OFFERS, TRIPLES, choose, takes
from kg.query.endpoint.process import Unavailable
from kg.query.endpoint.protocol import Question
from kg.query.endpoint.workers import Pool

T = TypeVar("T")
_ANYWHERE = {"Vary": "Accept, Accept-Encoding", "X-Content-Type-Options": "nosniff"}


class Server:
    """The handlers of requests, with what they share."""

    def __init__(self, config: Config | None, pool: Pool, site: Path | None) -> None:
        """Keep what all requests share; `config` is None where files are served outside any instance."""
        self.pool, self.site = pool, site
        self.name = config.name if config else "files"
        self.base = config.base_iri if config else "http://localhost/id/"
        self.prefix = urlsplit(config.site_url).path.rstrip("/") if config and site else ""

    async def sparql(self, request: Request) -> Response:
        """Answer by the SPARQL Protocol."""
        try:
            question = await protocol.read(request, self.pool.limits.text)
            if question is None:
                return self._description(request)
            return await _unless_gone(request, self._answer(request, question))
        except protocol.Refused as refused:
            return _plain(refused.status, refused.message)
        except Unavailable as error:
            return _plain(503, str(error), {"Retry-After": "5"})

    async def entity(self, request: Request) -> Response:
        """Lead an entity's IRI to what describes it."""
        name = request.path_params["name"]
        try:
            path = entities.locate(self.site, self.base, name, request.headers.get("accept"))
        except entities.Unacceptable as error:
            return _plain(406, f"entities are described as {error}")
        if path is None:
            return _plain(404, "nothing has this IRI")
        return RedirectResponse(f"{self.prefix}/{path}", 303, {"Vary": "Accept"})

    def _description(self, request: Request) -> Response:
        offer = choose(request.headers.get("accept"), TRIPLES)
        if offer is None:
            return _plain(406, f"the endpoint describes itself as {', '.join(o.media_type for o in TRIPLES)}")
        pool = self.pool
        body = service.describe(_here(request), self.name, pool.supply.graphs, bool(pool.limits.services), offer.syntax)
        return Response(body, media_type=offer.media_type, headers=_ANYWHERE)

    async def _answer(self, request: Request, question: Question) -> Response:
        job = {
            "text": question.text,
            "default_graphs": question.default_graphs,
            "named_graphs": question.named_graphs,
            "formats": {form: offer and (offer.media_type, offer.syntax) for form, offer in question.formats},
            "offers": {form: [offer.media_type for offer in offers] for form, offers in OFFERS.items()},
            "gzip": takes(request.headers.get("accept-encoding"), "gzip"),
            "base": self.base,
            "endpoint": _here(request),
        }
        reads = request.method in ("GET", "HEAD")
        # Sent only with answers that rest on nothing but the store: who shows it again has the answer already.
        tag = f'W/"{hashlib.sha256(repr((self.pool.supply.build, job)).encode()).hexdigest()[:32]}"'
        known = {each.strip() for each in request.headers.get("if-none-match", "").split(",")}
        if reads and tag in known:
            return Response(status_code=304, headers={**_ANYWHERE, "ETag": tag, "Cache-Control": "no-cache"})
        reply = await self.pool.answer(job)
        if reply.status != 200:
            return _plain(reply.status, reply.body.decode())
        headers = {**_ANYWHERE, "Cache-Control": "no-store" if reply.volatile or not reads else "no-cache"}
        if reads and not reply.volatile:
            headers["ETag"] = tag
        if reply.gzip:
            headers["Content-Encoding"] = "gzip"
        return Response(reply.body, media_type=reply.media_type, headers=headers)


async def _unless_gone(request: Request, answer: Coroutine[Any, Any, T]) -> T:
    """The answer; should the client leave before it is there, its query is ended."""
    task, gone = asyncio.create_task(answer), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise protocol.Refused(400, "the client left")
        return task.result()
    finally:
        task.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _here(request: Request) -> str:
    """The URL of the endpoint as the client calls it."""
    url = str(request.url.replace(query="", fragment=""))
    return url if re.fullmatch(r"https?://[\w.\-:\[\]]+/[\w./~%\-]*", url, re.ASCII) else "http://localhost/sparql"


def _plain(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(message + "\n", status, {**_ANYWHERE, "Cache-Control": "no-store", **(headers or {})})
