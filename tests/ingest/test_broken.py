"""Broken entries, one fault each, and what the checker must say: `broken/expected.txt`, one line a problem.

`base/` is sound content; each folder of `cases/` lays one broken file over it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import check, entries, mend
from kg.model import BadInput

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(path.name for path in (BROKEN / "cases").iterdir())


def expected() -> dict[str, list[str]]:
    lines: dict[str, list[str]] = defaultdict(list)
    for line in (BROKEN / "expected.txt").read_text("utf-8").splitlines():
        case, _, problem = line.partition("\t")
        lines[case].append(problem)
    return lines


@pytest.fixture
def base(instance):
    root = instance({})
    shutil.copytree(BROKEN / "base", root / "content")
    return root


def test_the_base_is_sound(base):
    assert check.check(base) == []


def test_there_are_at_least_sixty_and_each_is_expected():
    assert len(CASES) >= 60
    assert sorted(expected()) == CASES


@pytest.mark.parametrize("case", CASES)
def test_the_fault_is_told_with_line_column_and_hint(base, case):
    shutil.copytree(BROKEN / "cases" / case, base / "content", dirs_exist_ok=True)
    assert [str(problem) for problem in check.check(base)] == expected()[case]


@pytest.mark.parametrize("case", CASES)
def test_mending_leaves_no_more_than_there_was(base, case):
    shutil.copytree(BROKEN / "cases" / case, base / "content", dirs_exist_ok=True)
    before = check.check(base)
    after = list(mend.run(base).left)
    assert len(after) <= len(before)
    assert after == check.check(base)


# --- what a tree may hold beside files ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["projects/b.yaml", "projects/b", "talks/opening.md", "pages/secret.md", "vendors2"])
def test_a_link_out_of_the_tree_is_refused_and_never_read(base, tmp_path_factory, name):
    secret = tmp_path_factory.mktemp("outside") / "secret.yaml"
    secret.write_text("name: Very Secret\n")
    (base / "content" / name).parent.mkdir(exist_ok=True)
    (base / "content" / name).symlink_to(secret)
    problems = [str(problem) for problem in check.check(base)]
    assert problems == [f"content/{name}: error: a symbolic link is not followed (put the file itself here)"]
    with pytest.raises(BadInput):
        entries.read(base)


def test_a_linked_folder_is_not_entered(base, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "b.yaml").write_text("nam: Secret\n")
    (base / "content/events/wickcon.yaml").unlink()
    (base / "content/events").rmdir()
    (base / "content/events").symlink_to(outside)
    assert "content/events: error: a symbolic link is not followed (put the file itself here)" in [
        str(problem) for problem in check.check(base)
    ]
    assert not [problem for problem in check.check(base) if "b.yaml" in problem.path]


def test_a_name_of_odd_bytes_is_told(base):
    path = os.fsencode(base / "content/projects") + b"/caf\xe9.yaml"
    try:
        Path(os.fsdecode(path)).write_text("name: Caf\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    lines = [str(problem) for problem in check.check(base)]
    assert any("the file's name is no id" in line for line in lines)
    assert all(line.encode() for line in lines)


def test_a_link_that_leads_to_itself_is_told_whatever_is_asked_for(base):
    (base / "content/projects/loop.yaml").symlink_to("loop.yaml")
    said = "content/projects/loop.yaml: error: a symbolic link is not followed (put the file itself here)"
    assert [str(problem) for problem in check.check(base)] == [said]
    assert [str(problem) for problem in check.check(base, [base / "content/projects/loop.yaml"])] == [said]
    assert not [p for p in check.check(base, [base / "content/projects/lumen.yaml"]) if p.level == "error"]
    assert mend.run(base, [base / "content/projects/loop.yaml"]).changed == ()


def test_a_path_that_is_not_there_is_told(base):
    (problem,) = check.check(base, [base / "content/projects/lumne.yaml"])
    assert problem.level == "error" and str(problem).endswith("lumne.yaml: error: there is no such file")


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\x9b1mb"])
def test_a_file_s_name_does_not_steer_the_terminal(base, name):
    (base / f"content/projects/{name}.yaml").write_text("name: B\n")
    (line,) = (str(problem) for problem in check.check(base))
    assert line.isprintable() and "the file's name is no id" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(base):
    (base / "content/projects/lumen.yaml").chmod(0)
    assert "cannot be read" in str(check.check(base)[0])


def test_a_pipe_is_not_waited_for(base):
    os.mkfifo(base / "content/projects/b.yaml")
    assert check.check(base) == []


# --- anything at all ----------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "name aliases links labels match former_ids parent vendor broader categories employers homepage repositories "
    "speakers event date start end maturity surface entry source path finding reason lumen quill storage b B "
    "https://b.example.org 2021-05-04 null true ~ - [ ] { } : # & * ! | > ' \" % @ ? , <<".split()
)
TEXT = st.lists(WORDS | st.sampled_from(["\n", "\n  ", "\n- ", ": ", " "]) | st.text(max_size=3), max_size=40).map(
    "".join
)
DATA = st.recursive(
    st.none() | st.booleans() | WORDS | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=16,
)
PLACES = st.sampled_from(
    ["projects/b.yaml", "people/b.yaml", "topics/systems.yaml", "talks/t.yaml", "rulings/r.yaml", "waivers.yaml"]
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    root = tmp_path_factory.mktemp("fuzz")
    (root / "talkscape.yml").write_text("name: T\nbase_iri: https://e.org/id/\nsite_url: https://e.org/\n")
    shutil.copytree(BROKEN / "base", root / "content")
    return root


def laid(root: Path, place: str, raw: bytes) -> None:
    """Whatever the bytes are, the checker and its mending end by themselves and without an exception."""
    path = root / "content" / place
    path.parent.mkdir(exist_ok=True)
    before = path.read_bytes() if path.is_file() else None
    try:
        path.write_bytes(raw)
        problems = check.check(root, [root / "content"])
        assert problems == sorted(problems)
        assert list(mend.run(root, [path]).left) == check.check(root, [path])
    finally:
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)


@given(PLACES, st.binary(max_size=200))
def test_any_bytes_are_checked(shared, place, raw):
    laid(shared, place, raw)


@given(PLACES, TEXT)
def test_anything_like_yaml_is_checked(shared, place, text):
    laid(shared, place, text.encode("utf-8", "replace"))


@given(PLACES, DATA)
def test_any_data_is_checked(shared, place, data):
    laid(shared, place, json.dumps(data).encode())
