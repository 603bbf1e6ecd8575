"""The page on which anybody makes an entry, and the one that says what is held on people."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from markupsafe import Markup

from kg import iri
from kg.ingest.check import shape, vocabulary
from kg.model import FOLDERS, KINDS, Config
from kg.site import shell
from kg.site.plan import Page
from kg.site.sentences import article

KEPT: Final = {"former_ids", "confirmed", "origin", "match", "labels", "scheme"}
"""Fields that a maintainer or a program fills."""
USED: Final = {"title", "description", "type", "format", "pattern", "enum", "maxLength", "examples"}
"""Words of a JSON Schema that the form reads, beside those that lead to further rules."""
CHINESE: Final = "这里保存了哪些个人信息、从何而来，以及如何请我们更正或删除。"


@dataclass(frozen=True, slots=True)
class Form:
    """What the page of the form is filled with."""

    rules: Markup
    """JSON: {"kinds": {kind: {title, folder, description, here, first: [name …], fields: {name: rules}}}}.

    What is asked for first is what `kg new` asks for; the other fields stand under "More fields".
    """
    version: str
    lead: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the page for people is filled with."""

    contact: str
    """A mail address or a page that is safe to link to, or empty."""
    lead: str = "What is held on people here, where it comes from, and how to have it corrected or removed."


def pages(config: Config, there: Collection[str] = KINDS) -> Iterator[Page]:
    """The form, where there is a forge to hand over to; the page for people always.

    `there` are the kinds of which the instance has entries: the form offers these, and the others when asked.
    """
    if config.repository:
        kinds = [kind for kind in KINDS if kind in there] or list(KINDS)
        named = " or ".join(", ".join(kinds).rsplit(", ", 1))
        lead = f"{article(named).capitalize()} that is not here yet. Nothing to install."
        form = Form(rules(vocabulary.table(config.vocabulary), kinds), shell.assets_version(), lead)
        yield Page("add/", "add.html", "", "Add an entry", "add", form)
    people = Page("privacy/", "privacy.html", "", "Privacy", "privacy", Privacy(contact(config.contact)))
    if "zh" not in config.languages:
        yield people
        return
    yield replace(people, twin="zh/privacy/")
    view = Privacy(contact(config.contact), CHINESE)
    yield Page("zh/privacy/", "privacy.zh.html", "", "隐私", "privacy", view, language="zh", twin="privacy/")


def contact(address: str) -> str:
    """A contact that may be a link: a mail address or a page, else "".

    >>> contact("mailto:a@example.org"), contact("https://example.org/write"), contact("javascript:alert(1)")
    ('mailto:a@example.org', 'https://example.org/write', '')
    """
    return address if re.fullmatch(r"mailto:[^\s<>\"@]+@[^\s<>\"@]+", address) else iri.safe_url(address)


def rules(own: vocabulary.Vocabulary = None, there: Collection[str] = KINDS) -> Markup:
    """The schemas of all kinds of entry, as far as the form needs them, as JSON that can stand in a page.

    `own` is the instance's vocabulary: a field that has no values there is not asked for. `there` are the kinds that it
    has.
    """
    none = {field for field, values in own or () if not values}
    kinds = {}
    for kind in KINDS:
        schema = vocabulary.restricted(shape.schema(kind), own)
        fields = {name: rule(field) for name, field in schema["properties"].items() if name not in KEPT | none}
        about = {"title": schema["title"], "folder": FOLDERS[kind], "description": schema["description"]}
        first = dict.fromkeys(["name", *(name.partition(".")[0] for name in schema.get("x-asked", ()))])
        kinds[kind] = about | {"here": kind in there, "first": list(first), "fields": fields}
    text = json.dumps({"kinds": kinds}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def rule(schema: dict[str, Any]) -> dict[str, Any]:
    """One field's rules; what only the checker needs is left out.

    >>> rule({"type": "string", "pattern": "^a$", "uniqueItems": True, "x-refers-to": ["vendor"]})
    {'type': 'string', 'pattern': '^a$', 'refers': ['vendor']}
    """
    found = {name: value for name, value in schema.items() if name in USED}
    if "x-refers-to" in schema:
        found["refers"] = schema["x-refers-to"]
    if "items" in schema:
        found["items"] = rule(schema["items"])
    if "properties" in schema:
        found["properties"] = {name: rule(inner) for name, inner in schema["properties"].items()}
        found["required"] = schema.get("required", [])
    return found
