"""The mentions by year, in files that a browser can load beside the core graph; and the list of what to load.

The surface forms that all of them point to are a file of their own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.graph.dataset import Dataset
from kg.graph.gzipped import join
from kg.graph.parts import Part
from kg.graph.terms import name

FORMS = "forms.nt.gz"
"""File under `data/` of the site: the surface forms, which any mentions need."""
MOST = 250_000
"""Triples in one file: a browser holds a million at most."""
_YEAR = re.compile(re.escape(name("ts:year")).encode() + rb' "(\d+)"')


@dataclass(frozen=True, slots=True)
class Shard:
    """Mentions of some sources."""

    name: str
    """File under `data/` of the site."""
    label: str
    """What they are the mentions of, for a reader."""
    sources: int
    triples: int
    data: bytes
    """N-Triples, gzipped as one member."""


def make(parts: Iterable[Part]) -> Iterator[Shard]:
    """The shards of these parts: each year in one or more, and what has no date likewise."""
    by_year: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part.label.startswith("source/") and part.mentioned:
            found = _YEAR.search(part.core)
            by_year[found[1].decode() if found else "undated"].append(part)
    for year, all_ in sorted(by_year.items()):
        groups = list(_cut(all_))
        for number, group in enumerate(groups, 1):
            mark, more = (f"-{number}", f" ({number} of {len(groups)})") if len(groups) > 1 else ("", "")
            triples = sum(part.mentioned for part in group)
            data = join(part.members["mentions"] for part in group)
            yield Shard(f"mentions-{year}{mark}.nt.gz", f"{year}{more}", len(group), triples, data)


def forms(parts: Iterable[Part]) -> bytes:
    """The surface forms of these parts: N-Triples, gzipped as one member."""
    return join(part.members["mentions"] for part in _forms(parts))


def _forms(parts: Iterable[Part]) -> Iterator[Part]:
    return (part for part in parts if part.label.startswith("forms/"))


def _cut(parts: list[Part]) -> Iterator[list[Part]]:
    group: list[Part] = []
    for part in parts:
        if group and sum(each.mentioned for each in group) + part.mentioned > MOST:
            yield group
            group = []
        group.append(part)
    yield group


def listing(dataset: Dataset, core: bytes, forms: bytes, shards: Iterable[Shard]) -> bytes:
    """JSON that says what can be loaded: {"base": IRI, "core": FILE, "forms": FILE, "mentions": [FILE …]}; a FILE has
    name, triples, bytes and sha256, and label and sources where it is a shard.
    """
    files: list[Mapping[str, object]] = [
        {"label": each.label, "sources": each.sources, **_file(each.name, each.triples, each.data)} for each in shards
    ]
    whole = {
        "base": dataset.config.base_iri,
        "core": _file("core.nt.gz", dataset.core, core),
        "forms": _file(FORMS, sum(part.mentioned for part in _forms(dataset.parts)), forms),
        "mentions": files,
    }
    return (json.dumps(whole, indent=1) + "\n").encode()


def _file(name: str, triples: int, data: bytes) -> dict[str, object]:
    return {"name": name, "triples": triples, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
