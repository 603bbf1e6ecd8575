"""What a page shows, in schema.org's terms, for search engines. The whole of it stands in the page's `.jsonld`."""

from __future__ import annotations

import json
from typing import Any

from kg import iri
from kg.query.views.model import EntityView, Ref, SourceView

TYPES = {
    "project": "SoftwareApplication",
    "product": "Product",
    "vendor": "Organization",
    "person": "Person",
    "event": "Event",
    "topic": "DefinedTerm",
}
MEDIA = {
    "talk": "VideoObject",
    "captions": "VideoObject",
    "podcast": "PodcastEpisode",
    "post": "BlogPosting",
    "article": "Article",
}


def of(view: EntityView | SourceView, site_url: str) -> dict[str, Any]:
    """The page's thing; empty values are left out."""
    thing = _source(view, site_url) if isinstance(view, SourceView) else _entity(view, site_url)
    known = {key: value for key, value in thing.items() if value}
    return {"@context": "https://schema.org", "@id": view.iri, "url": site_url + iri.page(view.kind, view.id), **known}


def script(data: dict[str, Any]) -> str:
    """JSON for a script element: nothing in it can end the element.

    >>> script({"name": "</script><!--"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u003c!--"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _page(ref: Ref, site_url: str) -> dict[str, str]:
    return {"name": ref.name, "url": site_url + iri.page(ref.kind, ref.id)}


def _entity(view: EntityView, site_url: str) -> dict[str, Any]:
    def linked(predicate: str) -> list[dict[str, str]]:
        return [_page(s.other, site_url) for s in view.related(predicate) if s.curated]

    thing: dict[str, Any] = {
        "@type": TYPES[view.kind],
        "name": view.name,
        "alternateName": list(view.aliases),
        "sameAs": [url for _, url in view.links],
    }
    if view.kind == "person":
        thing["worksFor"] = linked("works_for")
    elif view.kind == "event":
        thing |= {
            "startDate": view.fact("start"),
            "endDate": view.fact("end"),
            "location": view.fact("location"),
            "superEvent": linked("edition_of"),
        }
    elif view.kind == "project":
        thing |= {"license": view.fact("licence"), "applicationCategory": [c["name"] for c in linked("category")]}
    elif view.kind == "vendor":
        thing["parentOrganization"] = linked("subsidiary_of")
    return thing


def _source(view: SourceView, site_url: str) -> dict[str, Any]:
    line = view.line
    return {
        "@type": MEDIA.get(line.medium, "CreativeWork"),
        "name": line.title,
        "inLanguage": line.language,
        "datePublished": line.date,
        "publisher": {"name": line.publisher} if line.publisher else None,
        "author" if line.kind == "article" else "performer": [_page(ref, site_url) for ref in line.speakers],
        "about": [_page(about.ref, site_url) for about in view.about],
        "mentions": [_page(found.ref, site_url) for found in view.found[:20]],
        "sameAs": iri.safe_url(line.url),
    }
