"""Files beside the pages: each read back by what it is for."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

from kg.site import cards, exports
from tests.site import small
from tests.site.conftest import Built

ATOM, SITEMAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_lists_each_page_once_with_dates_from_the_data_only(built: Built) -> None:
    root = ElementTree.fromstring((built.out / "sitemap.xml").read_bytes())
    dates = {row.findtext(f"{SITEMAP}loc"): row.findtext(f"{SITEMAP}lastmod") for row in root}
    assert len(dates) == len(list(root))
    assert dates["https://example.org/deep/path/talks/keynote/"] == "2020-11-18"
    assert dates["https://example.org/deep/path/projects/lantern/"] == "2022-02-01"
    assert dates["https://example.org/deep/path/articles/zh-recap/"] is None
    assert not [url for url in dates if url and "/search/" in url]


def test_very_many_addresses_are_split_under_an_index(built: Built, monkeypatch) -> None:
    monkeypatch.setattr(exports, "SITEMAP", 10)
    found = exports.sitemaps(built.config, built.report.pages, [])
    listed = [row.findtext(f"{SITEMAP}loc") for row in ElementTree.fromstring(found["sitemap.xml"])]
    assert listed == [f"https://example.org/deep/path/sitemap-{n}.xml" for n in range(1, len(found))]
    assert sum(len(list(ElementTree.fromstring(found[f"sitemap-{n}.xml"]))) for n in range(1, len(found))) == len(
        built.report.pages
    )


def test_a_former_address_leads_to_the_new_one_and_goes_with_the_entry(built: Built) -> None:
    file = built.out / "projects/old-lantern/index.html"
    assert 'url=https://example.org/deep/path/projects/lantern/"' in file.read_text()
    fewer = tuple(replace(v, former_ids=()) for v in built.views.entities)
    built.again(replace(built.views, entities=fewer))
    assert not file.exists()


def test_a_former_address_of_a_topic_leads_on_in_the_chinese_tree_too(built: Built) -> None:
    topics = tuple(replace(v, former_ids=("monitoring",)) for v in built.views.of_kind("topic") if v.id == "tracing")
    views = replace(built.views, entities=topics)
    found = exports.redirects(replace(built.config, languages=("en", "zh")), views)
    assert 'url=https://example.org/deep/path/zh/topics/tracing/"' in found["zh/topics/monitoring/index.html"]
    assert 'url=https://example.org/deep/path/topics/tracing/"' in found["topics/monitoring/index.html"]
    assert list(exports.redirects(replace(built.config, languages=("en",)), views)) == ["topics/monitoring/index.html"]


def test_names_carry_aliases_and_labels_the_most_spoken_of_first(built: Built) -> None:
    data = json.loads((built.out / "names.json").read_text())
    rows = {row[1]: (data["kinds"][row[0]], row[2:]) for row in data["rows"]}
    assert rows["lantern"] == ("project", ["Lantern", "LN"])
    assert rows["observability"] == ("topic", ["Observability", "可观测性"])
    assert rows["hostile"] == ("vendor", [small.HOSTILE])
    assert data["rows"][0][1] == "lantern"


def test_the_feed_is_atom_with_the_newest_dated_sources(built: Built) -> None:
    feed = ElementTree.fromstring((built.out / "feed.xml").read_bytes())
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == ["Episode 7", "Lantern 2.0 is out", "Keynote: what we learned"]
    assert feed.findtext(f"{ATOM}updated") == "2022-02-01T00:00:00Z"


def test_the_path_is_kept_for_serving(built: Built) -> None:
    assert (built.config.root / "build/prefix.txt").read_text() == "/deep/path/"


def test_robots_name_the_sitemap_and_leave_out_the_raw_data_of_people(built: Built) -> None:
    said = (built.out / "robots.txt").read_text()
    assert "Sitemap: https://example.org/deep/path/sitemap.xml" in said
    assert "Disallow: /deep/path/people/*.ttl$" in said


def test_projects_and_topics_have_feeds_and_say_where(built: Built) -> None:
    for path, titles in {
        "projects/lantern": ["Episode 7", "Lantern 2.0 is out", "Keynote: what we learned"],
        "topics/tracing": ["Lantern 2.0 is out", "Keynote: what we learned"],
    }.items():
        feed = ElementTree.fromstring((built.out / path / "feed.xml").read_bytes())
        assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == titles
        assert feed.findtext(f"{ATOM}id") == f"https://example.org/deep/path/{path}/"
        assert f'href="/deep/path/{path}/feed.xml"' in built.page(path)
    assert not (built.out / "projects/silent/feed.xml").exists() and "feed.xml" not in built.page("projects/silent")


def test_every_page_of_a_thing_has_a_card_where_the_script_looks_for_it(built: Built) -> None:
    for view in (*built.views.entities, *built.views.sources):
        shard = json.loads((built.out / f"cards/{cards.shard(view.id)}.json").read_text(encoding="utf-8"))
        kind, name, lead = shard[view.id]
        assert (kind, name) == (view.kind, view.name)
        assert 0 < len(lead) <= cards.LETTERS
