"""Names made of a known name and further words."""

from __future__ import annotations

import pytest

from tests.link.field import stated, surfaces


def test_a_vendor_s_name_and_a_product_s_last_word_make_a_product_even_if_said_once() -> None:
    text = "Brightmesh today released Brightmesh Application Platform, and everybody cheered."
    assert "Brightmesh Application Platform" in surfaces(text, "product")
    assert ("Brightmesh", "Brightmesh Application Platform") in [each[:2] for each in stated(text, "develops")]


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
