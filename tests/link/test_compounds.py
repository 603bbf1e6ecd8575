"""Names made of a known name and further words."""

from __future__ import annotations

import pytest

from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor
from kg.link.decide import Linker
from tests.link.field import ENTRIES, document, entry, linked, stated, surfaces


def test_a_vendor_s_name_and_a_product_s_last_word_make_a_product_even_if_said_once() -> None:
    text = "Brightmesh today released Brightmesh Application Platform, and everybody cheered."
    assert "Brightmesh Application Platform" in surfaces(text, "product")
    assert ("Brightmesh", "Brightmesh Application Platform") in [each[:2] for each in stated(text, "develops")]


def test_a_project_s_edition_is_a_product_where_it_is_named_again() -> None:
    text = "Brightmesh released Linkerd Enterprise, a distribution of Linkerd. Linkerd Enterprise costs little."
    assert surfaces(text, "product") == ["Linkerd Enterprise", "Linkerd Enterprise"]
    assert ("Brightmesh", "Linkerd Enterprise") in [each[:2] for each in stated(text, "develops")]
    assert surfaces("We sell Linkerd Enterprise licences, and Linkerd.", "product") == []


@pytest.mark.parametrize(
    "text",
    [
        "We met at the Brightmesh Customer Lounge in the evening.",
        "The Brightmesh Vice President Platform spoke first.",
        "They chose the Brightmesh application platform.",
    ],
)
def test_other_words_after_a_vendor_s_name_make_none(text: str) -> None:
    assert surfaces(text, "product") == []
    assert "Brightmesh" in surfaces(text, "vendor")


@pytest.mark.parametrize("jargon", [(), ("Loom", "Looms")])
def test_the_jargon_of_a_topic_ends_no_name_and_names_nothing(jargon: tuple[str, ...]) -> None:
    field = make((*ENTRIES, entry("weaving", "topic", "Weaving", jargon=jargon)))
    text = "Ada put it on a Brightmesh Loom. The Brightmesh Loom hummed. Ada Berg is the founder of Looms."
    made = Linker(field).link(Extractor(field).find(document(text)))
    found = [m.surface for m in made.mentions if m.kind in ("vendor", "product")]
    assert found == (["Brightmesh", "Brightmesh"] if jargon else ["Brightmesh Loom", "Brightmesh Loom", "Looms"])


def test_another_s_project_in_a_vendor_s_product_is_not_that_project() -> None:
    entries = (*ENTRIES, entry("tern-cloud", "project", "Tern Cloud"))
    found = linked("Today everybody tried Brightmesh Tern Cloud, and it was fast.", entries).mentions
    assert [(m.name, m.kind, m.entry) for m in found] == [("Brightmesh Tern Cloud", "product", "")]
