"""What evidence a name needs follows from its own shape, and a person's word goes first."""

from __future__ import annotations

import pytest

from kg.extract.gazetteer import POLICIES, make, policy
from kg.model import Entry
from tests.link.field import ENTRIES, entry


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("containerd", "project", "any-case"),
        ("vCluster", "project", "any-case"),
        ("Open Policy Agent", "project", "any-case"),
        ("C++", "project", "exact-case"),
        ("Flux", "project", "exact-case"),
        ("Red Hat", "vendor", "exact-case"),
        ("OPA", "project", "exact-case"),
        ("kind", "project", "cue"),
        ("ko", "project", "cue"),
        ("Keep", "project", "context"),
        ("Port", "vendor", "context"),
        ("特使", "project", "context"),
        ("云原生计算基金会", "vendor", "any-case"),
        ("Ada Berg", "person", "any-case"),
        ("Ada", "person", "never"),
        ("service mesh", "topic", "any-case"),
    ],
)
def test_policy_follows_from_shape_and_frequency(name: str, kind: str, wanted: str) -> None:
    assert policy(name, kind) == wanted  # type: ignore[arg-type]


def test_the_entry_may_set_a_policy() -> None:
    names = {n.text: n.policy for n in make([entry("keep", "project", "Keep", match={"Keep": "never"})]).names}
    assert names == {"Keep": "never"}


def texts(*entries: Entry) -> set[str]:
    return {name.text for name in make(entries).names}


def test_legal_form_and_brackets_make_shorter_names() -> None:
    assert texts(entry("acme", "vendor", "Acme Mesh, Inc.")) == {"Acme Mesh, Inc.", "Acme Mesh"}
    assert texts(entry("tuf", "project", "The Update Framework (TUF)")) >= {"The Update Framework", "TUF"}
    assert "Kafka" in texts(entry("kafka", "project", "Apache Kafka"))


def test_labels_of_other_languages_than_english_and_chinese_are_no_names() -> None:
    made = entry(
        "mesh", "topic", "Service Mesh", labels={"zh": "服务网格", "ja": "サービスメッシュ", "de": "Servicenetz"}
    )
    assert texts(made) == {"Service Mesh", "服务网格"}


def test_the_same_entries_give_the_same_gazetteer_whatever_their_order() -> None:
    assert make(ENTRIES).names == make(tuple(reversed(ENTRIES))).names
    assert {name.policy for name in make(ENTRIES).names} <= set(POLICIES)
