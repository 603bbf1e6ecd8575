"""Web pages → Document, and the one way to the network."""

from __future__ import annotations

import re
from html import unescape

from lxml.etree import LxmlError

from kg.ingest import bylines, encoding
from kg.ingest.language import detect
from kg.ingest.markup import walk
from kg.model import Anchor, Document

_META = re.compile(r"<meta\s[^>]{1,2000}>", re.I)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def parse(text: str, name: str, url: str = "") -> Document:
    """The Document of a web page: its main text with links, code and headings; what its head says of itself.

    A date is taken from the page's own publication mark only, never guessed. Raises `BadInput` without a main text.
    """
    import trafilatura  # here, because it takes a while to load and few runs read web pages

    said = head(text)
    try:
        main = trafilatura.extract(
            text, url=url or None, output_format="xml", favor_recall=True, include_comments=False,
            include_links=True, include_formatting=True, include_images=True, include_tables=True,
        )  # fmt: skip
    except (ValueError, LxmlError, RecursionError, AttributeError, TypeError, KeyError, IndexError) as error:
        raise encoding.bad(name, f"HTML that cannot be read: {type(error).__name__}") from None
    body = re.search(r"<main[^>]*>(.*)</main>", main or "", re.S)
    cleaned = walk(encoding.clean(_titled(body[1], said.get("title", ""))) if body else "")
    if not cleaned.text:
        raise encoding.bad(name, "no main text found in the page", "save its text as Markdown")
    anchors = tuple(Anchor(*span) for span in cleaned.spans.get("link", ()))
    return Document(
        id="",
        text=cleaned.text,
        language=said.get("language") or detect(cleaned.text),
        medium="article",
        title=said.get("title", ""),
        anchors=anchors,
        code=cleaned.plain("code"),
        headings=cleaned.plain("heading"),
        byline=bylines.find(cleaned.text, anchors),
        metadata={**said, **({"url": url} if url else {})},
    )


def _titled(body: str, title: str) -> str:
    """The main text under its title, where it does not open with it already."""
    words = re.sub(r"<[^>]*>", " ", body[:2000])
    if not title or " ".join(title.split()) in " ".join(unescape(words).split()):
        return body
    safe = title.replace("&", "&amp;").replace("<", "&lt;")
    return f"<h1>{safe}</h1>{body}"


def head(page: str) -> dict[str, str]:
    """What a page says of itself: title, url, date (of publication, to the day), author, description, language.

    >>> head('<html lang="en-GB"><title>A &amp; B</title><meta name="author" content="Ada Example">')
    {'author': 'Ada Example', 'language': 'en', 'title': 'A & B'}
    """
    meta: dict[str, str] = {}
    for tag in _META.findall(page[:500_000]):
        given = {key.lower(): unescape(a or b) for key, a, b in _ATTRIBUTE.findall(tag)}
        name = given.get("property") or given.get("name") or given.get("itemprop")
        if name and given.get("content", "").strip():
            meta.setdefault(name.lower(), " ".join(given["content"].split()))
    title = re.search(r"<title[^>]*>([^<]{1,1000})", page[:500_000], re.I)
    canonical = re.search(r"<link\s[^>]*rel=[\"']?canonical[\"']?[^>]*>", page[:500_000], re.I)
    target = re.search(r"href=[\"']([^\"']+)", canonical[0]) if canonical else None
    language = re.search(r"<html[^>]{0,2000}?\slang=[\"']?([a-zA-Z]{2,3})", page[:5_000], re.I)
    date = meta.get("article:published_time") or meta.get("datepublished") or _published(page)
    found = {
        "author": meta.get("author", "") or meta.get("article:author", ""),
        "date": date[:10] if re.match(r"\d{4}-\d\d-\d\d", date) else "",
        "description": meta.get("og:description") or meta.get("description", ""),
        "language": language[1].lower() if language else "",
        "title": meta.get("og:title") or (" ".join(unescape(title[1]).split()) if title else ""),
        "url": unescape(target[1]) if target else meta.get("og:url", ""),
    }
    return {key: encoding.clean(value) for key, value in found.items() if value}


def _published(page: str) -> str:
    """`datePublished` of the page's JSON-LD, or ""."""
    mark = re.search(r"\"datePublished\"\s*:\s*\"(\d{4}-\d\d-\d\d)", page)
    return mark[1] if mark else ""
