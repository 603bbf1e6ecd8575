"""The chrome of every page: mkdocs renders it once, here it is cut at its marks.

The only contact with mkdocs is its command line. One page of the theme, `000.html`, comes out with absolute paths, so
that it fits at any depth; hand-written pages come out beside it, with the same chrome, and are copied as they are.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.cache import digest, write
from kg.model import BadInput, Config, Problem
from kg.site import menu, policy

HERE = Path(__file__).parent
THEME, ASSETS = HERE / "theme", HERE / "assets"
ACCENT = "#0b6b66"
"""The accent of the marks, where an instance has none of its own."""
UNUSED = ("000.html", "sitemap.xml", "assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/images/")
MARKS = re.compile(r'(?<=<html lang=")[^"]*(?=")|(?<=<body )|<!--kg:(?:title|head|body)-->')


@dataclass(frozen=True, slots=True)
class Shell:
    """The chrome, cut at the marks: language, section, title, head, body."""

    parts: tuple[str, str, str, str, str, str]
    folder: Path
    """What mkdocs rendered: the theme's assets, 404.html and the hand-written pages."""
    key: str
    """Hash of the chrome: not of the hand-written pages that came out beside it."""
    chinese_tree: bool = False
    """Whether there are Chinese lists for the Chinese chrome to lead to."""

    @classmethod
    def cut(cls, html: str, folder: Path = Path(), key: str = "") -> Shell:
        """Cut a rendered `000.html`; raises ValueError where a mark is missing.

        >>> Shell.cut('<html lang="en"><title><!--kg:title--></title><!--kg:head--><body ><!--kg:body-->').key
        Traceback (most recent call last):
        ValueError: the chrome has 5 marks, but not in the order lang, title, head, section, body
        """
        found = [match.group() for match in MARKS.finditer(html)]
        wanted = ["<!--kg:title-->", "<!--kg:head-->", "", "<!--kg:body-->"]
        if found[1:] != wanted or '<body dir="' not in html:
            order = "lang, title, head, section, body"
            raise ValueError(f"the chrome has {len(found)} marks, but not in the order {order}")
        first, second, third, fourth, fifth, sixth = MARKS.split(html)
        return cls((first, second, third, fourth, fifth, sixth), folder, key or digest(html))

    def page(self, *, language: str, section: str, title: str, head: str, body: str) -> str:
        """A whole page. `head` and `body` are HTML; the rest is text."""
        p = self.parts
        if language.startswith("zh"):
            p = tuple(menu.translated(part, self.chinese_tree) for part in p)  # type: ignore[assignment]
        mark = f'data-kg-section="{escape(section)}" '
        return "".join((p[0], escape(language), p[1], escape(title), p[2], head, p[3], mark, p[4], body, p[5]))

    def files(self) -> Iterator[tuple[str, Path]]:
        """(path under the site's root, file) of all that mkdocs rendered and of our own assets, sorted."""
        for file in sorted(self.folder.rglob("*")):
            name = file.relative_to(self.folder).as_posix()
            if file.is_file() and not name.startswith(UNUSED) and not name.endswith(".map"):
                yield name, file


def assets_version() -> str:
    """Hash of our assets, for the query of their URLs: a browser never keeps an old one."""
    return digest(*(part for file in _files(ASSETS) for part in (file.name, file.read_bytes())))[:10]


def read(config: Config, empty: Collection[str] = ()) -> Shell:
    """The chrome for an instance, rendered where it is not kept from an earlier build under `build/shell/`.

    `empty` are the folders of lists that have nothing to show: the menu leaves them out.
    """
    own, pages = config.root / "mkdocs.yml", config.root / "content" / "pages"
    inputs = [HERE / "mkdocs.yml", *([own] if own.is_file() else []), *_files(THEME), *_files(ASSETS), *_files(pages)]
    settings = (config.name, config.site_url, config.tagline, config.repository, config.branch)
    colours, hidden = sorted(config.colours.items()), sorted(empty)
    versions = [version(name) for name in ("mkdocs", "mkdocs-material")]
    contents = [part for file in inputs for part in (file.name, file.read_bytes())]
    code = [Path(str(file)).read_bytes() for file in (__file__, policy.__file__)]
    key = digest(settings, versions, *code, *contents, *([colours] if colours else []), *([hidden] if hidden else []))
    kept = config.root / "build" / "shell" / key[:16]
    if not (kept / "000.html").is_file():
        _render(config, own if own.is_file() else HERE / "mkdocs.yml", pages, kept, hidden)
    made = Shell.cut((kept / "000.html").read_text(encoding="utf-8"), kept)
    return replace(made, chinese_tree="zh" in config.languages)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _render(config: Config, parent: Path, pages: Path, kept: Path, hidden: Sequence[str]) -> None:
    """Run mkdocs into a folder beside `kept` and swap it in; older chromes go."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=kept.parent, prefix=".") as temporary:
        work = Path(temporary)
        if not pages.is_dir():
            pages = work / "pages"
            pages.mkdir()
        base = HERE / "mkdocs.yml"
        text = parent.read_text(encoding="utf-8")
        if parent != base:  # an instance elsewhere names the base by a path of its own, or not at all
            text = f"INHERIT: {json.dumps(str(base))}\n" + re.sub(r"(?m)^INHERIT:.*$", "", text)
        write(work / "instance.yml", text)
        write(work / "mkdocs.yml", json.dumps(_settings(config, pages, work / "site", hidden)))
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", str(work / "mkdocs.yml")]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        if run.returncode != 0:
            problem = Problem(
                str(parent), 0, 0, "error", "mkdocs could not render the chrome", run.stderr.strip()[-2000:]
            )
            raise BadInput([problem])
        for file in (work / "site").rglob("*.html"):
            write(file, policy.applied(file.read_text(encoding="utf-8")))
        shutil.copytree(ASSETS, work / "site" / "assets" / "kg", dirs_exist_ok=True)
        _colour(config, work / "site" / "assets" / "kg" / "site.css")
        for old in kept.parent.iterdir():
            if old != work:
                shutil.rmtree(old, ignore_errors=True)
        (work / "site").rename(kept)


def _colour(config: Config, css: Path) -> None:
    """Put the instance's accent into the style sheet: for each scheme, and the tints that are made of it."""
    rules = [
        f'[data-md-color-scheme="{scheme}"]{{--kg-accent:{config.colours[which]};'
        "--kg-tint:color-mix(in srgb,var(--kg-accent) 12%,var(--kg-paper));"
        "--kg-free:color-mix(in srgb,var(--kg-accent) 22%,var(--kg-paper))}\n"
        for which, scheme in (("light", "default"), ("dark", "slate"))
        if which in config.colours
    ]
    if rules:
        write(css, css.read_text(encoding="utf-8") + "".join(rules))
    for mark in ("mark.svg", "favicon.svg") if "light" in config.colours else ():
        drawn = (css.parent / mark).read_text(encoding="utf-8")
        write(css.parent / mark, drawn.replace(ACCENT, config.colours["light"]))


def _settings(config: Config, pages: Path, site: Path, hidden: Sequence[str]) -> dict[str, object]:
    """What an instance adds to the chrome's settings."""
    colours = "".join(sorted(config.colours.values())).replace("#", "-")
    return {
        "INHERIT": "instance.yml",
        "site_name": config.name,
        "site_url": config.site_url,
        "site_description": config.tagline,
        "repo_url": config.repository,
        "docs_dir": str(pages),
        "site_dir": str(site),
        "theme": {"custom_dir": str(THEME)},
        "extra_css": [f"assets/kg/site.css?v={assets_version()}{colours}"],
        "extra": {"assets_version": assets_version(), "empty": [f"{folder}/" for folder in hidden]},
    }
