"""One part of the graph with all that is made of it alone: its triples, its members of dumps, its blocks, its faults.

A part is one source's graph, or one of 64 shards of the curated graph, of the claims or of the surface forms. No line
stands in two parts. What a part needs is a plan, which a worker process can carry out; what is made is kept under the
plan's key.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg import cache as kept
from kg import iri, vocabulary
from kg.graph import blocks, entities, forms, gzipped, mentions, nodes, rules, signatures, sources, statements, terms
from kg.graph.blocks import Block
from kg.graph.gzipped import pack
from kg.graph.terms import each, name, quads

_TYPE = name("rdf:type")


@cache
def version() -> str:
    """Changes with the code and the rules that make parts."""
    graph = (terms, entities, sources, forms, mentions, statements, blocks, nodes, rules, signatures, gzipped)
    code = kept.version(iri, vocabulary, *graph)
    checks = (f"{id_} {text}" for id_, text in rules.queries().items())
    return kept.digest(code, signatures.SHAPES.read_bytes(), *checks)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a part is made from."""

    label: str
    """"curated/07", "claims/07", "forms/07", "source/ID", "queries" or "dataset"."""
    key: str
    """Hash of all that it is made from."""
    base: str
    """Base IRI of the instance."""
    write: Callable[[], tuple[bytes, bytes]]
    """Gives N-Triples of the core graph, and those that only the full graph has."""
    also: Callable[[], bytes] = bytes
    """Gives N-Triples that the full graph and the nodes' own files have."""

    @property
    def graph(self) -> str:
        """IRI of the named graph that the part belongs to."""
        return iri.graph(self.base, self.label if self.label.startswith("source/") else self.label.partition("/")[0])


@dataclass(frozen=True, slots=True)
class Part:
    """The triples of one part, what is counted of them, and how dumps and files show them."""

    label: str
    key: str
    graph: str
    """IRI of the named graph that it belongs to."""
    core: bytes
    """N-Quads of the core graph."""
    full: bytes
    """One gzip member: N-Quads of everything."""
    members: Mapping[str, bytes]
    """Suffix of a dump of the core graph, or "mentions" for what only the full graph has → the part's gzip member."""
    mentioned: int
    """Triples that only the full graph has."""
    triples: int
    properties: Mapping[str, int]
    """Property (a term) → triples of the core graph that have it."""
    classes: Mapping[str, int]
    """Class (a term) → nodes of the core graph that have it."""
    alike: Mapping[str, list[str]]
    """Signature → nodes, for the shapes."""
    broken: tuple[tuple[str, str], ...]
    """Node and message for what is wrong with a source's graph, or with surface forms."""
    nodes: bytes
    """The nodes of its core graph, packed (see `kg.graph.nodes`)."""
    packed: bytes
    """Its blocks, pickled: few builds look at more than some parts' blocks."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its nodes as Turtle and JSON-LD."""
        return pickle.loads(self.packed)  # type: ignore[no-any-return]


def make(plan: Plan) -> Part:
    """Carry out a plan."""
    core, more = plan.write()
    also = plan.also()
    more = also + more
    full = quads(core + more, plan.graph)
    triples = list(each(core))
    made = (*blocks.make(plan.base, triples), *blocks.beside(plan.base, each(also)))
    return Part(
        plan.label,
        plan.key,
        plan.graph,
        quads(core, plan.graph),
        pack(full),
        {**_members(core, made), "mentions": pack(more)},
        more.count(b"\n"),
        full.count(b"\n"),
        dict(Counter(predicate for _, predicate, _ in triples)),
        dict(Counter(object_ for _, predicate, object_ in triples if predicate == _TYPE)),
        signatures.of(triples, signatures.sight()),
        rules.in_part(plan.label.partition("/")[0], core + more),
        nodes.pack(triples),
        pickle.dumps(made, protocol=5),
    )


def _members(core: bytes, made: Iterable[Block]) -> dict[str, bytes]:
    own = [block for block in made if block.subject]
    return {
        "nt": pack(core),
        "ttl": pack("".join(f"{block.turtle}\n" for block in own).encode()),
        "jsonld": pack(",\n".join(block.jsonld for block in own).encode()),
    }
