"""Small instances, written by the tests that need them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CONFIG = "name: Tiny\nbase_iri: https://example.org/id/\nsite_url: https://example.org/\n"
Instance = Callable[[dict[str, str]], Path]


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    """Write an instance: path under `content/` → text; gives its root."""

    def write(files: dict[str, str]) -> Path:
        (tmp_path / "talkscape.yml").write_text(CONFIG)
        for name, text in files.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return tmp_path

    return write
