"""Whose a quotation is, once it is known who the persons of the source are."""

from __future__ import annotations

import pytest

from kg.link.sounds import initial
from tests.link.field import document, linked


def said(text: str) -> list[tuple[str, str]]:
    """(speaker, beginning of the quotation)."""
    return [(r.subject_name, text[r.start : r.end][:4]) for r in linked(document(text)).relations if r.kind == "said"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We like it,” said Brightmesh engineer Ada Berg.", [("Ada Berg", "We l")]),
        ("“We like it,” said Steering Committee Member Zephyrine Oakes.", [("Zephyrine Oakes", "We l")]),
        ("Ada Berg of Brightmesh said: “We like it.”", [("Ada Berg", "We l")]),
        ("“We like it,” Brightmesh said. Ada Berg agreed.", []),
        ("Ada Berg came. “We like it,” she said. “And we use it.”", [("Ada Berg", "We l"), ("Ada Berg", "And ")]),
        ("“我们喜欢它，”Brightmesh 的工程师 Ada Berg 在她的演讲中说。", [("Ada Berg", "我们喜欢")]),
        (
            "Ada Berg 来了。“我们喜欢它，”伯格说。\n“我们每天都用它，它还会变得更好，更快。”",
            [("Ada Berg", "我们喜欢"), ("Ada Berg", "我们每天")],
        ),
        ("傅说:“我们喜欢它。”", [("Fu", "我们喜欢")]),
    ],
    ids=["company before", "role before", "before", "company speaks", "pronoun", "adjunct", "own paragraph", "surname"],
)
def test_a_quotation_is_the_persons_in_its_attribution(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


def test_a_pronoun_is_who_spoke_last_not_who_is_named_in_passing() -> None:
    text = "Zephyrine Oakes 来了。“我们喜欢它，”Zephyrine Oakes 说。她常常写信给 Ada Berg。\n“我们用它，”她说。"
    assert said(text) == [("Zephyrine Oakes", "我们喜欢"), ("Zephyrine Oakes", "我们用它")]


def test_a_pronoun_of_the_other_gender_is_another_person() -> None:
    text = "Ada Berg 来了。“我喜欢它，”她说。Bruno Oakes 说他不喜欢。“我不用它，”他说。“我用它，”她说。"
    assert said(text) == [("Ada Berg", "我喜欢它"), ("Bruno Oakes", "我不用它"), ("Ada Berg", "我用它，")]


@pytest.mark.parametrize(("pronoun", "who"), [("she", "Helen Quillfen"), ("he", "Martin Oakes")])
def test_a_given_name_tells_whom_a_pronoun_means(pronoun: str, who: str) -> None:
    text = f"Helen Quillfen of Brightmesh met Martin Oakes. “We like it,” {pronoun} said."
    assert said(text) == [(who, "We l")]


def test_a_pronoun_means_the_one_whom_its_own_paragraph_is_about() -> None:
    text = "“我们用它，”Martin Oakes 说。\nBrightmesh 的工程师 Bruno Quillfen 来了。他告诉我们，“我们喜欢它。”"
    assert said(text) == [("Martin Oakes", "我们用它"), ("Bruno Quillfen", "我们喜欢")]


def test_a_whole_quotation_after_a_sentence_is_the_persons_in_it() -> None:
    text = "Brightmesh 的工程师 Bruno Quillfen 希望大家都来。“大家都欢迎，我们希望你们来。”"
    assert said(text) == [("Bruno Quillfen", "大家都欢")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "We are glad to use the mesh in all that we do, and we shall test it every day before lunch.\n"
            "Ada Berg, Director of Engineering, Brightmesh",
            [("Ada Berg", "We a")],
        ),
        (
            "Brightmesh is glad to use the mesh in all that it does, and will test it every day before lunch.\n"
            "— Ada Berg, CTO, Brightmesh",
            [("Ada Berg", "Brig")],
        ),
        (
            "The mesh is used every day, and the test runs before lunch, in all that it does, and in what follows.\n"
            "Ada Berg, CTO, Brightmesh",
            [],
        ),
        (
            "We are glad to use the mesh in all that we do, and we shall test it every day before lunch.\n"
            "Ada Berg, CTO at Brightmesh, said nothing of it.",
            [],
        ),
    ],
    ids=["first person", "the house", "neither", "a sentence"],
)
def test_a_paragraph_may_be_signed(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


def test_a_person_named_inside_a_quotation_is_not_its_speaker() -> None:
    assert said("“Ada Berg wrote the mesh for us,” he said.") == []


def test_what_follows_a_quotation_of_nobody_known_is_nobodys() -> None:
    assert said("Ada Berg came. “We like it,” Brightmesh said. “And we use it.”") == []


def test_a_surname_of_one_character_begins_like_the_latin_name() -> None:
    assert initial("洪", "Hung") and not initial("洪", "Ng")


def test_a_transliterated_speaker_is_the_same_where_the_name_only_begins_a_sentence() -> None:
    text = "Brightmesh 的工程师 Alice Lindquist 来了。“我们喜欢它，”林奎斯特说。\n"
    text += "林奎斯特以一个成熟的高调结束了讨论:“我们每天都用它。”"
    assert said(text) == [("Alice Lindquist", "我们喜欢"), ("Alice Lindquist", "我们每天")]


def test_who_joins_in_says_the_quotation_and_not_who_spoke_before() -> None:
    text = "Ada Berg 和 Bo Lindquist 来了。“我们喜欢它，”伯格说。\n“我们每天都用它，”林奎斯特附和道。"
    assert said(text) == [("Ada Berg", "我们喜欢"), ("Bo Lindquist", "我们每天")]


def test_a_quoted_name_that_translation_cut_in_pieces_is_a_person() -> None:
    assert said("Brightmesh 的产品副总裁 Alice lind berg 说:“我们喜欢它，也用它。”") == [("Alice Lindberg", "我们喜欢")]
    assert said("Brightmesh 的 Envoy 团队说:“我们喜欢它，也用它。”") == []
