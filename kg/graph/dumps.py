"""The graph as files under the site: gzipped dumps with checksums, its description, its ontology and shapes.

A gzip file may be several one after another, so a dump is its parts' members joined: only changed parts are compressed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.cache import write as write_file
from kg.graph import blocks, description, documents, shards
from kg.graph.dataset import Dataset
from kg.graph.description import Dump
from kg.graph.gzipped import join, pack
from kg.graph.terms import each, triples

HERE = Path(__file__).parent
PUBLISHED = {"ontology.ttl": HERE.parent / "ontology.ttl", "shapes.ttl": HERE / "shapes.ttl"}
"""File under `data/` of the site → what it is a copy of."""


def write(dataset: Dataset, site: Path) -> tuple[Dump, ...]:
    """Write all files of the graph under `site` and remove those of entries that are gone; gives the dumps.

    In `site`: data/{full.nq.gz, core.nt.gz, core.ttl.gz, core.jsonld.gz, forms.nt.gz, mentions-YEAR.nt.gz, shards.json,
    SHA256SUMS, void.ttl, queries.ttl, context.jsonld, ontology.ttl, shapes.ttl}, .well-known/void, and KIND/ID.ttl and
    KIND/ID.jsonld for every entry and source.
    A file that holds its bytes already stays untouched.
    """
    base, dumps = dataset.config.base_iri, []
    documents.write(dataset, site)  # first: it knows by the files below whether the site was taken away
    cut = list(shards.make(dataset.parts))
    files = {**dict(_dumps(dataset)), shards.FORMS: shards.forms(dataset.parts), **{s.name: s.data for s in cut}}
    for name, data in files.items():
        write_file(site / "data" / name, data)
        dumps.append(Dump(name, len(data), hashlib.sha256(data).hexdigest()))
    for old in set(site.glob("data/mentions-*.nt.gz")) - {site / "data" / name for name in files}:
        old.unlink()
    sums = "".join(f"{dump.sha256}  {dump.name}\n" for dump in dumps)
    about = next(triples(part.core, part.graph) for part in dataset.parts if part.label == "dataset")
    about += description.distributions(dataset.config, dumps)
    turtle, _ = blocks.document(base, blocks.make(base, each(about)))
    texts = {"data/SHA256SUMS": sums.encode(), "data/void.ttl": turtle, ".well-known/void": turtle}
    texts["data/shards.json"] = shards.listing(dataset, files["core.nt.gz"], files[shards.FORMS], cut)
    for part in dataset.parts:
        if part.label == "queries":
            texts["data/queries.ttl"] = blocks.document(base, part.blocks)[0]
    texts["data/context.jsonld"] = f'{{"@context": {blocks.context(base)}}}\n'.encode()
    texts |= {f"data/{name}": file.read_bytes() for name, file in PUBLISHED.items()}
    for path, text in texts.items():
        write_file(site / path, text)
    return tuple(dumps)


def _dumps(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each dump."""
    base = dataset.config.base_iri
    cores = [part.members for part in dataset.parts if part.core]
    nt, ttl, jsonld = ([members[suffix] for members in cores] for suffix in ("nt", "ttl", "jsonld"))
    yield "full.nq.gz", b"".join(part.full for part in dataset.parts)
    yield "core.nt.gz", join(nt)  # in one member, as it is what browsers read
    yield "core.ttl.gz", b"".join([pack(blocks.header(base).encode()), *ttl])
    start, end = f'{{"@context":{blocks.context(base)},\n"@graph":[\n', "\n]}\n"
    yield "core.jsonld.gz", b"".join([pack(start.encode()), pack(b",\n").join(jsonld), pack(end.encode())])
