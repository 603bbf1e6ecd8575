"""Views → files. A page whose inputs have not changed is not rendered; one whose bytes have not changed is not written."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote as percent

from kg.cache import digest, write
from kg.model import FOLDERS, Config
from kg.query.views.model import Views
from kg.site import jsonld, plan, render, search
from kg.site.details import Quote
from kg.site.plan import Page
from kg.site.render import Renderer
from kg.site.shell import Shell

FORK_FROM = 400
"""Pages below which a second process costs more than it gives."""


@dataclass(frozen=True, slots=True)
class PageReport:
    """What a run did."""

    pages: tuple[Page, ...]
    rendered: int
    changed: tuple[str, ...]
    """Pages, and files of the chrome, whose bytes are new."""
    removed: tuple[str, ...]
    indexed: Mapping[str, str]
    """Page → key of its content as the search index has it; pages that it has not are left out."""


class Writer:
    """Renders pages into files under `out`."""

    def __init__(self, config: Config, shell: Shell, out: Path) -> None:
        """Everything that pages have in common."""
        self.config, self.shell, self.out = config, shell, out
        self.renderer = Renderer.of(config)

    def html(self, page: Page) -> str:
        """The whole page."""
        body = page.body(self.renderer)
        return self.shell.page(
            language=page.language, section=plan.section(page.section), title=self._title(page), head=self._head(page), body=self._marked(page, body)
        )

    def write(self, page: Page) -> tuple[bool, str]:
        """Write a page; says whether its bytes are new, and gives the key of its indexed content."""
        html = self.html(page)
        return write(self.out / page.path / "index.html", html), search.key(html)

    def _title(self, page: Page) -> str:
        return f"{page.title} · {self.config.name}" if page.title else f"{self.config.name} · {self.config.tagline}"

    def _marked(self, page: Page, body: str) -> str:
        """The body as the search index should see it: one page of a thing, not its continuations."""
        if not page.indexed or page.kind not in FOLDERS:
            return body
        return body.replace('id="main">', 'id="main" data-pagefind-body>', 1)

    def _head(self, page: Page) -> str:
        """Canonical address, description, previews, filters of search, linked data."""
        url = self.config.site_url + percent(page.path, safe="/~")
        title, text = escape(page.title or self.config.name), escape(page.description() or self.config.tagline)
        parts = [
            f'<link rel="canonical" href="{escape(url)}"><meta name="description" content="{text}">',
            f'<meta property="og:title" content="{title}"><meta property="og:description" content="{text}">',
            f'<meta property="og:url" content="{escape(url)}"><meta property="og:site_name" content="{escape(self.config.name)}">',
            f'<meta property="og:type" content="{"profile" if page.kind == "person" else "article" if page.kind == "article" else "website"}">',
        ]
        if not page.indexed:
            parts.append('<meta name="robots" content="noindex,follow">')
        elif page.kind in FOLDERS:
            parts.append(f'<meta data-pagefind-filter="kind[content]" content="{page.kind}">')
            parts.append(f'<meta data-pagefind-filter="language[content]" content="{escape(page.language)}">')
            if page.template == "source.html":
                parts.append(f'<meta data-pagefind-filter="year[content]" content="{escape(page.date[:4] or "undated")}">')
        # "describedby" also keeps the theme's script off: it asks for a sitemap beside each plain rel="alternate"
        if page.kind == "home":
            parts.append(f'<link rel="alternate home" type="application/atom+xml" title="{escape(self.config.name)}" href="{self.renderer.prefix}feed.xml">')
        thing = page.linked_data(self.config.site_url)
        if thing:
            raw = f"{self.renderer.prefix}{page.path.rstrip('/')}"
            parts.append(f'<link rel="alternate describedby" type="text/turtle" href="{raw}.ttl"><link rel="alternate describedby" type="application/ld+json" href="{raw}.jsonld">')
            parts.append(f'<script type="application/ld+json">{jsonld.script(thing)}</script>')
        return "".join(parts)


def write_all(config: Config, views: Views, shell: Shell, out: Path, quote: Quote | None = None, jobs: int = 1) -> PageReport:
    """Write every page of the site under `out`, remove those that are gone, and say what changed.

    `quote` gives a source's own sentence at an offset, where its licence allows and the text is at hand.
    """
    writer = Writer(config, shell, out)
    pages = tuple(plan.pages(views, writer.renderer.prefix, quote))
    common = digest(render.key(), shell.key, repr((config.name, config.site_url, config.repository, config.branch, config.tagline)))
    keys = {page.path: digest(common, repr(page)) for page in pages}
    manifest = config.root / "build" / "pages.json"
    before = _manifest(manifest)
    todo = [p for p in pages if before.get(p.path, ("",))[0] != keys[p.path] or not (out / p.path / "index.html").is_file()]
    done = dict(zip([page.path for page in todo], _spread(writer, todo, jobs), strict=True))
    removed = tuple(sorted(set(before) - set(keys)))
    _remove(out, removed)
    indexed = {path: done[path][1] if path in done else before[path][1] for path in keys}
    write(manifest, json.dumps({path: (keys[path], indexed[path]) for path in sorted(keys)}, indent=0))
    changed = [path for path, (new, _) in done.items() if new]
    for name, file in shell.files():
        data = file.read_bytes()
        if write(out / name, data):
            changed.append(name)
        if name.endswith("/index.html"):
            indexed[name.removesuffix("index.html")] = search.key(data.decode("utf-8"))
    return PageReport(pages, len(todo), tuple(changed), removed, {path: key for path, key in indexed.items() if key})


def _manifest(path: Path) -> Mapping[str, tuple[str, str]]:
    """Page → (hash of its inputs, key of its indexed content) of the last run."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {page: (str(key), str(indexed)) for page, (key, indexed) in kept.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _remove(out: Path, paths: Iterable[str]) -> None:
    """Remove pages that are gone, and the folders that this leaves empty."""
    for path in paths:
        folder = (out / path).resolve()
        if out.resolve() not in folder.parents:
            continue
        (folder / "index.html").unlink(missing_ok=True)
        while folder != out.resolve() and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


_work: tuple[Writer, list[Page]] | None = None
"""What a forked worker works on: it is there already when the worker begins, so that nothing is sent."""


def _spread(writer: Writer, pages: list[Page], jobs: int) -> list[tuple[bool, str]]:
    """Write pages, by worker processes where there are many and the system can fork."""
    global _work
    if jobs < 2 or len(pages) < FORK_FROM or "fork" not in multiprocessing.get_all_start_methods():
        return [writer.write(page) for page in pages]
    _work = (writer, pages)
    step = max(50, len(pages) // (jobs * 8))
    try:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
            parts = pool.map(_write_part, range(0, len(pages), step), [step] * -(-len(pages) // step))
            return [new for part in parts for new in part]
    finally:
        _work = None


def _write_part(start: int, step: int) -> list[tuple[bool, str]]:
    if _work is None:
        raise RuntimeError("a worker began without its work")
    writer, pages = _work
    return [writer.write(page) for page in pages[start : start + step]]
