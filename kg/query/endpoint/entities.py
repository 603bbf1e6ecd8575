"""Where an entity's IRI leads: to its page, or to its data, as the client asks (303 See Other)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from kg import iri
from kg.model import FOLDERS
from kg.query.endpoint.negotiation import Offer, choose

OFFERS: Final = (
    Offer("text/html", ""),
    Offer("application/xhtml+xml", ""),
    Offer("text/turtle", "ttl"),
    Offer("application/ld+json", "jsonld"),
    Offer("application/json", "jsonld"),
)
"""Media type → the suffix of the file beside the page; none for the page itself."""
_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~/%,+\-]{0,500}")


class Unacceptable(Exception):
    """The client takes none of the forms in which we describe entities."""


def locate(site: Path | None, base: str, name: str, accept: str | None) -> str | None:
    """The path, below the site's root, that describes the thing whose IRI is `base + name`; None where we know none.

    Entries and sources have pages; claims, mentions and all else are described by the endpoint. Raises Unacceptable.
    """
    offer = choose(accept, OFFERS)
    if site and iri.valid_id(name):
        for kind in FOLDERS:
            if (site / iri.page(kind, name) / "index.html").is_file():
                if offer is None:
                    raise Unacceptable(", ".join(each.media_type for each in OFFERS))
                wanted = iri.raw(kind, name, offer.syntax) if offer.syntax else iri.page(kind, name)
                if (site / wanted).exists():
                    return wanted
    if not _LOCAL.fullmatch(name):
        return None
    return "sparql?" + urlencode({"query": f"DESCRIBE <{base}{name}>"})
