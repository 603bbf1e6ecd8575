"""A new file: its id, what is asked for, what is told of what is there already."""

from __future__ import annotations

import pytest

from kg.ingest import creation, forgotten
from kg.ingest.check import check
from kg.model import BadInput

FILES = {
    "projects/quill.yaml": "name: Quill\naliases: [QuillDB]\nrepositories: [https://github.com/quill-example/quill]\n"
    "homepage: https://quill.example\nformer_ids: [plume]\n",
    "vendors/quillworks.yaml": "name: Quillworks\n",
    "topics/lamp-oil.yaml": "name: Lamp Oil\n",
}


@pytest.fixture
def root(instance):
    return instance(FILES)


def told(problems):
    return [(problem.level, problem.path, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("data", "level", "message"),
    [
        ({"name": "quill-db"}, "error", "'QuillDB' is Quill already, a project"),
        ({"name": "Other", "aliases": ["QUILL"]}, "error", "'Quill' is Quill already, a project"),
        (
            {"name": "Other", "repositories": ["https://github.com/Quill-Example/quill.git"]},
            "error",
            "the repository github.com/quill-example/quill belongs to Quill already, a project",
        ),
        (
            {"name": "Other", "homepage": "https://www.quill.example/"},
            "warning",
            "quill.example is the homepage of Quill already, a project",
        ),
        ({"name": "Quilll"}, "warning", "the name is near 'Quill', a project"),
    ],
    ids=["alias", "name as alias", "repository", "homepage", "near"],
)
def test_what_is_there_already_is_told_with_the_entry(root, data, level, message):
    assert (level, "content/projects/quill.yaml", message) in told(creation.alike(root, "project", data))


def test_a_name_of_another_kind_and_of_a_person_only_warns(root):
    (root / "content/people").mkdir()
    (root / "content/people/ada-fennick.yaml").write_text("name: Ada Fennick\n")
    assert [p.level for p in creation.alike(root, "product", {"name": "Quill"})] == ["warning"]
    assert [p.level for p in creation.alike(root, "person", {"name": "Ada Fennick"})] == ["warning"]
    assert creation.alike(root, "project", {"name": "Zither"}) == []


def test_ids_are_unique_over_all_kinds_and_former_ones(root):
    assert creation.free_id(root, "vendor", "Quill") == "quill-inc"
    assert creation.free_id(root, "project", "Plume") == "plume-project"
    assert creation.free_id(root, "project", "Zither") == "zither"
    for wanted, message in (("quill", "is taken"), ("plume", "is taken"), ("../x", "is no id")):
        with pytest.raises(BadInput, match=message):
            creation.free_id(root, "project", "Q", wanted)
    with pytest.raises(BadInput, match="no id can be made"):
        creation.free_id(root, "project", "羽毛笔")


def test_what_is_said_becomes_ids_and_canonical_addresses(root):
    said = {
        "name": ["Inkwell"],
        "homepage": ["inkwell.example"],
        "categories": ["Lamp oil"],
        "vendor": ["quillworks"],
        "links.github": ["http://www.github.com/inkwell-example/"],
    }
    data = creation.fields(root, "project", said)
    assert data["homepage"] == "https://inkwell.example"
    assert data["categories"] == ["lamp-oil"]
    assert data["links"] == {"github": "https://github.com/inkwell-example"}
    employed = creation.fields(root, "person", {"name": ["Ada Fennick"], "employers": ["Quillworks"]})
    assert employed["employers"] == [{"vendor": "quillworks"}]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"hompage": ["x"]}, "unknown field 'hompage' .did you mean 'homepage'"),
        ({"links.githib": ["x"]}, "did you mean 'github'"),
        ({"homepage": ["a", "b"]}, "homepage has one value"),
    ],
)
def test_a_field_that_cannot_be_is_refused(root, said, message):
    with pytest.raises(BadInput, match=message):
        creation.fields(root, "project", said)


def test_a_sound_file_is_written_and_a_broken_one_is_not(root):
    made = creation.make(root, "project", "inkwell", {"name": "Inkwell", "categories": ["lamp-oil"]})
    assert made.path == "content/projects/inkwell.yaml"
    text = (root / made.path).read_text()
    assert text.startswith("# yaml-language-server: $schema=../../kg/schema/project.json\nname: Inkwell\n")
    with pytest.raises(BadInput, match="there is no topic 'lampoil'.*did you mean 'lamp-oil'"):
        creation.make(root, "project", "other", {"name": "Other", "categories": ["lampoil"]})
    assert not (root / "content/projects/other.yaml").exists()
    assert not [problem for problem in check(root) if problem.level == "error"]


def test_a_source_may_have_no_address(root):
    said = {"title": ["T"], "url": [""], "medium": ["talk"], "publisher": ["P"], "affiliation": ["independent"]}
    data = creation.fields(root, "talk", said | {"date": ["unknown"], "language": ["en"]})
    assert creation.make(root, "talk", "t", data).problems == ()
    assert {field.name for field in creation.asked("talk") if field.required} == set(said) - {"title"} | {
        "date",
        "language",
    }


def test_who_asked_not_to_be_listed_is_not(root):
    forgotten.remember(root, ["Bo Fennick"])
    with pytest.raises(BadInput, match="asked not to be listed"):
        creation.make(root, "person", "bo-fennick", {"name": "Bo Fennick"})
