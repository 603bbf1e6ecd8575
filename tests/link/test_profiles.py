"""Latin names in the addresses of profiles."""

from __future__ import annotations

import pytest

from kg.link.profiles import own
from kg.model import Anchor
from tests.link.field import document, linked


@pytest.mark.parametrize(
    ("slug", "han", "name"),
    [
        ("annilaiden", "安妮·莱登", "Anni Laiden"),
        ("juergen-ettlinger-9a81b", "于尔根·埃特林格", "Juergen Ettlinger"),
        ("rishigaurav", "高拉夫·里什", "Gaurav Rishi"),
        ("mhaussenbach", "迈克尔·豪森巴赫", "Michael Haussenbach"),
        ("thomasdilorenta", "托马斯·迪·洛伦塔", "Thomas Di Lorenta"),
        ("peterbmckeen", "彼得·麦基恩", "Peter McKeen"),
        ("ramanujank", "拉姆·艾扬格", ""),
        ("buildthecloud", "彼得·麦基恩", ""),
        ("p", "彼得·麦基恩", ""),
        ("mark", "马克·科恩", ""),
        ("docker", "多克·尔", ""),
        ("thenewstack", "亚当·斯塔克", ""),
        ("google", "达伦·科利尔", ""),
        ("redhat", "凡妮莎·赖特", ""),
        ("mark", "沙恩·马利克", ""),
    ],
    ids=[
        *("joined", "words", "reversed", "initial", "particle", "middle initial", "other family name"),
        *("nickname", "letter"),
        *("given name alone", "project", "paper", "company", "company like a family name", "like a family name"),
    ],
)
def test_the_address_of_the_link_on_a_name_spells_it(slug: str, han: str, name: str) -> None:
    assert own(slug, han.split("·")) == name


def test_a_person_is_called_by_the_profile_that_the_name_links_to() -> None:
    text = "Brightmesh 的产品经理加莱姆·卡维奥说它很好。"
    made = linked(document(text, anchors=(Anchor(16, 23, "https://twitter.com/galemkavio?lang=en"),)))
    assert [(m.surface, m.name) for m in made.mentions if m.kind == "person"] == [("加莱姆·卡维奥", "Galem Kavio")]
    assert [(r.subject_name, r.value) for r in made.relations] == [("Galem Kavio", "产品经理")]


def test_every_place_of_a_spelling_has_the_name_that_its_profile_gives_at_one() -> None:
    text = "加莱姆·卡维奥\n加莱姆·卡维奥是 Brightmesh 的产品经理。"
    made = linked(document(text, anchors=(Anchor(0, 7, "https://linkedin.com/in/galem-cavio-87690"),)))
    assert {m.name for m in made.mentions if m.kind == "person"} == {"Galem Cavio"}
