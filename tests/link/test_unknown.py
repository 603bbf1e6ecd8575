"""Names that no entry has: which stretches are names of something, and which are only words."""

from __future__ import annotations

import pytest

from kg.model import Anchor
from tests.link.field import document, linked, surfaces


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("We met at the Marshlight Summit in May.", "event", ["Marshlight Summit"]),
        ("Join the Community Meeting, the Virtual Summit or the Project Office Hours.", "event", []),
        ("It only prints Hello World, the May Community Meeting said.", "event", []),
        ("Brightmesh is a CNCF Incubating project and a CNCF Graduated project.", "project", []),
        ("They wrote it for the Tumbrel project.", "project", ["Tumbrel"]),
        ("Ada Berg is the founder of Wattlehall.", "vendor", ["Wattlehall"]),
        ("Ada Berg works for Operations.", "vendor", []),
    ],
)
def test_a_name_has_a_word_of_its_own(text: str, kind: str, wanted: list[str]) -> None:
    assert surfaces(text, kind) == wanted


@pytest.mark.parametrize("heading", ["Early Cloud Days", "Recent & Upcoming Events", "Implementing Office Hours"])
def test_a_heading_of_plain_words_names_nothing(heading: str) -> None:
    made = document(f"{heading}\nIt rains.", headings=((0, len(heading)),))
    assert [(m.surface, m.kind) for m in linked(made).mentions if m.kind in ("event", "person")] == []


def test_a_link_to_a_repository_of_that_name_makes_a_project_but_not_of_a_tutorial() -> None:
    text = "See Tumbrel and the Tutorial."
    anchors = (
        Anchor(4, 11, "https://github.com/example/tumbrel"),
        Anchor(20, 28, "https://github.com/example/tutorial"),
    )
    assert surfaces(document(text, anchors=anchors), "project") == ["Tumbrel"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We looked at Brightmesh's Tumbrelix again.", ["Tumbrelix"]),
        ("它比 Brightmesh 的 Tumbrelix 快。", ["Tumbrelix"]),
        ("几个月前，Brightmesh 发布了 Tumbrelix 平台。", ["Tumbrelix"]),
        ("We looked at Brightmesh's Roadmap again.", []),
        ("We looked at Brightmesh's FAQ again.", []),
        ("HPE 的产品和 Brightmesh 的 Tumbrelix 平台可以改进它。", ["Tumbrelix"]),
        ("Brightmesh 在其 Tumbrel 2021 会议上公开了它。", []),
        ("We liked Brightmesh's DevDay a lot.", []),
        ("We looked at Brightmesh's Mary again.", []),
    ],
)
def test_a_coined_word_that_a_company_has_is_its_product(text: str, wanted: list[str]) -> None:
    assert surfaces(text, "product") == wanted


def test_the_legal_form_of_a_company_is_no_company() -> None:
    assert surfaces("今年早些时候，Brightmesh，Inc .制作了引擎 Envoy。", "vendor") == ["Brightmesh"]


def test_in_chinese_text_a_capitalised_word_of_a_dictionary_is_a_name() -> None:
    assert surfaces("Brightmesh 的新框架 Lantern 很快，Brightmesh 推出了 Lantern 。", "product") == [
        "Lantern",
        "Lantern",
    ]
    assert surfaces("Brightmesh launched a new Lantern for all.", "product") == []
