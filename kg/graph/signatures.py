"""Nodes of the core graph without what shapes cannot tell apart, so that ten thousand alike are checked as one.

Of an IRI of ours, a shape in shapes.ttl sees only that it is one; of another link its scheme; of a text its language
and whether it is empty or one of the words that shapes.ttl lists; of a number its order to 0, to 1 and to the node's
other numbers. Two nodes that are equal in all this conform alike. A test holds shapes.ttl to these limits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from kg.graph.terms import each, name
from kg.vocabulary import PREFIXES

_TYPED = re.compile(r'"(-?[0-9.]+)"\^\^<[^>]*#(integer|decimal)>')
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"(@[a-zA-Z0-9-]+)?', re.DOTALL)
_TYPE = name("rdf:type")
_KNOWN = tuple(f"<{namespace}" for namespace in PREFIXES.values())

Node = list[tuple[str, str]]
"""Predicates and objects, as terms."""


def of(triples: bytes, words: frozenset[str]) -> dict[str, list[str]]:
    """Signature → the nodes (IRIs, as terms) that have it, of all nodes with a type.

    A signature is N-Triples about `<node:0>`. `words` are the texts that the shapes name.
    """
    nodes: dict[str, Node] = defaultdict(list)
    typed: set[str] = set()
    for subject, predicate, object_ in each(triples):
        nodes[subject].append((predicate, object_))
        if predicate == _TYPE:
            typed.add(subject)
    found: dict[str, list[str]] = defaultdict(list)
    for subject in typed:
        found[_signature(sorted(nodes[subject]), words)].append(subject)
    return {signature: sorted(subjects) for signature, subjects in found.items()}


def _signature(node: Node, words: frozenset[str]) -> str:
    """One node's triples with its IRIs and texts numbered and its numbers ranked."""
    seen: dict[str, str] = {}
    ranks = _ranks(node)
    lines: list[str] = []
    for predicate, object_ in node:
        if object_ in ranks:
            plain = ranks[object_]
        elif object_ in words or object_.startswith(_KNOWN):
            plain = object_
        else:
            plain = seen.setdefault(object_, _plain(object_, len(seen)))
        lines.append(f"<node:0> {predicate} {plain} .\n")
    return "".join(lines)


def _plain(term: str, number: int) -> str:
    """A term of the same sort that says nothing of this node."""
    if term.startswith("<"):
        scheme, _, _ = term[1:].partition(":")
        return f"<{scheme}://node/{number + 1}>"
    match = _TEXT.fullmatch(term)
    if match and match[1].strip():
        return f'"text {number + 1}"{match[2] or ""}'
    return term


def _ranks(node: Node) -> dict[str, str]:
    """Number → one that stands alike to 0, 1 and the node's other numbers."""
    numbers = {object_: (Decimal(match[1]), match[2]) for _, object_ in node if (match := _TYPED.fullmatch(object_))}
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
