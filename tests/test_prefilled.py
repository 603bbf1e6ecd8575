"""From a page to the file: the forms that pages fill in change nothing of an entry but what the reader changes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from kg.ingest.forms import changes
from kg.model import BadInput
from kg.site import prefill
from tests.ingest.test_forms import content, filled


def links(root: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """(page, answers) of each link to the form that corrects an entry."""
    for page in sorted((root / "site").rglob("*.html")):
        for url in re.findall(r'href="([^"]+template=correct\.yml[^"]*)"', page.read_text("utf-8")):
            assert len(html.unescape(url)) <= prefill.LONGEST
            query = parse_qs(urlsplit(html.unescape(url)).query)
            yield page.parent.name, {name: query[name][0] for name in ("id", "claim", "value") if name in query}


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
        bare = {name: answer for name, answer in answers.items() if name != "value"}
        assert corrected(world, **answers) == corrected(world, **bare)


def test_one_line_is_changed_and_one_line_changes(built_world: Path, world: Path) -> None:
    page, answers = next((page, a) for page, a in links(built_world) if "\nHomepage: " in a.get("value", ""))
    value = re.sub(r"(?m)^Homepage: .*$", "Homepage: https://moved.example/", answers["value"])
    before = content(world)
    ((path, text),) = corrected(world, id=answers["id"], value=value).items()
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
    assert "value" not in prefill.address("https://forge.example/new", id="wick", value="x" * 3000)
