"""Things side by side."""

from __future__ import annotations

import json

from kg.query.views import Views
from kg.site import compare
from tests.site.conftest import Built


def test_pairs_are_of_one_category_and_named_together(seen: Views) -> None:
    found = {pair.path: (pair.category.id, pair.sources, pair.independent) for pair in compare.pairs(seen)}
    assert found == {
        "compare/beacon~lantern/": ("landscape-monitoring", 1, 1),
        "compare/lantern~lantern-cloud/": ("landscape-monitoring", 1, 0),
    }


def test_a_pairs_page_shows_facts_voices_and_who_talks_about_both(built: Built) -> None:
    page = built.page("compare/beacon~lantern")
    for text in (
        "Beacon 🔥 and Lantern",
        "sandbox",
        "graduated",
        "Ada Example",
        "Bo Müster",
        "Keynote: what we learned",
    ):
        assert text in page, text
    assert 'href="/deep/path/compare/?p=beacon,lantern"' in page


def test_both_things_lead_to_their_comparison(built: Built) -> None:
    for path in ("projects/beacon", "projects/lantern", "compare"):
        assert 'href="/deep/path/compare/beacon~lantern/"' in built.page(path), path


def test_the_scripts_file_tells_as_much_as_the_page(seen: Views) -> None:
    files = {name: json.loads(text) for name, text in compare.files(seen)}
    assert "compare/silent.json" not in files
    lantern = files["compare/lantern.json"]
    assert lantern["counts"] == [4, 3, 3]
    assert ["Maturity", "graduated"] in lantern["facts"]
    assert lantern["people"] == {"ada-example": "Ada Example", "bo-muster": "Bo Müster"}
    assert [source[1] for source in lantern["sources"]] == ["podcast-7", "blog-post", "keynote", "zh-recap"]
    assert dict(lantern["roles"])["Its maintainers"] == 1
