"""Nodes of the core graph without what shapes cannot tell apart, so that ten thousand alike are checked as one.

A shape in shapes.ttl sees only the properties that it names, and whether each stands never, once or more often; of an
IRI of ours only that it is one; of another link its scheme; of a date its precision; of a text its language and whether
it is empty or one of the words that shapes.ttl lists; of a number its order to 0, to 1 and to the node's other numbers.
Two nodes that are equal in all this conform alike. A test holds shapes.ttl to these limits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from kg.graph.terms import name, text, when
from kg.vocabulary import PREFIXES

SHAPES = Path(__file__).parent / "shapes.ttl"

_TYPED = re.compile(r'"(-?[0-9.]+)"\^\^<[^>]*#(integer|decimal)>')
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"(@[a-zA-Z0-9-]+)?', re.DOTALL)
_DATE = re.compile(r'"([0-9-]{4,10})"\^\^<[^>]*>')
_TYPE = name("rdf:type")
_KNOWN = tuple(f"<{namespace}" for namespace in PREFIXES.values())

Node = list[tuple[str, str]]
"""Predicates and objects, as terms."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What shapes.ttl looks at, as terms."""

    words: frozenset[str]
    """The texts that it names."""
    properties: frozenset[str]
    """The properties that it names, rdf:type among them."""


@cache
def sight() -> Sight:
    """What shapes.ttl looks at."""
    import rdflib  # here, because a build in which no part changed does not need it
    from rdflib.namespace import SH

    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    words = frozenset(text(str(each)) for each in shapes.objects() if isinstance(each, rdflib.Literal))
    named = {f"<{each}>" for by in (SH.path, SH.lessThan, SH.disjoint) for each in shapes.objects(None, by)}
    return Sight(words, frozenset(named | {_TYPE}))


def of(triples: Iterable[tuple[str, str, str]], seen: Sight) -> dict[str, list[str]]:
    """Signature → the nodes (IRIs, as terms) that have it, of all nodes with a type; a signature is N-Triples."""
    nodes: dict[str, Node] = defaultdict(list)
    typed: set[str] = set()
    for subject, predicate, object_ in triples:
        if predicate in seen.properties:
            nodes[subject].append((predicate, object_))
            if predicate == _TYPE:
                typed.add(subject)
    found: dict[str, list[str]] = defaultdict(list)
    for subject in typed:
        found[_signature(sorted(nodes[subject]), seen.words)].append(subject)
    return {signature: sorted(subjects) for signature, subjects in found.items()}


def _signature(node: Node, words: frozenset[str]) -> str:
    """One node's triples about `<node:0>` with its IRIs and texts numbered and its numbers ranked."""
    ranks = _ranks(node)
    often = _often(node)
    seen: dict[str, str] = {}
    met: dict[tuple[str, str], int] = defaultdict(int)
    lines: list[str] = []
    for predicate, object_ in node:
        if object_ in ranks:
            plain = ranks[object_]
        elif object_ in words or object_.startswith(_KNOWN):
            plain = object_
        else:
            sort = _sort(object_)
            met[predicate, sort] += 1
            if met[predicate, sort] > 2 and object_ not in often:
                continue
            plain = seen.setdefault(object_, sort % (len(seen) + 1) if "%d" in sort else sort)
        lines.append(f"<node:0> {predicate} {plain} .\n")
    return "".join(lines)


def _often(node: Node) -> frozenset[str]:
    """The objects that several properties share: shapes may compare them."""
    by_object: dict[str, str] = {}
    return frozenset(object_ for predicate, object_ in node if by_object.setdefault(object_, predicate) != predicate)


def _sort(term: str) -> str:
    """What shapes see of a term that they do not name; `%d` stands where the term's number is to be."""
    if term.startswith("<"):
        return f"<{term[1:].partition(':')[0].replace('%', '')}://node/%d>"
    if (match := _TEXT.fullmatch(term)) and match[1].strip():
        return f'"text %d"{match[2] or ""}'
    if (match := _DATE.fullmatch(term)) and when(match[1]) == term:
        return when("2000-01-01"[: len(match[1])])
    return term.replace("%d", "%")


def _ranks(node: Node) -> Mapping[str, str]:
    """Number → one that stands alike to 0, 1 and the node's other numbers."""
    numbers = {
        object_: (Decimal(match[1]), match[2])
        for _, object_ in node
        if object_[0] == '"' and (match := _TYPED.fullmatch(object_))
    }
    above = sorted({value for value, _ in numbers.values() if value > 1})
    between = sorted({value for value, _ in numbers.values() if 0 < value < 1})
    ranks: dict[str, str] = {}
    for term, (value, kind) in numbers.items():
        if value > 1:
            plain = str(above.index(value) + 2)
        elif 0 < value < 1:
            plain = f"0.{between.index(value) + 1:03}"
        else:
            plain = str(value)
        ranks[term] = f'"{plain}"^^{name(f"xsd:{kind}")}'
    return ranks
