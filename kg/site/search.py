"""Full-text search over the built pages by Pagefind (extended: only that binary segments Chinese)."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from kg.cache import digest, write

UNUSED = ("pagefind-component-ui", "pagefind-modular-ui", "pagefind-ui", "pagefind-highlight")
"""Interfaces that Pagefind brings and the site does not use: it has its own."""
INDEXED = " data-pagefind-body"
IGNORED = re.compile(r'<(header|footer)\b[^>]*class="md-.*?</\1>', re.DOTALL)
"""Chrome, which never reaches the index; nor do scripts, and what is marked so (these do not nest in our pages)."""
MARK = " data-pagefind-ignore"
MARKED = ("section", "footer", "ol")


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What an index holds; `made` is False where it was kept."""

    pages: int
    made: bool


def index(site: Path, state: Path, indexed: Mapping[str, str]) -> SearchReport:
    """Make `site/pagefind/` anew where `indexed` (page → key of its indexed content) is not what `state` remembers.

    Pagefind cannot change an index, so it is all or nothing; it is written beside the old one and swapped in.
    """
    held = json.dumps({"pagefind": version("pagefind"), "pages": dict(indexed)}, indent=0, sort_keys=True)
    out = site / "pagefind"
    if (out / "pagefind-entry.json").is_file() and _read(state) == held:
        return SearchReport(len(indexed), False)
    _make(site, out)
    write(state, held)
    return SearchReport(len(indexed), True)


def _read(state: Path) -> str:
    try:
        return state.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def key(language: str, head: str, body: str) -> str:
    """Hash of what of a page the index holds, or "" for a page that is not indexed."""
    return digest(language, content(head), content(body))[:16] if INDEXED in body else ""


def content(html: str) -> str:
    """What of a page the index depends on.

    >>> content('<script>x</script><main data-pagefind-body>text<ol data-pagefind-ignore>no</ol></main>')
    '<main data-pagefind-body>text</main>'
    """
    if "<script" in html:
        first, *rest = html.split("<script")
        html = first + "".join(part.partition("</script>")[2] for part in rest)
    if 'class="md-' in html:
        html = IGNORED.sub("", html)
    kept, done, place = [], 0, html.find(MARK)
    while place >= 0:
        start = html.rfind("<", 0, place)
        name = html[start + 1 : place].partition(" ")[0]
        end = html.find(f"</{name}>", place) if name in MARKED else -1
        if end >= 0:
            kept.append(html[done:start])
            done = end + len(name) + 3
        place = html.find(MARK, max(done, place + 1))
    kept.append(html[done:])
    return "".join(kept)


def _make(site: Path, out: Path) -> None:
    import asyncio  # here, like Pagefind below, because most builds find no text that is new

    new = site.with_name(f"{site.name}-pagefind")
    shutil.rmtree(new, ignore_errors=True)
    asyncio.run(_index(site, new))
    for name in UNUSED:
        for file in new.glob(f"{name}.*"):
            file.unlink()
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)


async def _index(site: Path, out: Path) -> None:
    from pagefind.index import IndexConfig, PagefindIndex

    config = IndexConfig(output_path=str(out), exclude_selectors=[".headerlink", "svg"], include_characters="+#._")
    async with PagefindIndex(
        config=config
    ) as made:  # one message: its Python service waits a tenth of a second on each
        await made.add_directory(str(site))
