"""Confidence of relations: what it is fitted on, that it follows the evidence, and that it holds unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import reliability
from kg.extract.gazetteer import make
from kg.link import calibration
from kg.model import Link
from kg.reliability import PRIOR, Case, Names, fit, held_out, table
from tests.link.field import ENTRIES

BY_ID = {entry.id: entry for entry in ENTRIES}


def case(document: str, right: bool, **features: float) -> Case:
    """A statement of employment."""
    return Case(document, "works_for", {"one": 1.0, "link": 0.9, "known": 1.0} | features, right)


def link(kind: str, name: str, entry: str = "", score: float = 0.9) -> Link:
    """A mention of an entry."""
    return Link(0, 1, name, kind, name, entry, None, score)  # type: ignore[arg-type]


def sure(kind: str, subject: Link, object_: Link, strength: float = 0.75, value: str = "", own: bool = True) -> float:
    """The confidence of one relation by the weights that are shipped."""
    return calibration.confidence(kind, calibration.features(kind, strength, value, subject, object_, BY_ID, own))


def test_what_the_catalogue_states_too_is_surer() -> None:
    meshboard, brightmesh = link("product", "Meshboard", "meshboard"), link("vendor", "Brightmesh", "brightmesh")
    other = link("vendor", "Docker", "docker-inc")
    assert sure("develops", brightmesh, meshboard) > sure("develops", other, meshboard)
    ada, bo = link("person", "Ada Berg", "ada-berg"), link("person", "Bo Lindqvist")
    assert sure("works_for", ada, brightmesh) > sure("works_for", bo, brightmesh)


def test_a_plainer_statement_and_surer_ends_are_surer() -> None:
    bo, brightmesh = link("person", "Bo Lindqvist"), link("vendor", "Brightmesh", "brightmesh")
    unsure = link("vendor", "Brightmesh", "brightmesh", 0.5)
    assert sure("works_for", bo, brightmesh, 0.9) > sure("works_for", bo, brightmesh, 0.55)
    assert sure("works_for", bo, brightmesh) > sure("works_for", bo, unsure)
    assert sure("works_for", bo, brightmesh) > sure("works_for", bo, brightmesh, own=False)


def test_no_relation_is_certain_and_none_has_no_chance() -> None:
    for kind in calibration.weights_of():
        for strength in (0.4, 0.9):
            assert 0 < sure(kind, link("vendor", "A"), link("vendor", "B"), strength) <= 0.98


def test_weights_follow_the_cases_and_keep_to_the_prior_without_any() -> None:
    assert fit([])["works_for"] == {name: PRIOR["works_for"][name] for name in sorted(PRIOR["works_for"])}
    bad = fit([case(str(n), False, title=1.0) for n in range(30)])
    good = fit([case(str(n), True, title=1.0) for n in range(30)])
    assert bad["works_for"]["title"] < PRIOR["works_for"]["title"] < good["works_for"]["title"]


def test_a_document_is_judged_by_weights_that_have_not_seen_it() -> None:
    known = [case("one", False, title=1.0)] + [case(str(n), True, title=1.0) for n in range(20)]
    unseen = {c.document: confidence for c, confidence in held_out(known)}
    assert unseen["one"] > calibration.confidence("works_for", known[0].features, fit(known))


def test_the_table_counts_each_tenth() -> None:
    assert table([(0.95, True), (0.9, False), (0.31, True)]) == [
        ("0.3-0.4", 1, 0.31, 1.0),
        ("0.9-1.0", 2, 0.925, 0.5),
    ]


@pytest.mark.parametrize(("one", "other"), [("CNCF", "cloud native computing foundation"), ("Ada  Berg", "ada berg")])
def test_names_of_one_entry_are_one(one: str, other: str) -> None:
    names = Names(make(ENTRIES))
    assert names.key(one) == names.key(other)


def test_statements_of_gold_documents_are_told_right_from_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Catalogue:
        entries, rulings = ENTRIES, ()

    monkeypatch.setattr(reliability.entries, "read", lambda root: Catalogue)
    (tmp_path / "post.md").write_text("Ada Berg, CTO at Brightmesh, met Bo Lindqvist from Brightmesh.\n")
    gold = {"relations": [{"type": "works_for", "person": "Ada Berg", "org": "Brightmesh", "role": "CTO"}]}
    (tmp_path / "post.json").write_text(json.dumps(gold))
    (tmp_path / "bare.md").write_text("Nothing is known of this one.\n")
    assert [(c.document, c.kind, c.right) for c in reliability.cases(tmp_path, [tmp_path])] == [
        ("post", "works_for", True),
        ("post", "works_for", False),
    ]
