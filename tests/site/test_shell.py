"""The chrome: rendered by mkdocs once, cut at its marks, the same at any depth and without third parties."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import BadInput, Config
from kg.site import shell
from kg.site.shell import Shell


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Config:
    root = tmp_path_factory.mktemp("shell")
    (root / "content/pages").mkdir(parents=True)
    (root / "content/pages/about.md").write_text("# About\n\nWords & more.\n")
    (root / "mkdocs.yml").write_text("nav:\n  - Projects: projects/\n  - About:\n      - About: about.md\n")
    return Config(
        root,
        'A "name" & more',
        "https://example.org/id/",
        "https://example.org/deep/path/",
        "A tagline",
        "https://forge.example/x",
    )


@pytest.fixture(scope="module")
def chrome(instance: Config) -> Shell:
    return shell.read(instance)


def page(chrome: Shell) -> str:
    return chrome.page(language="zh", section="projects", title="<T>", head="<meta name='x'>", body="<p>BODY</p>")


def test_a_page_is_put_together_around_its_parts(chrome: Shell) -> None:
    html = page(chrome)
    assert html.lstrip().startswith("<!doctype html>") and '<html lang="zh"' in html
    assert "<title>&lt;T&gt;</title>" in html and "<meta name='x'>" in html and "<p>BODY</p>" in html
    assert '<body data-kg-section="projects" dir="ltr"' in html
    assert "<!--kg:" not in html


def test_every_address_of_the_chrome_fits_at_any_depth(chrome: Shell) -> None:
    links = re.findall(r'(?:href|src|action)="([^"]*)"', page(chrome))
    assert len(links) > 10
    for link in links:
        assert link.startswith(("/deep/path/", "#", "https://forge.example/", "https://creativecommons.org/")), link


def test_the_chrome_loads_nothing_from_third_parties(chrome: Shell) -> None:
    loaded = re.findall(r'<(?:script|img|iframe)[^>]*src="([^"]*)"', page(chrome))
    loaded += re.findall(r'<link[^>]*rel="(?:stylesheet|icon|preconnect|preload)"[^>]*href="([^"]*)"', page(chrome))
    assert loaded and all(link.startswith("/deep/path/") for link in loaded)
    assert not re.search(r'\son\w+="', page(chrome))
    for name, file in chrome.files():
        if name.startswith("assets/kg/"):
            assert not re.search(r"(?:@import|url\(|import)\s*\(?[\"']?https?:", file.read_text(encoding="utf-8")), name


def test_prose_pages_come_with_the_same_chrome_and_may_be_searched(chrome: Shell) -> None:
    files = dict(chrome.files())
    about = files["about/index.html"].read_text(encoding="utf-8")
    assert "Words &amp; more." in about and "data-pagefind-body" in about and 'href="../projects/"' in about
    assert {"404.html", "assets/kg/site.css", "assets/kg/search.js", "assets/kg/icons.svg"} <= set(files)
    assert not [name for name in files if name.startswith(("000", "sitemap", "assets/javascripts/lunr"))]


def test_the_chrome_is_rendered_once_and_again_when_its_inputs_change(instance: Config, chrome: Shell) -> None:
    before = (chrome.folder / "000.html").stat().st_mtime_ns
    assert shell.read(instance) == chrome
    assert (chrome.folder / "000.html").stat().st_mtime_ns == before
    moved = shell.read(replace(instance, site_url="https://elsewhere.example/"))
    assert moved.key != chrome.key and 'href="/projects/"' in page(moved)
    assert shell.read(instance).key == chrome.key


def test_a_changed_prose_page_is_rendered_and_leaves_the_chrome_of_all_others(instance: Config) -> None:
    before = shell.read(instance)
    file = next((instance.root / "content/pages").glob("*.md"))
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(f"{text}\nAnother lamp.\n", encoding="utf-8")
        after = shell.read(instance)
        assert after.key == before.key, "all pages would be written again"
        assert "Another lamp." in dict(after.files())[f"{file.stem}/index.html"].read_text(encoding="utf-8")
    finally:
        file.write_text(text, encoding="utf-8")
        shell.read(instance)


def test_an_instance_without_settings_or_prose_has_the_chrome_too(tmp_path: Path) -> None:
    html = page(shell.read(Config(tmp_path, "Bare", "https://example.org/id/", "http://localhost:8000/")))
    assert 'href="/projects/"' in html and 'href="/landscape/"' in html


def test_what_mkdocs_complains_of_is_said_as_bad_input(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("nav: [")
    with pytest.raises(BadInput, match="mkdocs could not render the chrome"):
        shell.read(Config(tmp_path, "Broken", "https://example.org/id/", "http://localhost:8000/"))
    assert not (tmp_path / "build/shell").exists() or not [f for f in (tmp_path / "build/shell").iterdir()]


@pytest.mark.parametrize("lost", ["<!--kg:title-->", "<!--kg:head-->", "<!--kg:body-->"])
def test_a_chrome_that_lost_a_mark_is_refused(lost: str) -> None:
    whole = '<html lang="en"><title><!--kg:title--></title><!--kg:head--><body dir="ltr"><!--kg:body-->'
    assert Shell.cut(whole).page(language="en", section="", title="", head="", body="")
    with pytest.raises(ValueError, match="the chrome has"):
        Shell.cut(whole.replace(lost, ""))
