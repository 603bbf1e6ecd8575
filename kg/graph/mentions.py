"""Mentions of one source → Web Annotations, which only the full graph holds."""

from __future__ import annotations

from collections.abc import Iterable

from kg import iri
from kg.graph import forms
from kg.graph.sources import candidates, counts
from kg.graph.terms import Triples, integer, name, number, text
from kg.graph.terms import iri as term
from kg.model import Link, Linked

MEDIA_FRAGMENTS = "<http://www.w3.org/TR/media-frags/>"


def describe(base: str, linked: Linked) -> bytes:
    """N-Triples that only the full graph holds: every mention of an entity, and where candidates come first."""
    me = iri.entity(base, linked.source)
    lines: list[str] = []
    moments: set[str] = set()
    for link in sorted(linked.mentions, key=lambda each: (each.start, each.end, each.entry)):
        if not link.entry:
            continue
        mention = iri.mention(base, linked.source, link.start, link.end)
        form = forms.address(base, forms.of(link))
        lines.append(_annotation(mention, me, iri.entity(base, link.entry), form, link))
        if link.time is not None:
            seconds = number(link.time)
            moments.add(seconds)
            moment = iri.moment(base, linked.source, seconds)
            lines.append(f"<{mention}/target> {name('oa:hasSelector')} <{moment}> .\n")
    lines += _moments(base, linked.source, moments)
    out = Triples()
    for (kind, label), links in candidates(linked):
        out.about(term(iri.candidate(base, linked.source, kind, label)), *counts(links)[1:])
    lines += out.lines
    return "".join(lines).encode()


def _annotation(mention: str, source: str, entity: str, form: str, link: Link) -> str:
    """The triples of one mention in one piece, as there are a hundred thousand of them."""
    a = name("rdf:type")
    target, position = f"{mention}/target", f"{mention}/position"
    return (
        f"<{mention}> {a} {name('oa:Annotation')} .\n"
        f"<{mention}> {name('oa:hasBody')} <{entity}> .\n"
        f"<{mention}> {name('oa:hasTarget')} <{target}> .\n"
        f"<{mention}> {name('ts:form')} <{form}> .\n"
        f"<{target}> {name('oa:hasSource')} <{source}> .\n"
        f"<{target}> {name('oa:hasSelector')} <{position}> .\n"
        f"<{position}> {a} {name('oa:TextPositionSelector')} .\n"
        f"<{position}> {name('oa:start')} {integer(link.start)} .\n"
        f"<{position}> {name('oa:end')} {integer(link.end)} .\n"
    )


def _moments(base: str, source: str, moments: Iterable[str]) -> list[str]:
    out = Triples()
    for seconds in sorted(moments, key=float):
        out.about(
            term(iri.moment(base, source, seconds)),
            ("rdf:type", name("oa:FragmentSelector")),
            ("dcterms:conformsTo", MEDIA_FRAGMENTS),
            ("rdf:value", text(f"t={seconds}")),
        )
    return out.lines
