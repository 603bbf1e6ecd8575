"""`kg init` as a person types it."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_each_missing_option_is_named(tmp_path: Path, kg: Run) -> None:
    done = kg("init", tmp_path / "new", status=1)
    assert "--name: error: it is not said" in done.stderr and "--site-url: error: it is not said" in done.stderr
    said = ("--name", "N", "--site-url", "https://n.example/", "--colours", "#000")
    done = kg("init", tmp_path / "new", *said, status=1)
    assert "two are needed" in done.stderr
    assert not (tmp_path / "new").exists()


def test_it_is_made_checked_and_renewed(tmp_path: Path, kg: Run) -> None:
    root = tmp_path / "new"
    done = kg("init", root, "--name", "N", "--site-url", "https://n.example/", "--category", "Web")
    assert "next: kg new" in done.stdout
    assert "0 errors, 0 warnings" in kg("check", "--root", root).stderr
    assert "is up to date" in kg("init", root, "--renew").stdout
    assert "no instance here" in kg("init", tmp_path, "--renew", status=1).stderr
