"""READ THIS FIRST: the whole pipeline, one line a stage."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg import claims, corpus, relink
from kg.graph import dataset, dumps, last, shapes
from kg.ingest import config, entries, forgotten, passages, records
from kg.model import Catalogue, Claim, Config, Linked
from kg.query import answered, published, views
from kg.site import exports, libraries, pages, plan, queries, search, shell
from kg.site.details import Quote

UNASKED = "the Query page cannot run: its libraries are not installed (npm ci, in the checkout)"


@dataclass
class Summary:
    """What a build met and made: counts, seconds, and notes for the person who builds."""

    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    """By stage; some run beside each other, so that all of them may take more than `elapsed`."""
    elapsed: float = 0.0
    notes: list[str] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str, notify: corpus.Notify) -> Iterator[None]:
        """Time a stage and tell of it."""
        notify(name, 0, 1)
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start
        notify(name, 1, 1)


@contextmanager
def collecting(garbage: bool) -> Iterator[None]:
    """With or without the collector of cycles: over millions of records without any, it takes a fifth of a build."""
    before = gc.isenabled()
    (gc.enable if garbage else gc.disable)()
    try:
        yield
    finally:
        if not garbage:  # nor need these be looked at when the process ends, which takes most of a second
            gc.unfreeze()
            gc.freeze()
        (gc.enable if before else gc.disable)()


@collecting(False)
def build(
    root: Path,
    *,
    site_url: str | None = None,
    jobs: int = 0,
    with_search: bool = True,
    notify: corpus.Notify = corpus.silent,
    shown: Callable[[int], object] | None = None,
) -> Summary:
    """Make graph and site of the instance at `root` from its content; only what changed is made anew.

    `jobs` is the number of processes, 0 for one a core. Where somebody waits to see a change, `shown` is called with
    the number of pages that changed as soon as these are written, before all else is made. Raises BadInput with all
    that is wrong with the content or the graph, before anything of the last good site is touched; with `shown`, what
    only a check of the graph finds is told when the pages are there already.
    """
    root, jobs, summary, start = root.resolve(), jobs or os.cpu_count() or 1, Summary(), time.perf_counter()
    site = root / "site"
    with summary.stage("content", notify):
        settings = config.read(root, site_url)
        catalogue = entries.read(root)
    with summary.stage("extract", notify), collecting(True):
        found = corpus.extract(root, catalogue, jobs=jobs, notify=notify)
    with ThreadPoolExecutor(1) as beside:
        before = beside.submit(last.read, root)
        linked, relinked, claimed, graph = graphed(settings, catalogue, before, jobs, summary, notify)
        check = partial(checked, graph, summary, notify)
        checking = None if shown else beside.submit(check)
        storing = beside.submit(stored, graph, checking.result, jobs, summary, notify) if checking else None
        seen, edition = planned(graph, quotes(root, catalogue, linked), summary, notify)
        if checking:
            checking.result()  # raises before anything of the site is touched
            checking = None  # the core goes when it has answered
        with summary.stage("first pages", notify):
            first = pages.write_first(edition, site, jobs)
        if shown:
            shown(first)
        answers, terms = storing.result() if storing else stored(graph, check, jobs, summary, notify)
    loaded = libraries.files(root)
    with summary.stage("pages", notify):
        answers = queries.answerable(answers, seen)
        edition.add(queries.pages(answers, bool(loaded)))
        report = pages.write(edition, site, jobs)
    with summary.stage("exports", notify):
        exports.write_all(settings, seen, report, edition.shell, site)
        queries.write(settings, answers, terms, loaded, site)
        dumps.write(graph, site)
    if with_search:
        with summary.stage("search", notify):
            search.index(site, root / "build" / "search.json", report.indexed)
    summary.notes += [*found.stale, *([] if loaded else [UNASKED])]
    summary.counts = {**counted(catalogue, linked, graph, report), "claims": len(claimed), "linked anew": relinked}
    summary.elapsed = time.perf_counter() - start
    return summary


def graphed(
    settings: Config,
    catalogue: Catalogue,
    before: Future[last.Last],
    jobs: int,
    summary: Summary,
    notify: corpus.Notify,
) -> tuple[list[Linked], int, tuple[Claim, ...], dataset.Dataset]:
    """The links of all sources, how many of them were linked anew, the claims, and the graph that says all this."""
    root = settings.root
    with summary.stage("link", notify):
        linked, relinked = relink.link(root, catalogue, jobs=jobs, notify=notify)
    with summary.stage("claims", notify):
        claimed = claims.make(catalogue.entries, catalogue.sources, linked, catalogue.rejections)
    with summary.stage("graph", notify):
        heads = {source.id: record for source in catalogue.sources if (record := records.head(root, source))}
        also = [published.plan(settings)]
        graph = dataset.make(settings, catalogue, heads, linked, claimed, jobs, also, before.result())
    return linked, relinked, claimed, graph


def planned(
    graph: dataset.Dataset, quote: Quote, summary: Summary, notify: corpus.Notify
) -> tuple[views.Views, pages.Edition]:
    """What the site shows of the graph, and the pages that show it."""
    with summary.stage("views", notify):
        seen = views.of(graph)
    with summary.stage("plan", notify):
        edition = pages.Edition(graph.config, shell.read(graph.config, plan.empty(seen)))
        edition.add(pages.all(graph.config, seen, quote))
    return seen, edition


def counted(
    catalogue: Catalogue, linked: Iterable[Linked], graph: dataset.Dataset, report: pages.PageReport
) -> dict[str, int]:
    """What a build met and made, by name."""
    return {
        "entries": len(catalogue.entries),
        "sources": len(catalogue.sources),
        "mentions": sum(len(one.mentions) for one in linked),
        "triples": graph.triples,
        "core triples": graph.core,
        "pages": len(report.pages),
        "rendered": report.rendered,
        "written": len(report.changed),
    }


def checked(graph: dataset.Dataset, summary: Summary, notify: corpus.Notify) -> last.Core:
    """The core of the graph, in memory. Raises BadInput with all that is wrong with the graph."""
    with summary.stage("shapes", notify):
        core = last.core(graph.last, graph.parts)
        shapes.check(graph, core)
    return core


def stored(
    graph: dataset.Dataset, check: Callable[[], last.Core], jobs: int, summary: Summary, notify: corpus.Notify
) -> tuple[tuple[answered.Answer, ...], answered.Terms]:
    """Write the graph, of which `check` gives the core; the answers of the named queries and the vocabulary in use."""
    core = check()
    with summary.stage("store", notify):
        dataset.write(graph, jobs)
        last.remember(graph.config.root, graph.known, graph.parts, graph.last, core)
    with summary.stage("queries", notify):
        return answered.all(graph, core, jobs), answered.terms(core)


def quotes(root: Path, catalogue: Catalogue, linked: Iterable[Linked]) -> Quote:
    """What gives a source's own sentence where it first names an entry: if its licence allows, and its text is here."""
    allowed = {source.id: source for source in catalogue.sources if source.quotable}
    places = ((allowed[each.source], firsts(each)) for each in linked if each.source in allowed)
    found, unwanted = passages.sentences(root, places), forgotten.names_any(root)

    def quote(source: str, start: int, end: int) -> str | None:
        sentence = found.get((source, start))
        return None if sentence is None or unwanted(sentence) else sentence

    return quote


def firsts(linked: Linked) -> Iterable[int]:
    """Where a source first names each entry."""
    first: dict[str, int] = {}
    for link in linked.mentions:
        first[link.entry] = min(link.start, first.get(link.entry, link.start))
    return first.values()
