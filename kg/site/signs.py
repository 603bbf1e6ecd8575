"""Icons, sentences, breadcrumbs: as `Pieces`, made by functions, because as macros they took as long as all lists.

And templates in which the words of their language stand already, instead of a call for each at every page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from kg import iri
from kg.model import FOLDERS
from kg.query.views.model import Ref
from kg.site.details import PARTS
from kg.site.drawings import Drawings
from kg.site.neighbours import Neighbour
from kg.site.phrases import Phrases
from kg.site.pieces import Pieces
from kg.site.words import SECTIONS

WORD = re.compile(r'\b_\("([^"\\]*)"\)')
MARK = re.compile(r'\{\{ mark\("([a-z-]+)"\) \}\}')
PART = re.compile(r'\{% include "(parts/[a-z]+\.html)" %\}')
ALL = '{% for part in parts %}{% include "parts/" ~ part ~ ".html" %}{% endfor %}'
PLAIN = re.compile(r'[^"\\{}\n]*')
"""A text that is the same as the literal of a template."""


class Signs:
    """The signs of one site in one language."""

    def __init__(self, pieces: Pieces, phrases: Phrases, name: str, home: str, icons: str) -> None:
        """`name` is the site's, `home` the path of its first page in this language, `icons` that of its icons."""
        self.pieces, self.name, self.home, self.icons = pieces, name, home, icons
        self.drawings = Drawings(pieces.href, phrases.why)
        self.drawn: dict[str, Markup] = {}
        self.trails: dict[str, str] = {}

    def functions(self) -> dict[str, Callable[..., Markup]]:
        """What templates call, by name."""
        own = {name: getattr(self, name) for name in ("icon", "out", "sentence", "crumbs", "nearest")}
        return {**own, "graph": self.drawings.draw}

    def icon(self, name: str) -> Markup:
        """An icon, which says nothing to who cannot see it."""
        if name not in self.drawn:
            use = f'<use href="{self.icons}#{escape(name)}"/>'
            self.drawn[name] = Markup(f'<svg class="i" aria-hidden="true">{use}</svg>')
        return self.drawn[name]

    def out(self, url: str, text: str) -> Markup:
        """A link out of the site, or its text alone where the address is not safe."""
        safe = iri.safe_url(url)
        return (
            Markup(f'<a class="out" href="{escape(safe)}" rel="noopener">{escape(text)}</a>') if safe else escape(text)
        )

    def sentence(self, parts: Sequence[str | Ref]) -> Markup:
        """Text with the pages that it names."""
        link = self.pieces.link
        return Markup("".join([link(part) if isinstance(part, Ref) else escape(part) for part in parts]))

    def crumbs(self, kind: str, more: Sequence[Any] = ()) -> Markup:
        """The way from the first page to what a page is part of."""
        if kind not in self.trails:
            folder = (self.home if kind != "landscape" else self.pieces.prefix) + FOLDERS.get(kind, kind)
            self.trails[kind] = (
                f'<nav class="crumbs" aria-label="Breadcrumb"><ol><li><a href="{escape(self.home)}">{escape(self.name)}'
                f'</a></li><li><a href="{escape(folder)}/">{escape(self.pieces.word(SECTIONS[kind]))}</a></li>'
            )
        ways = "".join([f'<li><a href="{escape(self.pieces.href(ref))}">{escape(ref.name)}</a></li>' for ref in more])
        return Markup(f"{self.trails[kind]}{ways}</ol></nav>\n")

    def nearest(self, near: Sequence[Neighbour]) -> Markup:
        """What is nearest, as list items that say why."""
        link, reason = self.pieces.link, self.drawings.reason
        return Markup("".join([f"<li>{link(n.ref)} <small>{reason(n.why, n.sources)}</small></li>" for n in near]))


class Folded(FileSystemLoader):
    """Templates in which calls for words and for permanent links are what they give, and parts stand in their place.

    A part is a scope of its own, as one that is included. "entity.html:person" has the parts of a person's page.
    """

    def __init__(self, folder: Any, pieces: Pieces) -> None:
        """The templates of a folder, in the language of these pieces."""
        super().__init__(folder)
        self.pieces = pieces

    def get_source(self, environment: Environment, template: str) -> Any:
        """The template's text."""
        name, _, kind = template.partition(":")
        source, *rest = super().get_source(environment, name)
        parts = "".join(f'{{% include "parts/{part}.html" %}}' for part in PARTS.get(kind, ()))
        source = PART.sub(partial(self._part, environment), source.replace(ALL, parts) if kind else source)
        return WORD.sub(self._word, MARK.sub(lambda found: self.pieces.mark(found[1]), source)), *rest

    def _part(self, environment: Environment, found: re.Match[str]) -> str:
        source: str = super().get_source(environment, found[1])[0]
        return f"{{% with %}}{source.removesuffix(chr(10))}{{% endwith %}}"

    def _word(self, found: re.Match[str]) -> str:
        said = self.pieces.word(found[1])
        return json.dumps(said, ensure_ascii=False) if PLAIN.fullmatch(said) else found[0]
