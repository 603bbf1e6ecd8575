"""RDF files of any kind → a store: in a folder that worker processes open, or in memory."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.model import BadInput, Problem

SUFFIXES = ("nq", "trig", "ttl", "nt", "rdf", "jsonld", "n3")
"""Of the formats that can be loaded; `.gz` may follow."""


def load(files: Iterable[Path], folder: Path | None = None) -> ox.Store:
    """A store with all that the files hold, in a new `folder` or in memory. Raises BadInput, with every bad file.

    Triples outside named graphs stand in the default graph; blank nodes of two files are never the same.
    """
    store = ox.Store(folder)
    problems = []
    for file in files:
        try:
            _add(store, file)
        except SyntaxError as error:
            problems.append(Problem(str(file), error.lineno or 0, error.offset or 0, "error", _first(error)))
        except (OSError, ValueError, EOFError) as error:
            problems.append(Problem(str(file), 0, 0, "error", _first(error)))
    if problems:
        raise BadInput(problems)
    store.flush()
    return store


def state(files: Iterable[Path]) -> str:
    """Names the state of these files: another name whenever one of them was changed."""
    found = [(str(file.resolve()), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]


def _add(store: ox.Store, file: Path) -> None:
    zipped = file.suffix == ".gz"
    suffix = Path(file.stem if zipped else file.name).suffix.lstrip(".")
    kind = ox.RdfFormat.from_extension(suffix) if suffix in SUFFIXES else None
    if kind is None:
        raise ValueError(f"cannot be loaded; these can: {', '.join('.' + each for each in SUFFIXES)} (and .gz)")
    stream: IO[bytes]
    with gzip.open(file, "rb") if zipped else file.open("rb") as stream:  # type: ignore[assignment]
        store.bulk_load(stream, kind, base_iri=file.resolve().as_uri())


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:300]
