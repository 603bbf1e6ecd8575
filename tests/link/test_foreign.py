"""Which person a transliterated name means: links, words in Latin letters, the catalogue, usual spellings."""

from __future__ import annotations

import pytest

from kg.model import Anchor, Employment
from kg.transliteration import family, given
from tests.link.field import ENTRIES, document, entry, linked, named

BERG = entry("nora-pelling", "person", "Nora Pelling", employers=(Employment("brightmesh"),))
FIELD = (*ENTRIES, BERG)


def persons(text: str) -> list[tuple[str, str]]:
    """(surface, canonical name) of the persons of a text."""
    return [(surface, name) for surface, kind, name in named(text, entries=FIELD) if kind == "person"]


@pytest.mark.parametrize("han", ["马克", "利兹", "丽兹"])
def test_given_names_have_usual_spellings(han: str) -> None:
    assert given(han)[0] in ("Mark", "Liz")


def test_a_spelling_may_stand_for_several_names() -> None:
    assert set(family("史密斯")) == {"Smith"} and set(given("埃里克")) == {"Eric", "Erik"}


def test_the_catalogue_knows_a_person_who_is_nowhere_in_latin_letters() -> None:
    made = linked("Brightmesh 的诺拉·佩林说它很好。", FIELD)
    assert [(m.surface, m.entry) for m in made.mentions if m.kind == "person"] == [("诺拉·佩林", "nora-pelling")]


def test_a_person_whom_nothing_ties_keeps_the_latin_name_and_has_no_entry() -> None:
    made = linked("诺拉·佩林说它很好。", (*FIELD, entry("nora-pelling-2", "person", "Nora Pelling")))
    assert [(m.name, m.entry) for m in made.mentions] == [("Nora Pelling", "")]


def test_a_family_name_in_latin_letters_completes_the_name() -> None:
    made = persons("诺拉·奎尔芬来了。Quillfen 说它很好。")
    assert made == [("诺拉·奎尔芬", "Nora Quillfen"), ("Quillfen", "Nora Quillfen")]


def test_the_usual_spelling_stands_where_nobody_is_known() -> None:
    assert persons("彼得·沃森说它很好。") == [("彼得·沃森", "Peter Watson")]


def test_what_has_no_usual_spelling_stays_as_it_is() -> None:
    assert persons("彼得·奎尔芬说它很好。") == [("彼得·奎尔芬", "彼得·奎尔芬")]


@pytest.mark.parametrize("slug", ["peterquillfen", "peter-quillfen-1a2b3c"])
def test_a_profile_nearby_spells_the_name(slug: str) -> None:
    text = "Brightmesh 的彼得·奎尔芬说它很好。"
    made = document(text, anchors=(Anchor(0, 10, f"https://www.linkedin.com/in/{slug}"),))
    assert [m.name for m in linked(made, FIELD).mentions if m.kind == "person"] == ["Peter Quillfen"]


def test_a_word_of_the_dictionary_is_no_family_name() -> None:
    assert persons("彼得·科尔在此。Core 很好。") == [("彼得·科尔", "Peter Cole")]


def test_a_part_of_a_persons_name_is_no_project() -> None:
    labelled = entry("watson", "project", "Watson", "沃森")
    made = linked("彼得·沃森说它很好。Watson 也很好。", (*ENTRIES, labelled))
    assert [(m.surface, m.kind) for m in made.mentions] == [("彼得·沃森", "person"), ("Watson", "project")]


def test_an_author_of_few_characters_is_called_by_the_profile() -> None:
    text = "网格的实践\n安妮·赖\n安妮领导 Brightmesh 的工程团队。"
    links = (Anchor(6, 10, "https://www.linkedin.com/in/annilai"),)
    made = linked(document(text, anchors=links, byline=((6, 10),)), FIELD)
    assert [m.name for m in made.mentions if m.kind == "person"] == ["Anni Lai", "Anni Lai"]
    assert [(r.subject_name, r.object_name) for r in made.relations] == [("Anni Lai", "Brightmesh")]


def test_a_particle_of_the_family_name_is_kept() -> None:
    assert persons("彼得·迪·沃森说它很好。") == [("彼得·迪·沃森", "Peter Di Watson")]
