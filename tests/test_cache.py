"""Files are whole or not there at all, one or many."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from kg import cache
from kg.cache import Cache, remembering


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_several_files_are_written_and_taken_away(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "gone").write_text("x")
    cache.write_all({tmp_path / "a": b"new", tmp_path / "gone": None, tmp_path / "deep" / "b": b"made"})
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "deep" / "b").read_bytes() == b"made"
    assert not (tmp_path / "gone").exists()


def test_a_failing_rename_takes_back_those_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").write_text("goes")
    before = state(tmp_path)
    real = os.replace

    def replace(source: str, target: Path) -> None:
        if target.name == "d":
            raise OSError(28, "no space left")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OSError, match="no space"):
        cache.write_all({tmp_path / name: data for name, data in {"a": b"1", "b": None, "c": b"3", "d": b"4"}.items()})
    assert state(tmp_path) == before


def test_what_cannot_be_staged_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "file").write_text("no folder")
    before = state(tmp_path)
    with pytest.raises(OSError):
        cache.write_all({tmp_path / "a": b"new", tmp_path / "file" / "b": b"x"})
    assert state(tmp_path) == before


def test_what_is_remembered_is_not_read_again_until_its_file_is_another(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("stage", "key", ["old"])
    with remembering():
        first = kept.get("stage", "key")
        assert kept.get("stage", "key") is first
        Cache(tmp_path).put("stage", "key", put := ["new"])
        assert kept.get("stage", "key") is put
        (tmp_path / "stage/key").write_bytes(pickle.dumps(["another process's"]))
        assert kept.get("stage", "key") == ["another process's"]
        kept.keep("stage", [])
        assert kept.get("stage", "key") is None
    kept.put("stage", "key", ["forgotten"])
    assert kept.get("stage", "key") is not kept.get("stage", "key")
