"""Markdown → Document: what its front matter and its markup say, noise left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt

from kg.ingest import bylines, frontmatter, repairs, transcripts
from kg.ingest.draft import Text
from kg.ingest.language import detect
from kg.ingest.markup import walk
from kg.model import Anchor, Document

HEAD = ("title", "linktitle", "description", "author", "authors")
"""Front-matter fields whose values a reader sees above the text, in the order in which we write them."""
_ORIGIN = re.compile(r"^>[ \t]*(?:原文|Original)[ \t]*[:：][ \t]*<(https?://[^>\s]+)>.*$", re.M)
_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def parse(text: str, name: str) -> Document:
    """The Document of a Markdown text; `name` names it in notes."""
    repairs.check(text, name)
    fields, body, notes = frontmatter.read(text, name)
    origin = _ORIGIN.search(body[:2000])
    body = _ORIGIN.sub("", body, count=1) if origin else body
    speakers = transcripts.labels(body)
    head, author = _head(fields), frontmatter.first(fields, "author", "authors", "author_name", "params")
    page = head + _PARSER.render(repairs.tidy(transcripts.spaced(body) if speakers else body))
    cleaned = walk(page, markdown=True, times=bool(speakers))
    anchors = tuple(Anchor(*span) for span in cleaned.spans.get("link", ()))
    turns = transcripts.turns(cleaned, speakers)
    metadata = {
        "title": _plain(frontmatter.first(fields, "title")) or _first_heading(cleaned),
        "url": origin[1] if origin else frontmatter.first(fields, "canonical", "canonical_url", "url"),
        "date": frontmatter.first(fields, "date", "created_at", "published")[:10],
        "author": _plain(author),
        "description": _plain(frontmatter.first(fields, "description")),
        "event": frontmatter.first(fields, "event"),
        "language": frontmatter.language(fields),
    }
    return Document(
        id="",
        text=cleaned.text,
        language=metadata["language"] or detect(cleaned.text),
        medium="podcast" if turns else "article",
        title=metadata["title"],
        times=cleaned.times,
        turns=turns,
        anchors=anchors,
        code=cleaned.plain("code"),
        headings=cleaned.plain("heading"),
        byline=_byline(cleaned, anchors),
        metadata={key: value for key, value in sorted(metadata.items()) if value},
        notes=tuple(notes),
    )


def _head(fields: Mapping[str, Any]) -> str:
    """The front-matter values that a reader sees, as HTML."""
    lines = []
    for key in HEAD:
        value = ", ".join(frontmatter.values(fields.get(key))).strip()
        element = "address" if key.startswith("author") else "h1" if key == "title" else "p"
        lines += [f"<{element}>{_PARSER.renderInline(repairs.bare(value))}</{element}>\n"] if value else []
    return "".join(lines)


def _plain(markdown: str) -> str:
    """A line of Markdown as text."""
    return walk(_PARSER.renderInline(repairs.bare(markdown)), markdown=True).text.replace("\n", " ") if markdown else ""


def _first_heading(cleaned: Text) -> str:
    headings = cleaned.plain("heading")
    return cleaned.text[headings[0][0] : headings[0][1]] if headings and headings[0][0] < 500 else ""


def _byline(cleaned: Text, anchors: tuple[Anchor, ...]) -> bylines.Spans:
    """Author names: of the front matter, else of a byline, else the person of an author box above the text."""
    for start, end, _ in cleaned.spans.get("byline", ()):
        if end < 5000:
            return bylines.names(cleaned.text, start, end, anchors) or ((start, end),)
    return bylines.find(cleaned.text, anchors) or _author_box(cleaned.text, anchors)


def _author_box(text: str, anchors: tuple[Anchor, ...]) -> bylines.Spans:
    """`Name` and then a paragraph about them, both one link: how The New Stack shows a guest author."""
    for first, second in zip(anchors[:8], anchors[1:8], strict=False):
        alone = (first.start == 0 or text[first.start - 1] == "\n") and text[first.end : first.end + 1] == "\n"
        if alone and first.url == second.url and second.start == first.end + 1 and first.end - first.start <= 40:
            name = re.split(r"[,，、(（]", text[first.start : first.end])[0].strip()
            return ((first.start, first.start + len(name)),) if name else ()
    return ()
