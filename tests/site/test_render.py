"""Templates: filled with a language's words, compiled once."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from kg.model import Config
from kg.site import render
from kg.site.render import Renderer, Templates

SEARCH = {"v": None, "empty": (), "quotes": {}, "twin": None}


def test_templates_are_compiled_once_for_all_builds(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Renderer.of(config).body("search.html", **SEARCH)
    with monkeypatch.context() as patched:
        patched.setattr(Templates, "_generate", lambda *_, **__: pytest.fail("compiled again"))
        assert Renderer.of(config).body("search.html", **SEARCH) == first
    before = render.compiled(config)
    monkeypatch.setattr(render, "key", lambda: "another")
    assert Renderer.of(config).body("search.html", **SEARCH) == first
    assert not before.exists() and render.compiled(config).is_dir()


def test_templates_that_another_build_took_away_are_compiled_again(config: Config) -> None:
    renderer = Renderer.of(config)
    shutil.rmtree(renderer.code)
    assert renderer.body("search.html", **SEARCH) == Renderer.of(config).body("search.html", **SEARCH)


def test_each_language_has_its_own_words_in_the_same_template(config: Config) -> None:
    renderer = Renderer.of(config)
    english, chinese = (renderer.body("search.html", language, **SEARCH) for language in ("en", "zh"))
    assert english != chinese
    assert english == Renderer.of(config).body("search.html", "en", **SEARCH)


def test_a_word_of_an_instance_that_is_no_plain_text_is_escaped(config: Config) -> None:
    """It is not put into the template, where it could be code."""
    hostile = '{{ 7 * 7 }}"}}<script>'
    told = replace(config, vocabulary={"maturity": {"Names and texts": hostile, "Search": hostile}})
    html = Renderer.of(told).body("search.html", **SEARCH)
    assert "{{ 7 * 7 }}&#34;}}&lt;script&gt;" in html
