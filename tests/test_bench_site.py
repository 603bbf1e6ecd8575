"""The benchmark of the site: that it builds, edits and serves a made-up instance. No test asserts a time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / "scripts"


def test_a_small_instance_is_built_edited_and_served(tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(SCRIPTS / "bench.py"),
        "site",
        "--entities",
        "60",
        "--folder",
        str(tmp_path),
        "--json",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(run.stdout.splitlines()[-1])["60"]
    pages = {what: row["pages"] for what, row in found.items() if what != "hugo"}
    assert pages["all pages"] == pages["whole build"] > pages["hub renamed"] > pages["median renamed"] > 0
    assert pages["project, served"] > 0 and pages["topic, served"] > 0
    assert all(row["seconds"] > 0 and row["peak_bytes"] > 0 for row in found.values())
