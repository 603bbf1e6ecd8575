"""Nodes of the core graph as blocks of Turtle and JSON-LD, of which dumps and entries' own files are put together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.graph.terms import name
from kg.vocabulary import CLASSES, PREFIXES

KINDS = {name(classes[0]): kind for kind, classes in CLASSES.items()}
"""Our class of an entry or source, as a term → its kind."""
OWNERS = tuple(map(name, ("ts:entity", "ts:source", "ts:topic", "rdf:subject", "rdf:object")))
"""A node that points to an entry or source by one of these belongs into its file as well."""
POINTERS = tuple(map(name, ("schema:performer", "schema:author", "schema:publisher", "ts:speaksFor", "ts:atEvent")))
"""A source's triple with one of these belongs into the file of what it points to."""

_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:@([a-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_NATIVE = {PREFIXES["xsd"] + kind for kind in ("integer", "boolean")}


class Block(NamedTuple):
    """All that one part says of one node, or the one triple by which it points to an entry."""

    subject: str
    """The node, an IRI as a term; empty for a pointing triple."""
    kind: str
    """Kind of an entry or source, empty for other nodes."""
    owners: tuple[str, ...]
    """Further nodes into whose files the block belongs, as terms."""
    turtle: str
    jsonld: str


def header(base: str) -> str:
    """The Turtle that must stand before blocks."""
    return f"@base <{base}> .\n" + "".join(f"@prefix {key}: <{value}> .\n" for key, value in PREFIXES.items()) + "\n"


def context(base: str) -> str:
    """The JSON-LD context that blocks are written in."""
    return json.dumps({"@base": base, **PREFIXES}, ensure_ascii=False)


def document(base: str, blocks: Iterable[Block]) -> tuple[bytes, bytes]:
    """Turtle and JSON-LD of some blocks."""
    blocks = list(blocks)
    turtle = header(base) + "\n".join(block.turtle for block in blocks)
    graph = ",\n".join(block.jsonld for block in blocks)
    return turtle.encode(), f'{{"@context":{context(base)},\n"@graph":[\n{graph}\n]}}\n'.encode()


def make(base: str, triples: Iterable[tuple[str, str, str]]) -> Iterator[Block]:
    """The blocks of one part's triples (of terms), sorted by node."""
    nodes: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, object_ in triples:
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(object_)
    for subject in sorted(nodes):
        node = nodes[subject]
        owners = sorted({object_ for predicate in OWNERS for object_ in node.get(predicate, ())})
        kind = next((KINDS[each] for each in node.get(name("rdf:type"), ()) if each in KINDS), "")
        yield Block(subject, kind, tuple(owners), _turtle(base, subject, node), _jsonld(base, subject, node))
        for predicate in POINTERS:
            for object_ in node.get(predicate, ()):
                one = {predicate: [object_]}
                yield Block("", "", (object_,), _turtle(base, subject, one), _jsonld(base, subject, one))


def beside(base: str, triples: Iterable[tuple[str, str, str]]) -> Iterator[Block]:
    """What only a node's own file says of it, not the dumps of the core graph, as blocks that point to the node."""
    for block in make(base, triples):
        yield Block("", "", (block.subject,), block.turtle, block.jsonld)


def _turtle(base: str, subject: str, node: dict[str, list[str]]) -> str:
    a = name("rdf:type")
    lines = [
        f"{'a' if verb == a else _verb(verb)} {' , '.join(_term(base, each) for each in objects)}"
        for verb, objects in node.items()
    ]
    return f"{_term(base, subject)} " + " ;\n    ".join(lines) + " .\n"


def _verb(predicate: str) -> str:
    return _curie(predicate[1:-1]) or predicate


def _term(base: str, term: str) -> str:
    """A term in Turtle: compact where it is of the vocabulary, relative where it is ours."""
    if term.startswith("<"):
        iri = term[1:-1]
        if base.endswith("/") and iri.startswith(base) and iri != base:
            return f"<{iri[len(base) :]}>"
        return _curie(iri) or term
    literal, _, datatype = term.rpartition("^^")
    if not literal or not term.endswith(">"):
        return term
    if datatype[1:-1] in _NATIVE:
        return literal[1:-1]
    return f"{literal}^^{_curie(datatype[1:-1])}"


@cache
def _curie(iri: str) -> str:
    """The compact name of an IRI of the vocabulary that can be written so, else empty."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return ""


def _jsonld(base: str, subject: str, node: dict[str, list[str]]) -> str:
    fields = [f'"@id":{_id(base, subject)}']
    for predicate, objects in node.items():
        if predicate == name("rdf:type"):
            key, values = "@type", [f'"{_verb(each)}"' for each in objects]
        else:
            key, values = _verb(predicate), [_value(base, each) for each in objects]
        fields.append(f'"{key}":' + (values[0] if len(values) == 1 else f"[{','.join(values)}]"))
    return "{" + ",".join(fields) + "}"


def _id(base: str, term: str) -> str:
    iri = term[1:-1]
    return json.dumps(iri[len(base) :] if base.endswith("/") and iri.startswith(base) and iri != base else iri)


def _value(base: str, term: str) -> str:
    """One object in JSON-LD. Escapes of N-Triples are those of JSON."""
    if term.startswith("<"):
        return f'{{"@id":{_id(base, term)}}}'
    match = _LITERAL.fullmatch(term)
    assert match, term
    text, language, datatype = match.groups()
    if language:
        return f'{{"@value":{text},"@language":"{language}"}}'
    if datatype in _NATIVE:
        return str(text[1:-1])
    if datatype:
        return f'{{"@value":{text},"@type":"{_curie(datatype) or datatype}"}}'
    return str(text)
