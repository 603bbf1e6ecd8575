"""Atom feeds of the newest dated sources: of the whole site, of each project and product, and of each topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from kg import iri
from kg.model import Config
from kg.query.views.model import EntityView, SourceLine, Views

WHOLE, PART = 50, 20
"""Sources in the feed of the site, and of one entry."""
KINDS = ("project", "product", "topic")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPACE = 'xmlns="http://www.w3.org/2005/Atom"'


def of(view: EntityView) -> tuple[SourceLine, ...]:
    """The dated sources that speak of an entry, or are about a topic; the newest last."""
    lines = view.sources if view.kind == "topic" else tuple(a.line for a in view.appearances)
    return _dated(lines) if view.kind in KINDS else ()


def path(view: EntityView) -> str:
    """Where an entry's feed is, or "" where it has none."""
    lines = view.sources if view.kind == "topic" else [a.line for a in view.appearances]
    dated = view.kind in KINDS and any(len(line.date) == 10 for line in lines)
    return f"{iri.page(view.kind, view.id)}feed.xml" if dated else ""


def files(config: Config, views: Views) -> Iterator[tuple[str, str]]:
    """Path → feed, of all feeds."""
    newest = _dated(view.line for view in views.sources)
    yield "feed.xml", feed(config, newest, WHOLE, config.name, "", "feed.xml")
    for view in views.entities:
        if lines := of(view):
            title = f"{view.name} · {config.name}"
            page = iri.page(view.kind, view.id)
            yield f"{page}feed.xml", feed(config, lines, PART, title, page, f"{page}feed.xml")


def _dated(lines: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    return tuple(sorted((line for line in lines if len(line.date) == 10), key=lambda line: (line.date, line.id)))


def feed(config: Config, lines: tuple[SourceLine, ...], most: int, title: str, page: str, own: str) -> str:
    """A feed of the newest of `lines`; its own date is that of the newest. `page` is what it is the feed of."""
    address, itself = escape(config.site_url + page), escape(config.site_url + own)
    updated = lines[-1].date if lines else "1970-01-01"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed {SPACE}>'
        f"<title>{text(title)}</title><subtitle>{text(config.tagline)}</subtitle><id>{address}</id>"
        f'<link href="{address}"/><link rel="self" href="{itself}"/><updated>{updated}T00:00:00Z</updated>\n'
        f"{''.join(_entry(config, line) for line in lines[::-1][:most])}</feed>\n"
    )


def _entry(config: Config, line: SourceLine) -> str:
    url = escape(config.site_url + iri.page(line.kind, line.id))
    names = [ref.name for ref in line.speakers] or [line.publisher or config.name]
    authors = "".join(f"<author><name>{text(name)}</name></author>" for name in names)
    return (
        f'<entry><title>{text(line.title)}</title><id>{url}</id><link href="{url}"/>'
        f"<updated>{line.date}T00:00:00Z</updated>{authors}</entry>\n"
    )


def text(words: str) -> str:
    """Text for XML: escaped, without the characters that XML does not have.

    >>> text("a\\x00 & b")
    'a &amp; b'
    """
    return escape(NOT_XML.sub("", words))
