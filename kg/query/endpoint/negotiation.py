"""Which of the formats that we write does the client like best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Offer:
    """One format: the media type that it is sent as, and the short name of its syntax."""

    media_type: str
    syntax: str


def _offers(*pairs: tuple[str, str]) -> tuple[Offer, ...]:
    return tuple(Offer(media_type, syntax) for media_type, syntax in pairs)


BOOLEANS: Final = _offers(
    ("application/sparql-results+json", "json"),
    ("application/sparql-results+xml", "xml"),
    ("application/json", "json"),
    ("application/xml", "xml"),
    ("text/xml", "xml"),
)
"""For ASK; neither CSV nor TSV has a form for it."""
ROWS: Final = (*BOOLEANS, *_offers(("text/csv", "csv"), ("text/tab-separated-values", "tsv")))
"""For SELECT."""
TRIPLES: Final = _offers(
    ("text/turtle", "turtle"),
    ("application/n-triples", "nt"),
    ("application/ld+json", "jsonld"),
    ("application/rdf+xml", "rdfxml"),
    ("application/json", "jsonld"),
    ("application/xml", "rdfxml"),
    ("text/xml", "rdfxml"),
)
"""For CONSTRUCT, DESCRIBE and the service description."""
OFFERS: Final[Mapping[str, tuple[Offer, ...]]] = {
    "SELECT": ROWS,
    "ASK": BOOLEANS,
    "CONSTRUCT": TRIPLES,
    "DESCRIBE": TRIPLES,
}
"""A query's form → its formats, the one that we like best first."""
SYNTAXES: Final = tuple(dict.fromkeys(offer.syntax for offer in (*ROWS, *TRIPLES)))

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*((?:;[^,]*)?)$", re.ASCII)
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer of the highest quality, the first of equals; None where the client takes none of them.

    A range that cannot be read is passed over; a header that is missing or empty takes anything.

    >>> choose("text/csv;q=0.5, application/*;q=0.9, application/json;q=0", ROWS)
    Offer(media_type='application/sparql-results+json', syntax='json')
    """
    if accept is None or not accept.strip():
        return offers[0]
    ranges = _ranges(accept)
    best, quality = None, 0.0
    for offer in offers:
        kind = offer.media_type.split("/")[0]
        wish = next((ranges[name] for name in (offer.media_type, f"{kind}/*", "*/*") if name in ranges), 0.0)
        if wish > quality:
            best, quality = offer, wish
    return best


def named(syntax: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer of that short name, as `csv`."""
    return next((offer for offer in offers if offer.syntax == syntax), None)


def takes(header: str | None, coding: str) -> bool:
    """Whether an Accept-Encoding lets a body be sent in that coding.

    >>> takes("br, gzip;q=0.5", "gzip"), takes("gzip;q=0, *", "gzip"), takes(None, "gzip")
    (True, False, False)
    """
    for name in (coding, "*"):
        for part in (header or "").lower().split(","):
            if part.partition(";")[0].strip() == name:
                found = _QUALITY.search(part.partition(name)[2])
                return found is None or float(found[1]) > 0
    return False


def _ranges(accept: str) -> dict[str, float]:
    """Media range → the quality that the client gives it; of one that is named twice, the higher."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        match = _RANGE.match(part)
        if match:
            found = _QUALITY.search(match[2])
            name = match[1].lower()
            ranges[name] = max(ranges.get(name, 0.0), float(found[1]) if found else 1.0)
    return ranges
