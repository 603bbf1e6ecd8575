from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import claims
from kg.model import Claim, Employment, Evidence, Linked, Rejection, Relation, Source
from tests.graph.small import ENTRIES, LINKED, REJECTIONS, SOURCES, entry


def made(**changes):
    world = {"entries": ENTRIES, "sources": SOURCES, "linked": LINKED, "rejections": REJECTIONS} | changes
    return claims.make(**world)


def one(found: tuple[Claim, ...], subject: str, predicate: str, object_: str) -> Claim:
    matching = [c for c in found if (c.subject, c.predicate, c.object) == (subject, predicate, object_)]
    assert len(matching) == 1, matching
    return matching[0]


def said(source: str, confidence: float, publisher: str) -> tuple[Source, Linked]:
    relation = Relation("works_for", "eve-fir", "Eve Fir", "acme", "Acme", 1, 9, None, "SRE", confidence)
    return replace(SOURCES[0], id=source, publisher=publisher), Linked(source, relations=(relation,))


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "file"),
    [
        ("brook", "behind", "acme", "content/projects/brook.yaml"),
        ("brook", "category", "tracing", "content/projects/brook.yaml"),
        ("brookctl", "part_of", "brook", "content/projects/brookctl.yaml"),
        ("acme-labs", "subsidiary_of", "acme", "content/vendors/acme-labs.yaml"),
        ("meetcon-2020", "edition_of", "meetcon", "content/events/meetcon-2020.yaml"),
        ("meetcon-2020", "organised_by", "acme", "content/events/meetcon-2020.yaml"),
        ("storage", "broader", "infrastructure", "content/topics/storage.yaml"),
        ("storage", "related", "tracing", "content/topics/storage.yaml"),
        ("dan-oak", "maintains", "brook", "content/people/dan-oak.yaml"),
        ("eve-fir", "speaks_at", "meetcon-2020", "content/talks/keynote-2020.yaml"),
    ],
)
def test_a_reference_in_a_file_is_a_curated_claim(subject, predicate, object_, file):
    claim = one(made(), subject, predicate, object_)
    assert (claim.curated, claim.confidence, claim.evidence) == (True, 1.0, (Evidence(file),))


def test_a_job_keeps_its_role_and_years():
    claim = one(made(), "dan-oak", "works_for", "borealis")
    assert (claim.role, claim.since, claim.until) == ("engineer", "2015", "2019")


def test_a_passage_joins_the_file_that_says_the_same():
    claim = one(made(), "dan-oak", "works_for", "acme")
    assert claim.curated
    assert claim.evidence == (Evidence("content/people/dan-oak.yaml"), Evidence("keynote-2020", 0, 20, 0.0))


def test_several_sources_make_one_claim_that_is_surer_than_each():
    claim = one(made(), "eve-fir", "works_for", "borealis")
    assert not claim.curated
    assert [each.origin for each in claim.evidence] == ["kelp-at-work", "keynote-2020", "show-1"]
    assert claim.confidence == round(1 - 0.3 * 0.2 * 0.2, 3)


def test_the_role_said_most_often_wins():
    assert one(made(), "eve-fir", "works_for", "borealis").role == "SRE"


def test_sources_of_one_publisher_are_one_witness():
    pairs = [said("a", 0.6, "Pub"), said("b", 0.7, "Pub")]
    found = made(sources=[s for s, _ in pairs], linked=[item for _, item in pairs])
    assert one(found, "eve-fir", "works_for", "acme").confidence == 0.7


def test_extraction_is_never_certain():
    pairs = [said(f"s{i}", 0.99, f"Pub {i}") for i in range(9)]
    found = made(sources=[s for s, _ in pairs], linked=[item for _, item in pairs])
    assert one(found, "eve-fir", "works_for", "acme").confidence == claims.CEILING


def test_both_ways_of_an_integration_are_one_claim():
    claim = one(made(), "brook", "integrates_with", "kelp")
    assert {each.origin for each in claim.evidence} == {"kelp-at-work", "keynote-2020"}


def test_a_candidate_gets_no_claim():
    assert not [c for c in made() if c.predicate == "develops"]


def test_a_thing_claims_nothing_of_itself():
    strange = (*ENTRIES, entry("loop", "project", "Loop", parent="loop"))
    relation = Relation("integrates_with", "kelp", "Kelp", "kelp", "Kelp", 1, 5)
    found = made(entries=strange, linked=[Linked("show-1", relations=(relation,))])
    assert not [c for c in found if c.subject == c.object]


def test_a_quotation_is_a_claim_about_its_source():
    claim = one(made(), "dan-oak", "said", "keynote-2020")
    assert claim.evidence == (Evidence("keynote-2020", 30, 60, 12.5),)


@pytest.mark.parametrize("ends", [("brook", "kelp"), ("kelp", "brook")])
def test_what_goes_both_ways_is_rejected_either_way(ends):
    found = made(rejections=[Rejection(ends[0], "integrates_with", ends[1])])
    assert one(found, "brook", "integrates_with", "kelp").rejected


def test_a_rejected_claim_stays_with_its_evidence():
    claim = one(made(), "eve-fir", "maintains", "brook")
    assert claim.rejected
    assert claim.evidence
    assert not one(
        made(rejections=[Rejection("eve-fir", "maintains", "kelp")]), "eve-fir", "maintains", "brook"
    ).rejected


def test_two_times_at_one_vendor_are_two_claims_and_a_passage_joins_the_present_one():
    twice = entry(
        "dan-oak",
        "person",
        "Dan Oak",
        employers=(Employment("acme", "CTO", "2019"), Employment("acme", "clerk", "2001", "2003")),
    )
    found = [
        c
        for c in made(entries=[twice, *(e for e in ENTRIES if e.id != "dan-oak")])
        if c.predicate == "works_for" and c.object == "acme"
    ]
    assert [(c.since, len(c.evidence)) for c in found] == [("2001", 1), ("2019", 2)]


def test_an_unknown_source_gives_no_evidence():
    assert not [c for c in made(sources=[]) if not c.curated]


@given(st.permutations(LINKED), st.permutations(ENTRIES))
def test_order_of_input_does_not_matter(linked, entries):
    assert made(linked=linked, entries=entries) == made()


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.floats(-1, 2, allow_nan=False)), min_size=1))
def test_confidence_is_a_share_and_grows_with_evidence(passages):
    sources = {id_: replace(SOURCES[0], id=id_, publisher=id_.upper()) for id_ in "abc"}
    relations = [(id_, Relation("works_for", "x", "X", "y", "Y", 0, 1, confidence=value)) for id_, value in passages]
    whole = claims.confidence(relations, sources)
    assert 0 <= claims.confidence(relations[:1], sources) <= whole <= claims.CEILING
