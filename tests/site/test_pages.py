"""Pages from views: whole and safe whatever the names, linked without a gap, and written only when they change."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from kg import iri
from kg.site import pages
from kg.site.shell import Shell
from tests.site import small
from tests.site.conftest import CHROME, SENTENCE, Built, build, quote, renamed

VOID = {
    "area",
    "base",
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
    "path",
    "circle",
    "rect",
    "use",
}


class Reader(HTMLParser):
    """Reads a page: its links, its text, its elements, and whether each is closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        values = dict(attrs)
        self.links += [values[name] or "" for name in ("href", "src") if name in values]
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def html_files(out: Path) -> list[Path]:
    return sorted(out.rglob("*.html"))


def test_every_page_is_well_formed_and_its_ids_are_its_own(built: Built) -> None:
    assert len(html_files(built.out)) > 30
    for file in html_files(built.out):
        if "http-equiv" not in file.read_text(encoding="utf-8"):
            ids = Reader(file.read_text(encoding="utf-8")).ids
            assert len(ids) == len(set(ids)), file


def test_every_internal_link_resolves_under_the_sites_path(built: Built) -> None:
    raw = {
        iri.raw(v.kind, v.id, suffix)
        for v in (*built.views.entities, *built.views.sources)
        for suffix in ("ttl", "jsonld")
    }
    elsewhere = {"data/", "contribute/"}  # prose pages, which mkdocs renders
    checked = 0
    for file in html_files(built.out):
        address = built.config.site_url + file.parent.relative_to(built.out).as_posix().removeprefix(".").strip("/")
        for link in Reader(file.read_text(encoding="utf-8")).links if "http-equiv" not in file.read_text() else []:
            target = urljoin(address.rstrip("/") + "/", link)
            if not target.startswith(built.config.site_url):
                assert urlsplit(link).scheme in ("https", "http"), f"{link} in {file}"
                continue
            path, _, anchor = target.removeprefix(built.config.site_url).partition("#")
            path = path.partition("?")[0]
            if path in raw or path in elsewhere or path.startswith("assets/"):
                continue
            found = built.out / path / "index.html" if path.endswith("/") or not path else built.out / path
            assert found.is_file(), f"{link} in {file}"
            if anchor:
                assert f'id="{anchor}"' in found.read_text(encoding="utf-8"), f"{link} in {file}"
            checked += 1
    assert checked > 300


def test_links_go_both_ways(built: Built) -> None:
    for one, other in (
        ("projects/lantern", "talks/keynote"),
        ("projects/lantern", "vendors/lantern-inc"),
        ("people/ada-example", "projects/lantern"),
        ("people/ada-example", "talks/keynote"),
        ("events/openconf-2020", "talks/keynote"),
        ("topics/observability", "articles/zh-recap"),
        ("topics/observability", "topics/tracing"),
        ("people/ada-example", "people/bo-muster"),
    ):
        assert f'href="/deep/path/{other}/"' in built.page(one), (one, other)
        assert f'href="/deep/path/{one}/"' in built.page(other), (other, one)


def test_a_hostile_name_is_text_and_nothing_else(built: Built) -> None:
    for path in ("vendors/hostile", "articles/evil", "people/bo-muster", "projects/beacon", "talks/keynote", "vendors"):
        html = built.page(path)
        assert "<script>alert" not in html and "javascript:" not in html, path
        page = Reader(html)
        assert small.HOSTILE in re.sub(r"\s+", " ", page.text), path
        scripts = [attributes for tag, attributes in page.tags if tag == "script"]
        assert all(script.get("type") == "application/ld+json" for script in scripts), path
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")], path


@pytest.mark.parametrize(
    "id_, kind, name",
    [("rtl", "vendor", small.RTL), ("long", "project", small.LONG.strip()), ("beacon", "project", "Beacon 🔥")],
)
def test_unusual_names_stand_whole_in_title_heading_and_linked_data(
    built: Built, id_: str, kind: str, name: str
) -> None:
    html = built.page(iri.page(kind, id_))
    assert name in Reader(html).text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(data)["name"] == name


def test_a_link_to_the_moment_only_where_times_are_exact(built: Built) -> None:
    page = built.page("projects/lantern")
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk&amp;t=312s"' in page and ">05:12</a>" in page
    assert "first near 04:20" in page
    assert "undated" in page


def test_sentences_are_asked_for_only_where_the_licence_allows(built: Built) -> None:
    assert "Its own words, &lt;b&gt;bold&lt;/b&gt; &amp; all. (blog-post)" in built.page("projects/lantern")
    shown = {
        m for file in html_files(built.out) for m in re.findall(r"all\. \(([\w-]+)\)", file.read_text(encoding="utf-8"))
    }
    assert shown == {"blog-post"}
    assert SENTENCE not in built.page("projects/lantern")


def test_counts_say_how_many_are_independent_and_dated(built: Built) -> None:
    text = Reader(built.page("projects/lantern")).text
    assert "3 of 4 independent; 3 of 4 dated; 1 on stage." in text
    assert text.index("Independent voices") < text.index("Its own voice")


def test_a_page_carries_its_true_language_and_says_that_a_machine_translated_it(built: Built) -> None:
    page = built.page("articles/zh-recap")
    assert page.startswith('<!doctype html><html lang="zh">')
    assert "本文为机器翻译" in page and "文中提到" in page
    assert '<html lang="en">' in built.page("projects/lantern")


def test_every_statement_says_where_it_comes_from(built: Built) -> None:
    page = built.page("people/bo-muster")
    assert "extracted, 72 %" in page and 'href="/deep/path/talks/keynote/"' in page
    assert "https://forge.example/small/edit/main/content/people/bo-muster.yaml" in page
    assert 'href="/deep/path/people/bo-muster.ttl"' in page and 'href="/deep/path/people/bo-muster.jsonld"' in page


def test_an_entry_without_mentions_says_so(built: Built) -> None:
    assert "No source here speaks of it yet." in built.page("projects/silent")
    assert "archived" in built.page("projects/silent")


def test_the_landscape_lists_every_project_and_product_with_maturity_in_words(built: Built) -> None:
    page = built.page("landscape")
    for name in ("lantern", "beacon", "silent", "long"):
        assert f'href="/deep/path/projects/{name}/"' in page
    assert 'href="/deep/path/products/lantern-cloud/"' in page
    assert 'aria-label="graduated"' in page and 'aria-label="archived"' in page


def test_a_long_list_leads_from_page_to_page(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.site import details, plan

    monkeypatch.setattr(plan, "LIST", 2)
    monkeypatch.setattr(details, "SHOWN", 1)
    built.again(built.views)
    first, second = built.page("projects/lantern/voices"), built.page("projects/lantern/voices/~2")
    assert 'rel="next" href="/deep/path/projects/lantern/voices/~2/"' in first and 'rel="prev"' not in first
    assert 'rel="prev" href="/deep/path/projects/lantern/voices/"' in second and 'rel="next"' not in second


def test_nothing_is_rendered_or_written_when_nothing_changed(built: Built) -> None:
    before = {file: file.stat().st_mtime_ns for file in built.out.rglob("*") if file.is_file()}
    report = built.again(built.views)
    assert (report.rendered, report.changed, report.removed) == (0, (), ())
    assert {file: file.stat().st_mtime_ns for file in built.out.rglob("*") if file.is_file()} == before


def test_a_change_renders_only_what_shows_it(built: Built) -> None:
    report = built.again(renamed(built.views, "silent", "Loud Project"))
    assert set(report.changed) == {"projects/silent/", "projects/", "landscape/"}
    assert "Loud Project" in built.page("projects/silent")


def test_a_change_gives_the_same_bytes_as_a_clean_build(built: Built, tmp_path: Path) -> None:
    seen = renamed(built.views, "lantern", "Lantern the Second")
    built.again(seen)
    clean = tmp_path / "clean" / "site"
    build(replace(built.config, root=tmp_path / "clean"), seen, clean)
    assert {f.relative_to(built.out): f.read_bytes() for f in built.out.rglob("*") if f.is_file()} == {
        f.relative_to(clean): f.read_bytes() for f in clean.rglob("*") if f.is_file()
    }


def test_a_page_that_is_gone_is_removed_with_its_folder(built: Built) -> None:
    fewer = replace(built.views, entities=tuple(v for v in built.views.entities if v.id != "rtl"))
    report = built.again(fewer)
    assert report.removed == ("vendors/rtl/",)
    assert not (built.out / "vendors/rtl").exists() and (built.out / "vendors/lantern-inc/index.html").is_file()


def test_a_page_that_someone_deleted_is_written_again(built: Built) -> None:
    (built.out / "projects/lantern/index.html").unlink()
    assert built.again(built.views).changed == ("projects/lantern/",)


def test_a_broken_manifest_only_costs_time(built: Built) -> None:
    (built.config.root / "build" / "pages.json").write_text('{"x": 1')
    report = built.again(built.views)
    assert report.rendered == len(report.pages) and report.changed == ()


def test_worker_processes_write_the_same_bytes(built: Built, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pages, "FORK_FROM", 2)
    out = tmp_path / "forked" / "site"
    pages.write_all(
        replace(built.config, root=tmp_path / "forked"),
        built.views,
        Shell.cut(CHROME, tmp_path / "chrome"),
        out,
        quote,
        jobs=2,
    )
    for file in out.rglob("*.html"):
        assert file.read_bytes() == (built.out / file.relative_to(out)).read_bytes()


def test_what_worker_processes_wrote_is_known_again(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, root = Shell.cut(CHROME, built.config.root / "chrome"), built.config.root
    manifest = (root / "build/pages.json").read_bytes()
    (root / "build/pages.json").unlink()
    monkeypatch.setattr(pages, "FORK_FROM", 2)
    first, second = (pages.write_all(built.config, built.views, shell, built.out, quote, jobs=2) for _ in range(2))
    assert (first.rendered, second.rendered) == (len(first.pages), 0)
    assert (root / "build/pages.json").read_bytes() == manifest
