"""The search index: made when indexed text changed, with both languages, without Pagefind's faces."""

from __future__ import annotations

import json

from kg.site import search
from tests.site.conftest import Built, renamed


def test_only_pages_of_things_are_indexed(built: Built) -> None:
    kinds = {path.partition("/")[0] for path in built.report.indexed}
    assert kinds == {"projects", "products", "vendors", "people", "events", "topics", "talks", "articles"}
    assert "projects/" not in built.report.indexed and "projects/lantern/" in built.report.indexed


def test_a_rename_changes_the_key_of_that_page_alone(built: Built) -> None:
    again = built.again(renamed(built.views, "silent", "Loud Project"))
    assert {path for path, key in again.indexed.items() if built.report.indexed[path] != key} == {"projects/silent/"}


def test_keys_of_pages_that_were_not_rendered_are_remembered(built: Built) -> None:
    assert built.again(built.views).indexed == built.report.indexed


def test_what_is_ignored_does_not_change_a_pages_key() -> None:
    body = '<div data-pagefind-body>text <section id="x" data-pagefind-ignore>{}</section></div>'
    assert search.key("en", "", body.format("one")) == search.key("en", "", body.format("two")) != ""
    assert search.key("en", "", body) != search.key("zh", "", body)
    assert search.key("en", "", "<div>text</div>") == ""


def test_the_index_is_made_once_in_both_languages_and_again_on_change(built: Built) -> None:
    state = built.config.root / "build" / "search.json"
    assert search.index(built.out, state, built.report.indexed).made
    entry = json.loads((built.out / "pagefind/pagefind-entry.json").read_text())
    pages = {language: found["page_count"] for language, found in entry["languages"].items()}
    assert pages == {"en": len(built.report.indexed) - 1, "zh": 1}
    assert not list((built.out / "pagefind").glob("*ui*"))
    assert not search.index(built.out, state, built.report.indexed).made
    again = built.again(renamed(built.views, "silent", "Loud Project"))
    assert search.index(built.out, state, again.indexed).made
