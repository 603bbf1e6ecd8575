"""The names that sources use for entities → graph/forms: a node for each name, entity, reason and confidence.

Six thousand such surface forms say of a hundred thousand mentions all that does not depend on their place, so that what
an entity is called is read from a few nodes. Each is known by what it says: a source's graph points to it unseen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg import iri
from kg.graph.terms import Triples, name, number, text
from kg.graph.terms import iri as term
from kg.model import Link


class Form(NamedTuple):
    """A surface form: how an entity is called, and why and how surely that name was taken for it."""

    entry: str
    """Entry id."""
    surface: str
    reason: str
    confidence: str
    """Digits of a decimal."""


def of(link: Link) -> Form:
    """The form that a mention has."""
    return Form(link.entry, link.surface, link.reason, number(link.score))


def distinct(said: Iterable[tuple[str, str, str, float]]) -> list[Form]:
    """The forms of mentions, each given as entry id, surface, reason and score; sorted."""
    digits = cache(number)  # of few different scores
    return sorted({Form(entry, surface, reason, digits(score)) for entry, surface, reason, score in said if entry})


@cache
def address(base: str, form: Form) -> str:
    """IRI of a form: the same in every source and every build."""
    said = hashlib.sha256("\0".join(form).encode("utf-8", "surrogatepass")).hexdigest()
    return iri.form(base, form.entry, said)


def describe(base: str, forms: Iterable[Form]) -> bytes:
    """N-Triples of `forms`, which only the full graph holds."""
    out = Triples()
    for form in forms:
        out.about(
            term(address(base, form)),
            ("rdf:type", name("ts:SurfaceForm")),
            ("ts:formOf", term(iri.entity(base, form.entry))),
            ("ts:surface", text(form.surface)),
            ("ts:reason", text(form.reason)),
            ("ts:confidence", f'"{form.confidence}"^^{name("xsd:decimal")}'),
        )
    return bytes(out)
