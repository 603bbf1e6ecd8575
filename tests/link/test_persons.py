"""Persons without an entry, and which entry a part of a name means."""

from __future__ import annotations

import pytest

from kg.model import Anchor, Employment
from tests.link.field import ENTRIES, document, entry, linked, record, surfaces

BEARERS = (
    *ENTRIES,
    entry("ines-ostrowe", "person", "Ines Ostrowe", employers=(Employment("brightmesh"),)),
    entry("juno-ostrowe", "person", "Juno Ostrowe", maintains=("linkerd",)),
    entry("kaya-quillfeather", "person", "Kaya Quillfeather"),
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ostrowe said that Brightmesh is fine.", ["ines-ostrowe"]),
        ("Ostrowe said that Linkerd is fine.", ["juno-ostrowe"]),
        ("Ostrowe said that Linkerd and Brightmesh are fine.", [""]),
        ("Ostrowe said that it is fine.", [""]),
        ("Quillfeather said that it is fine.", ["kaya-quillfeather"]),
    ],
)
def test_a_surname_means_the_one_bearer_who_is_tied_to_what_is_named(text: str, wanted: list[str]) -> None:
    assert [m.entry for m in linked(text, BEARERS).mentions if m.kind == "person"] == wanted


def test_a_weak_tie_is_a_weak_mention() -> None:
    assert all(m.score <= 0.6 for m in linked("Quillfeather said so.", BEARERS).mentions)


@pytest.mark.parametrize("text", ["图片由来自 Pixabay 的 Velin Oakes 提供。", "Photo by Velin Oakes on Unsplash"])
def test_photographers_are_persons(text: str) -> None:
    sites = tuple(entry(name.lower(), "product", name) for name in ("Pixabay", "Unsplash"))
    assert [m.surface for m in linked(text, (*ENTRIES, *sites)).mentions if m.kind == "person"] == ["Velin Oakes"]


def test_a_list_with_a_person_is_a_list_of_persons() -> None:
    text = "We thank Ada Berg, Velin Oakes and Oru Tammsaar for it."
    assert surfaces(text, "person") == ["Ada Berg", "Velin Oakes", "Oru Tammsaar"]


def test_a_misspelt_surname_meets_the_person_of_the_catalogue() -> None:
    made = linked("Said engineer Kaya Quillfaether of it.", BEARERS)
    assert [(m.surface, m.entry) for m in made.mentions] == [("Kaya Quillfaether", "kaya-quillfeather")]


def test_a_profile_link_makes_a_person() -> None:
    text = "Thanks to Velin Oakes for this."
    made = document(text, anchors=(Anchor(10, 21, "https://www.linkedin.com/in/velin-oakes-123"),))
    assert surfaces(made, "person") == ["Velin Oakes"]


@pytest.mark.parametrize(
    "text", ["We met in San Diego and New York.", "Cleveland, Ohio is rainy.", "In Berlin we met."]
)
def test_places_are_no_names(text: str) -> None:
    assert surfaces(text) == []


def test_a_company_sign_belongs_to_the_name_in_han() -> None:
    assert surfaces("明网公司发布了它。Brightmesh 公司也来了。", "vendor") == ["明网公司", "Brightmesh"]


def test_a_gathering_in_chinese_is_an_event() -> None:
    assert surfaces("我们在 Velar 贡献者峰会见面。", "event") == ["Velar 贡献者峰会"]


def test_a_stop_word_inside_a_sentence_may_begin_a_name() -> None:
    text = "Deep dive - Ada Berg, Just Rowing & Bo Lindqvist, Brightmesh"
    assert "Just Rowing" in [span.surface.split(" & ")[0] for span in record(text).spans]


def test_a_surname_of_several_words_is_the_persons() -> None:
    made = linked("Ryan Van Quill 来自 Brightmesh。Van Quill 说:“我们喜欢它。”")
    assert [m.name for m in made.mentions if m.kind == "person"] == ["Ryan Van Quill", "Ryan Van Quill"]


def test_a_given_name_that_is_a_word_speaks() -> None:
    made = linked("明网执行董事 Chip Childs 表示:“我们喜欢它。”")
    assert [m.name for m in made.mentions if m.kind == "person"] == ["Chip Childs"]


def test_an_employer_whose_title_stands_before_the_person_is_no_person() -> None:
    made = linked("Mike Kellen，Blue Madora 首席技术官\n他很高兴。")
    assert [(m.surface, m.kind) for m in made.mentions] == [("Mike Kellen", "person"), ("Blue Madora", "vendor")]


@pytest.mark.parametrize(("written", "wanted"), [("Ines Q. Ostrowe", "ines-ostrowe"), ("Ines Quill Ostrowe", "")])
def test_a_middle_initial_makes_no_other_person(written: str, wanted: str) -> None:
    found = linked(f"Brightmesh CEO {written} said so.", BEARERS)
    assert [m.entry for m in found.mentions if m.kind == "person"] == [wanted]
