"""A new instance: its files, its own words and colours; nothing is left behind where it cannot be made."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.ingest import config, creation, entries, instance
from kg.ingest.check import check
from kg.model import BadInput

WANTED = instance.Wanted(
    name="Lantern: the scape",
    site_url="https://lanterns.example/scape",
    tagline="What 'lantern' makers say",
    contact="mailto:us@lanterns.example",
    languages=("de", "en"),
    colours={"light": "#7a3e9d", "dark": "#c9a2e8"},
    categories=("Web", "Data & Tables"),
)


def test_an_empty_instance_is_sound(tmp_path):
    root = tmp_path / "new"
    made = instance.make(root, WANTED)
    found = config.read(root)
    assert (found.name, found.tagline, found.languages) == (WANTED.name, WANTED.tagline, ("de", "en"))
    assert (found.site_url, found.base_iri) == (
        "https://lanterns.example/scape/",
        "https://lanterns.example/scape/id/",
    )
    assert found.vocabulary == {} and found.colours == WANTED.colours
    assert {entry.id for entry in entries.read(root).entries} == {"web", "data-and-tables"}
    assert check(root) == []
    assert {"mkdocs.yml", ".gitignore", ".github/workflows/site.yml", "content/pages/about.md"} <= set(made)
    pages = "".join(path.read_text() for path in (root / "content/pages").iterdir())
    assert "Lantern: the scape" in pages and "<us@lanterns.example>" in pages and "{" not in pages


def test_fields_without_values_are_refused_and_those_of_the_vocabulary_taken(tmp_path):
    root = tmp_path / "new"
    instance.make(root, WANTED)
    with pytest.raises(BadInput, match="maturity has no values in this instance .see vocabulary in talkscape.yml"):
        creation.make(root, "project", "ferncast", {"name": "Ferncast", "maturity": "sandbox"})
    file = root / "talkscape.yml"
    file.write_text(file.read_text().replace("vocabulary: {}", "vocabulary: {maturity: {ripe: ripe, green: unripe}}"))
    creation.make(root, "project", "ferncast", {"name": "Ferncast", "maturity": "ripe"})
    with pytest.raises(BadInput, match="maturity must be one of ripe, green .did you mean 'green'"):
        creation.make(root, "project", "mothwing", {"name": "Mothwing", "maturity": "gren"})


def test_editors_read_the_instances_own_values(tmp_path):
    root = tmp_path / "new"
    instance.make(root, WANTED)

    def maturity():
        return json.loads((root / "kg/schema/common.json").read_text())["$defs"]["maturity"]["enum"]

    assert maturity() == []
    file = root / "talkscape.yml"
    file.write_text(file.read_text().replace("vocabulary: {}", "vocabulary: {maturity: {ripe: ripe, green: unripe}}"))
    assert instance.renew(root) == ("kg/schema/common.json",)
    assert maturity() == ["ripe", "green"] and instance.renew(root) == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"site_url": "lanterns.example"}, "site_url must be a URL"),
        ({"base_iri": "https://x.example/id"}, "base_iri"),
        ({"contact": "us@lanterns.example"}, "contact"),
        ({"languages": ("German",)}, "languages"),
        ({"colours": {"light": "#ffff00", "dark": "#c9a2e8"}}, "colours.light is hard to read on a light background"),
        ({"colours": {"light": "purple", "dark": "#c9a2e8"}}, "colours.light"),
        ({"categories": ("网络",)}, "no id can be made of '网络'"),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(tmp_path, change, message):
    with pytest.raises(BadInput, match=message):
        instance.make(tmp_path / "new", replace(WANTED, **change))
    assert list(tmp_path.iterdir()) == []


def test_the_check_reads_the_settings_too(tmp_path, kg):
    root = tmp_path / "new"
    instance.make(root, WANTED)
    file = root / "talkscape.yml"
    file.write_text(file.read_text().replace("vocabulary: {}", "vocabulary: {maturty: {ripe: ripe}}"))
    said = kg("check", "--root", root, status=1).stderr
    assert "talkscape.yml:19:14: error: unknown field 'vocabulary.maturty' (did you mean 'maturity'?)" in said
    file.write_text(file.read_text().replace("maturty", "maturity").replace("#7a3e9d", "#dddddd"))
    assert "colours.light is hard to read" in kg("check", "--root", root, status=1).stderr


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(BadInput, match="must be empty .notes.txt is there already"):
        instance.make(tmp_path, WANTED)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_repository_may_become_one(tmp_path):
    (tmp_path / ".git").mkdir()
    assert "talkscape.yml" in instance.make(tmp_path, WANTED)
