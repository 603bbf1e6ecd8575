"""The small world as views, and built into a site with a chrome of a few lines: no mkdocs, no search."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.model import Config
from kg.query import views
from kg.query.views import Views
from kg.site import exports, pages
from kg.site.pages import PageReport
from kg.site.shell import Shell
from tests.site import small

CHROME = (
    '<!doctype html><html lang="en"><head><title><!--kg:title--></title><!--kg:head--></head>'
    '<body dir="ltr"><main><!--kg:body--></main></body></html>'
)
SENTENCE = "Its own words, <b>bold</b> & all."


def quote(source: str, start: int, end: int) -> str | None:
    """The sentence of any source that is asked for: the site itself must ask only where the licence allows it."""
    return f"{SENTENCE} ({source})"


@dataclass(frozen=True)
class Built:
    """A built site."""

    config: Config
    views: Views
    report: PageReport
    out: Path

    def page(self, path: str) -> str:
        """A page's HTML."""
        return (self.out / path / "index.html").read_text(encoding="utf-8")

    def again(self, seen: Views) -> PageReport:
        """Build once more, from other views."""
        return build(self.config, seen, self.out)


def build(config: Config, seen: Views, out: Path) -> PageReport:
    """Pages and exports, in this process."""
    shell = Shell.cut(CHROME, config.root / "chrome")
    report = pages.write_all(config, seen, shell, out, quote)
    exports.write_all(config, seen, report, shell, out)
    return report


@pytest.fixture(scope="session")
def seen() -> Views:
    """The small world's views."""
    return views.read(small.world(), small.BASE)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """An instance that is served under a path."""
    return Config(
        root=tmp_path,
        name="Small",
        base_iri=small.BASE,
        site_url="https://example.org/deep/path/",
        tagline="A small world",
        repository="https://forge.example/small",
    )


@pytest.fixture
def built(config: Config, seen: Views) -> Built:
    """The small world's site, new for each test."""
    out = config.root / "site"
    return Built(config, seen, build(config, seen, out), out)


def renamed(seen: Views, id_: str, name: str) -> Views:
    """The views with one entity named otherwise on its own page."""
    return replace(seen, entities=tuple(replace(v, name=name) if v.id == id_ else v for v in seen.entities))
