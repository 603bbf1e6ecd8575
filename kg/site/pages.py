"""Views → files. Where its inputs have not changed a page is not rendered; where its bytes have not, not written."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg import cache
from kg.cache import digest
from kg.model import FOLDERS, Config
from kg.query.views.model import Views
from kg.site import contribute, files, heads, overview, plan, render, search
from kg.site import manifest as manifests
from kg.site.details import Quote
from kg.site.keys import Hasher, choice, mark
from kg.site.manifest import Row
from kg.site.plan import Page
from kg.site.render import Renderer
from kg.site.shell import Shell

FORK_FROM = 400
"""Pages below which a second process costs more than it gives."""


Done = tuple[Row, bool | None]
"""Of a page that is as it should be: whether its bytes are new; None where it was left as it was."""


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
    """Renders an edition's pages into files under `out`, where they are not there as they should be."""

    def __init__(self, edition: Edition, out: Path) -> None:
        """Everything that pages have in common."""
        self.edition, self.config, self.shell, self.out = edition, edition.config, edition.shell, out
        self.renderer = Renderer.of(edition.config)

    def html(self, page: Page) -> tuple[str, str]:
        """The whole page, and the key of what of it the search index holds."""
        lead = page.lead()
        head = heads.head(page, self.config, self.renderer.prefix, lead)
        body = self._marked(page, page.body(self.renderer, lead))
        section, title = plan.section(page.section), self._title(page)
        html = self.shell.page(language=page.language, section=section, title=title, head=head, body=body)
        return html, search.key(page.language, head, body)

    def write(self, page: Page, kept: Row | None = None) -> Done:
        """Write a page, unless `kept` says that it is there and would be the same."""
        key, mark = self.edition.key(page)
        chosen = ""
        if kept is not None and kept[0] == key:
            chosen = kept[2] if kept[1] == mark else choice(page.view)
            if chosen == kept[2]:
                return (key, mark, chosen, kept[3]), None
        html, index = self.html(page)
        new = cache.write(self.out / page.path / "index.html", html)
        return (key, mark, chosen or choice(page.view), index), new

    def _title(self, page: Page) -> str:
        name = self.config.name
        return f"{page.title} · {name}" if page.title else f"{name} · {self.config.tagline_in(page.language)}"

    def _marked(self, page: Page, body: str) -> str:
        """The body as the search index should see it: one page of a thing, not its continuations."""
        if not page.indexed or page.kind not in FOLDERS:
            return body
        return body.replace('id="main">', 'id="main" data-pagefind-body>', 1)


class Edition:
    """The pages of a site as they should be now, and for each the hash of all that it is made of."""

    def __init__(self, config: Config, shell: Shell) -> None:
        """No pages yet."""
        self.config, self.shell = config, shell
        self.pages: dict[str, Page] = {}
        self.rows: dict[str, Row] = {}
        """Path → row of the pages that are as they should be."""
        self.written: dict[str, bool] = {}
        """Path → whether the bytes are new, of the pages that were written so far."""
        self.chrome: list[str] = []
        """Files of the chrome that were written so far."""
        links = (config.site_url, config.repository, config.branch, config.contact)
        settings = (config.name, config.tagline, config.taglines, config.languages, links, config.vocabulary)
        self._common, self._hasher = digest(render.key(), shell.key, repr(settings)), Hasher()
        self._known = cache.remembered("pages", config.root, dict[str, tuple[Page, str, str]])
        """Path → a page, what it had in common with others, and the hash of both."""
        self._prose = frozenset(name for name, _ in shell.files())

    def add(self, pages: Iterable[Page]) -> None:
        """Add pages; one that is written by hand stands in the place of ours."""
        for page in pages:
            if f"{page.path}index.html" not in self._prose:
                self.pages[page.path] = page
                self.rows.pop(page.path, None)

    def key(self, page: Page) -> tuple[str, str]:
        """The hash of a page's inputs, and the mark of what is chosen late."""
        found = self.known(page)
        if found is None:
            found = digest(self._common, self._hasher.of(page))
            self.learn(page, found)
        return found, mark(page.view)

    def known(self, page: Page) -> str | None:
        """The hash that this process remembers, where the page is made of the same view."""
        before, common, known = self._known.get(page.path, (None, "", ""))
        same = before is page or (before is not None and before.view is page.view and before == page)
        return known if same and common == self._common else None

    def learn(self, page: Page, found: str) -> None:
        """Remember the hash of a page's inputs."""
        self._known[page.path] = page, self._common, found


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
    """Write an edition's pages under `out` and remove those that are gone; says what changed, by `write_first` too."""
    config, paths = edition.config, edition.pages
    manifest = config.root / "build" / "pages.json"
    before = manifests.read(manifest)
    manifests.begin(manifest, before, paths)
    _anew(edition, before, out, jobs)
    indexed = {path: key for path, (*_, key) in edition.rows.items()}
    removed = tuple(sorted(before.keys() - paths.keys()))
    files.remove(out, (f"{path}index.html" for path in removed))
    manifests.end(manifest, edition.rows)
    chrome = {name: file.read_bytes() for name, file in edition.shell.files()}
    made = frozenset(f"{path}index.html" for path in paths)
    edition.chrome += files.write_all(out, chrome, config.root / "build" / "chrome.json", made)
    changed = (*(path for path, new in edition.written.items() if new), *edition.chrome)
    prose = {name.removesuffix("index.html"): data for name, data in chrome.items() if name.endswith("/index.html")}
    indexed |= {path: search.key("", "", data.decode("utf-8")) for path, data in prose.items()}
    known = {path: key for path, key in indexed.items() if key}
    rendered = len(edition.written)
    return PageReport(tuple(paths.values()), rendered, changed, removed, known, made | chrome.keys())


def write_first(edition: Edition, out: Path, jobs: int = 1) -> int:
    """Write what changed of the pages that an edition has so far, and of the chrome; gives how many have new bytes.

    Nothing is removed: what else there is may come with the rest of the edition, for `write`.
    """
    manifest = edition.config.root / "build" / "pages.json"
    before = manifests.read(manifest)
    manifests.begin(manifest, before, edition.pages)
    _anew(edition, before, out, jobs)
    edition.chrome += [name for name, file in edition.shell.files() if cache.write(out / name, file.read_bytes())]
    manifests.end(manifest, {**before, **edition.rows})
    return sum(edition.written.values()) + len(edition.chrome)


def _anew(edition: Edition, before: Mapping[str, Row], out: Path, jobs: int) -> None:
    """Write the pages that are other than before, of those that are not yet as they should be."""
    pages = [page for path, page in edition.pages.items() if path not in edition.rows]
    there = {page.path for page in pages if page.path in before and os.path.isfile(f"{out}/{page.path}index.html")}
    todo = [(page, before[page.path] if page.path in there else None) for page in pages]
    for page, (row, new) in zip(pages, _spread(Writer(edition, out), todo, jobs), strict=True):
        edition.learn(page, row[0])
        edition.rows[page.path] = row
        if new is not None:
            edition.written[page.path] = new


_work: tuple[Writer, Sequence[tuple[Page, Row | None]]] | None = None
"""What a forked worker works on: it is there already when the worker begins, so that nothing is sent."""


def _spread(writer: Writer, todo: Sequence[tuple[Page, Row | None]], jobs: int) -> list[Done]:
    """Write pages, by worker processes where there is much to do and the system can fork."""
    global _work
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods() or _cost(writer.edition, todo) < FORK_FROM:
        return [writer.write(page, row) for page, row in todo]
    _work = (writer, todo)
    step = max(50, len(todo) // (jobs * 8))
    try:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
            parts = pool.map(_write_part, range(0, len(todo), step), [step] * -(-len(todo) // step))
            return [done for part in parts for done in part]
    finally:
        _work = None


def _cost(edition: Edition, todo: Iterable[tuple[Page, Row | None]]) -> float:
    """What there is to do, in pages to write: to find by its hash that one is the same costs a tenth of one."""
    cost = 0.0
    for page, row in todo:
        known = edition.known(page) if row else ""
        cost += 0.1 if known is None else row is None or known != row[0]
    return cost


def _write_part(start: int, step: int) -> list[Done]:
    if _work is None:
        raise RuntimeError("a worker began without its work")
    writer, todo = _work
    return [writer.write(page, row) for page, row in todo[start : start + step]]
