"""Which pages are there, whatever happened to the run before."""

from __future__ import annotations

from pathlib import Path

from kg.site import manifest

ROW = ("key", "mark", "chosen", "index")
OTHER = ("other", "", "", "")


def test_what_ended_is_known(tmp_path: Path) -> None:
    file = tmp_path / "pages.json"
    manifest.begin(file, {}, ["a/"])
    manifest.end(file, {"a/": ROW})
    assert manifest.read(file) == {"a/": ROW}


def test_after_an_interruption_every_page_may_be_there_and_none_is_known(tmp_path: Path) -> None:
    file = tmp_path / "pages.json"
    manifest.end(file, {"a/": ROW})
    for new in ("b/", "c/"):  # twice
        manifest.begin(file, manifest.read(file), ["a/", new])
    assert manifest.read(file) == dict.fromkeys(["a/", "b/", "c/"], manifest.UNSURE)
    manifest.end(file, {"c/": OTHER})
    assert manifest.read(file) == {"c/": OTHER}


def test_a_broken_note_makes_no_page_known(tmp_path: Path) -> None:
    file = tmp_path / "pages.json"
    manifest.end(file, {"a/": ROW})
    (tmp_path / "pages.begun").write_text('["b/')
    assert manifest.read(file) == {"a/": manifest.UNSURE}
