"""HTML of any quality → text with its links, code, headings and the like."""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser

from kg.ingest.draft import Draft, Text

BLOCKS = frozenset(
    "address article aside blockquote br caption cell dd details div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
    " head item lb list quote row".split()
)
"""Elements that end a paragraph; the last line is the XML of the reader of web pages."""
KINDS = {
    "code": "code", "pre": "code", "samp": "code", "kbd": "code", "address": "byline", "strong": "bold", "b": "bold",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "head": "heading", "a": "link", "ref": "link",
}  # fmt: skip
_HIDDEN = re.compile(
    r"<(?:(!--)|[!?]|(script|style|svg|math|noscript|template|iframe|textarea|title|object|video|audio|canvas)\b)", re.I
)
_UNCLOSED = re.compile(
    r"<(/?)(script|style|textarea|title|noscript|iframe|xmp|plaintext|noembed|noframes|svg|math)\b", re.I
)
_TIME = re.compile(r"\[(unintelligible |inaudible )?(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:[.:]\d{1,3})?)\]")
# What a Markdown parser leaves over: broken emphasis, attribute lists, footnote marks, links to nowhere, mere targets.
_LEFT = (
    (re.compile(r"\*\*|\{:[^{}\n]{0,200}\}|\[\^[^\[\]\s]{1,30}\]:?"), ""),
    (re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"\]\((?:https?:|[./]|img/)[^()\s]*\)"), ""),
)


class Walker(HTMLParser):
    """Walks through HTML once and writes what a reader sees into a draft."""

    def __init__(self, markdown: bool, times: bool) -> None:
        """`markdown`: the HTML was made from Markdown; `times`: marks such as `[04:20]` say when, and are no text."""
        super().__init__(convert_charrefs=True)
        self.draft = Draft()
        self._markdown, self._times = markdown, times
        self._open: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {key: value or "" for key, value in attrs}
        if tag in BLOCKS:
            self.draft.block()
        if tag in ("img", "graphic") and given.get("alt", "").strip():
            self._say(f" {given['alt']} ")
        if tag in KINDS:
            self._open[tag].append((self.draft.here(), given.get("href", given.get("target", "")).strip()))

    def handle_endtag(self, tag: str) -> None:
        """Close an element; one that was never opened is passed over."""
        if self._open.get(tag):
            start, url = self._open[tag].pop()
            if KINDS[tag] != "link" or url:
                self.draft.span(KINDS[tag], start, url)
        if tag in BLOCKS:
            self.draft.block()

    def handle_data(self, data: str) -> None:
        """Write text; code as it stands."""
        if self._open["pre"]:
            self.draft.add(data, lines=True)
        elif self._open["code"]:
            self.draft.add(data, lines="\n" in data.strip("\n") and not self._markdown)
        else:
            self._say(data)

    def _say(self, data: str) -> None:
        if self._markdown:
            for pattern, instead in _LEFT:
                data = pattern.sub(instead, data)
        if not self._times:
            self.draft.add(data)
            return
        at = 0
        for mark in _TIME.finditer(data):
            self.draft.add(data[at : mark.start()] + (f"[{mark[1].strip()}]" if mark[1] else ""))
            self.draft.time(int(mark[2] or 0) * 3600 + int(mark[3]) * 60 + float(mark[4].replace(":", ".")))
            at = mark.end()
        self.draft.add(data[at:])


def walk(html: str, markdown: bool = False, times: bool = False) -> Text:
    """The visible text of HTML; spans of kind "link" (with URL), "code", "heading", "bold", "byline".

    >>> walk('<p>See <a href="https://x.org/">Foo</a>.</p><p>Two').text
    'See Foo.\\nTwo'
    """
    walker = Walker(markdown, times)
    walker.feed(_UNCLOSED.sub(r"<\1span", _shown(html)))
    walker.close()
    return walker.draft.finish()


def _shown(html: str) -> str:
    """The HTML without comments, declarations and elements that show no text; in linear time on any input."""
    lower, parts, at = html.lower(), [], 0
    missing: set[str] = set()
    while mark := _HIDDEN.search(html, at):
        closing = "-->" if mark[1] else f"</{mark[2].lower()}" if mark[2] else ">"
        end = -1 if closing in missing else lower.find(closing, mark.end())
        parts.append(html[at : mark.start()])
        if end < 0:  # never closed: what follows is shown
            missing.add(closing)
            parts.append(html[mark.start() : mark.end()] if mark[2] else "")
            at = mark.end()
        else:
            at = end + len(closing)
            if mark[2]:  # the rest of the closing tag, up to its bracket
                at = (lower.find(">", at) + 1) or len(html)
            parts.append(" ")
    return "".join(parts) + html[at:]
