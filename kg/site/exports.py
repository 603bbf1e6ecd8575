"""Files beside the pages: sitemap, robots, redirects of former addresses, names; and what other modules make."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

from kg import iri
from kg.cache import write
from kg.model import Config
from kg.query.views.model import EntityView, Views
from kg.site import cards, compare, feeds, files, filters
from kg.site.pages import PageReport
from kg.site.plan import Page
from kg.site.shell import Shell

SITEMAP = 45_000
"""Addresses in one sitemap: the protocol allows 50,000."""


def write_all(config: Config, views: Views, report: PageReport, shell: Shell, out: Path) -> int:
    """Write all of them under `out`, and the site's path into `build/prefix.txt` for `kg serve`.

    Returns how many files are new or other than before.
    """
    wanted: dict[str, str | bytes] = {
        "robots.txt": robots(config),
        "names.json": names(views),
        "landscape.json": filters.rows(views),
        **dict(compare.files(views)),
        **dict(feeds.files(config, views)),
        **dict(cards.files(views)),
        ".nojekyll": "",
        **sitemaps(config, [page for page in report.pages if page.listed], [name for name, _ in shell.files()]),
        **redirects(config, views),
    }
    write(config.root / "build" / "prefix.txt", urlsplit(config.site_url).path)
    return len(files.write_all(out, wanted, config.root / "build" / "exports.json", report.files))


def robots(config: Config) -> str:
    """Robots may read all but the raw data of people, which cannot say for itself that it is not to be listed.

    They look for this at the root of a host only: under a path of a shared host nobody reads it.
    """
    path = urlsplit(config.site_url).path
    raw = "".join(f"Disallow: {path}people/*.{suffix}$\n" for suffix in ("ttl", "jsonld"))
    return f"User-agent: *\nAllow: /\n{raw}Sitemap: {config.site_url}sitemap.xml\n"


def sitemaps(config: Config, pages: Iterable[Page], prose: Iterable[str]) -> dict[str, str]:
    """sitemap.xml; with very many pages it is an index of `sitemap-N.xml`. Dates are those of what a page shows."""
    urls = [(page.path, page.date) for page in pages]
    urls += [(name.removesuffix("index.html"), "") for name in prose if name.endswith("/index.html")]
    rows = []
    for path, date in sorted(urls):
        lastmod = f"<lastmod>{date}</lastmod>" if len(date) == 10 else ""
        rows.append(f"<url><loc>{escape(config.site_url + quote(path, safe='/~'))}</loc>{lastmod}</url>\n")
    parts = [rows[n : n + SITEMAP] for n in range(0, len(rows), SITEMAP)] or [[]]
    head, space = '<?xml version="1.0" encoding="UTF-8"?>\n', 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    whole = [f"{head}<urlset {space}>\n{''.join(part)}</urlset>\n" for part in parts]
    if len(whole) == 1:
        return {"sitemap.xml": whole[0]}
    named = {f"sitemap-{number}.xml": text for number, text in enumerate(whole, 1)}
    listed = "".join(f"<sitemap><loc>{escape(config.site_url + name)}</loc></sitemap>\n" for name in named)
    return {"sitemap.xml": f"{head}<sitemapindex {space}>\n{listed}</sitemapindex>\n", **named}


def redirects(config: Config, views: Views) -> dict[str, str]:
    """A page at each former address that leads to the new one."""
    found = {}
    moved = [(view.kind, view.id, view.name, view.former_ids) for view in views.entities]
    moved += [(view.line.kind, view.line.id, view.line.title, view.former_ids) for view in views.sources]
    for kind, id_, title, former in moved:
        trees = ("", "zh/") if kind == "topic" and "zh" in config.languages else ("",)
        for old, tree in itertools.product(former, trees):
            url, name = escape(config.site_url + tree + iri.page(kind, id_)), escape(title)
            found[f"{tree}{iri.page(kind, old)}index.html"] = (
                f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>'
                f'<link rel="canonical" href="{url}"><meta name="robots" content="noindex">'
                f'<meta http-equiv="refresh" content="0; url={url}"><p>Moved: <a href="{url}">{name}</a></p></html>\n'
            )
    return found


def names(views: Views) -> str:
    """Names and aliases for the search field: those of which more is said come first.

    {"kinds": [kind …], "rows": [[number of the kind, id, name, alias …] …]}
    """
    kinds = sorted({view.kind for view in views.entities})
    most = sorted(views.entities, key=lambda v: (-_weight(v), v.id))
    rows = [[kinds.index(view.kind), view.id, view.name, *_aliases(view)] for view in most]
    return json.dumps({"kinds": kinds, "rows": rows}, ensure_ascii=False, separators=(",", ":"))


def _weight(view: EntityView) -> int:
    return max(view.counts.sources, len(view.sources))


def _aliases(view: EntityView) -> list[str]:
    labels = [label for tag, label in view.labels if tag.partition("-")[0] in ("zh", "ja", "de", "fr", "es")]
    return [name for name in dict.fromkeys((*view.aliases, *labels)) if name != view.name]
