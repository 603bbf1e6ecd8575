"""Bodies of pages: the templates, compiled once a language, with what they may call."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from kg import iri, names, vocabulary
from kg.cache import digest, version
from kg.model import FOLDERS, Config
from kg.query.views.model import EntityView, Ranked, Ref, Statement
from kg.site import charts, network, prefill, shell, words
from kg.site.direct import Direct, shown
from kg.site.phrases import Phrases
from kg.site.pieces import Pieces, clock
from kg.site.signs import Folded, Signs
from kg.site.words import SECTIONS

TEMPLATES = Path(__file__).parent / "templates"
SETTINGS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "auto_reload": False,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "cache_size": -1,
}


def key() -> str:
    """Hash of the templates and of the code that fills them."""
    files = sorted([*TEMPLATES.rglob("*.html"), *Path(__file__).parent.glob("*.py")])
    return digest(version(iri, names, vocabulary), *(part for file in files for part in (file.name, file.read_bytes())))


def compiled(config: Config) -> Path:
    """The folder where the code of the templates is kept, as long as this code is the same; older ones go.

    Not for workers that stand beside each other: one would take away what another has just made.
    """
    folder = config.root / "build/cache/templates" / key()[:16]
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    return folder


class Compiled(FileSystemBytecodeCache):
    """The code of templates in a folder; one that another build took away costs time, and no more."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code where there is room."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class Templates(Environment):
    """Templates that share one dictionary of globals: jinja's own chain of them is copied for each part of a page."""

    code_generator_class = Direct
    shown = staticmethod(shown)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's globals: no template has others."""
        return super().make_globals(d) if d else self.globals


@dataclass
class Renderer:
    """The templates for one site, with links under its path."""

    config: Config
    prefix: str
    code: Path
    """Where the compiled templates are kept."""
    environments: dict[str, Environment] = field(default_factory=dict)

    @classmethod
    def of(cls, config: Config) -> Renderer:
        """The renderer of an instance; links start with the path of its `site_url`."""
        return cls(config, urlsplit(config.site_url).path or "/", compiled(config))

    def body(self, template: str, language: str = "en", **context: Any) -> str:
        """A template filled with a context."""
        environment = self.environments.get(language) or self.environments.setdefault(
            language, self._environment(language)
        )
        return environment.get_template(template).render(context)

    def form(self, template: str, **fields: str) -> str:
        """The address of a form of the repository, with some of its fields filled in."""
        return prefill.address(f"{self.config.repository}/issues/new", template=template, **fields)

    def wrong(self, view: Any, statement: Statement, subject: Ref | None = None) -> str:
        """The form by which a reader says that a statement is wrong; `subject` where it is not the page's own thing."""
        ends = (subject or view).id, statement.other.id
        one, other = ends if subject or statement.forward else ends[::-1]
        claim = f"{one} {statement.predicate} {other}"
        own = isinstance(view, EntityView) and one == view.id
        stands = prefill.statement(view, statement.predicate) if own else {}
        return self.form("correct.yml", title=f"Wrong: {claim}", id=one, claim=claim, **stands)

    def edit(self, view: Any) -> str:
        """The form by which a reader corrects an entry or a source."""
        stands = prefill.entry(view) if isinstance(view, EntityView) else {}
        return self.form("correct.yml", title=f"Correct: {view.name[:100]}", id=view.id, **stands)

    def _environment(self, language: str) -> Environment:
        own = (self.config.vocabulary or {}).values()
        word = words.of(language, {value: called for field in own for value, called in field.items()})
        chinese = language.startswith("zh")
        tree = chinese and "zh" in self.config.languages
        pieces, phrases = Pieces(self.prefix, word, language, tree), Phrases(chinese)
        icons = f"{self.prefix}assets/kg/icons.svg?v={shell.assets_version()}"
        home = self.prefix + ("zh/" if tree else "")
        signs = Signs(pieces, phrases, self.config.name, home, icons)
        code = Compiled(str(self.code), f"{language}-%s")
        environment = Templates(loader=Folded(TEMPLATES, pieces), bytecode_cache=code, **SETTINGS)
        functions: dict[str, Callable[..., Any] | object] = {
            "_": word,
            "href": pieces.href,
            "link": pieces.link,
            "when": pieces.when,
            "at": pieces.at,
            "voices": pieces.voices,
            "lines": pieces.sources,
            "ranked": pieces.ranked,
            "is_ref": lambda part: isinstance(part, Ref),
            "sections": SECTIONS,
            "folders": {**FOLDERS, "landscape": "landscape"},
            "root": self.prefix,
            "site": self.config,
            "icons": Markup(icons),
            **signs.functions(),
            "chart": charts.years,
            "raw": lambda kind, id_, suffix: self.prefix + iri.raw(kind, id_, suffix),
            "safe_url": iri.safe_url,
            "mark": pieces.mark,
            "network": lambda drawn, label: network.draw(drawn, pieces.href, label, phrases.heard),
            "basis": phrases.basis,
            "counted": phrases.counted,
            "more": phrases.more,
            "why": phrases.why,
            "zh": chinese,
            "home": home,
            "dated_of": phrases.dated_of,
        }
        environment.globals.update(functions, wrong_url=self.wrong, edit_url=self.edit, form_url=self.form)
        filters = {"clock": clock, "thousands": "{:,}".format, "host": host, "slug": anchor, "most": most}
        environment.filters.update(filters)
        return environment


def host(url: str) -> str:
    """The site that a link leads to, for a reader.

    >>> host("https://www.example.org/a/b"), host("https://github.com/etcd-io/etcd")
    ('example.org', 'github.com/etcd-io/etcd')
    """
    parts = urlsplit(url)
    name = (parts.hostname or "").removeprefix("www.")
    return name + parts.path.rstrip("/") if name in ("github.com", "gitlab.com", "codeberg.org") else name


def most(rows: Iterable[Ranked]) -> list[Ranked]:
    """Neighbours of most sources first; else in their order."""
    return sorted(rows, key=attrgetter("sources"), reverse=True)


def anchor(text: str) -> str:
    """The id of a heading in a list.

    >>> anchor("A"), anchor("0–9"), anchor("…")
    ('A', '0-9', 'other')
    """
    return text.replace("–", "-").replace("…", "other")
