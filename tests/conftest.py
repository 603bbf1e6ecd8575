"""What several tests share: the tiny world, copied and built once, and the command as a person types it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).resolve().parent
WORLD = TESTS / "world"

# Examples are the same in every run, and slow machines are no reason to fail.
settings.register_profile("default", deadline=None, derandomize=True)
settings.load_profile("default")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew; read the difference before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew from what is built")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser's tests, and put them last: while Playwright runs, no other test can have an event loop."""
    for item in items:
        if TESTS / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def run_kg(*arguments: str | Path, status: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own and hold it to its exit status."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"} | environment,
    )
    said = f"kg {' '.join(map(str, arguments))}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert done.returncode == status, said
    return done


@pytest.fixture(scope="session")
def kg() -> Run:
    """The command: `kg("build", "--root", root, status=0)`."""
    return run_kg


@pytest.fixture(scope="session")
def _extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("extracted") / "world"
    shutil.copytree(WORLD, root)
    run_kg("extract", "--root", root)
    return root


@pytest.fixture
def world(_extracted: Path, tmp_path: Path) -> Path:
    """The tiny world with its records, not built: a copy of its own for each test."""
    return Path(shutil.copytree(_extracted, tmp_path / "world"))


@pytest.fixture(scope="session")
def built_world(_extracted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny world, built with search. Only to be read."""
    root = Path(shutil.copytree(_extracted, tmp_path_factory.mktemp("built") / "world"))
    run_kg("build", "--root", root)
    return root
