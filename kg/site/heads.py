"""What stands in a page's head: address, description, previews, filters of the search, linked data."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from kg.model import FOLDERS, Config
from kg.query.views.model import EntityView
from kg.site import feeds, jsonld, sentences
from kg.site.plan import Page
from kg.site.sentences import Sentence

TYPES = {"person": "profile", "article": "article"}
"""Kind → Open Graph type; all else is a website."""
RAW = (("ttl", "text/turtle"), ("jsonld", "application/ld+json"))


DESCRIBED = 300
"""Letters of a description at most."""


def head(page: Page, config: Config, prefix: str, lead: Sentence) -> str:
    """The head's HTML. `prefix` is the path of the site's root, `lead` the page's first sentence.

    A `rel` of "alternate" alone makes the theme's script ask for a sitemap beside its address, so none stands alone.
    """
    url = escape(config.site_url + quote(page.path, safe="/~"))
    title = escape(page.title or config.name)
    text = escape(sentences.plain(lead)[:DESCRIBED] or config.tagline_in(page.language))
    parts = [
        f'<link rel="canonical" href="{url}"><meta name="description" content="{text}">',
        _property("og:title", title),
        _property("og:description", text),
        _property("og:url", url),
        _property("og:site_name", escape(config.name)),
        _property("og:type", TYPES.get(page.kind, "website")),
        *_filters(page),
    ]
    parts += _translations(page, config)
    if page.kind == "home":
        feed = f'type="application/atom+xml" title="{escape(config.name)}" href="{prefix}feed.xml"'
        parts.append(f'<link rel="alternate home" {feed}>')
    if isinstance(page.view, EntityView) and page.template == "entity.html" and (feed := feeds.path(page.view)):
        parts.append(
            f'<link rel="alternate related" type="application/atom+xml" title="{title}" href="{prefix}{feed}">'
        )
    if thing := page.linked_data(config.site_url):
        raw = prefix + page.path.removeprefix("zh/").rstrip("/")
        told = RAW if page.listed else ()  # data cannot say for itself that it is not to be listed
        parts += [f'<link rel="alternate describedby" type="{type_}" href="{raw}.{suffix}">' for suffix, type_ in told]
        parts.append(f'<script type="application/ld+json">{jsonld.script(thing)}</script>')
    return "".join(parts)


def _translations(page: Page, config: Config) -> list[str]:
    """Where the page is in each language; English for all others."""
    if page.twin is None:
        return []
    english, chinese = (page.twin, page.path) if page.language == "zh" else (page.path, page.twin)
    return [
        f'<link rel="alternate translation" hreflang="{tag}" href="{escape(config.site_url + quote(path, safe="/~"))}">'
        for tag, path in (("en", english), ("zh", chinese), ("x-default", english))
    ]


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def _filters(page: Page) -> list[str]:
    """What the site's own search narrows by, and the word to other engines to leave a page out."""
    robots = [] if page.listed else ['<meta name="robots" content="noindex,follow">']
    if not page.indexed or page.kind not in FOLDERS:
        return robots
    values = {"kind": page.kind, "language": page.language}
    if page.template == "source.html":
        values["year"] = page.date[:4] or "undated"
    return robots + [
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in values.items()
    ]
