"""Bodies of pages: the templates, compiled once a language, with what they may call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg import iri
from kg.cache import digest
from kg.model import FOLDERS, Config
from kg.query.views.model import Ref, SourceLine
from kg.site import charts, leads, shell, words

TEMPLATES = Path(__file__).parent / "templates"
MEDIA = {"talk": "Talk", "podcast": "Podcast", "captions": "Recording", "post": "Blog post", "article": "Article"}
SECTIONS = {"landscape": "Landscape", "project": "Projects", "product": "Products", "vendor": "Vendors", "person": "People",
            "topic": "Topics", "event": "Events", "talk": "Talks", "article": "Articles"}
"""Kind → the name of its hub, in the order of the menu."""


def key() -> str:
    """Hash of the templates and of the code that fills them."""
    files = sorted([*TEMPLATES.rglob("*.html"), *Path(__file__).parent.glob("*.py")])
    return digest(*(part for file in files for part in (file.name, file.read_bytes())))


def clock(seconds: float) -> str:
    """Seconds as a player shows them.

    >>> clock(260.4), clock(3860)
    ('04:20', '1:04:20')
    """
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute:02}:{second:02}"


def moment(line: SourceLine, seconds: float) -> str:
    """The URL of a moment in a recording, where its times are exact and its player takes one, else "".

    Known players take `t` in the query; anything else takes a media fragment.
    """
    url = iri.safe_url(line.url)
    if not (url and line.exact):
        return ""
    host = urlsplit(url).hostname or ""
    if host.endswith(("youtube.com", "youtu.be", "vimeo.com")):
        return f"{url.partition('#')[0]}{'&' if '?' in url else '?'}t={int(seconds)}s"
    return f"{url.partition('#')[0]}#t={int(seconds)}"


@dataclass
class Renderer:
    """The templates for one site, with links under its path."""

    config: Config
    prefix: str = "/"
    environments: dict[str, Environment] = field(default_factory=dict)
    hrefs: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, config: Config) -> Renderer:
        """The renderer of an instance; links start with the path of its `site_url`."""
        return cls(config, urlsplit(config.site_url).path or "/")

    def body(self, template: str, language: str = "en", **context: Any) -> str:
        """A template filled with a context."""
        environment = self.environments.get(language) or self.environments.setdefault(language, self._environment(language))
        return environment.get_template(template).render(context)

    def href(self, ref: Any) -> str:
        """The address of a page, for anything with `kind` and `id`."""
        place = (ref.kind, ref.id)
        found = self.hrefs.get(place)
        if found is None:
            found = self.hrefs[place] = self.prefix + iri.page(*place)
        return found

    def _environment(self, language: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, auto_reload=False,
            trim_blocks=True, lstrip_blocks=True, cache_size=-1,
        )
        functions: dict[str, Callable[..., Any] | object] = {
            "_": words.of(language),
            "href": self.href,
            "is_ref": lambda part: isinstance(part, Ref),
            "moment": moment,
            "media": MEDIA,
            "sections": SECTIONS,
            "folders": {**FOLDERS, "landscape": "landscape"},
            "root": self.prefix,
            "site": self.config,
            "icons": Markup(f"{self.prefix}assets/kg/icons.svg?v={shell.assets_version()}"),
            "lead": leads.lead,
            "chart": charts.years,
            "raw": lambda kind, id_, suffix: self.prefix + iri.raw(kind, id_, suffix),
            "safe_url": iri.safe_url,
        }
        environment.globals.update(functions)
        filters = {"date": short, "clock": clock, "thousands": "{:,}".format, "host": host, "slug": anchor}
        environment.filters.update(filters)
        return environment


def short(text: str) -> str:
    """An ISO date as lists show it.

    >>> short("2020-11-17"), short("2020")
    ('17 Nov 2020', '2020')
    """
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return text
    name = leads.MONTHS[int(month) - 1][:3]
    return f"{int(day)} {name} {year}" if day.isdigit() else f"{name} {year}"


def host(url: str) -> str:
    """The site that a link leads to, for a reader.

    >>> host("https://www.example.org/a/b"), host("https://github.com/etcd-io/etcd")
    ('example.org', 'github.com/etcd-io/etcd')
    """
    parts = urlsplit(url)
    name = (parts.hostname or "").removeprefix("www.")
    return name + parts.path.rstrip("/") if name in ("github.com", "gitlab.com", "codeberg.org") else name


def anchor(text: str) -> str:
    """The id of a heading in a list.

    >>> anchor("A"), anchor("0–9"), anchor("…")
    ('A', '0-9', 'other')
    """
    return text.replace("–", "-").replace("…", "other")
