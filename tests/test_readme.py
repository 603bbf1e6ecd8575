"""Every command that the README and CONTRIBUTING show is run here as it stands, in a copy of the tiny world."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import TESTS

ROOT = TESTS.parent
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)

# What the README names of the real content, and what stands for it in the tiny world.
STAND_INS = {
    "etcd": "lumenkit",
    "kubernetes": "tarnstore",
    "opentelemetry": "observability",
    "recap-kubecon-na-2020-observability": "lanterns-in-the-valley",
    "jane-doe": "oduya-fennick",
    "Go": "Ferry",
}
FILES = {
    "my-talk.vtt": """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ilse Marrowby>Lumenkit writes to Tarnstore, and Ferry waits.
""",
    "landscape.yml": """landscape:
  - category:
    name: Lamps
    subcategories:
      - subcategory:
        name: Wicks
        items:
          - item:
            name: Candlewright
            homepage_url: https://candlewright.example/
            repo_url: https://github.com/example-candlewright/candlewright
            project: sandbox
            accepted: '2023-05-01'
""",
    "schedule.json": (TESTS / "second" / "schedule.json").read_text(encoding="utf-8"),
    "project-maintainers.csv": """,Project,Maintainer Name,Company,Github Name,OWNERS/MAINTAINERS
Sandbox,Lumenkit,Wenna Tregear,Quillworks,example-wenna-tregear,https://forge.example/lumenkit/OWNERS
""",
}


def commands() -> list[str]:
    """The lines of the README's shell blocks, in order, comments left out; a line that ends in \\ goes on."""
    text = "\n".join(FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))).replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def stand_in(command: str) -> str:
    """The command with the tiny world's names."""
    for real, ours in STAND_INS.items():
        command = re.sub(rf"(?<![\w-]){re.escape(real)}(?![\w-])", ours, command)
    return command


def serves(process: subprocess.Popen[str]) -> bool:
    """Whether a server answers at the address that it printed."""
    assert process.stdout
    address = process.stdout.readline().strip()
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    return False


NODE = ("package.json", "package-lock.json")


@pytest.fixture(scope="module")
def instance(built_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny world with all that the README's commands expect to find beside it."""
    root = Path(shutil.copytree(built_world, tmp_path_factory.mktemp("readme") / "world"))
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "scripts", *NODE):
        (root / name).symlink_to(ROOT / name)
    (root / ".venv").symlink_to(sys.prefix)
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_each_command_of_the_readme_works(instance: Path) -> None:
    """One after the other, as a reader goes through them."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = os.environ | {"PATH": path, "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    assert len(commands()) >= 12
    for command in map(stand_in, commands()):
        if command.startswith("make "):  # .ci/run runs these for good; here they would call themselves
            command = command.replace("make ", "make --dry-run ", 1)
        if command.startswith("kg serve"):
            with subprocess.Popen(
                command.split() + ["--port", "18473"], cwd=instance, env=environment, stdout=subprocess.PIPE, text=True
            ) as server:
                try:
                    assert serves(server), command
                finally:
                    server.send_signal(signal.SIGTERM)
            continue
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=instance, env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def test_what_the_readme_names_exists() -> None:
    """Its links into the repository lead somewhere, and its targets of make are there."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
            assert (ROOT / link).exists(), f"{document}: {link}"
        for target in re.findall(r"(?:`|^ *)make ([a-z]+)", text, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{document}: make {target}"
