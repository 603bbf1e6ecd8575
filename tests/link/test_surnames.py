"""Persons who are introduced by a full name and called by their surname: transliterated, misspelt, or alone."""

from __future__ import annotations

import pytest

from kg.link.people import People, Person
from kg.model import Anchor
from tests.link.field import document, linked


def persons(text: str, **fields: object) -> list[tuple[str, str]]:
    """(surface, canonical name) of the persons of a text."""
    return [(m.surface, m.name) for m in linked(document(text, **fields)).mentions if m.kind == "person"]


def called(surface: str, *names: str) -> str:
    """Whom a transliteration means among people of these names, or ""."""
    found = People([Person(name) for name in names]).transliterated(surface)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("surface", "name"), [("克雷吉", "Julia Kregar"), ("卡维", "Omar Qavi"), ("彼得罗维奇", "Mara Petrovic")]
)
def test_a_faint_likeness_is_enough_where_nobody_else_comes_near(surface: str, name: str) -> None:
    assert called(surface, name, "Ada Lindqvist", "Bo Summers") == name


def test_a_faint_likeness_is_not_enough_beside_another() -> None:
    assert called("克雷吉", "Julia Kregar", "Bo Kregur") == ""


@pytest.mark.parametrize("surface", ["肯纳", "迪纳摩", "摩根", "特使"])
def test_what_does_not_sound_so_means_nobody(surface: str) -> None:
    assert called(surface, "Mara Petrovic", "Ada Lindqvist") == ""


def test_a_full_name_that_only_its_shape_shows_is_the_speakers() -> None:
    text = "明网的 Denvik Jorlan 用过它。\n“它很好，”乔兰说。根据乔兰的说法，它很快。"
    assert persons(text) == [("Denvik Jorlan", "Denvik Jorlan"), ("乔兰", "Denvik Jorlan"), ("乔兰", "Denvik Jorlan")]


def test_a_full_name_in_latin_letters_whose_surname_speaks_later() -> None:
    text = "三年前，Shruvi Quillfen 用过它。\nQuillfen 说:“它很好。”"
    assert persons(text) == [("Shruvi Quillfen", "Shruvi Quillfen"), ("Quillfen", "Shruvi Quillfen")]


def test_two_capitalised_words_that_nobody_is_called_by_are_no_person() -> None:
    assert persons("三年前，Shruvi Quillfen 用过它。\nTammsaar 说:“它很好。”") == [("Tammsaar", "Tammsaar")]


@pytest.mark.parametrize("slip", ["Quilfeather", "Quillfaether", "Quillfeathers", "Quillfeatter"])
def test_a_surname_that_one_letter_misspells_is_the_persons(slip: str) -> None:
    text = f"Ada Quillfeather 说:“它很好。”\n{slip} 说:“它很快。”"
    assert persons(text)[-1] == (slip, "Ada Quillfeather")


@pytest.mark.parametrize(
    ("full", "other"), [("Ada Martins", "Martin"), ("Ada Lamm", "Lann"), ("Ada Quillfen", "Tuillfen")]
)
def test_a_given_name_a_short_word_and_another_beginning_misspell_nobody(full: str, other: str) -> None:
    people = People([Person(full), Person(other, start=20)])
    assert (found := people.called(other, 20)) is not None and found.name == other


def test_a_surname_that_misspells_two_is_nobodys() -> None:
    people = People([Person("Ada Hanssen"), Person("Bo Jansen"), Person("Cy Hansens"), Person("Hansen", start=30)])
    assert (found := people.called("Hansen", 30)) is not None and found.name == "Hansen"


@pytest.mark.parametrize(("link", "wanted"), [("https://www.linkedin.com/in/greywood", 2), ("https://x.com/web", 0)])
def test_a_name_of_plain_words_is_a_persons_by_a_profile_of_persons_only(link: str, wanted: int) -> None:
    text = "今天 Grey Baker 来了。\n而 Baker 来了。"
    made = persons(text, anchors=(Anchor(3, 13, link),))
    assert made == [("Grey Baker", "Grey Baker"), ("Baker", "Grey Baker")][:wanted]
