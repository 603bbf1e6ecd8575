"""The nodes of a part's core graph as plain dictionaries, sorted by what they are: read without asking a store."""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from kg.graph.terms import name
from kg.vocabulary import compact

Node = Mapping[str, tuple[str, ...]]
"""Compact predicate ("schema:name") → values as text, sorted; language-tagged labels are under "skos:prefLabel@de"."""
Nodes = Mapping[str, Mapping[str, Node]]
"""Sort of node (one of SORTS) → IRI → the node."""

SORTS: Final = ("Claim", "Passage", "TopicLink", "Candidate", "Appearance")
"""Classes of the vocabulary of which each node stands whole in one part."""
SOURCE: Final = "source"
"""The sort of what has a medium."""
OTHER: Final = ""
"""The sort of all else: entries, and what a part says of nodes that stand elsewhere."""
LABEL: Final = "skos:prefLabel"
_SORT_OF = {name(f"ts:{sort}")[1:-1]: sort for sort in SORTS}


def pack(triples: Iterable[tuple[str, str, str]]) -> bytes:
    """The nodes of these triples (terms as N-Triples writes them) in few bytes, for `unpack`."""
    found: dict[str, dict[str, set[str]]] = {}
    for subject, predicate, object_ in triples:
        key, value = _compact(predicate), object_
        if object_[0] == "<":
            value = object_[1:-1]
        else:
            end = object_.rindex('"')
            value = object_[1:end] if "\\" not in object_ else json.loads(object_[: end + 1], strict=False)
            if key == LABEL and object_[end + 1 : end + 2] == "@":
                key = f"{LABEL}@{object_[end + 2 :]}"
        found.setdefault(subject[1:-1], {}).setdefault(key, set()).add(value)
    sorts: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for subject, values in sorted(found.items()):
        node = {key: tuple(sorted(each)) for key, each in values.items()}
        sorts.setdefault(_sort(node), {})[subject] = node
    return marshal.dumps(sorts)


def unpack(data: bytes) -> Nodes:
    """What `pack` packed.

    >>> unpack(pack([("<x:a>", name("ts:medium"), '"talk"'), ("<x:b>", name("skos:prefLabel"), '"云"@zh')]))
    {'source': {'x:a': {'ts:medium': ('talk',)}}, '': {'x:b': {'skos:prefLabel@zh': ('云',)}}}
    """
    return marshal.loads(data)  # type: ignore[no-any-return]


def _sort(node: Node) -> str:
    if "ts:medium" in node:
        return SOURCE
    return next((_SORT_OF[each] for each in node.get("rdf:type", ()) if each in _SORT_OF), OTHER)


@cache
def _compact(predicate: str) -> str:
    return compact(predicate[1:-1])
