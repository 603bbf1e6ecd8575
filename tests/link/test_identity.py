"""Which people of the catalogue those of the same name in a source are."""

from __future__ import annotations

import pytest

from kg.extract.gazetteer import make
from kg.link.decide import Linker
from kg.link.identity import UNTIED, rare
from kg.link.index import Index
from kg.link.scene import ties
from kg.model import Anchor, Document, Employment, Linked, Ruling, Source
from tests.link.field import ENTRIES, document, entry, record

FIELD = (
    *ENTRIES,
    entry("lei-chen", "person", "Lei Chen", employers=(Employment("brightmesh"),), maintains=("linkerd",)),
    entry("oru-tammsaar", "person", "Oru Tammsaar", employers=(Employment("brightmesh"),)),
    entry("james-miller", "person", "James Miller", links={"twitter": "https://twitter.com/jamesmillerexample"}),
    entry("james-miller-2", "person", "James Miller", maintains=("flux",)),
    entry("ann-walker", "person", "Ann Walker"),
    entry("quarrystone", "vendor", "Quarrystone"),
    entry("brightmesh-cloud", "vendor", "Brightmesh Cloud", parent="brightmesh"),
)


def source(id_: str = "source", **fields: object) -> Source:
    given = {"kind": "article", "title": "", "path": "", "url": "", "medium": "article", "publisher": "The Daily Pod"}
    return Source(id=id_, **(given | {"affiliation": "independent"} | fields))  # type: ignore[arg-type]


def settled(given: Document | str, *others: Source, rulings: tuple[Ruling, ...] = (), **fields: object) -> Linked:
    linker = Linker(make(FIELD), rulings, known=ties(others))
    return linker.link(record(given, FIELD), source(**fields))


def who(made: Linked) -> list[tuple[str, str]]:
    """(entry, name) of the persons, each once."""
    return list(dict.fromkeys((m.entry, m.name) for m in made.mentions if m.kind == "person"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lei Chen said that it rains.", ""),
        ("Lei Chen, an engineer at Brightmesh, said that it rains.", "lei-chen"),
        ("Lei Chen, an engineer at Brightmesh Cloud, said that it rains.", "lei-chen"),
        ("Lei Chen said that Linkerd is fine.", "lei-chen"),
        ("Lei Chen, an engineer at Quarrystone, said that it rains.", ""),
        ("Lei Chen, an engineer at Quarrystone, said that Linkerd is fine.", "lei-chen"),
        ("Oru Tammsaar said that it rains.", "oru-tammsaar"),
        ("Oru Tammsaar, an engineer at Quarrystone, said that it rains.", ""),
    ],
)
def test_a_common_name_needs_a_tie_and_a_rare_one_no_contradiction(text: str, wanted: str) -> None:
    assert [entry for entry, _ in who(settled(text))] == [wanted]


def test_an_untied_mention_stays_a_person_and_says_why() -> None:
    made = settled("Lei Chen, an engineer at Quarrystone, said that it rains. Chen laughed.")
    people = [m for m in made.mentions if m.kind == "person"]
    assert [(m.surface, m.name) for m in people] == [("Lei Chen", "Lei Chen"), ("Chen", "Lei Chen")]
    assert {m.reason for m in people} == {f"{UNTIED} lei-chen: said to work for Quarrystone"}
    assert [(r.subject, r.object) for r in made.relations if r.kind == "works_for"] == [("", "quarrystone")]


def test_whoever_the_source_states_as_its_speaker_is_that_person() -> None:
    text = "Lei Chen said that it rains."
    assert who(settled(text, speakers=("lei-chen",))) == [("lei-chen", "Lei Chen")]


@pytest.mark.parametrize(
    "here",
    [{"publisher": "Cloud Gazette"}, {"event": "kubecon-cloudnativecon-europe-2021"}, {"speakers": ("ada-berg",)}],
    ids=["publisher", "event", "fellow speaker"],
)
def test_what_other_sources_share_with_this_one_ties_their_speakers(here: dict[str, object]) -> None:
    other = {"event": "kubecon-cloudnativecon-europe-2021", "speakers": ("lei-chen", "ada-berg")}
    known = source("other", publisher="Cloud Gazette", **other)
    text = "Lei Chen said that it rains."
    assert who(settled(text, known)) == [("", "Lei Chen")]
    assert who(settled(text, known, **here)) == [("lei-chen", "Lei Chen")]


def test_of_two_of_one_name_the_tied_one_is_meant() -> None:
    assert who(settled("James Miller said that Flux is fine.")) == [("james-miller-2", "James Miller")]
    profile = document("James Miller said so.", anchors=(Anchor(0, 12, "https://twitter.com/jamesmillerexample"),))
    assert who(settled(profile)) == [("james-miller", "James Miller")]
    assert who(settled("James Miller said that it rains.")) == [("", "James Miller")]


def test_an_entry_that_states_nothing_stands_for_its_full_name() -> None:
    assert who(settled("Ann Walker said that it rains.")) == [("ann-walker", "Ann Walker")]
    assert not any(m.entry for m in settled("Thanks to Walker, says Ada Walker.").mentions)


def test_a_ruling_goes_before_doubt() -> None:
    made = settled("Lei Chen said that it rains.", rulings=(Ruling("Lei Chen", "lei-chen"),))
    assert who(made) == [("lei-chen", "Lei Chen")]


@pytest.mark.parametrize(
    ("name", "wanted"), [("Oru Tammsaar", True), ("Lei Chen", False), ("Ann Walker", False), ("Prince", False)]
)
def test_a_name_is_rare_by_its_surname(name: str, wanted: bool) -> None:
    assert rare(name, Index(make(FIELD))) is wanted
