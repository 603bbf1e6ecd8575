"""Views → files. Where its inputs have not changed a page is not rendered; where its bytes have not, not written."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg import cache
from kg.cache import digest
from kg.model import FOLDERS, Config
from kg.query.views.model import Views
from kg.site import contribute, files, heads, overview, plan, render, search
from kg.site.details import Quote
from kg.site.keys import Hasher, choice, mark
from kg.site.plan import Page
from kg.site.render import Renderer
from kg.site.shell import Shell

FORK_FROM = 400
"""Pages below which a second process costs more than it gives."""


Done = tuple[bool, str, str]
"""Of a page that was written: whether its bytes are new, hash of what was chosen late, key of its indexed content."""
Row = tuple[str, str, str, str]
"""Of a page that is there: hash of its inputs, mark and hash of what was chosen late, key of its indexed content."""


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
    files: frozenset[str]
    """All that pages and chrome are, as paths under the site."""


class Writer:
    """Renders pages into files under `out`."""

    def __init__(self, config: Config, shell: Shell, out: Path) -> None:
        """Everything that pages have in common."""
        self.config, self.shell, self.out = config, shell, out
        self.renderer = Renderer.of(config)

    def html(self, page: Page) -> tuple[str, str]:
        """The whole page, and the key of what of it the search index holds."""
        head = heads.head(page, self.config, self.renderer.prefix)
        body = self._marked(page, page.body(self.renderer))
        section, title = plan.section(page.section), self._title(page)
        html = self.shell.page(language=page.language, section=section, title=title, head=head, body=body)
        return html, search.key(page.language, head, body)

    def write(self, page: Page) -> Done:
        """Write a page: whether its bytes are new, the hash of what was chosen late, the key of its indexed content."""
        html, key = self.html(page)
        return cache.write(self.out / page.path / "index.html", html), choice(page.view), key

    def _title(self, page: Page) -> str:
        name = self.config.name
        return f"{page.title} · {name}" if page.title else f"{name} · {self.config.tagline_in(page.language)}"

    def _marked(self, page: Page, body: str) -> str:
        """The body as the search index should see it: one page of a thing, not its continuations."""
        if not page.indexed or page.kind not in FOLDERS:
            return body
        return body.replace('id="main">', 'id="main" data-pagefind-body>', 1)


class Edition:
    """The pages of a site as they should be now, each with the hash of all that it is made of."""

    def __init__(self, config: Config, shell: Shell) -> None:
        """No pages yet."""
        self.config, self.shell = config, shell
        self.pages: dict[str, Page] = {}
        self.keys: dict[str, tuple[str, str]] = {}
        """Path → hash of the inputs, mark of what is chosen late."""
        links = (config.site_url, config.repository, config.branch, config.contact)
        settings = (config.name, config.tagline, config.taglines, config.languages, links, config.vocabulary)
        self._common, self._hasher = digest(render.key(), shell.key, repr(settings)), Hasher()
        self._known = cache.remembered("pages", config.root, dict[str, tuple[Page, str]])
        self._prose = frozenset(name for name, _ in shell.files())

    def add(self, pages: Iterable[Page]) -> None:
        """Add pages; one that is written by hand stands in the place of ours."""
        for page in pages:
            if f"{page.path}index.html" not in self._prose:
                self.pages[page.path] = page
                self.keys[page.path] = digest(self._common, self._hash(page)), mark(page.view)

    def _hash(self, page: Page) -> str:
        """The hash of a page: the one that a process remembers, where the page is made of the same view."""
        page_before, known = self._known.get(page.path, (None, ""))
        if page_before is None or page_before.view is not page.view or page_before != page:
            known = self._hasher.of(page)
            self._known[page.path] = page, known
        return known


def all(config: Config, views: Views, quote: Quote | None = None) -> Iterator[Page]:  # noqa: A001 - as library.all
    """Every page that is made of the views or of the instance's settings.

    `quote` gives a source's own sentence at an offset, where its licence allows and the text is at hand.
    """
    ripe = overview.MATURITIES if config.vocabulary is None else tuple(config.vocabulary.get("maturity", ()))
    yield from plan.pages(views, urlsplit(config.site_url).path or "/", quote, config.languages, ripe)
    yield from contribute.pages(config, {view.kind for view in views.entities})


def write_all(
    config: Config,
    views: Views,
    shell: Shell,
    out: Path,
    quote: Quote | None = None,
    jobs: int = 1,
    also: Iterable[Page] = (),
) -> PageReport:
    """Write every page of the site under `out`; `also` are pages of what is in no view."""
    edition = Edition(config, shell)
    edition.add(all(config, views, quote))
    edition.add(also)
    return write(edition, out, jobs)


def write(edition: Edition, out: Path, jobs: int = 1) -> PageReport:
    """Write an edition's pages under `out`, remove those that are gone, and say what changed."""
    config, shell, keys = edition.config, edition.shell, edition.keys
    manifest = config.root / "build" / "pages.json"
    before = _manifest(manifest)
    rows, done = _anew(edition, before, out, jobs)
    indexed = {path: key for path, (*_, key) in rows.items()}
    removed = tuple(sorted(set(before) - set(keys)))
    files.remove(out, (f"{path}index.html" for path in removed))
    cache.write(manifest, json.dumps(rows, indent=0, sort_keys=True))
    chrome = {name: file.read_bytes() for name, file in shell.files()}
    changed = [path for path, (new, *_) in done.items() if new]
    made = frozenset(f"{path}index.html" for path in keys)
    changed += files.write_all(out, chrome, config.root / "build" / "chrome.json", made)
    prose = {name.removesuffix("index.html"): data for name, data in chrome.items() if name.endswith("/index.html")}
    indexed |= {path: search.key("", "", data.decode("utf-8")) for path, data in prose.items()}
    known = {path: key for path, key in indexed.items() if key}
    return PageReport(tuple(edition.pages.values()), len(done), tuple(changed), removed, known, made | chrome.keys())


def write_first(edition: Edition, out: Path, jobs: int = 1) -> int:
    """Write what changed of the pages that an edition has so far, and of the chrome; gives how many have new bytes.

    Nothing is removed: what else there is may come with the rest of the edition, for `write`.
    """
    manifest = edition.config.root / "build" / "pages.json"
    before = _manifest(manifest)
    rows, done = _anew(edition, before, out, jobs)
    chrome = [cache.write(out / name, file.read_bytes()) for name, file in edition.shell.files()]
    cache.write(manifest, json.dumps({**before, **rows}, indent=0, sort_keys=True))
    return sum(new for new, *_ in done.values()) + sum(chrome)


def _anew(edition: Edition, before: Mapping[str, Row], out: Path, jobs: int) -> tuple[dict[str, Row], dict[str, Done]]:
    """Write the pages that are other than before; all pages as they are now, and what was written of which."""
    old = {
        path: (*edition.keys[path], kept[2], kept[3])
        for path, kept in before.items()
        if path in edition.keys and _same(edition, path, kept) and os.path.isfile(f"{out}/{path}index.html")
    }
    todo = [page for path, page in edition.pages.items() if path not in old]
    writer = Writer(edition.config, edition.shell, out)
    done = dict(zip([page.path for page in todo], _spread(writer, todo, jobs), strict=True))
    return old | {path: (*edition.keys[path], chosen, key) for path, (_, chosen, key) in done.items()}, done


def _same(edition: Edition, path: str, kept: Row) -> bool:
    """Whether a page would be as it is; what is chosen late is chosen only where its mark is another."""
    key, mark = edition.keys[path]
    return kept[0] == key and (kept[1] == mark or kept[2] == choice(edition.pages[path].view))


def _manifest(path: Path) -> Mapping[str, Row]:
    """The pages of the last run."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {
            page: (str(key), str(mark), str(chosen), str(index)) for page, (key, mark, chosen, index) in kept.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


_work: tuple[Writer, list[Page]] | None = None
"""What a forked worker works on: it is there already when the worker begins, so that nothing is sent."""


def _spread(writer: Writer, pages: list[Page], jobs: int) -> list[Done]:
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


def _write_part(start: int, step: int) -> list[Done]:
    if _work is None:
        raise RuntimeError("a worker began without its work")
    writer, pages = _work
    return [writer.write(page) for page in pages[start : start + step]]
