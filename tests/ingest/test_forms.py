"""Issues as the forge writes them → changed files; hostile and mistaken answers → a message, and nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import check, forgotten
from kg.ingest.check import shape
from kg.ingest.forms import body, changes
from kg.model import FOLDERS, BadInput
from tests.ingest.conftest import Instance

FORMS = Path(__file__).resolve().parents[2] / ".github/ISSUE_TEMPLATE"
FILES = {
    "projects/lumen.yaml": "# kept\nname: Lumen  # the lamp\nhomepage: https://lumen.example/\nvendor: quill\n",
    "vendors/quill.yaml": "name: Quillworks\n",
    "vendors/ferry.yaml": "name: Ferry Labs\n",
    "topics/storage.yaml": "name: Storage\n",
    "people/ada-fennick.yaml": "# Ada's own words\nname: Ada Fennick\nemployers:\n  - vendor: quill\n    role: CTO\n",
    "talks/night.yaml": "title: Night\nurl: https://night.example/1\nmedium: talk\npublisher: Night Radio\n"
    "affiliation: independent\ndate: unknown\nlanguage: en\n",
    "talks/night.jsonl": '{"version":1}\n["Lumen",0,5,null,[]]\n',
}


def template(name: str) -> list[dict[str, Any]]:
    """The fields of a form, in their order."""
    fields = yaml.safe_load((FORMS / f"{name}.yml").read_text("utf-8"))["body"]
    return [field for field in fields if field["type"] != "markdown"]


def filled(name: str, /, **answers: str) -> str:
    """An issue's text as the forge writes it from the form of this name."""
    parts = []
    for field in template(name):
        answer = answers.pop(field["id"], "") or "_No response_"
        if field["attributes"].get("render") and answer != "_No response_":
            answer = f"```{field['attributes']['render']}\n{answer}\n```"
        parts.append(f"### {field['attributes']['label']}\n\n{answer}")
    assert not answers, f"the form {name} has no field {sorted(answers)}"
    return "\r\n\r\n".join(part.replace("\n", "\r\n") for part in parts)


@pytest.fixture
def root(instance: Instance) -> Path:
    """A small instance without a fault."""
    made = instance(FILES)
    assert not check.check(made)
    return made


def content(root: Path) -> dict[str, bytes]:
    """All of the content's files."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.glob("content/**/*.*")}


@pytest.mark.parametrize("name", body.FORMS)
def test_the_forms_and_their_reader_name_the_same_labels(name: str) -> None:
    assert {field["attributes"]["label"]: field["id"] for field in template(name)} == body.FORMS[name]
    required = {field["id"] for field in template(name) if field.get("validations", {}).get("required")}
    assert required == set(body.REQUIRED[name])


def test_what_may_be_chosen_in_a_form_is_what_the_schemas_know() -> None:
    def options(form: str, id_: str) -> list[str]:
        return next(field["attributes"]["options"] for field in template(form) if field["id"] == id_)

    titles = {rule["title"] for kind in FOLDERS for rule in shape.schema(kind)["properties"].values()}
    assert [title for title in options("correct", "field") if title not in titles] == ["Something else"]
    assert options("source", "medium") == shape.schema("source")["properties"]["medium"]["enum"]
    known = shape.schema("source")["properties"]["affiliation"]["enum"]
    assert sorted(options("source", "affiliation")) == sorted(known)


def test_a_new_project(root: Path) -> None:
    text = filled(
        "entry",
        kind="Project",
        name="Wick Gate",
        homepage="https://WickGate.example/?utm_source=mail",
        repositories="https://github.com/wick/gate.git\nhttps://github.com/wick/docs",
        aliases="WG\n灯芯",
        categories="Storage",
        vendor="https://lanterns.example/vendors/quill/",
        shown="https://wickgate.example/about",
    )
    made = changes.make(root, text)
    assert (made.title, made.paths) == ("Add the project Wick Gate", ("content/projects/wick-gate.yaml",))
    assert (root / made.paths[0]).read_text("utf-8").splitlines() == [
        "# yaml-language-server: $schema=../../kg/schema/project.json",
        "name: Wick Gate",
        "aliases:",
        "  - WG",
        "  - name: 灯芯",
        "    language: zh",
        "homepage: https://wickgate.example/",
        "repositories:",
        "  - https://github.com/wick/gate",
        "  - https://github.com/wick/docs",
        "categories:",
        "  - storage",
        "vendor: quill",
    ]
    assert not check.check(root)


def test_a_new_person_with_further_fields_as_yaml(root: Path) -> None:
    more = "employers:\n  - vendor: ferry\n    since: 2024-05\nlinks: {github: https://github.com/bo}"
    made = changes.make(root, filled("entry", kind="Person", name="Bo Tarn", more=more, shown="x"))
    assert "since: 2024-05" in (root / made.paths[0]).read_text("utf-8")
    assert not check.check(root)


def test_an_answer_that_the_kind_has_no_field_for_is_left_out_and_said(root: Path) -> None:
    made = changes.make(root, filled("entry", kind="Vendor", name="Tarn AG", vendor="Quillworks", shown="x"))
    assert "vendor:" not in (root / made.paths[0]).read_text("utf-8")
    assert "a vendor has no vendor" in "\n".join(map(str, made.notes))


def test_an_employer_is_put_right_and_comments_stay(root: Path) -> None:
    text = filled(
        "correct", id="Ada Fennick", field="Employers", value="- Ferry Labs; Engineer; 2025\n- quill; CTO; ; 2024"
    )
    changes.make(root, text)
    said = (root / "content/people/ada-fennick.yaml").read_text("utf-8")
    assert said.startswith("# Ada's own words\nname: Ada Fennick\n")
    assert "  - vendor: ferry\n    role: Engineer\n    since: '2025'\n  - vendor: quill\n" in said
    assert said.endswith("    role: CTO\n    until: '2024'\n")


def test_a_field_is_taken_out_and_the_rest_stays_as_it_was(root: Path) -> None:
    changes.make(root, filled("correct", id="lumen", field="Vendor", value="nothing"))
    said = (root / "content/projects/lumen.yaml").read_text("utf-8")
    assert said == "# kept\nname: Lumen  # the lamp\nhomepage: https://lumen.example/\n"


def test_a_statement_of_a_file_is_taken_out_of_it(root: Path) -> None:
    made = changes.make(root, filled("correct", id="ada-fennick", claim="ada-fennick works_for quill"))
    assert made.paths == ("content/people/ada-fennick.yaml",)
    assert "employers" not in (root / made.paths[0]).read_text("utf-8")


def test_a_statement_of_no_file_is_rejected_by_a_ruling_and_the_right_one_stated(root: Path) -> None:
    text = filled("correct", id="ada-fennick", claim="ada-fennick works_for ferry", value="quill; CTO; 2020", shown="w")
    made = changes.make(root, text)
    assert made.paths == ("content/people/ada-fennick.yaml", "content/rulings/review.yaml")
    ruled = yaml.safe_load((root / "content/rulings/review.yaml").read_text("utf-8"))
    claim = {"subject": "ada-fennick", "predicate": "works_for", "object": "ferry"}
    assert ruled == [{"claim": claim, "verdict": "rejected", "reason": "w"}]
    assert "since: '2020'" in (root / "content/people/ada-fennick.yaml").read_text("utf-8")
    with pytest.raises(BadInput, match="rejected already"):
        changes.make(root, filled("correct", id="ada-fennick", claim="ada-fennick works_for ferry"))


def test_this_lumen_is_not_that_lumen(root: Path) -> None:
    text = filled("link", source="https://x.example/talks/night/", surface="Lumen", meant="nothing", reason="The unit.")
    made = changes.make(root, text)
    assert made.title == "Rule that “Lumen” in night is nothing of ours"
    ruled = yaml.safe_load((root / "content/rulings/review.yaml").read_text("utf-8"))
    assert ruled == [{"surface": "Lumen", "source": "night", "reason": "The unit."}]
    with pytest.raises(BadInput, match="ruled on already"):
        changes.make(root, text)


def test_a_ruling_that_meets_nothing_is_written_with_a_word_of_warning(root: Path) -> None:
    made = changes.make(root, filled("link", source="night", surface="Lumens", meant="lumen"))
    assert "matches nothing" in "\n".join(map(str, made.notes))


def test_a_suggested_talk(root: Path) -> None:
    answers = {"url": "https://night.example/2", "title": "Night again", "medium": "talk", "publisher": "Quillworks"}
    more = {"affiliation": "vendor", "of": "Quillworks", "date": "2024-05-31", "speakers": "Ada Fennick\nCy Noname"}
    made = changes.make(root, filled("source", **answers, **more))
    said = yaml.safe_load((root / "content/talks/night-again.yaml").read_text("utf-8"))
    assert (said["publisher"], said["of"], said["speakers"]) == ("quill", "quill", ["ada-fennick"])
    assert "Cy Noname" in str(made.notes[0])
    with pytest.raises(BadInput, match="we have it already: content/talks/night-again.yaml"):
        changes.make(root, filled("source", **answers | {"title": "Other"}, affiliation="independent"))


ENTRY = {"kind": "Project", "name": "Wick", "shown": "x"}
MISTAKES = {
    "no form": ("Please add Wick!", "made by none of the forms"),
    "no name": (filled("entry", kind="Project", shown="x"), "“Name” has no answer"),
    "no URL": (filled("entry", **ENTRY, homepage="wick.example"), "did you mean 'https://wick.example'?"),
    "javascript": (filled("entry", **ENTRY, homepage="javascript:alert(1)"), "homepage must be a URL"),
    "strange vendor": (filled("entry", **ENTRY, vendor="Quillwork"), "vendor must be an id"),
    "unknown id": (filled("entry", **ENTRY, vendor="quil"), "quill"),
    "taken name": (filled("entry", **ENTRY | {"name": "lumen"}), "content/projects/lumen.yaml"),
    "unknown field": (filled("entry", **ENTRY, more="colour: blue"), "has no field 'colour'"),
    "broken YAML": (filled("entry", **ENTRY, more="a: [b"), "Further fields"),
    "alias bomb": (filled("entry", **ENTRY, more="a: &a [x]\nb: [*a, *a]"), "Further fields"),
    "a list": (filled("entry", **ENTRY, more="- a"), "must be YAML as"),
    "another kind": (filled("entry", **ENTRY | {"kind": "../people"}), "is no kind of entry"),
    "another file": (filled("correct", id="../../talkscape.yml", field="Name", value="x"), "there is no entry"),
    "a person must read": (filled("correct", id="lumen", field="Something else", value="x"), "a person has to read"),
    "no such claim": (filled("correct", id="lumen", claim="lumen is bad"), "is no statement"),
    "not said what is right": (filled("correct", id="lumen", field="Homepage"), "“What is right?” has no answer"),
    "the same again": (filled("correct", id="lumen", field="Vendor", value="Quillworks"), "says so already"),
    "the name taken out": (filled("correct", id="lumen", field="Name", value="nothing"), "name is missing"),
    "nobody": (filled("correct", id="ada-fennick", field="Employers", value="Nobody & Sons"), "must be an id"),
    "no such talk": (filled("link", source="nigth", surface="Lumen", meant="lumen"), "did you mean 'night'?"),
    "a long answer": (filled("entry", **ENTRY, aliases="x" * 9_000), "more than 8,000 characters"),
    "a long issue": ("x" * 70_000, "longer than 60,000"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_and_nothing_is_written(root: Path, name: str) -> None:
    text, told = MISTAKES[name]
    before = content(root)
    with pytest.raises(BadInput) as bad:
        changes.make(root, text)
    assert told in str(bad.value)
    assert content(root) == before


def test_who_asked_to_be_forgotten_is_not_added(root: Path) -> None:
    forgotten.remember(root, ["Bo Tarn"])
    with pytest.raises(BadInput, match="asked not to be listed"):
        changes.make(root, filled("entry", kind="Person", name="bo tarn", shown="x"))


@pytest.mark.parametrize("more", ["name: Bo Tarn", "aliases: [Bo Tarn]", "labels: {de: BO TARN}"])
def test_who_asked_to_be_forgotten_does_not_come_in_by_further_fields(root: Path, more: str) -> None:
    forgotten.remember(root, ["Bo Tarn"])
    before = content(root)
    with pytest.raises(BadInput, match="asked not to be listed|gives a name"):
        changes.make(root, filled("entry", kind="Person", name="Cy Other", more=more, shown="x"))
    assert content(root) == before


@pytest.mark.parametrize(("field", "value"), [("Name", "bo  tarn"), ("Aliases", "Bo Tarn"), ("Labels", "de: Bo Tarn")])
def test_who_asked_to_be_forgotten_does_not_come_in_by_a_correction(root: Path, field: str, value: str) -> None:
    forgotten.remember(root, ["Bo Tarn"])
    with pytest.raises(BadInput, match="asked not to be listed"):
        changes.make(root, filled("correct", id="ada-fennick", field=field, value=value))


def test_an_older_error_elsewhere_takes_nothing_back(root: Path) -> None:
    (root / "content/vendors/ferry.yaml").write_text("name: Ferry Labs\nodd: 1\n")
    text = filled("entry", kind="Project", name="Wick Gate", homepage="https://wick.example/", shown="x")
    made = changes.make(root, text)
    assert made.paths == ("content/projects/wick-gate.yaml",) and (root / made.paths[0]).is_file()
    assert "odd" not in "\n".join(map(str, made.notes))


def test_an_older_error_of_the_same_file_is_not_new_where_its_line_moves(root: Path) -> None:
    (root / "content/projects/lumen.yaml").write_text("name: Lumen\nvendor: quill\nodd: 1\n")
    made = changes.make(root, filled("correct", id="lumen", field="Vendor", value="nothing"))
    assert made.paths == ("content/projects/lumen.yaml",)
    assert (root / made.paths[0]).read_text("utf-8") == "name: Lumen\nodd: 1\n"


def test_an_answer_cannot_pass_for_an_answer_before_it(root: Path) -> None:
    """A heading within an answer is a part of it unless that field is still to come."""
    read = body.read(filled("correct", id="lumen", field="Summary", value="Lamps.\n### Which entry?\n\nada-fennick"))
    assert read.answers["id"] == "lumen"
    assert "ada-fennick" in read.answers["value"]


@given(st.sampled_from(sorted(body.FORMS)), st.data())
def test_whatever_is_answered_only_bad_input_is_raised(tmp_path_factory, name: str, data: st.DataObject) -> None:
    root = tmp_path_factory.getbasetemp() / "fuzzed"
    for path, text in FILES.items():
        if not (root / "content" / path).is_file():
            (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
            (root / "content" / path).write_text(text)
            (root / "talkscape.yml").write_text("name: T\nbase_iri: https://e.org/id/\nsite_url: https://e.org/\n")
    odd = st.text(max_size=40) | st.sampled_from(["lumen", "quill", "Project", "Name", "a: b", "- x", "; ;", "é"])
    answers = {field["id"]: data.draw(odd) for field in template(name)}
    before = content(root)
    try:
        made = changes.make(root, filled(name, **answers))
    except BadInput:
        assert content(root) == before
        return
    assert not [problem for problem in check.check(root) if problem.level == "error"]
    for path in {*made.paths, *content(root)} - {f"content/{path}" for path in FILES}:
        (root / path).unlink()
    for path, text in FILES.items():
        (root / "content" / path).write_text(text)
