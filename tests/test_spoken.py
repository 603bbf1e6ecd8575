"""Names as people say them, and by their sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import sound, spoken


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kubectl", "cube control"),
        ("kubectl", "coop c t l"),
        ("minikube", "mini cube"),
        ("kubelet", "cubelet"),
        ("istioctl", "istio control"),
        ("k14s", "k fourteen s"),
        ("k14s", "k 14 s"),
        ("1Password", "one password"),
        ("kbld", "k b l d"),
        ("OCI", "o c i"),
        ("InfluxDB", "influx d b"),
        ("GitLab", "get lab"),
    ],
)
def test_a_name_is_said_so(name: str, said: str) -> None:
    assert said in spoken.forms(name)


@pytest.mark.parametrize("name", ["Envoy", "Open Policy Agent", "kube", "Go", "", "Kubernetes Engine", "特使"])
def test_most_names_are_said_as_they_are_written(name: str) -> None:
    assert not [form for form in spoken.forms(name) if "cube" in form or len(form.split()) > 4]


@given(st.text(max_size=40))
def test_any_text_has_few_forms_in_order_and_none_is_the_name(name: str) -> None:
    forms = spoken.forms(name)
    assert list(forms) == sorted(set(forms))
    assert name.lower() not in forms
    assert len(forms) < 200


@pytest.mark.parametrize(
    ("heard", "name"),
    [("Crestlet", "Krustlet"), ("Fermion", "Fermyon"), ("SpaceDB", "SpiceDB"), ("kptn", "Keptn"), ("Wasmr", "Wasmer")],
)
def test_a_mis_heard_name_sounds_like_it(heard: str, name: str) -> None:
    assert sound.likeness(heard, name) > 0.8


@pytest.mark.parametrize(
    ("heard", "name"),
    [("Gherkin", "Krkn"), ("captain", "Keptn"), ("about", "Envoy"), ("CREs", "CoreOS"), ("auth", "OAuth"), ("", "")],
)
def test_another_word_does_not(heard: str, name: str) -> None:
    assert sound.likeness(heard, name) == 0.0


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12))
def test_a_word_sounds_like_itself_and_its_code_holds_no_inner_vowel(word: str) -> None:
    assert sound.likeness(word, word) in (0.0, 1.0)
    assert not set(sound.code(word)[1:]) & set("eiouy")


def test_terms_of_the_field_name_nothing() -> None:
    assert spoken.generic("URLs")
    assert spoken.generic("ssh")
    assert not spoken.generic("Skaffold")
