"""Markdown → Document: front matter or not, Hugo shortcodes, mkdocs admonitions, links whose syntax is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from markdown_it import MarkdownIt

from kg.ingest import bylines, transcripts
from kg.ingest.draft import Text
from kg.ingest.language import detect
from kg.ingest.markup import walk
from kg.model import Anchor, Document, Problem

HEAD = ("title", "linktitle", "description", "author", "authors")
"""Front-matter fields whose values a reader sees above the text, in the order in which we write them."""
_FRONT = re.compile(r"---[ \t]*\n(.{0,65536}?)\n---[ \t]*(?:\n|$)", re.S)
_ORIGIN = re.compile(r"^>[ \t]*(?:原文|Original)[ \t]*[:：][ \t]*<(https?://[^>\s]+)>.*$", re.M)
_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,}).*?^[ \t>]*\2[`~]*[ \t]*$", re.S | re.M)
_SHORTCODE = re.compile(r"\{\{.{0,2000}?\}\}", re.S)
_LINK = re.compile(r"(!?)\[((?:[^\[\]\\]|\\.){0,4000})\]\(((?:[^()]|\([^()]*\)){0,1000})\)", re.S)
_TARGET = re.compile(r"\s*<?(\S*?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*", re.S)
_ADMONITION = re.compile(
    r"^([ \t]*)(?:!!!|\?\?\?\+?|===)[ \t]+(?:[\w-]+[ \t]*)?(?:\"([^\"\n]*)\")?[ \t]*\n"
    r"((?:\1(?: {4}|\t).*\n?|[ \t]*\n)*)",
    re.M,
)
_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def parse(text: str, name: str) -> Document:
    """The Document of a Markdown text; `name` names it in notes."""
    fields, body, notes = _front_matter(text, name)
    origin = _ORIGIN.search(body[:2000])
    body = _ORIGIN.sub("", body, count=1) if origin else body
    speakers = transcripts.labels(body)
    head, author = _head(fields), _first(fields, "author", "authors", "author_name", "params")
    page = head + _PARSER.render(_tidy(transcripts.spaced(body) if speakers else body))
    cleaned = walk(page, markdown=True, times=bool(speakers))
    anchors = tuple(Anchor(*span) for span in cleaned.spans.get("link", ()))
    turns = transcripts.turns(cleaned, speakers)
    metadata = {
        "title": _plain(_first(fields, "title")) or _first_heading(cleaned),
        "url": origin[1] if origin else _first(fields, "canonical", "canonical_url", "url"),
        "date": _first(fields, "date", "created_at", "published")[:10],
        "author": _plain(author),
        "description": _plain(_first(fields, "description")),
        "event": _first(fields, "event"),
        "language": _first(fields, "lang", "language"),
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


def _front_matter(text: str, name: str) -> tuple[Mapping[str, Any], str, list[Problem]]:
    """(fields with lower-case keys, the rest of the text, warnings)."""
    front = _FRONT.match(text.lstrip("\n"))
    if not front:
        return {}, text, []
    body = text.lstrip("\n")[front.end() :]
    try:
        loaded = yaml.load(front[1], Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 0)
        return {}, body, [Problem(name, line, column, "warning", "front matter is not valid YAML and was passed over")]
    if not isinstance(loaded, dict):
        return {}, body, []
    return {str(key).lower(): value for key, value in loaded.items()}, body, []


def _values(value: object) -> Iterator[str]:
    """The texts of a front-matter value, one level deep: no nested structure can blow it up."""
    if isinstance(value, dict):
        yield from (item for item in value.values() if isinstance(item, str))
    elif isinstance(value, list):
        yield from (str(item) for item in value[:50] if not isinstance(item, (dict, list)))
    elif value is not None:
        yield str(value)


def _first(fields: Mapping[str, Any], *keys: str) -> str:
    """The first of these fields that has a text; of `params` its author, an author's avatar and mail left out."""
    for key in keys:
        value = fields.get(key)
        if key == "params":
            value = value.get("author") if isinstance(value, dict) else None
        if isinstance(value, dict) and "name" in value:
            value = value["name"]
        if found := ", ".join(_values(value)).strip():
            return found
    return ""


def _head(fields: Mapping[str, Any]) -> str:
    """The front-matter values that a reader sees, as HTML."""
    lines = []
    for key in HEAD:
        value = ", ".join(_values(fields.get(key))).strip()
        element = "address" if key.startswith("author") else "h1" if key == "title" else "p"
        lines += [f"<{element}>{_PARSER.renderInline(_undressed(value))}</{element}>\n"] if value else []
    return "".join(lines)


def _plain(markdown: str) -> str:
    """A line of Markdown as text."""
    return walk(_PARSER.renderInline(_undressed(markdown)), markdown=True).text.replace("\n", " ") if markdown else ""


def _undressed(text: str) -> str:
    return _SHORTCODE.sub("", text)


def _tidy(text: str) -> str:
    """Markdown whose noise is gone and whose broken links are mended; fenced code keeps its links."""
    text = _SHORTCODE.sub("", text)
    while (opened := _ADMONITION.sub(_dedented, text)) != text:
        text = opened
    parts, at = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_mended(text[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join(parts) + _mended(text[at:])


def _dedented(block: re.Match[str]) -> str:
    indent = block[1]
    inside = re.sub(rf"^{indent}(?: {{4}}|\t)", indent, block[3], flags=re.M)
    return f"{indent}{block[2] or ''}\n\n{inside}"


def _mended(text: str) -> str:
    text = re.sub(r"<https?://[^<>\s]*>", "", text)
    return _LINK.sub(_link, text)


def _link(link: re.Match[str]) -> str:
    """The link as it is where it is sound; else one link a paragraph of its text, or the text alone."""
    target = _TARGET.fullmatch(link[3])
    if target and not re.search(r"\n[ \t]*\n", link[2]):
        return link[0]
    url = target[1] if target else re.sub(r"\s+", "", link[3])
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", link[2]) if part.strip()]
    wrapped = f"(<{url}>)" if url and not re.search(r"[<>]", url) else ""
    return "\n\n".join(f"{link[1]}[{part}]{wrapped}" if wrapped else part for part in paragraphs)


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
