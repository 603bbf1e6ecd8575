"""Claims → triples: one node a claim, and the plain triple where it may stand for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import iri
from kg.graph.terms import Triples, boolean, decimal, integer, name, text, when
from kg.graph.terms import iri as term
from kg.model import Claim, Evidence
from kg.vocabulary import CLAIMS, INVERSE, TRUTHY


@dataclass(frozen=True, slots=True)
class Statements:
    """N-Triples of claims, by the graph that they belong to."""

    curated: bytes
    """The plain triples of curated claims."""
    claims: bytes
    """The claims' nodes, and the plain triples of extracted claims that may stand for themselves."""
    standard: bytes
    """That each node is an rdf:Statement too: of the full graph only, as ts:Claim says it already."""


def describe(base: str, claims: Iterable[Claim], runs: Mapping[str, str]) -> Statements:
    """Both kinds of triples of `claims`, sorted by statement; `runs` gives a source's extraction run, an IRI.

    A statement made several times (two jobs at one vendor) has one node each; the second's IRI ends in `-2`.
    """
    plain, nodes, standard = Triples(), Triples(), Triples()
    last, count = ("", "", ""), 0
    standing: set[tuple[str, str, str]] = set()
    for claim in claims:
        statement = (claim.subject, claim.predicate, claim.object)
        count = count + 1 if statement == last else 1
        last = statement
        subject, predicate, object_ = _ends(base, claim)
        if stands(claim) and statement not in standing:
            standing.add(statement)
            (plain if claim.curated else nodes).about(subject, (predicate, object_))
        address = iri.claim(base, *statement) + (f"-{count}" if count > 1 else "")
        standard.about(term(address), ("rdf:type", name("rdf:Statement")))
        nodes.about(
            term(address),
            ("rdf:type", name("ts:Claim")),
            ("rdf:subject", subject),
            ("rdf:predicate", name(predicate)),
            ("rdf:object", object_),
            ("ts:confidence", decimal(claim.confidence)),
            ("ts:support", integer(len({each.origin for each in claim.evidence if each.start >= 0}))),
            ("ts:curated", boolean(claim.curated)),
            ("ts:rejected", boolean(True) if claim.rejected else None),
            ("ts:role", text(claim.role) if claim.role else None),
            ("ts:since", when(claim.since) if claim.since else None),
            ("ts:until", when(claim.until) if claim.until else None),
            *(("prov:wasGeneratedBy", term(run)) for run in _runs(claim, runs)),
            *((_evidence(base, each)) for each in claim.evidence),
        )
    return Statements(bytes(plain), bytes(nodes), bytes(standard))


def stands(claim: Claim) -> bool:
    """Whether the plain triple is true as far as we know: not rejected, not ended, and sure enough."""
    return not claim.rejected and not claim.until and (claim.curated or claim.confidence >= TRUTHY)


def _ends(base: str, claim: Claim) -> tuple[str, str, str]:
    """Subject, compact predicate and object as RDF writes them (a sponsored thing names its sponsor)."""
    ends = term(iri.entity(base, claim.subject)), term(iri.entity(base, claim.object))
    subject, object_ = reversed(ends) if claim.predicate in INVERSE else ends
    return subject, CLAIMS[claim.predicate], object_


def _runs(claim: Claim, runs: Mapping[str, str]) -> list[str]:
    return sorted({runs[each.origin] for each in claim.evidence if each.start >= 0 and each.origin in runs})


def _evidence(base: str, evidence: Evidence) -> tuple[str, str]:
    if evidence.start < 0:
        return "prov:wasDerivedFrom", term(iri.file(base, evidence.origin))
    return "ts:evidence", term(iri.evidence(base, evidence.origin, evidence.start, evidence.end))
