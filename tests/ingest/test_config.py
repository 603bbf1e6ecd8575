"""`talkscape.yml`: what an instance says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ingest import config
from kg.model import BadInput


def test_all_fields_are_read(instance):
    root = instance({})
    read = config.read(root)
    assert (read.root, read.name, read.base_iri, read.branch, read.languages) == (
        root,
        "Tiny",
        "https://example.org/id/",
        "main",
        ("en",),
    )


def test_site_url_moves_the_site_and_not_the_iris(instance):
    read = config.read(instance({}), "http://localhost:8000/preview")
    assert read.site_url == "http://localhost:8000/preview/"
    assert read.base_iri == "https://example.org/id/"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: A\nbase_iri: https://example.org/id\nsite_url: https://example.org/\n", "base_iri must be"),
        ("name: A\nsite_url: https://example.org/\n", "base_iri is missing"),
        ("name: A\nbase_iri: https://example.org/id/\nsite_url: ftp://example.org\n", "site_url must be a URL"),
        ("name: A\nbase_irl: https://example.org/id/\nsite_url: https://example.org/\n", "did you mean 'base_iri'?"),
        ("name: [\n", "not YAML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, message: str):
    (tmp_path / "talkscape.yml").write_text(text)
    with pytest.raises(BadInput, match=message.replace("?", r"\?")):
        config.read(tmp_path)


def test_a_folder_that_is_no_instance(tmp_path: Path):
    with pytest.raises(BadInput, match="is this the root of an instance"):
        config.read(tmp_path)


def test_a_site_url_that_is_none(instance):
    with pytest.raises(BadInput, match="site_url must be a URL"):
        config.read(instance({}), "somewhere")
