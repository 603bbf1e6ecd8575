"""Curated files as finished records."""

from __future__ import annotations

import dataclasses
import shutil
from typing import get_args

import pytest

from kg.ingest import entries
from kg.ingest.check import shape
from kg.model import KINDS, Alias, BadInput, Employment, Entry, Rejection, Ruling, Source
from kg.vocabulary import CLAIMS

LUMEN = """\
# a remark
name: Lumenkit
aliases: [LK, {name: 灯具, language: zh}]
labels: {zh: 灯套件}
repositories: [https://git.example.org/lumen]
vendor: quill
accepted: 2021-05-04
"""
FILES = {
    "projects/lumenkit.yaml": LUMEN,
    "vendors/quill.yaml": "name: Quillworks\nend_user: true\njoined: 2020\n",
    "people/ada.yaml": "name: Ada Fennick\nemployers: [{vendor: quill, role: Smith, since: 2021-04}]\n"
    "maintains: [lumenkit]\n",
    "talks/first.yaml": "title: First\nurl: ''\nmedium: talk\npublisher: quill\naffiliation: vendor\nof: quill\n"
    "date: unknown\nlanguage: en\nspeakers: [ada]\nlicence: CC-BY-4.0\n",
    "articles/second.yaml": "title: Second\nurl: https://example.org/2\nmedium: post\npublisher: A Paper\n"
    "affiliation: independent\ndate: 2020-02\nlanguage: zh\nlicence: not republishable\n",
    "rulings/names.yaml": "- {surface: Keep, source: first}\n- {surface: LK, entry: lumenkit}\n",
    "rulings/claims.yaml": "- claim: {subject: ada, predicate: maintains, object: lumenkit}\n  verdict: rejected\n"
    "  reason: She left it.\n",
}


def test_entries_sources_and_rulings(instance):
    catalogue = entries.read(instance(FILES))
    assert [entry.id for entry in catalogue.entries] == ["ada", "lumenkit", "quill"]
    lumen = catalogue.entries[1]
    assert lumen.aliases == (Alias("LK"), Alias("灯具", "zh"))
    assert (lumen.labels, lumen.vendor, lumen.accepted) == ({"zh": "灯套件"}, "quill", "2021-05-04")
    assert lumen.path == "content/projects/lumenkit.yaml"
    assert catalogue.entries[0].employers == (Employment("quill", "Smith", "2021-04"),)
    assert catalogue.entries[2].joined == "2020"
    assert catalogue.rulings == (
        Ruling("Keep", "", "first", "content/rulings/names.yaml"),
        Ruling("LK", "lumenkit", "", "content/rulings/names.yaml"),
    )
    assert catalogue.rejections == (Rejection("ada", "maintains", "lumenkit", "content/rulings/claims.yaml"),)


def test_quotable_follows_the_licence(instance):
    second, first = sorted(entries.read(instance(FILES)).sources, key=lambda source: source.title, reverse=True)
    assert (first.quotable, second.quotable) == (True, False)
    assert (first.kind, second.kind, second.date) == ("talk", "article", "2020-02")


def test_an_error_stops_it_and_all_are_told(instance):
    root = instance({**FILES, "people/bad.yaml": "nam: X\n", "vendors/quill.yaml": "name: Q\nparent: nobody\n"})
    with pytest.raises(BadInput) as raised:
        entries.read(root)
    assert {problem.path for problem in raised.value.problems} == {
        "content/people/bad.yaml",
        "content/vendors/quill.yaml",
    }


def test_a_changed_file_is_read_again(instance):
    root = instance(FILES)
    before = entries.read(root)
    assert entries.read(root) == before
    (root / "content/projects/lumenkit.yaml").write_text(LUMEN.replace("Lumenkit", "Lumenkit Two"))
    assert entries.read(root).entries[1].name == "Lumenkit Two"
    (root / "content/people/ada.yaml").unlink()
    with pytest.raises(BadInput, match="there is no person 'ada'"):
        entries.read(root)


def test_a_damaged_cache_counts_as_none(instance):
    root = instance(FILES)
    before = entries.read(root)
    for file in (root / "build/cache").rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x80garbage")
    assert entries.read(root) == before
    shutil.rmtree(root / "build")
    assert entries.read(root) == before


def test_schemas_and_records_have_the_same_fields():
    fields = {field.name for field in dataclasses.fields(Entry)} - {"id", "kind", "path"}
    schemas = {kind: set(shape.schema(kind)["properties"]) for kind in KINDS}
    assert set().union(*schemas.values()) == fields
    source = {field.name for field in dataclasses.fields(Source)} - {"id", "kind", "path", "quotable"}
    assert set(shape.schema("source")["properties"]) == source
    for name in ("medium", "affiliation"):
        allowed = next(field for field in dataclasses.fields(Source) if field.name == name)
        assert set(get_args(entries.Source.__annotations__[name]) or shape.schema("source")["properties"][name]["enum"])
        assert all(value in str(allowed.type) for value in shape.schema("source")["properties"][name]["enum"])


@pytest.mark.parametrize("kind", [*KINDS, "source", "ruling", "waiver", "config"])
def test_every_field_of_a_schema_is_described_with_an_example(kind):
    rules = shape.schema(kind)
    properties = rules.get("properties") or rules["items"]["properties"]
    for name, field in properties.items():
        assert field["title"] and field["description"] and field["examples"], name
    assert (rules if "properties" in rules else rules["items"])["additionalProperties"] is False


def test_a_claim_s_predicates_are_those_of_the_graph():
    claim = shape.schema("ruling")["items"]["properties"]["claim"]["properties"]
    assert claim["predicate"]["enum"] == list(CLAIMS)
    assert all(field["title"] and field["description"] and field["examples"] for field in claim.values())


@pytest.mark.parametrize("kind", [*KINDS, "source", "config"])
def test_the_examples_of_a_schema_are_valid(kind):
    rules = shape.schema(kind)
    for name, field in rules["properties"].items():
        for example in field["examples"]:
            alone = [finding for finding in shape.check(kind, {name: example}) if "is missing" not in finding[2]]
            assert not alone, (name, example, alone)
