"""The Chinese tree: first page, lists and topics, each leading to its twin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Config
from kg.query.views import Views
from kg.site import menu
from tests.site.conftest import Built, build
from tests.site.test_pages import Reader


@pytest.fixture
def both(config: Config, seen: Views, tmp_path: Path) -> Built:
    """The small world in English and Chinese."""
    bilingual = replace(config, languages=("en", "zh"), tagline="What is said", taglines={"zh": "说了什么"})
    return Built(bilingual, seen, build(bilingual, seen, tmp_path / "site"), tmp_path / "site")


def test_a_topic_has_a_chinese_page_with_its_label_and_a_chinese_lead(both: Built) -> None:
    page = both.page("zh/topics/observability")
    assert page.startswith('<!doctype html><html lang="zh"><head><title>可观测性 · Small</title>')
    text = Reader(page).text
    assert "可观测性 是一个主题；这里有 3 个来源讲述它。" in text
    assert "讲述它的来源" in text and "2022年2月1日" in text and "又名" in text and "Observability" in text
    assert 'href="/deep/path/zh/topics/tracing/">链路追踪</a>' in page


def test_twins_lead_to_each_other_and_tell_search_engines(both: Built) -> None:
    for path in ("", "topics/", "projects/", "topics/tracing/"):
        english, chinese = both.page(path), both.page(f"zh/{path}")
        assert f'class="switch" href="/deep/path/zh/{path}" hreflang="zh"' in english
        assert f'class="switch" href="/deep/path/{path}" hreflang="en"' in chinese
        for page in (english, chinese):
            for tag, address in (("en", path), ("zh", f"zh/{path}"), ("x-default", path)):
                assert f'hreflang="{tag}" href="https://example.org/deep/path/{address}"' in page
    assert "hreflang" not in both.page("projects/lantern")


def test_the_first_page_has_the_instance_s_line_in_its_language(both: Built) -> None:
    assert "<title>Small · 说了什么</title>" in both.page("zh/") and "<h1>说了什么</h1>" in both.page("zh/")
    assert "<title>Small · What is said</title>" in both.page("") and "<h1>What is said</h1>" in both.page("")


def test_lists_are_in_chinese_and_complete(both: Built) -> None:
    page = both.page("zh/topics")
    for name in ("可观测性", "链路追踪", "Monitoring"):
        assert f">{name}</a>" in page
    assert ">项目 <" in both.page("zh/projects") and 'href="/deep/path/projects/lantern/"' in both.page("zh/projects")


def test_a_chinese_source_leads_to_chinese_topics(both: Built) -> None:
    assert 'href="/deep/path/zh/topics/observability/">可观测性</a>' in both.page("articles/zh-recap")
    assert 'href="/deep/path/topics/observability/">Observability</a>' in both.page("talks/keynote")


def test_every_link_of_the_tree_resolves(both: Built) -> None:
    prefix = "/deep/path/"
    for file in (both.out / "zh").rglob("index.html"):
        for link in Reader(file.read_text(encoding="utf-8")).links:
            path = link.removeprefix(prefix).partition("#")[0].partition("?")[0]
            if link.startswith(prefix) and path.endswith("/") and path not in ("data/", "contribute/"):
                assert (both.out / path / "index.html").is_file(), f"{link} in {file}"


def test_without_chinese_among_the_languages_there_is_no_tree(built: Built) -> None:
    assert not (built.out / "zh").exists()
    assert "hreflang" not in built.page("") and "中文" not in built.page("")


def test_the_menu_is_translated_and_leads_into_the_tree() -> None:
    item = '<a href="/p/talks/" class="md-nav__link"><span class="md-ellipsis"> Talks </span></a>'
    assert menu.translated(item, True) == item.replace("/p/talks/", "/p/zh/talks/").replace("Talks", "演讲")
    assert menu.translated(item, False) == item.replace("Talks", "演讲")
    landscape = '<a href="/p/landscape/" class="md-tabs__link"> Landscape </a>'
    assert menu.translated(landscape, True) == landscape.replace("Landscape", "全景图")


def test_what_stands_beside_the_menu_is_translated_too() -> None:
    about = '<a class="md-tabs__link">\n  About\n</a> <a href="/p/queries/">Queries</a> · <a>About us</a>'
    told = menu.translated(about, True)
    assert "\n  关于\n</a>" in told and '<a href="/p/queries/">查询</a>' in told and "<a>About us</a>" in told
    foot = '<p>Content under <a href="https://l.example/">CC BY</a>. No cookies, no third parties.</p>'
    told = menu.translated(foot, False)
    assert told == '<p>内容许可：<a href="https://l.example/">CC BY</a>。不用 Cookie，不连接第三方。</p>'
