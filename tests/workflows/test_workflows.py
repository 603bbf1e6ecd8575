"""The workflows as text: what each may do, what it runs, and that nothing of a stranger's reaches a shell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import FOLDERS
from tests.conftest import TESTS

ROOT = TESTS.parent
FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
WRITERS = {
    "ci.yml": {"pages", "id-token"},
    "comment.yml": {"pull-requests"},
    "issue-form.yml": {"contents", "issues", "pull-requests"},
    "import.yml": {"contents", "issues", "pull-requests"},
    "forget.yml": {"actions", "contents"},
    "labels.yml": {"issues", "pull-requests"},
}
"""Workflow → what it may write; the others may read only."""


def read(file: Path) -> dict[str, Any]:
    """A workflow's data; YAML 1.1 takes its `on` for true."""
    data = yaml.safe_load(file.read_text("utf-8"))
    data["on"] = data.pop(True)
    return data


def jobs(file: Path) -> list[dict[str, Any]]:
    """A workflow's jobs."""
    return list(read(file)["jobs"].values())


def steps(file: Path) -> list[dict[str, Any]]:
    """All steps of a workflow."""
    return [step for job in jobs(file) for step in job.get("steps", [])]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_says_what_it_may_and_may_no_more(file: Path) -> None:
    data = read(file)
    assert "permissions" in data
    granted = [data["permissions"], *(job.get("permissions", {}) for job in jobs(file))]
    assert all(isinstance(each, dict) for each in granted), "never read-all or write-all"
    written = {scope for each in granted for scope, level in each.items() if level == "write"}
    assert written == WRITERS.get(file.name, set())
    assert not any(level == "write" for level in data["permissions"].values()), "writing is a job's, not a workflow's"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned_by_commit_and_jobs_end(file: Path) -> None:
    for job in jobs(file):
        used = [step["uses"] for step in job.get("steps", []) if "uses" in step]
        assert all(re.fullmatch(r"actions/[a-z-]+(/[a-z]+)?@[0-9a-f]{40}", name) for name in used), used
        assert "timeout-minutes" in job or job["uses"].startswith("./.github/workflows/")
    lines = [line for line in file.read_text().splitlines() if "uses: actions/" in line]
    assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in lines), "with the version beside it"


def test_an_instance_of_ones_own_runs_the_same_actions() -> None:
    def used(file: Path) -> set[str]:
        return set(re.findall(r"uses: (actions/.+)", file.read_text()))

    own = used(ROOT / "kg/instance/site.yml")
    assert own and own <= set().union(*map(used, FILES))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_from_outside_reaches_a_shell_or_a_token_a_stranger_s_code(file: Path) -> None:
    for step in steps(file):
        assert "${{" not in step.get("run", ""), "values go by the environment"
        if "checkout@" in step.get("uses", ""):
            pushes = file.name in ("issue-form.yml", "import.yml", "forget.yml")
            assert pushes or step["with"]["persist-credentials"] is False
            assert "pull_request" not in str(step.get("with", {}).get("ref", ""))
    text = file.read_text()
    assert "secrets." not in text
    if "pull_request" in read(file)["on"]:
        assert "github.token" not in text and "GITHUB_TOKEN" not in text


def test_the_workflow_that_comments_never_has_the_change() -> None:
    """It runs from the main branch, checks out the main branch's scripts, and takes one small artifact."""
    file = ROOT / ".github/workflows/comment.yml"
    assert list(read(file)["on"]) == ["workflow_run"]
    assert read(file)["on"]["workflow_run"]["workflows"] == [read(ROOT / ".github/workflows/pull-request.yml")["name"]]
    checkout, download, post = steps(file)
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert download["with"]["name"] == "effect" and post["run"] == "python3 scripts/forge/comment.py build/effect"


def test_a_workflow_on_strangers_changes_with_a_writing_token_runs_nothing_of_theirs() -> None:
    with_target = [file for file in FILES if "pull_request_target" in read(file)["on"]]
    assert [file.name for file in with_target] == ["labels.yml"]
    assert all("checkout" not in step["uses"] and "run" not in step for step in steps(with_target[0]))


def test_every_command_of_a_step_is_there() -> None:
    """Targets of make and scripts that steps name; what scripts do is tried in test_scripts.py."""
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([\w$()./-]+)(?: [\w$()./-]+)*:", makefile.replace("$(VENV)", ".venv"), re.MULTILINE))
    runs = [line for file in FILES for step in steps(file) for line in step.get("run", "").splitlines()]
    assert runs
    for line in runs:
        for name in re.findall(r"scripts/forge/\w+\.py", line):
            assert (ROOT / name).is_file()
        if line.startswith("make "):
            assert line.split()[1] in targets, line


def test_lists_are_taken_over_https_and_bounded() -> None:
    (job,) = jobs(ROOT / ".github/workflows/import.yml")
    assert {row["name"] for row in job["strategy"]["matrix"]["include"]} == {"landscape", "maintainers"}
    assert all(row["url"].startswith("https://") for row in job["strategy"]["matrix"]["include"])
    (curl,) = [step["run"] for step in job["steps"] if "curl" in step.get("run", "")]
    assert all(option in curl for option in ("--proto '=https'", "--fail", "--max-filesize", "--max-time"))


def test_labels_owners_and_templates_name_folders_that_there_are() -> None:
    labels = yaml.safe_load((ROOT / ".github/labeler.yml").read_text())
    globs = [glob for rules in labels.values() for rule in rules for match in rule["changed-files"] for glob in
             ([match["any-glob-to-any-file"]] if isinstance(match["any-glob-to-any-file"], str)
              else match["any-glob-to-any-file"])]  # fmt: skip
    named = {folder for glob in globs for folder in re.findall(r"^[\w.]+(?=/)", glob)}
    assert all((ROOT / folder).is_dir() for folder in named)
    assert {folder for glob in globs for folder in FOLDERS.values() if folder in glob} == set(FOLDERS.values())
    lines = (ROOT / ".github/CODEOWNERS").read_text().splitlines()
    owners = [line.split() for line in lines if line.startswith(("/", "*"))]
    for path, *teams in owners:
        assert teams and all(re.fullmatch(r"@[\w-]+/[\w-]+", team) for team in teams)
        assert path == "*" or (ROOT / path.strip("/")).exists() or path == "/content/.forgotten.yaml", path
    templates = {file.name for file in (ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md")}
    told = (ROOT / ".github/pull_request_template.md").read_text()
    assert templates == {f"{name}.md" for name in re.findall(r"template=(\w+)\.md", told)}


def test_labels_that_forms_give_are_told_in_the_list_of_labels() -> None:
    """The forge gives an issue only labels that there are, and says nothing of the others."""
    listed = (ROOT / "docs/workflows.md").read_text()
    forms = [yaml.safe_load(file.read_text()) for file in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")]
    given = {label for form in forms for label in form.get("labels", [])}
    given |= set(yaml.safe_load((ROOT / ".github/labeler.yml").read_text())) | {"from an issue"}
    assert [label for label in sorted(given) if f"`{label}`" not in listed] == []
