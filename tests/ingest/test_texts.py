"""Texts at hand: kept with their layers, checked by hash, committed ones read beside their YAML."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kg.ingest import documents, formats, texts
from kg.model import Source

SOURCE = Source("a-talk", "talk", "A talk", "content/talks/a-talk.yaml", "", "captions", "x", "independent")
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Example>Hello\n\n00:02.000 --> 00:03.000\n<v Bo Sample>Bye"


def test_a_document_is_kept_with_all_its_layers(tmp_path: Path) -> None:
    document = documents.parse(VTT, "a-talk.vtt")
    assert texts.keep(tmp_path, "a-talk", document)
    assert not texts.keep(tmp_path, "a-talk", document)
    assert texts.find(tmp_path, SOURCE) == replace(document, title="A talk")
    assert texts.read(tmp_path, SOURCE) == document.text
    assert texts.read(tmp_path, SOURCE, texts.digest(document.text)) == document.text
    assert texts.read(tmp_path, SOURCE, "0" * 64) is None


def test_a_changed_text_counts_as_absent(tmp_path: Path) -> None:
    texts.keep(tmp_path, "a-talk", documents.parse(VTT, "a-talk.vtt"))
    (tmp_path / "build/texts/a-talk.txt").write_text("something else")
    assert texts.read(tmp_path, SOURCE) is None
    assert texts.find(tmp_path, SOURCE) is None


def test_a_text_cleaned_by_another_version_counts_as_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts.keep(tmp_path, "a-talk", documents.parse(VTT, "a-talk.vtt"))
    monkeypatch.setattr(formats, "VERSION", "another")
    assert texts.find(tmp_path, SOURCE) is None
    assert not texts.at_hand(tmp_path, SOURCE)


def test_the_list_of_hashes_is_one_that_sha256sum_reads(tmp_path: Path) -> None:
    document = documents.parse(VTT, "a-talk.vtt")
    for id_ in ("b", "a"):
        texts.keep(tmp_path, id_, document)
    texts.index(tmp_path)
    sha = hashlib.sha256(document.text.encode()).hexdigest()
    assert (tmp_path / "build/texts/SHA256").read_text() == f"{sha}  a.txt\n{sha}  b.txt\n"
    texts.drop(tmp_path, "a")
    assert (tmp_path / "build/texts/SHA256").read_text() == f"{sha}  b.txt\n"


def test_a_committed_text_is_read_beside_its_yaml(tmp_path: Path) -> None:
    source = replace(SOURCE, text="a-talk.md", medium="talk")
    assert texts.read(tmp_path, source) is None
    file = tmp_path / "content/talks/a-talk.md"
    file.parent.mkdir(parents=True)
    file.write_text("# Our words\n\nFoo.")
    assert texts.at_hand(tmp_path, source)
    assert texts.read(tmp_path, source) == "Our words\nFoo."
    found = texts.find(tmp_path, source)
    assert found is not None
    assert (found.id, found.medium, found.title) == ("a-talk", "talk", "A talk")
