"""`kg new`, `rename` and `merge` as a person types them, with and without a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run


def at_a_terminal(root: Path, *arguments: str, answers: str) -> tuple[int, str]:
    """The status and the output of the command at a terminal, given these answers."""
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", *arguments, "--root", str(root)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as process:
        os.close(theirs)
        os.write(mine, answers.encode())
        said = b""
        while True:
            try:
                part = os.read(mine, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            said += part
        status = process.wait(60)
    os.close(mine)
    return status, said.decode()


def test_a_script_says_all_with_options(world: Path, kg: Run) -> None:
    done = kg("new", "project", "Wickmaker", "--set", "homepage=wickmaker.example", "--root", world)
    assert "wrote content/projects/wickmaker.yaml" in done.stdout
    text = (world / "content/projects/wickmaker.yaml").read_text()
    assert "homepage: https://wickmaker.example\n" in text


def test_without_a_terminal_each_missing_option_is_named(world: Path, kg: Run) -> None:
    done = kg("new", "talk", "A lamp at noon", "--root", world, status=1)
    for field in ("url", "medium", "publisher", "affiliation", "date", "language"):
        assert f"{field} is not said (--set {field}=" in done.stderr
    assert not (world / "content/talks/a-lamp-at-noon.yaml").exists()


def test_what_is_piped_in_is_no_answer_and_the_options_that_are_one_are_named(world: Path, kg: Run) -> None:
    command = [sys.executable, "-m", "kg", "new", "project", "Wickmaker", "--root", str(world)]
    done = subprocess.run(command, input="https://wickmaker.example\n\n\n", capture_output=True, text=True)
    assert "wrote content/projects/wickmaker.yaml" in done.stdout
    said = " ".join(done.stderr.split())
    assert "note: nobody was asked for homepage, " in said and "(--set homepage=" in said
    quiet = kg("new", "project", "Lampmaker", "--yes", "--root", world)
    assert "nobody was asked" not in quiet.stderr


def test_an_answer_to_the_queue_names_its_file_in_the_instance(world: Path, kg: Run) -> None:
    assert kg("review", "Tumbrel", "--reject", "--root", world).stdout == "content/rulings/review.yaml\n"


def test_what_is_there_already_is_said_at_once(world: Path, kg: Run) -> None:
    done = kg("new", "project", "LumenKit", "--root", world, status=1)
    assert "content/projects/lumenkit.yaml: error: 'Lumenkit' is Lumenkit already, a project" in done.stderr
    done = kg("new", "product", "Lumenkit", "--root", world, status=1)
    assert "one thing or two?" in done.stderr and "--yes" in done.stderr
    assert "wrote" in kg("new", "product", "Lumenkit", "--yes", "--root", world).stdout


def test_an_unknown_kind_and_a_broken_pair_are_refused(world: Path, kg: Run) -> None:
    assert "one of project, product" in kg("new", "gadget", "X", "--root", world, status=1).stderr
    assert "no FIELD=VALUE" in kg("new", "topic", "X", "--set", "summary", "--root", world, status=1).stderr


@pytest.mark.parametrize(
    ("answers", "status", "written"), [("y\n\nhttps://forge.example/wick\n\n", 0, True), ("n\n", 1, False)]
)
def test_a_person_is_asked(world: Path, answers: str, status: int, written: bool) -> None:
    """The name is near another one: first whether to go on, then homepage, repositories, categories."""
    found, said = at_a_terminal(world, "new", "project", "Tarnstores", answers=answers)
    assert found == status, said
    assert "Tarnstore" in said
    file = world / "content/projects/tarnstores.yaml"
    assert file.exists() is written
    if written:
        assert "repositories:\n  - https://forge.example/wick\n" in file.read_text()
        assert "homepage" not in file.read_text()


def test_rename_and_merge_leave_addresses_that_lead_on(world: Path, kg: Run) -> None:
    kg("new", "project", "Wickmaker", "--root", world)
    kg("rename", "lumenkit", "lumen-kit", "--root", world)
    kg("rename", "wickcon-2024-deep-water", "deep-water", "--root", world)
    kg("merge", "lumen-kit", "wickmaker", "--root", world)
    kg("check", "--root", world)
    done = kg("build", "--no-search", "--root", world)
    assert "its text is not here" not in done.stderr
    for old, new in (
        ("projects/lumenkit", "projects/lumen-kit"),
        ("projects/wickmaker", "projects/lumen-kit"),
        ("talks/wickcon-2024-deep-water", "talks/deep-water"),
    ):
        page = (world / "site" / old / "index.html").read_text()
        assert f'content="0; url=https://lanternfield.example/{new}/"' in page
        assert (world / "site" / new / "index.html").is_file()
