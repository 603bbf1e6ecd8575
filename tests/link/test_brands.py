"""Things of the house that a source is about."""

from __future__ import annotations

from tests.link.field import ENTRIES, entry, linked

FIELD = (
    *ENTRIES,
    entry("harbourtown", "vendor", "Harbourtown"),
    entry("ferry", "product", "Ferryboard", vendor="harbourtown"),
    entry("github-inc", "vendor", "GitHub, Inc."),
)
ABOUT = "Brightmesh is here. Brightmesh grows. Everybody likes Brightmesh today. "


def made(text: str) -> dict[tuple[str, str], float]:
    """(maker, thing) → confidence."""
    found = [r for r in linked(text, FIELD).relations if r.kind == "develops"]
    return {(r.subject_name, r.object_name): r.confidence for r in found}


def test_a_product_near_the_name_of_the_house_that_a_source_is_about_is_an_unsure_claim() -> None:
    found = made(ABOUT + "One year later many teams had moved over to Meshboard.")
    assert set(found) == {("Brightmesh", "Meshboard")}
    assert found["Brightmesh", "Meshboard"] < 0.9


def test_a_house_that_is_named_once_states_nothing_of_its_things() -> None:
    assert made("Brightmesh is here. One year later many teams had moved over to Meshboard.") == {}


def test_a_thing_that_bears_the_name_of_the_house_is_its_own() -> None:
    text = ABOUT + "With Brightmesh Managed you sleep. Brightmesh Managed is fast. We like Brightmesh Managed."
    assert ("Brightmesh", "Brightmesh Managed") in made(text)


def test_anothers_product_is_not_the_houses() -> None:
    assert ("Brightmesh", "Ferryboard") not in made(ABOUT + "One year later many teams had moved over to Ferryboard.")


def test_a_thing_far_from_every_name_of_the_house_is_not_claimed() -> None:
    assert made(ABOUT + "And so it went on. " * 30 + "Many teams had moved over to Meshboard.") == {}


def test_a_service_at_which_everybody_is_found_is_no_claim() -> None:
    assert made("GitHub, Inc. is here. GitHub, Inc. grows. We like GitHub, Inc. and follow them on GitHub.") == {}
