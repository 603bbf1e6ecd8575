"""From a page to the file: the forms that pages fill in change nothing of an entry but what the reader changes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from kg.ingest.forms import changes, stood
from kg.model import BadInput
from kg.site import prefill
from tests.ingest.test_forms import content, filled

FILLED = ("id", "claim", "value", "stood")
"""The fields that the pages fill in."""


def links(root: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """(page, answers) of each link to the form that corrects an entry."""
    for page in sorted((root / "site").rglob("*.html")):
        for url in re.findall(r'href="([^"]+template=correct\.yml[^"]*)"', page.read_text("utf-8")):
            assert len(html.unescape(url)) <= prefill.LONGEST
            query = parse_qs(urlsplit(html.unescape(url)).query, keep_blank_values=True)
            yield page.parent.name, {name: query[name][0] for name in FILLED if name in query}


def corrected(root: Path, **answers: str) -> dict[str, bytes]:
    """The files that a correction changes, as they are then; afterwards they are as before."""
    before = content(root)
    changes.make(root, filled("correct", **answers))
    after = content(root)
    for path in after.keys() - before.keys():
        (root / path).unlink()
    for path, text in before.items():
        (root / path).write_bytes(text)
    return {path: text for path, text in after.items() if before.get(path) != text}


def test_an_entry_sent_as_it_was_filled_in_is_as_it_was(built_world: Path, world: Path) -> None:
    told = [answers for _, answers in links(built_world) if "claim" not in answers and "value" in answers]
    assert len(told) > 10
    for answers in told:
        with pytest.raises(BadInput, match="says so already"):
            changes.make(world, filled("correct", **answers))


def test_a_statement_sent_as_it_was_filled_in_is_just_taken_out(built_world: Path, world: Path) -> None:
    told = {answers["claim"]: answers for _, answers in links(built_world) if "claim" in answers and "value" in answers}
    assert {claim.split()[1] for claim in told} >= {"works_for", "maintains"}
    for answers in told.values():
        bare = {name: answer for name, answer in answers.items() if name in ("id", "claim")}
        assert corrected(world, **answers) == corrected(world, **bare)


def test_what_a_page_showed_is_what_its_file_says(built_world: Path, world: Path) -> None:
    """Else a reader would be told of changes that nobody made."""
    told = [answers for _, answers in links(built_world) if "stood" in answers]
    assert {answers["claim"].split()[1] for answers in told if "claim" in answers} >= {"works_for", "maintains"}
    files = {path.stem: path for path in world.glob("content/*/*.yaml")}
    for answers in told:
        data = yaml.load(files[answers["id"]].read_text("utf-8"), yaml.BaseLoader)
        for name, shown in stood.read(answers["stood"]).items():
            assert set(shown) == set(stood.marks(data.get(name))), (answers["id"], name)


def test_a_form_of_an_older_page_undoes_no_correction(built_world: Path, world: Path) -> None:
    """Between the page and its form somebody changed what the form was filled in with."""
    told = [answers for _, answers in links(built_world) if "value" in answers and "stood" in answers]
    files = {path.stem: path for path in world.glob("content/*/*.yaml")}
    tried = set()
    for answers in told:
        file = files[answers["id"]]
        before = file.read_bytes()
        data = yaml.load(before, yaml.BaseLoader)
        field = next(iter(stood.read(answers["stood"])))
        if field not in ("employers", "name"):
            continue
        vendor = "ferry-labs" if "quillworks" in answers.get("claim", "") else "quillworks"
        now = {"employers": [{"vendor": vendor, "role": "Smith"}], "name": f"New {data['name']}"}[field]
        file.write_text(yaml.safe_dump(data | {field: now}, sort_keys=False), encoding="utf-8")
        changed = file.read_bytes()
        try:
            corrected(world, **answers)
        except BadInput as bad:
            assert "says so already" in str(bad)
        else:
            assert "claim" in answers
            assert file.relative_to(world).as_posix() not in corrected(world, **answers)
        assert file.read_bytes() == changed
        file.write_bytes(before)
        tried.add(field)
    assert tried == {"employers", "name"}


def test_one_line_is_changed_and_one_line_changes(built_world: Path, world: Path) -> None:
    page, answers = next((page, a) for page, a in links(built_world) if "\nHomepage: " in a.get("value", ""))
    value = re.sub(r"(?m)^Homepage: .*$", "Homepage: https://moved.example/", answers["value"])
    before = content(world)
    ((path, text),) = corrected(world, id=answers["id"], value=value, stood=answers["stood"]).items()
    assert Path(path).stem == page
    told = set(text.decode().splitlines()) ^ set(before[path].decode().splitlines())
    assert len(told) == 2 and "homepage: https://moved.example/" in told


def test_an_employer_is_added_to_those_that_stand_there(built_world: Path, world: Path) -> None:
    told = (a for _, a in links(built_world) if " works_for " in a.get("claim", "") and "value" in a)
    answers = next(told)
    new = corrected(world, **answers | {"value": f"ferry-labs; Keeper; 2025\n{answers['value']}"})
    ((path, text),) = new.items()
    before, after = (yaml.safe_load(each)["employers"] for each in (content(world)[path], text))
    assert after == [{"vendor": "ferry-labs", "role": "Keeper", "since": "2025"}, *before]


def test_what_is_too_long_for_an_address_is_not_filled_in() -> None:
    made = prefill.address("https://forge.example/new", id="wick", value="x" * 3000, stood="name=01234567")
    assert made == "https://forge.example/new?id=wick"
