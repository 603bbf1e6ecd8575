"""Forms that pages filled in, sent when the file says something else already; and lines under another field's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import check
from kg.ingest.forms import changes, stood
from kg.model import BadInput
from tests.ingest.conftest import Instance
from tests.ingest.test_forms import FILES, content, filled

ADA = "content/people/ada-fennick.yaml"
LUMEN = "content/projects/lumen.yaml"
FERRY = {"vendor": "ferry", "role": "keeper"}
QUILL = {"vendor": "quill", "role": "CTO"}
WRONG = {"id": "ada-fennick", "claim": "ada-fennick works_for ferry", "value": "ferry; keeper"}
SHOWED = stood.write({"employers": ["ferry; keeper"]})
LINES = "Name: Lumen\nHomepage: https://lumen.example/\nMaturity: sandbox"
BEFORE = stood.write({"name": ["Lumen"], "homepage": ["https://lumen.example/"], "maturity": ["sandbox"]})


@pytest.fixture
def root(instance: Instance) -> Path:
    """A small instance in which somebody has mended Ada's employer, and Lumen's maturity, already."""
    made = instance(FILES | {"projects/lumen.yaml": FILES["projects/lumen.yaml"] + "maturity: graduated\n"})
    assert not check.check(made)
    return made


def data(root: Path, path: str) -> Any:
    """What a file says."""
    return yaml.safe_load((root / path).read_text("utf-8"))


def sent(root: Path, **answers: str) -> changes.Change:
    """Send the form that corrects."""
    return changes.make(root, filled("correct", **answers))


def ruled(root: Path) -> list[dict[str, Any]]:
    """The claims that are rejected."""
    file = root / "content/rulings/review.yaml"
    return [each["claim"] for each in yaml.safe_load(file.read_text("utf-8"))] if file.is_file() else []


@pytest.mark.parametrize("marks", [{"stood": SHOWED}, {}], ids=["marked", "of an older page"])
def test_an_employer_who_is_wrong_and_gone_already_is_not_written_again(root: Path, marks: dict[str, str]) -> None:
    before = (root / ADA).read_bytes()
    made = sent(root, **WRONG, **marks)
    assert (root / ADA).read_bytes() == before
    assert made.paths == ("content/rulings/review.yaml",) and ruled(root)[0]["object"] == "ferry"
    with pytest.raises(BadInput, match="rejected already"):
        sent(root, **WRONG, **marks)


def test_an_employer_whom_others_added_stays_where_a_reader_adds_one(root: Path) -> None:
    answer = "ferry; Mate; 2025\nferry; keeper"
    made = sent(root, id="ada-fennick", claim="ada-fennick works_for quill", value=answer, stood=SHOWED)
    assert data(root, ADA)["employers"] == [{"vendor": "ferry", "role": "Mate", "since": "2025"}, QUILL]
    (note,) = [str(note) for note in made.notes if "after the page was made" in str(note)]
    assert "quill; CTO" in note


def test_an_employer_struck_out_goes_and_one_added_meanwhile_stays(root: Path) -> None:
    (root / ADA).write_text(yaml.safe_dump({"name": "Ada Fennick", "employers": [FERRY, QUILL]}))
    shown = stood.write({"employers": ["ferry; keeper", "ferry; Mate"]})
    sent(root, **WRONG | {"value": "ferry; Mate"}, stood=shown)
    assert data(root, ADA)["employers"] == [QUILL]


def test_a_form_sent_as_it_was_filled_in_takes_out_the_one_employer(root: Path) -> None:
    (root / ADA).write_text(yaml.safe_dump({"name": "Ada Fennick", "employers": [FERRY, QUILL]}))
    assert not sent(root, **WRONG, stood=SHOWED).notes
    assert data(root, ADA)["employers"] == [QUILL]


def test_dates_of_an_employer_that_no_file_states_are_stated_and_not_rejected(root: Path) -> None:
    answer = "quill; CTO; 2024\nferry; keeper; ; 2024"
    sent(root, **WRONG | {"value": answer}, stood=stood.write({"employers": ["quill; CTO"]}))
    assert [each["vendor"] for each in data(root, ADA)["employers"]] == ["quill", "ferry"]
    assert ruled(root) == []


def test_a_page_that_showed_no_employer_takes_none_out(root: Path) -> None:
    sent(root, **WRONG | {"value": "ferry; Mate; 2025"}, stood="employers=")
    assert QUILL in data(root, ADA)["employers"] and len(data(root, ADA)["employers"]) == 2


def test_a_maturity_that_others_changed_stays_where_the_homepage_is_changed(root: Path) -> None:
    made = sent(root, id="lumen", value=LINES.replace("lumen.example", "moved.example"), stood=BEFORE)
    said = data(root, LUMEN)
    assert (said["homepage"], said["maturity"]) == ("https://moved.example/", "graduated")
    assert made.title == "Correct lumen, homepage" and not made.notes


def test_what_a_reader_and_others_changed_is_told_of(root: Path) -> None:
    made = sent(root, id="lumen", value=LINES.replace("sandbox", "incubating"), stood=BEFORE)
    assert data(root, LUMEN)["maturity"] == "incubating"
    (note,) = made.notes
    assert "maturity was changed after the page" in note.message and note.message.endswith("says now: graduated")


def test_what_others_changed_alike_is_changed_already(root: Path) -> None:
    for value in (LINES, LINES.replace("sandbox", "graduated")):
        with pytest.raises(BadInput, match="says so already"):
            sent(root, id="lumen", value=value, stood=BEFORE)


@pytest.mark.parametrize(
    ("field", "answer", "name", "found"),
    [
        ("Aliases", "WG\n灯芯", "aliases", ["WG", {"name": "灯芯", "language": "zh"}]),
        ("Summary", "Lamps: many of them.", "summary", "Lamps: many of them."),
        ("Homepage", "https://moved.example/", "homepage", "https://moved.example/"),
        ("Links", "docs: https://docs.example/", "links", {"docs": "https://docs.example/"}),
    ],
)
@pytest.mark.parametrize("marks", [{"stood": BEFORE}, {}], ids=["marked", "of an older page"])
def test_lines_that_were_filled_in_are_no_part_of_a_chosen_field(
    root: Path, field: str, answer: str, name: str, found: Any, marks: dict[str, str]
) -> None:
    filled_in = LINES if marks else LINES.replace("sandbox", "graduated")
    before = data(root, LUMEN)
    sent(root, id="lumen", field=field, value=f"{filled_in}\n{answer}", **marks)
    assert data(root, LUMEN) == before | {name: found}


@pytest.mark.parametrize("field", ["Aliases", "Summary"])
def test_a_chosen_field_without_an_answer_of_its_own_is_told(root: Path, field: str) -> None:
    before = content(root)
    with pytest.raises(BadInput, match="has no answer"):
        sent(root, id="lumen", field=field, value=LINES, stood=BEFORE)
    with pytest.raises(BadInput, match="is for .* begins a line with homepage"):
        sent(root, id="lumen", field=field, value=LINES.replace("lumen.ex", "moved.ex") + "\nWG", stood=BEFORE)
    assert content(root) == before


def test_a_value_that_begins_as_a_field_does_is_written_under_its_own_name(root: Path) -> None:
    sent(root, id="night", field="Title", value="Title: Event: a night")
    assert data(root, "content/talks/night.yaml")["title"] == "Event: a night"


def test_all_lines_that_were_changed_change_whichever_field_is_chosen(root: Path) -> None:
    value = LINES.replace("lumen.ex", "moved.ex").replace("sandbox", "archived")
    sent(root, id="lumen", field="Homepage", value=value, stood=BEFORE)
    assert (data(root, LUMEN)["homepage"], data(root, LUMEN)["maturity"]) == ("https://moved.example/", "archived")


EMPLOYMENTS = st.lists(
    st.tuples(st.sampled_from(["quill", "ferry"]), st.sampled_from(["CTO", "Mate", "Cook"])), unique=True, max_size=4
)


@given(EMPLOYMENTS, EMPLOYMENTS, EMPLOYMENTS)
def test_a_list_is_what_reader_and_others_made_of_it(
    tmp_path_factory: pytest.TempPathFactory,
    base: list[tuple[str, str]],
    mine: list[tuple[str, str]],
    theirs: list[tuple[str, str]],
) -> None:
    """In the file afterwards: what one of both added, and of what stood there what both left."""
    root = tmp_path_factory.getbasetemp() / "joined"
    for path, text in FILES.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text)
    (root / "talkscape.yml").write_text("name: T\nbase_iri: https://e.org/id/\nsite_url: https://e.org/\n")
    now = [{"vendor": vendor, "role": role} for vendor, role in theirs]
    (root / ADA).write_text(yaml.safe_dump({"name": "Ada Fennick"} | ({"employers": now} if now else {})))
    lines = ["; ".join(each) for each in mine]
    shown = stood.write({"employers": ["; ".join(each) for each in base]})
    answers = {"id": "ada-fennick", "field": "Employers", "value": "\n".join(lines) or "nothing", "stood": shown}
    try:
        sent(root, **answers)
    except BadInput as bad:
        assert "says so already" in str(bad)
    found = {(each["vendor"], each["role"]) for each in data(root, ADA).get("employers", ())}
    added = (set(mine) | set(theirs)) - set(base)
    assert found == added | (set(base) & set(mine) & set(theirs))
