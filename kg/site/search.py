"""Full-text search over the built pages by Pagefind (extended: only that binary segments Chinese)."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

from kg.cache import digest, write

UNUSED = ("pagefind-component-ui", "pagefind-modular-ui", "pagefind-ui", "pagefind-highlight")
"""Interfaces that Pagefind brings and the site does not use: it has its own."""
INDEXED = re.compile(r"<[^>]*\sdata-pagefind-body[\s>]")
IGNORED = re.compile(
    r"<script\b.*?</script>|<(header|footer)\b[^>]*class=\"md-.*?</\1>|<(section|footer|ol)\b[^>]*data-pagefind-ignore.*?</\2>", re.DOTALL
)
"""What of a page never reaches the index: scripts, the chrome, and what is marked so (these do not nest in our pages)."""


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What an index holds; `made` is False where it was kept."""

    pages: int
    made: bool


def index(site: Path, state: Path, changed: Collection[str] | None = None) -> SearchReport:
    """Make `site/pagefind/` anew where what it would index has changed.

    `state` remembers the content of each page; `changed` names the pages to look at again (paths under the site's root:
    all where it is None). Pagefind cannot change an index, so it is all or nothing; it is written beside the old one
    and swapped in.
    """
    before = _read(state)
    out = site / "pagefind"
    whole = changed is None or not before
    pages = site.rglob("index.html") if whole else [site / path / "index.html" for path in {*before, *(changed or ())}]
    again = set(changed or ())
    now = {}
    for file in sorted(pages):
        name = file.parent.relative_to(site).as_posix().removesuffix(".")
        name = f"{name}/" if name else ""
        if not whole and name in before and name not in again and file.is_file():
            now[name] = before[name]
        elif key := _key(file):
            now[name] = key
    if now == before and (out / "pagefind-entry.json").is_file():
        return SearchReport(len(now), False)
    _make(site, out)
    write(state, json.dumps({"pagefind": version("pagefind"), "pages": now}, indent=0, sort_keys=True))
    return SearchReport(len(now), True)


def _read(state: Path) -> dict[str, str]:
    """What the last index held; nothing where it was made by another Pagefind."""
    try:
        kept = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(kept["pages"]) if kept.get("pagefind") == version("pagefind") else {}


def _key(file: Path) -> str:
    """Hash of what of a page is indexed, or "" for a page that is not there or not to be indexed."""
    try:
        html = file.read_text(encoding="utf-8")
    except OSError:
        return ""
    return digest(content(html))[:16] if INDEXED.search(html) else ""


def content(html: str) -> str:
    """What of a page the index depends on.

    >>> content('<html lang="en"><script>x</script><main data-pagefind-body>text<ol data-pagefind-ignore>no</ol></main>')
    '<html lang="en"><main data-pagefind-body>text</main>'
    """
    return IGNORED.sub("", html)


def _make(site: Path, out: Path) -> None:
    new = site.with_name(f"{site.name}-pagefind")
    shutil.rmtree(new, ignore_errors=True)
    asyncio.run(_index(site, new))
    for name in UNUSED:
        for file in new.glob(f"{name}.*"):
            file.unlink()
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)


async def _index(site: Path, out: Path) -> None:
    config = IndexConfig(output_path=str(out), exclude_selectors=[".headerlink", "svg"], include_characters="+#._")
    async with PagefindIndex(config=config) as made:  # one message: its Python service waits a tenth of a second on each
        await made.add_directory(str(site))
