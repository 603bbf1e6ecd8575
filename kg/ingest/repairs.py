"""Markdown as it is found in the wild: shortcodes, admonitions, comments, links whose syntax is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ingest import encoding

PARAGRAPH = 200_000
"""Characters that one paragraph (or table, or block of code) may have."""
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_SHORTCODE = re.compile(r"\{\{(?:(?!\{\{).){0,2000}?\}\}", re.S)
_HIDDEN = re.compile(r"<https?://[^<>\s]*>|<!--(?:(?!<!--).){0,5000}?-->", re.S)
_LINK = re.compile(r"(?<!\\)(!?)\[((?:[^\[\]\\]|\\.){0,4000})\]\(((?:[^()]|\([^()]*\)){0,1000})\)", re.S)
_TARGET = re.compile(r"\s*<?(\S*?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*", re.S)
_ADMONITION = re.compile(
    r"^([ \t]*)(?:!!!|\?\?\?\+?|===)[ \t]+(?:[\w-]+[ \t]*)?(?:\"([^\"\n]*)\")?[ \t]*\n"
    r"((?:\1(?: {4}|\t).*\n?|[ \t]*\n)*)",
    re.M,
)


def check(text: str, name: str) -> None:
    """Refuse what is no prose: Markdown takes time that grows with the square of a paragraph."""
    line = 1
    for block in text.split("\n\n"):
        length = len(block.strip("\n"))
        if length > PARAGRAPH:
            message = f"a paragraph of {length:,} characters, at most {PARAGRAPH:,} are read"
            first = line + len(block) - len(block.lstrip("\n"))
            raise encoding.bad(name, message, "put blank lines between paragraphs", first, 1)
        line += block.count("\n") + 2


def bare(text: str) -> str:
    """The text without Hugo's shortcodes."""
    return _SHORTCODE.sub("", text)


def tidy(text: str) -> str:
    """Markdown whose noise is gone and whose broken links are mended; fenced code keeps its links."""
    text = bare(text)
    while (opened := _ADMONITION.sub(_dedented, text)) != text:
        text = opened
    return "".join(part if code else _mended(part) for code, part in _parts(text))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """(whether it is fenced code, the lines), by turns."""
    kept: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        kept.append(line)
        if not fence and mark:
            yield False, "".join(kept[:-1])
            kept, fence = [line], mark[1]
        elif fence and mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            yield True, "".join(kept)
            kept, fence = [], ""
    yield bool(fence), "".join(kept)


def _dedented(block: re.Match[str]) -> str:
    indent = block[1]
    inside = re.sub(rf"^{indent}(?: {{4}}|\t)", indent, block[3], flags=re.M)
    return f"{indent}{block[2] or ''}\n\n{inside}"


def _mended(text: str) -> str:
    return _LINK.sub(_link, _HIDDEN.sub("", text))


def _link(link: re.Match[str]) -> str:
    """The link as it is where it is sound; else one link a paragraph of its text, or the text alone."""
    target = _TARGET.fullmatch(link[3])
    if target and not re.search(r"\n[ \t]*\n", link[2]):
        return link[0]
    url = target[1] if target else re.sub(r"\s+", "", link[3])
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", link[2]) if part.strip()]
    wrapped = f"(<{url}>)" if url and not re.search(r"[<>]", url) else ""
    return "\n\n".join(f"{link[1]}[{part}]{wrapped}" if wrapped else part for part in paragraphs)
