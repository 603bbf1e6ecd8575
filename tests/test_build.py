"""The pipeline as a whole: what a build that fails leaves behind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg import build
from kg.graph import opened
from kg.model import BadInput
from tests.conftest import WORLD


def held(root: Path) -> tuple[list[str], dict[str, bytes]]:
    """The lines of the store and the files of the site."""
    site = {str(file.relative_to(root)): file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()}
    return sorted(str(opened.read(root)).splitlines()), site


def test_a_graph_that_fails_its_checks_leaves_the_last_good_store_and_site(tmp_path):
    root = tmp_path / "world"
    shutil.copytree(WORLD, root, ignore=shutil.ignore_patterns("build", "site"))
    build.build(root, jobs=1, with_search=False)
    good = held(root)
    record = root / "content/talks/night-shift-7.jsonl"
    head, _, spans = record.read_text().partition("\n")
    record.write_text(json.dumps(json.loads(head) | {"length": 10}) + "\n" + spans)
    with pytest.raises(BadInput) as caught:
        build.build(root, jobs=1, with_search=False)
    assert {problem.path for problem in caught.value.problems} == {"content/talks/night-shift-7.yaml"}
    assert all("ends within the text of its source" in problem.message for problem in caught.value.problems)
    assert held(root) == good
    record.write_text(head + "\n" + spans)
    build.build(root, jobs=1, with_search=False)
    assert held(root) == good
