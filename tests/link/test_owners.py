"""Whose a thing is by the catalogue, where a text only sets it beside a vendor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.gazetteer import make
from kg.link import owners
from kg.link.decide import Linker
from kg.model import Anchor
from tests.link.field import ENTRIES, document, entry, linked, record, stated

OWNED = (
    *ENTRIES,
    entry("brightmesh-cloud", "vendor", "Brightmesh Cloud", parent="brightmesh"),
    entry("nightboard", "product", "Nightboard", vendor="brightmesh-cloud"),
    entry("harbourtown", "vendor", "Harbourtown"),
    entry("ferry", "product", "Ferry", vendor="harbourtown", match={"Ferry": "context"}),
    entry("lanternfish-inc", "vendor", "Lanternfish"),
    entry("lanternfish", "project", "Lanternfish", vendor="lanternfish-inc", repositories=("https://github.com/l/l",)),
    entry("deepglow", "product", "Deepglow", vendor="lanternfish-inc"),
    entry("brightmesh-store", "product", "Brightmesh Object Store", "BOS", vendor="brightmesh"),
)
CATALOGUE = {each.id: each for each in OWNED}


def develops(text: str) -> list[tuple[str, str]]:
    """(maker, thing) of each claim."""
    return [(r.subject_name, r.object_name) for r in linked(text, OWNED).relations if r.kind == "develops"]


def things(text: str) -> list[str]:
    """Surfaces of the products."""
    return [m.surface for m in linked(text, OWNED).mentions if m.kind == "product"]


def test_a_cloud_and_its_company_are_one_house() -> None:
    assert owners.kin(CATALOGUE, "brightmesh", "brightmesh-cloud")
    assert not owners.kin(CATALOGUE, "brightmesh", "harbourtown")


def test_a_company_owns_what_its_subsidiary_owns_and_not_the_other_way_round() -> None:
    assert owners.owns(CATALOGUE, "brightmesh", CATALOGUE["nightboard"])
    assert not owners.owns(CATALOGUE, "brightmesh-cloud", CATALOGUE["meshboard"])


@pytest.mark.parametrize(
    "text",
    [
        "They run Brightmesh for its Meshboard, which is fast.",
        "它由 Brightmesh 一手带大的 Meshboard 组成。",
        "We heard that Brightmesh lets Nightboard sleep.",
    ],
)
def test_a_vendor_few_words_from_its_own_thing_makes_it(text: str) -> None:
    assert develops(text) in ([("Brightmesh", "Meshboard")], [("Brightmesh", "Nightboard")])


@pytest.mark.parametrize(
    "text",
    [
        "We like Brightmesh. Meshboard is for others.",
        "They met Brightmesh, Meshboard and others.",
        "They met people of Brightmesh, and in the evening of a long day they tried Meshboard.",
        "Put it into Brightmesh BOS.",
        "Harbourtown tries Meshboard.",
    ],
)
def test_another_sentence_a_list_a_distance_or_a_name_s_own_part_state_nothing(text: str) -> None:
    assert develops(text) == []


def test_a_word_beside_the_vendor_whose_thing_is_so_named_is_that_thing() -> None:
    assert things("We like them all. Ferry from Harbourtown just goes on and on.") == ["Ferry"]
    assert things("We like them all. Ferry rides just go on and on.") == []


def test_who_makes_things_is_the_company_of_a_shared_name() -> None:
    text = "Lanternfish is a project on GitHub. Lanternfish released Deepglow. We use the project Lanternfish."
    assert develops(text) == [("Lanternfish", "Deepglow")]


def test_a_thing_that_stands_right_after_another_vendor_is_that_vendor_s() -> None:
    assert develops("Harbourtown released Brightmesh Meshboard for all.") == [("Brightmesh", "Meshboard")]


def test_a_foundation_hosts() -> None:
    assert [each[:2] for each in stated("CNCF 推出了 Envoy 。", "develops")] == []


def test_only_a_maker_gains_by_it_that_no_entry_has_its_thing() -> None:
    text = "Brightmesh 的 Lampwick ，一个很快的堆栈，是新的。"
    made = record(document(text, anchors=(Anchor(13, 21, "https://brightmesh.github.io/lampwick/"),)))
    faint = replace(next(c for c in made.cues if c.kind == "develops"), kind="sponsors", confidence=0.3)
    found = Linker(make(ENTRIES)).link(replace(made, cues=(*made.cues, faint)), None).relations
    assert [r.confidence <= 0.3 for r in found if r.kind == "sponsors"] == [True]
