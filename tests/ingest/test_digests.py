"""Hashes of texts: read once, and again when the text changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.ingest import digests, texts
from kg.model import BadInput, Source

SOURCE = Source(
    "lamp-2", "article", "Lamp 2", "content/articles/lamp-2.yaml", "", "post", "", "project", text="lamp-2.md"
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "content/articles"
    folder.mkdir(parents=True)
    (folder / SOURCE.text).write_text("# Lamp 2\n\nIt burns all night.\n")
    return folder / SOURCE.text


def test_a_text_is_not_read_again_until_it_changes(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digests.of(tmp_path, [SOURCE])
    assert first == {SOURCE.id: texts.digest(texts.read(tmp_path, SOURCE) or "")}
    with monkeypatch.context() as patched:
        patched.setattr(texts, "read", lambda *_: pytest.fail("the text was read again"))
        assert digests.of(tmp_path, [SOURCE]) == first
    file.write_text("# Lamp 2\n\nIt burns all day.\n")
    assert digests.of(tmp_path, [SOURCE]) != first
    file.unlink()
    assert digests.of(tmp_path, [SOURCE]) == {}


def test_a_broken_text_is_told_every_time(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00\xd8")
    for _ in range(2):
        with pytest.raises(BadInput):
            digests.of(tmp_path, [SOURCE])


def test_what_is_not_at_hand_has_no_hash(tmp_path: Path) -> None:
    assert digests.of(tmp_path, [replace(SOURCE, text="")]) == {}
