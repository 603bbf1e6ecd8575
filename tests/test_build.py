"""The pipeline as a whole: what a build that fails leaves behind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg import build
from kg.graph import opened
from kg.model import BadInput
from kg.vocabulary import PREFIXES
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


def ask(root: Path, pattern: str) -> bool:
    """Whether the built graph has the pattern."""
    store = opened.read(root)
    prefixes = PREFIXES | {"": opened.base(store)}
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=prefixes, use_default_graph_as_union=True))


def test_a_rejected_claim_stays_a_claim_and_no_longer_stands(tmp_path):
    root = tmp_path / "world"
    shutil.copytree(WORLD, root, ignore=shutil.ignore_patterns("build", "site"))
    build.build(root, jobs=1, with_search=False)
    page = root / "site/people/chen-wangshu/index.html"
    works = ":chen-wangshu schema:worksFor :ferry-labs"
    assert (ask(root, works), "ferry-labs" in page.read_text()) == (True, True)
    (root / "content/rulings").mkdir()
    (root / "content/rulings/claims.yaml").write_text(
        "- claim: {subject: chen-wangshu, predicate: works_for, object: ferry-labs}\n  verdict: rejected\n"
    )
    build.build(root, jobs=1, with_search=False)
    assert not ask(root, works)
    assert ask(root, "?c rdf:subject :chen-wangshu ; rdf:object :ferry-labs ; ts:rejected true ; ts:confidence ?n")
    assert "vendors/ferry-labs" not in page.read_text()
