"""Relations read from the words between two names, and quotations with their speakers."""

from __future__ import annotations

import pytest

from kg.extract.cues import titled
from kg.extract.gazetteer import make
from kg.extract.output import line
from kg.link.decide import Linker
from tests.link.field import ENTRIES, document, linked, record, stated, talk

WORKS = "works_for"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("We met Ada Berg, CTO at Brightmesh, there.", "CTO"),
        ("Ada Berg is a senior software engineer at Brightmesh.", "senior software engineer"),
        ("Brightmesh's director of engineering Ada Berg agreed.", "director of engineering"),
        ("Ada Berg from Brightmesh gave the talk.", ""),
        ("Ada Berg, who now works for Brightmesh, agreed.", ""),
        ("Brightmesh 的首席技术官 Ada Berg 表示同意。", ""),
        ("Ada Berg 是 Brightmesh 的一名工程师。", ""),
        ("开发者和软件工程师在 Brightmesh ，Ada Berg 提供了它。", ""),
    ],
)
def test_employment_is_read(text: str, role: str) -> None:
    said = stated(text, WORKS)
    assert [(subject, object_) for subject, object_, _ in said] == [("Ada Berg", "Brightmesh")]
    if role:
        assert said[0][2] == role


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, formerly a director at Brightmesh, agreed.",
        "Ada Berg is the author of Brightmesh in a Nutshell.",
        "Ada Berg 是 Brightmesh 的前总监。",
        "Ada Berg left. Brightmesh stayed.",
        "Ada Berg uses Brightmesh.",
    ],
)
def test_what_is_past_or_something_else_is_no_employment(text: str) -> None:
    assert stated(text, WORKS) == []


def test_two_speakers_of_one_talk_share_its_company() -> None:
    said = stated("Deep dive - Ada Berg & Bo Lindqvist, Brightmesh", WORKS)
    assert {(s, o) for s, o, _ in said} == {("Ada Berg", "Brightmesh"), ("Bo Lindqvist", "Brightmesh")}


def test_in_a_transcript_the_label_says_who_speaks() -> None:
    made = talk(("Bo Lindqvist", "Welcome!"), ("Ada Berg", "Thanks. I'm a staff engineer at Brightmesh."))
    assert [(s, o) for s, o, _ in stated(made, WORKS)] == [("Ada Berg", "Brightmesh")]


@pytest.mark.parametrize(
    "text",
    [
        "Brightmesh makes Velar, which we like. We use the project Velar.",
        "The open source project Velar from Brightmesh is new. We use the project Velar.",
        "Brightmesh announced a new tool called Meshboard.",
        "I like Meshboard. It's made by a company called Brightmesh.",
        "Brightmesh 推出了其可观测性平台 Meshboard。",
        "You can try Brightmesh Meshboard today.",
    ],
)
def test_development_is_read(text: str) -> None:
    assert [(s, o) for s, o, _ in stated(text, "develops")] in (
        [("Brightmesh", "Velar")],
        [("Brightmesh", "Meshboard")],
    )


def test_a_community_project_is_not_developed_by_whoever_has_some_of_it() -> None:
    assert stated("We looked at Brightmesh's Kubernetes.", "develops") == []


QUOTES = (
    ("“It is fine as it is,” said Ada Berg.", "It is fine as it is"),
    ("Ada Berg told us: “It is fine as it is.”", "It is fine as it is"),
    ("Ada Berg spoke. “It is fine as it is,” she said.", "It is fine as it is"),
    ("“它现在就很好，”Ada Berg 说。", "它现在就很好"),
    ("Ada Berg 表示：“它现在就很好。”", "它现在就很好"),
    ("Ada Berg 来了。她说，这“现在就很好”。", "现在就很好"),
)


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_a_quotation_has_its_speaker(text: str, quote: str) -> None:
    said = [r for r in linked(text).relations if r.kind == "said"]
    assert [r.subject_name for r in said] == ["Ada Berg"]
    assert text[said[0].start : said[0].end].startswith(quote)


def test_a_quotation_that_goes_on_has_the_same_speaker() -> None:
    assert len(stated("“这很好，”Ada Berg 说。“更重要的是它很快。”", "said")) == 2


@pytest.mark.parametrize("text", ["The talk “A Mesh for Everybody” was full.", "“Frobnitz” is a word."])
def test_a_title_or_word_between_marks_was_not_said(text: str) -> None:
    assert stated(text, "said") == []


def test_the_line_gives_quotations_of_articles_and_none_of_transcripts() -> None:
    article, interview = document(QUOTES[0][0]), talk(("Ada Berg", "She said “It is fine as it is,” said Ada Berg."))
    for made, wanted in ((article, [("Ada Berg", "It is fine as it is,")]), (interview, [])):
        found = record(made)
        out = line(made, found, Linker(make(ENTRIES)).link(found))
        assert [(r["person"], r["quote"]) for r in out["relations"] if r["type"] == "said"] == wanted


@pytest.mark.parametrize(
    ("gap", "flat", "role"),
    [
        (", CTO at ", ", ROLE at ", "CTO"),
        (" is VP of Product Marketing for ", " is ROLE for ", "VP of Product Marketing"),
        (" and ", " and ", ""),
    ],
)
def test_job_titles_are_told_apart(gap: str, flat: str, role: str) -> None:
    assert titled(gap) == (flat, role)
