"""Linking from the record alone: policies need their evidence, persons their marks, one sense rules a source."""

from __future__ import annotations

import dataclasses

import pytest

from kg.extract.gazetteer import make
from kg.link.decide import Linker
from kg.link.explain import explain
from kg.model import Alias, Anchor, Record, Ruling
from tests.link.field import ENTRIES, document, linked, named, record, surfaces, talk


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("we run KUBERNETES with k8s", ["KUBERNETES", "k8s"]),
        ("We chose Flux over it.", ["Flux"]),
        ("the flux of water", []),
        ("Keep calm. Keep going.", []),
        ("be kind to a kind cluster", ["kind"]),
        ("this kind of thing", []),
        ("They wrote it in Go, and go on.", ["Go"]),
        ("Linkerd 2.10 beats Linkerd's proxy", ["Linkerd", "Linkerd"]),
        ("a cube of linkerd2", ["linkerd2"]),
        ("在Kubernetes上用OpenTelemetr y", ["Kubernetes", "OpenTelemetr y"]),
    ],
)
def test_a_name_needs_what_its_policy_asks(text: str, wanted: list[str]) -> None:
    assert surfaces(text, "project") == wanted


def test_a_frequent_word_counts_where_the_source_links_to_the_entry() -> None:
    text = "We like Keep. Later we moved Keep away."
    assert surfaces(text, "project") == []
    assert surfaces(document(text, anchors=(Anchor(8, 12, "https://www.keephq.example/docs"),)), "project") == [
        "Keep",
        "Keep",
    ]


def test_a_translated_name_counts_where_the_original_stands_too() -> None:
    assert surfaces("特使贡献者来了。", "project") == []
    assert surfaces("Envoy 是代理。特使贡献者来了。", "project") == ["Envoy", "特使"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our containers run in Docker. We use Docker and run Docker.", "project"),
        ("She joined Docker. The company Docker acquired it, and at Docker all was well.", "vendor"),
    ],
)
def test_one_sense_of_a_shared_name_rules_the_source(text: str, kind: str) -> None:
    assert {found for surface, found, _ in named(text) if surface == "Docker"} == {kind}


def test_part_names_follow_the_full_name() -> None:
    text = "Ottoline Vance spoke. Later Vance smiled, and Ottoline's slides were good. vance is a word."
    made = named(document(text, byline=((0, 14),)))
    assert made == [
        ("Ottoline Vance", "person", "Ottoline Vance"),
        ("Vance", "person", "Ottoline Vance"),
        ("Ottoline", "person", "Ottoline Vance"),
    ]


def test_speaker_labels_are_persons_and_breaks_are_not() -> None:
    made = talk(("Zephyrine Oakes", "Hello Bo."), ("Bo Lindqvist", "Hello Zephyrine."), ("Break", "music"))
    assert surfaces(made, "person") == ["Zephyrine Oakes", "Bo", "Bo Lindqvist", "Zephyrine"]


@pytest.mark.parametrize(
    "text",
    [
        "Zephyrine Oakes, CTO at Brightmesh, agreed.",
        "Said engineer Zephyrine Oakes of it.",
        "Then Zephyrine Oakes said so.",
        "A talk about it - Zephyrine Oakes, Brightmesh",
        'Then Zephyrine "Zed" Oakes said so.',
    ],
)
def test_an_unknown_person_is_found_by_the_words_around(text: str) -> None:
    assert [name for _, kind, name in named(text) if kind == "person"] == ["Zephyrine Oakes"]


@pytest.mark.parametrize(
    "text", ["We walked along Main Street.", "The Velar Gate opened.", "In San Francisco it rained."]
)
def test_two_capitalised_words_alone_are_no_person(text: str) -> None:
    assert surfaces(text, "person") == []


def test_a_transliterated_name_is_the_person_of_the_same_sound() -> None:
    text = "Ada Berg 来了。阿达·伯格很好。伯格说，可以。"
    assert [name for surface, kind, name in named(text) if kind == "person"] == ["Ada Berg"] * 3


def test_a_link_names_a_transliterated_person() -> None:
    made = document("以及阿达·伯格的早逝", anchors=(Anchor(2, 7, "https://example.org/in-memoriam-ada-berg/"),))
    assert [(m.name, m.entry) for m in linked(made).mentions] == [("Ada Berg", "ada-berg")]


@pytest.mark.parametrize(
    ("text", "kind", "surface"),
    [
        ("Ada Berg, CTO at Oxbow, agreed.", "vendor", "Oxbow"),
        ("We met people of Oxbow Technologies there.", "vendor", "Oxbow Technologies"),
        ("We went to Velar Summit there.", "event", "Velar Summit"),
        ("We saw VelarCon there.", "event", "VelarCon"),
        ("This is the project Velar, you see.", "project", "Velar"),
    ],
)
def test_a_name_that_no_entry_has_becomes_a_candidate(text: str, kind: str, surface: str) -> None:
    made = [m for m in linked(text).mentions if m.surface == surface]
    assert [(m.kind, m.entry) for m in made] == [(kind, "")]


def test_a_repository_link_makes_a_project() -> None:
    made = document("See velarine for it.", anchors=(Anchor(4, 12, "https://github.com/oxbow/velarine"),))
    text = document("See Velarine for it.", anchors=made.anchors)
    assert [(m.surface, m.kind) for m in linked(text).mentions] == [("Velarine", "project")]


def test_editions_are_completed_by_the_one_that_the_source_names() -> None:
    made = named("KubeCon EU 2021 was fine. At KubeCon we met.")
    assert {name for _, kind, name in made if kind == "event"} == {"KubeCon + CloudNativeCon Europe 2021"}
    assert [m.entry for m in linked("KubeCon EU 2021").mentions] == ["kubecon-cloudnativecon-europe-2021"]
    assert named("At KubeCon we met.") == [("KubeCon", "event", "KubeCon")]


def test_a_product_and_its_vendor_are_two_names() -> None:
    assert named("We tried Brightmesh Meshboard 3.1 today.") == [
        ("Brightmesh", "vendor", "Brightmesh"), ("Meshboard", "product", "Meshboard"),
    ]  # fmt: skip


def test_a_known_name_and_its_own_part_are_one_name() -> None:
    text = "We use Linkerd Viz. The team of Linkerd Viz is small."
    assert surfaces(text, "project") == ["Linkerd Viz", "Linkerd Viz"]


@pytest.mark.parametrize(("entry", "wanted"), [("", []), ("kind", ["kind"]), ("no-such-entry", [])])
def test_a_ruling_wins(entry: str, wanted: list[str]) -> None:
    made = linked("We run Kubernetes.", rulings=(Ruling("kubernetes", entry),))
    assert [m.entry for m in made.mentions if m.entry] == wanted


def test_a_ruling_of_another_source_says_nothing() -> None:
    assert (
        linked("We run Kubernetes.", rulings=(Ruling("Kubernetes", "", "elsewhere"),)).mentions[0].entry == "kubernetes"
    )


def test_a_new_alias_links_an_old_record() -> None:
    made = record("We moved Frobnitz over.")
    before = Linker(make(ENTRIES)).link(made)
    aliased = tuple(
        dataclasses.replace(e, aliases=(*e.aliases, Alias("Frobnitz"))) if e.id == "linkerd" else e for e in ENTRIES
    )
    after = Linker(make(aliased)).link(made)
    assert (before.mentions, [m.entry for m in after.mentions]) == ((), ["linkerd"])


def test_mentions_never_overlap_and_are_the_same_every_time() -> None:
    text = "Ada Berg & Bo Lindqvist of Brightmesh Meshboard saw KubeCon EU 2021 with Flux CD and the Velar Summit."
    made = linked(text).mentions
    assert all(a.end <= b.start for a, b in zip(made, made[1:], strict=False))
    assert linked(text) == linked(text)


def test_an_empty_record_links_to_nothing() -> None:
    made = Linker(make(ENTRIES)).link(Record("x", "en", "", "", 0, 0, "", ""))
    assert (made.mentions, made.relations, made.topics) == ((), (), ())


def test_explain_shows_candidates_scores_and_reasons() -> None:
    places = explain(Linker(make(ENTRIES)), record("We use Docker. I work at Docker."), "docker")
    assert [p.start for p in places] == [7, 25]
    assert {c.entry for c in places[0].candidates} == {"docker", "docker-inc"}
    assert all(c.reason and 0 < c.score <= 1 for p in places for c in p.candidates)
    assert places[0].decided is not None and places[0].decided.entry in {"docker", "docker-inc"}


def test_a_button_to_share_the_page_names_nothing() -> None:
    text = "Share: GitHub\nIt lies on GitHub."
    shared = document(text, anchors=(Anchor(7, 13, "https://twitter.com/intent/tweet?url=x"),))
    assert [m.start for m in linked(shared).mentions] == [text.rindex("GitHub")]
