"""Whatever refers to whatever: a rename changes ids and nothing else, a merge leaves the content sound."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest import entryfile, join, rename
from kg.ingest.check import check, load
from kg.ingest.rewrite import renamed
from kg.model import FOLDERS, BadInput
from tests.ingest.conftest import CONFIG

IDS = {
    "project": ["lamp", "lamp-oil", "wick"],
    "vendor": ["ferry", "ferry-labs"],
    "topic": ["light", "lamps"],
    "person": ["ada", "bo"],
}
"""Ids that hold one another, so that a replacement of text would go wrong."""


def some(kind: str, most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(IDS[kind]), unique=True, max_size=most)


@st.composite
def contents(draw: st.DrawFn) -> dict[tuple[str, str], dict[str, object]]:
    """A small catalogue in which anything may refer to anything; nothing refers to itself."""
    made: dict[tuple[str, str], dict[str, object]] = {}
    for kind, ids in IDS.items():
        for id_ in ids:
            data: dict[str, object] = {"name": id_.replace("-", " ").title(), "summary": f"Speaks of {id_} and ada."}
            if kind == "project":
                data["categories"] = draw(some("topic"))
                data["vendor"] = draw(st.sampled_from(["", *IDS["vendor"]]))
            elif kind == "person":
                data["maintains"] = draw(some("project"))
                data["employers"] = [{"vendor": vendor, "role": "CTO"} for vendor in draw(some("vendor", 2))]
            elif kind == "topic":
                data["related"] = [other for other in draw(some("topic")) if other != id_]
            made[kind, id_] = {name: value for name, value in data.items() if value}
    return made


def written(catalogue: dict[tuple[str, str], dict[str, object]]) -> Path:
    root = Path(tempfile.mkdtemp())
    (root / "talkscape.yml").write_text(CONFIG)
    for (kind, id_), data in catalogue.items():
        file = entryfile.path(root, kind, id_)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(entryfile.fresh(kind, data))
    return root


def read(root: Path) -> dict[tuple[str, str], dict[str, object]]:
    return {(file.kind, file.id): file.data for file in load.read(root)[0].values() if file.kind in FOLDERS}


def errors(root: Path) -> list[str]:
    return [str(problem) for problem in check(root) if problem.level == "error"]


@settings(max_examples=25)
@given(contents(), st.data())
def test_a_rename_changes_ids_and_nothing_else(catalogue, data) -> None:
    kind = data.draw(st.sampled_from(sorted(IDS)))
    old = data.draw(st.sampled_from(IDS[kind]))
    root = written(catalogue)
    rename.rename(root, old, "new-lamp")
    wanted = {}
    for (its, id_), fields in catalogue.items():
        file = load.File("", its, "new-lamp" if (its, id_) == (kind, old) else id_, "", fields, ())
        wanted[its, file.id] = renamed(file, kind, old, "new-lamp")
    wanted[kind, "new-lamp"]["former_ids"] = [old]
    assert read(root) == wanted
    assert not [error for error in errors(root) if "nothing of the name" not in error]
    rename.rename(root, "new-lamp", old)
    catalogue[kind, old]["former_ids"] = ["new-lamp"]
    assert read(root) == catalogue


@settings(max_examples=25)
@given(contents(), st.data())
def test_a_merge_leaves_the_content_sound_or_as_it_was(catalogue, data) -> None:
    kind = data.draw(st.sampled_from(sorted(IDS)))
    first, second = data.draw(st.permutations(IDS[kind]))[:2]
    root = written(catalogue)
    before = read(root)
    try:
        join.join(root, first, second, data.draw(st.sampled_from(["", first, second])))
    except BadInput:
        assert read(root) == before
        raise
    after = read(root)
    assert (kind, second) not in after and second in after[kind, first]["former_ids"]
    assert not errors(root)
    for key, fields in after.items():
        assert f"'{second}'" not in str({name: v for name, v in fields.items() if name != "former_ids"}), key


@pytest.mark.parametrize("name", ["lamp", "ada"])
def test_a_name_that_looks_like_its_id_stays(name: str) -> None:
    file = load.File("", "project", name, "", {"name": name, "parent": name, "aliases": [name]}, ())
    assert renamed(file, "project", name, name)["name"] == name
