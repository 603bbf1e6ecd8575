"""The server's application: the endpoint at `/sparql`, entities at `/id/NAME`, and the site."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from kg.graph.opened import STORE
from kg.model import BadInput, Config
from kg.query import files as rdf
from kg.query.endpoint.handlers import Server
from kg.query.endpoint.limits import Limits
from kg.query.endpoint.workers import Pool

TYPES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".rq": "application/sparql-query",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
"""Of the site's files: suffix → media type, where the machine may not know it."""


class Compressed(GZipMiddleware):
    """What is compressed already, as the dumps are, goes out as it lies: else its readers would get it unpacked."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await (self.app if scope["path"].endswith(".gz") else super().__call__)(scope, receive, send)


def make(
    config: Config | None, files: Sequence[Path] = (), site: Path | None = None, limits: Limits | None = None
) -> Starlette:
    """The application over an instance's store, or over RDF files in its place; with the site where a folder is given.

    The site stands under the path of `config.site_url`, as it was built to. Raises BadInput where a file is bad.
    """
    limits = limits or Limits()
    loaded = TemporaryDirectory(prefix="kg-serve-") if files else None
    if loaded:
        folder = Path(loaded.name) / "store"
        try:
            rdf.load(files, folder)
        except BadInput:
            loaded.cleanup()
            raise
    else:
        assert config, "an instance, or files"
        folder = config.root / STORE
    server = Server(config, Pool(folder, limits, rdf.state(files) if files else ""), site)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await server.pool.supply.start()
        try:
            yield
        finally:
            await server.pool.supply.stop()
            if loaded:
                loaded.cleanup()

    cors = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"], expose_headers=["ETag"]
    )
    return Starlette(routes=_routes(server), middleware=[cors], lifespan=lifespan)


def _routes(server: Server) -> list[BaseRoute]:
    routes: list[BaseRoute] = []
    for prefix in dict.fromkeys(("", server.prefix)):
        for path in ("/sparql", "/sparql/"):
            routes.append(Route(prefix + path, server.sparql, methods=["GET", "POST"]))
        routes.append(Route(prefix + "/id/{name:path}", server.entity))
    if server.site:
        for suffix, media_type in TYPES.items():
            mimetypes.add_type(media_type, suffix)
        if server.prefix:
            routes.append(Route("/", lambda _: RedirectResponse(server.prefix + "/")))
        pages = StaticFiles(directory=server.site, html=True)
        routes.append(Mount(server.prefix or "/", pages, middleware=[Middleware(Compressed, compresslevel=6)]))
    else:
        routes.append(Route("/", lambda _: RedirectResponse("/sparql")))
    return routes
