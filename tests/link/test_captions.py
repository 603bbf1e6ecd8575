"""Captions: spoken, mis-heard and lower-case names, names of no entry, and who is hailed. All sentences are ours."""

from __future__ import annotations

import pytest

from kg.extract.captions import features
from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor
from kg.link.decide import Linker
from kg.model import Linked
from tests.link.field import document, entry

FIELD = make(
    (
        entry("kubernetes", "project", "Kubernetes", "K8s", maturity="graduated", categories=("orchestration",)),
        entry("kubectl", "project", "kubectl"),
        entry("helm", "project", "Helm", maturity="graduated", categories=("packaging",)),
        entry("istio", "project", "Istio", heard=("is tio", "istyo")),
        entry("flux", "project", "Flux", maturity="graduated", categories=("delivery",)),
        entry("krustlet", "project", "Krustlet", maturity="sandbox"),
        entry("skaffold", "project", "Skaffold"),
        entry("webassembly", "project", "WebAssembly", "Web Assembly"),
        entry("carvel", "project", "Carvel", "k14s"),
        entry("sven-rook", "project", "Svarn"),
        entry("gitpod", "vendor", "Gitpod"),
        entry("equinix", "vendor", "Equinix"),
        entry("equinix-metal", "vendor", "Equinix Metal"),
        entry("lumora", "vendor", "Lumora"),
        entry("tarnix", "project", "Tarnix", maturity="graduated"),
        entry("tarnix-inc", "vendor", "Tarnix", "Tarnix, Inc."),
        entry("kitops", "project", "KitOps", maturity="sandbox"),
        entry("gitops", "topic", "GitOps"),
    )
)
EXTRACTOR, LINKER = Extractor(FIELD), Linker(FIELD)


def heard(text: str, medium: str = "captions") -> Linked:
    """What is linked in captions of this text."""
    return LINKER.link(EXTRACTOR.find(document(text, medium=medium)))


def named(text: str, medium: str = "captions") -> set[tuple[str, str, str]]:
    """(surface, kind, name) of each mention."""
    return {(m.surface, m.kind, m.name) for m in heard(text, medium).mentions}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("so i run cube control on the node and wait", "cube control", "kubectl"),
        ("and Cube cuddle says that it is gone", "Cube cuddle", "kubectl"),
        ("it was called k fourteen s for a year", "k fourteen s", "Carvel"),
        ("so we run is tio on the cluster and wait", "is tio", "Istio"),
        ("things like Crestlet were ahead of their time", "Crestlet", "Krustlet"),
        ("we install the helm chart into the cluster", "helm", "Helm"),
        ("you write it once for web assembly modules", "web assembly", "WebAssembly"),
        ("I met somebody from the Scaffold team there", "Scaffold", "Skaffold"),
    ],
)
def test_spoken_and_mis_heard_names(text: str, surface: str, name: str) -> None:
    assert (surface, "project", name) in named(text)


def test_a_spoken_form_counts_in_captions_alone() -> None:
    assert named("So I run cube control on the node.", medium="article") == set()


@pytest.mark.parametrize(
    "text",
    [
        "i was at the helm of a boat that day",
        "everything is in a state of flux and we wait",
        "then you get pod one and get pod two",
        "they built a scaffold around the house",
        "we talked about get ops and GetOps for hours",
        "there is a GitOps approach to all of it",
    ],
)
def test_ordinary_words_stay_words(text: str) -> None:
    assert named(text) == set()


def test_a_lower_case_word_is_the_name_where_the_recording_names_it_clearly() -> None:
    text = "Today we look at Flux and why Flux is good.\nthen you push it and flux pulls the change"
    assert ("flux", "project", "Flux") in named(text)


def test_a_known_name_whose_second_word_is_mis_heard() -> None:
    found = named("thank you to my employer, Equinix Medal. they pay for this")
    assert ("Equinix Medal", "vendor", "Equinix Metal") in found


def test_what_the_recording_is_introduced_to_be_about_is_a_name() -> None:
    text = (
        "Today we're gonna be taking a look at Quillomar. Quillomar is a tool that tests clusters.\n"
        "so quillomar reads the file and I like Quillomar. Quilomar has a server too"
    )
    found = named(text)
    assert {("Quillomar", "project", "Quillomar"), ("quillomar", "project", "Quillomar")} <= found
    assert ("Quilomar", "project", "Quillomar") in found


def test_what_is_called_a_company_is_one() -> None:
    text = "I work at a company called Brintly. Brintly is a startup in Wales, and Brintly pays me"
    assert ("Brintly", "vendor", "Brintly") in named(text)


def test_a_company_whose_tool_has_its_name_is_meant_as_the_tool() -> None:
    tool = "Lumora is a framework for lamps. I maintain it, and Lumora is an open source project now"
    assert ("Lumora", "project", "Lumora") in named(tool)
    assert ("Lumora", "vendor", "Lumora") in named("I'm an engineer at Lumora and Lumora is a company in Wales")


def test_one_name_is_the_tool_and_where_its_founder_is_named_the_company() -> None:
    found = heard("we run Tarnix here and Tarnix is fast.\nI met the founder of Tarnix. and then Tarnix crashed")
    assert [m.kind for m in found.mentions] == ["project", "project", "vendor", "project"]


def test_who_is_hailed_is_a_person_and_a_part_of_an_address_is_none() -> None:
    assert ("Manoush", "person", "Manoush") in named("we have a guest. Hey, Manoush. how are you today")
    assert named("you can find it at github.com/Manoush with the code") == set()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("today we are taking a look at the ", " and more", {"subject"}),
        ("i am a maintainer of ", ", which", {"is:project"}),
        ("so ", " is basically an open source tool for", {"is:project"}),
        ("she is the founder of ", ", a company in", {"is:vendor"}),
        ("hello, ", ". good to see you", {"hailed"}),
        ("use the code ", " dash live", {"spelt"}),
        ("and then ", " went home", set()),
    ],
)
def test_phrases_around_a_name(before: str, after: str, expected: set[str]) -> None:
    assert features(f"{before}Quillomar{after}", len(before), len(before) + 9) == expected


@pytest.mark.parametrize(("jargon", "near"), [((), False), (("Treadle",), True)])
def test_a_word_near_a_topic_s_jargon_may_be_a_name(jargon: tuple[str, ...], near: bool) -> None:
    field = make((entry("flux", "project", "Flux"), entry("weaving", "topic", "Weaving", jargon=jargon)))
    record = Extractor(field).find(document("so we move the treadle with flux in the evening", medium="captions"))
    assert ["tech" in span.features for span in record.spans if span.surface == "flux"] == [near]
