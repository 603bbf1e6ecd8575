"""CONTRIBUTING.md, followed to the letter by somebody who has never been here: every command of its checkout part."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import TESTS
from tests.workflows.conftest import git

FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
STAND_INS = {"Envoy": "Ferry", "the-talk": "night-shift-7"}


def commands() -> list[str]:
    """The lines of the shell blocks, but for those that set up what is set up here."""
    lines = "\n".join(FENCE.findall((TESTS.parent / "CONTRIBUTING.md").read_text("utf-8"))).splitlines()
    given = [line for line in lines if not re.match(r"git clone|make \.venv|\. \.venv", line)]
    return [re.sub(r"Envoy|the-talk", lambda match: STAND_INS[match.group()], line) for line in given]


def test_each_command_works_as_it_stands(checkout: Path) -> None:
    for role in ("name", "email"):
        git(checkout, "config", f"user.{role}", "keeper@lanternfield.example")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    assert len(commands()) >= 6
    said = {}
    for command in commands():
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=checkout,
            env=environment | {"NO_COLOR": "1", "COLUMNS": "200"},
            input="https://wick.example/\n" + "\n" * 12,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        said[command] = done.stdout
    assert "project wick-gate" in said["kg diff"] and "Ferry" in said["kg diff"]
    made = git(checkout, "show", "--stat", "--format=", "HEAD")
    assert "content/projects/wick-gate.yaml" in made and "content/rulings/review.yaml" in made
