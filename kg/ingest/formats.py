"""Which format is it? By its content, never by its name alone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from kg.ingest import captions, encoding, language, markdown, speech, web
from kg.model import Document, Problem

VERSION = "2"
"""Raised whenever cleaned texts change: offsets in older records then no longer fit."""
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TIMED = re.compile(r"^[ \t]*(?:\d+:)?\d+:\d+[.,]\d+[ \t]*-->", re.M)
_MARKED = re.compile(r"^(?:#{1,6} |[-*] |> |```|\*\*[^*\n]+\*\*)|\]\(|\A---\n", re.M)


def sniff(text: str, name: str) -> str:
    """The format of a text: "captions", "json", "html", "markdown" or "text".

    >>> sniff("WEBVTT", "a.txt"), sniff('{"events": []}', "a"), sniff("<!DOCTYPE html>", "a.md"), sniff("Hello", "a")
    ('captions', 'json', 'html', 'text')
    """
    if re.match(r"WEBVTT(?:\s|$)", text) or _TIMED.search(text[:2000]) or name.lower().endswith((".vtt", ".srt")):
        return "captions"
    if re.match(r"\s*[{\[]\s*[\"{\[\]}]", text) and (name.lower().endswith(".json") or re.match(r"\s*\{\s*\"", text)):
        return "json"
    if _HTML.match(text[:5000]) or (name.lower().endswith((".html", ".htm")) and text.lstrip().startswith("<")):
        return "html"
    if name.lower().endswith((".md", ".markdown", ".mdx")) or _MARKED.search(text[:20_000]):
        return "markdown"
    return "text"


def read(path: Path, name: str = "") -> Document:
    """The Document of a file; its id is the file's stem. Raises `BadInput` with all that is wrong, under `name`."""
    name = name or str(path)
    try:
        size = path.stat().st_size
        if size > encoding.LIMIT:
            raise encoding.too_large(name, size)
        data = path.read_bytes()
    except OSError as error:
        raise encoding.bad(name, f"cannot be read: {error.strerror or error}") from None
    return parse(data, name)


def parse(data: bytes, name: str, url: str = "") -> Document:
    """The Document of a file's bytes; its id is the name's stem. Raises `BadInput`, and nothing else."""
    text = encoding.decode(data, name)
    kind = sniff(text, name)
    if kind == "captions":
        document = captions.parse(text, name)
    elif kind == "json":
        document = speech.parse(text, name)
    elif kind == "html":
        document = web.parse(text, name, url)
    elif kind == "markdown":
        document = markdown.parse(text, name)
    else:
        document = _plain(text)
    if not document.text:
        raise encoding.bad(name, "nothing to read in it", "its markup holds no text")
    notes = document.notes
    if document.language not in language.READ:
        message = f"language {document.language!r} is not read: names are found as in English"
        notes += (Problem(name, 0, 0, "warning", message, "say `language:` in the source's YAML"),)
    return replace(document, id=Path(name).stem, source_sha256=hashlib.sha256(data).hexdigest(), notes=notes)


def _plain(text: str) -> Document:
    """Plain text: a blank line ends a paragraph."""
    paragraphs = [" ".join(re.split(r"[ \t\n\f\v]+", part)).strip() for part in re.split(r"\n[ \t]*\n", text)]
    joined = "\n".join(part for part in paragraphs if part)
    return Document(id="", text=joined, language=language.detect(joined), medium="article")
