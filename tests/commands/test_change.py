"""An issue as the forge tells of it, turned into a change by the command."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run
from tests.ingest.test_forms import filled


def test_the_forge_s_event_becomes_a_file_and_a_reply(world: Path, tmp_path: Path, kg: Run) -> None:
    text = filled("entry", kind="Project", name="Wick Gate", homepage="https://wick.example/", shown="https://a.example/")
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"action": "opened", "issue": {"number": 7, "body": text}}))
    said = kg("from-issue", event, "--answer", tmp_path / "answer.md", "--root", world).stdout
    assert said.splitlines() == ["Add the project Wick Gate", "content/projects/wick-gate.yaml"]
    assert (tmp_path / "answer.md").read_text().startswith("**Add the project Wick Gate**\n")
    kg("check", "--root", world)


def test_what_cannot_be_done_is_answered_in_markdown_that_names_nobody(world: Path, tmp_path: Path, kg: Run) -> None:
    issue = tmp_path / "issue.md"
    issue.write_text(filled("entry", kind="Project", name="Wick", homepage="@keepers <img src=x>", shown="x"))
    said = kg("from-issue", issue, "--answer", tmp_path / "answer.md", "--root", world, status=1)
    answer = (tmp_path / "answer.md").read_text()
    assert "homepage must be a URL" in answer and "homepage must be a URL" in said.stderr
    assert "@keepers" not in answer and "<img" not in answer
    assert not (world / "content/projects/wick.yaml").exists()


def test_what_is_no_issue_is_said(world: Path, tmp_path: Path, kg: Run) -> None:
    (tmp_path / "bad.json").write_text('{"issue": [')
    for name in ("bad.json", "none.json"):
        said = kg("from-issue", tmp_path / name, "--root", world, status=1)
        assert "no issue can be read here" in said.stderr and "Traceback" not in said.stderr


def test_the_version_is_told_without_a_command(kg: Run) -> None:
    assert kg("--version").stdout.startswith("talkscape ")
