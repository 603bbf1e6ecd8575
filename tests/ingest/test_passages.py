"""Sentences of sources: read once, and again when the text or the places change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.ingest import passages, texts
from kg.model import Source
from tests.conftest import WORLD

SOURCE = Source(
    "tarnstore-1-0", "article", "Tarnstore 1.0", "content/articles/tarnstore-1-0.yaml", "", "post", "", "project",
    text="tarnstore-1-0.md",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "content/articles"
    folder.mkdir(parents=True)
    (folder / SOURCE.text).write_text("# Tarnstore 1.0\n\nIt keeps files. It never forgets.\n")
    return tmp_path


def test_a_sentence_is_found_by_any_place_in_it(root: Path) -> None:
    text = texts.read(root, SOURCE)
    assert text
    found = passages.sentences(root, [(SOURCE, [text.index("keeps"), text.index("never"), 10_000])])
    assert sorted(found.values()) == ["It keeps files.", "It never forgets."]


def test_kept_sentences_follow_the_text_and_the_places(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = texts.read(root, SOURCE)
    assert text
    places = [(SOURCE, [text.index("keeps")])]
    first = passages.sentences(root, places)
    with monkeypatch.context() as patched:
        patched.setattr(texts, "read", lambda *_: pytest.fail("the text was read again"))
        assert passages.sentences(root, places) == first
    assert passages.sentences(root, [(SOURCE, [text.index("never")])]).keys() != first.keys()
    file = root / "content/articles" / SOURCE.text
    file.write_text(file.read_text().replace("keeps files", "holds files"))
    assert list(passages.sentences(root, places).values()) == ["It holds files."]
    file.unlink()
    assert passages.sentences(root, places) == {}


def test_what_is_not_at_hand_has_no_sentence(tmp_path: Path) -> None:
    assert passages.sentences(tmp_path, [(replace(SOURCE, text=""), [1])]) == {}
    assert (WORLD / SOURCE.path).is_file()
