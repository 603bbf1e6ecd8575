"""Extract and link over all sources of an instance: in parallel, cached by content, resumable.

Records (`ID.jsonl`, committed) are the cache of extraction; linking is cached under build/cache/ and made again only
for sources in which a name of a changed entry occurs. A worker needs only the instance's folder and a key, so any
`concurrent.futures.Executor` serves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import cluster
from kg.cache import Cache, digest
from kg.extract import gazetteer as gazetteers
from kg.extract import output, statistical, version
from kg.ingest import digests, documents, entries, forgotten, records
from kg.link import decide, scene
from kg.link import explain as explaining
from kg.model import Catalogue, Document, Gazetteer, Record, Ruling, Source

if TYPE_CHECKING:
    from kg.extract.mentions import Extractor

Notify = Callable[[str, int, int], None]
"""Told of progress: the stage's name, how much of it is done, and how much there is."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@contextmanager
def workers(jobs: int, scheduler: str = "") -> Iterator[Executor | None]:
    """Worker processes: `jobs` of them, one a core for 0; None (this process) for 1; or those of a Dask cluster."""
    if scheduler:
        with cluster.executor(scheduler) as remote:
            yield remote
        return
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield None
        return
    with ProcessPoolExecutor(count) as executor:
        yield executor


def spread(executor: Executor | None, work: Callable[[Any], Any], items: Sequence[Any], size: int = 8) -> Iterator[Any]:
    """`work(item)` for each item, in order, by the executor where there is one."""
    if executor is None or len(items) < 2:
        return map(work, items)
    return executor.map(work, items, chunksize=max(1, min(size, len(items) // 8)))


# --- what a worker keeps --------------------------------------------------------------------------


@cache
def code() -> str:
    """Hash of the code that finds and links names: what it made before a change of it does not count."""
    package = Path(__file__).parent
    files = [*(package / f"{name}.py" for name in ("names", "model", "sound", "spoken"))]
    files += [*package.glob("extract/**/*"), *package.glob("link/**/*")]
    return digest(*(file.read_bytes() for file in sorted(files) if file.is_file() and "__pycache__" not in file.parts))


def prepare(root: Path, catalogue: Catalogue, *, shared: bool = True) -> str:
    """Make the names known to this process and, where they are `shared`, to workers; returns the key for finding them.
    """
    ties = scene.ties(catalogue.sources)
    kept = Cache(root / "build/cache")
    key, made = f"of this process alone: {next(_SERIAL)}", None
    if shared:
        said = [sorted(names) for names in ties.values()]
        known = [repr(e) for e in catalogue.entries], [repr(r) for r in catalogue.rulings], sorted(ties), said
        key = digest(code(), *known)
        made = _MADE.get(key) or kept.get("names", key)
    made = made or (gazetteers.make(catalogue.entries), catalogue.rulings, ties)
    _MADE.clear()  # a process that builds again and again keeps the last
    _MADE[key] = made
    if shared:
        kept.put("names", key, made)
        kept.keep("names", [key])
    return key


_SERIAL = count()
_MADE: dict[str, tuple[Gazetteer, tuple[Ruling, ...], scene.Ties]] = {}
"""By key, what this process made known: it and the workers that it forks need not read it."""


@lru_cache(maxsize=1)
def names(root: Path, key: str) -> tuple[Gazetteer, tuple[Ruling, ...], scene.Ties]:
    """The gazetteer, the rulings and what ties people to sources, under a key."""
    kept = _MADE.get(key) or Cache(root / "build/cache").get("names", key)
    if kept is None:
        raise RuntimeError(f"the names under {key} are gone from build/cache")
    return kept


@lru_cache(maxsize=1)
def _extractor(root: Path, key: str, model: str) -> Extractor:
    from kg.extract import mentions  # here, because its patterns take a third of a second to compile

    return mentions.Extractor(names(root, key)[0], statistical.Model(model) if model else None)


@lru_cache(maxsize=1)
def linker(root: Path, key: str) -> decide.Linker:
    """This process's linker for the names under a key."""
    gazetteer, rulings, ties = names(root, key)
    return decide.Linker(gazetteer, rulings, known=ties)


# --- extraction ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extraction run did."""

    made: tuple[str, ...]
    """Ids of the sources whose records were made."""
    kept: int
    stale: tuple[str, ...]
    """A line for each source whose record is missing or of another version, and whose text is not here."""


def extract(
    root: Path,
    catalogue: Catalogue,
    *,
    jobs: int = 0,
    again: bool = False,
    notify: Notify = silent,
    scheduler: str = "",
    model: str = "",
) -> Extraction:
    """Make the records that are missing or old, of all sources whose text is at hand.

    `model` names a trained spaCy pipeline that is to help; a record made with one is of another version.
    """
    todo, stale, kept = [], [], 0
    wanted = version.of(statistical.Model(model) if model else None)
    at_hand = digests.of(root, catalogue.sources)
    for source in catalogue.sources:
        state = records.state(root, source, wanted, at_hand)
        if state == "current" and not again:
            kept += 1
        elif documents.at_hand(root, source):
            todo.append(source)
        else:
            again_from = source.url or "its file"
            stale.append(f"{source.path}: its record is {state}, and its text is not here: ingest it from {again_from}")
    key = prepare(root, catalogue) if todo else ""
    with workers(jobs if len(todo) > 1 else 1, scheduler if todo else "") as executor:
        for done, _ in enumerate(spread(executor, partial(_extract_one, root, key, model), todo, 4), 1):
            notify("extract", done, len(todo))
    return Extraction(tuple(source.id for source in todo), kept, tuple(stale))


def _extract_one(root: Path, key: str, model: str, source: Source) -> str:
    document = documents.of(root, source)
    if document is None:
        raise RuntimeError(f"the text of {source.id} went away")
    records.write(root, source, _find(root, key, document, model))
    return source.id


def _find(root: Path, key: str, document: Document, model: str = "") -> Record:
    """What the extractor finds, without the people who are to be forgotten."""
    return forgotten.cleaned(_extractor(root, key, model).find(document), _forgotten(root, forgotten.mark(root)))


@lru_cache(maxsize=1)
def _forgotten(root: Path, mark: object) -> Callable[[str], bool]:
    return forgotten.is_forgotten(root)


def lines(
    root: Path, files: Sequence[Path], *, jobs: int = 0, scheduler: str = "", model: str = ""
) -> Iterator[dict[str, Any]]:
    """One line a file, as `kg extract --format jsonl` prints it: mentions, relations, topics."""
    if model:
        statistical.Model(model)  # says at once, and once, that it is not there
    key = prepare(root, entries.read(root))
    with workers(jobs, scheduler) as executor:
        yield from spread(executor, partial(_line, root, key, model), list(files), 1)


def _line(root: Path, key: str, model: str, file: Path) -> dict[str, Any]:
    document = documents.read(file)
    record = _find(root, key, document, model)
    return output.line(document, record, linker(root, key).link(record, None))


def explain(root: Path, file: Path, surface: str) -> tuple[explaining.Place, ...]:
    """What a surface in a file could mean, place by place."""
    key = prepare(root, entries.read(root))
    record = _find(root, key, documents.read(file))
    return explaining.explain(linker(root, key), record, surface)
