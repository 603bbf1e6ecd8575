"""A new, empty instance: its config, its hand-written pages, its topics, and the schemas that editors read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from kg import cache
from kg.ingest import config, entryfile
from kg.ingest.check import vocabulary
from kg.iri import slug
from kg.model import BadInput, Problem

PLACES: Final = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "site.yml": ".github/workflows/site.yml",
    "pages/about.md": "content/pages/about.md",
    "pages/data.md": "content/pages/data.md",
    "pages/contribute.md": "content/pages/contribute.md",
}
"""File of `kg/instance/` → where it stands in an instance. {name}, {tagline} and {contact} are filled in."""
_HEAD: Final = """\
# yaml-language-server: $schema=kg/schema/config.json
# One instance of Talkscape: what differs between communities stands here.
"""
_VOCABULARY: Final = """\
# The values that fields of entries may have here, each with how pages call it. A field without any is not used:
#   maturity: {stable: stable, young: young}     how mature a project is, the most mature first
#   membership: {gold: gold}                     tiers of membership, the highest first
#   roles: {sponsor: Sponsor of the conference}  programmes that a vendor takes part in
#   scheme: {glossary: the glossary}             where topics come from
vocabulary: {}
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of a new instance."""

    name: str
    site_url: str
    base_iri: str = ""
    """Where every IRI begins, fixed for ever; empty: `id/` under the site's address."""
    tagline: str = ""
    repository: str = ""
    contact: str = ""
    languages: tuple[str, ...] = ("en",)
    colours: dict[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    """Names of the topics to begin with."""


def make(folder: Path, wanted: Wanted) -> tuple[str, ...]:
    """Write a new instance into a folder that is empty or not there; gives its files, sorted.

    Raises BadInput, with nothing left behind, where what was said cannot be.
    """
    there = [path.name for path in sorted(folder.iterdir())] if folder.is_dir() else []
    if there not in ([], [".git"]) or (folder.exists() and not folder.is_dir()):
        told = f"{there[0]} is there already" if there else "it is no folder"
        raise BadInput([Problem(str(folder), 0, 0, "error", "the folder must be empty", told)])
    wrong = [name for name in wanted.categories if not slug(name)]
    if wrong:
        raise BadInput([Problem("--category", 0, 0, "error", f"no id can be made of {wrong[0]!r}")])
    texts = dict(_files(wanted)) | dict(schemas(vocabulary.table({})))
    new = not folder.exists()
    cache.write_all({folder / name: text.encode() for name, text in texts.items()})
    try:
        config.read(folder)
    except BadInput:
        _remove(folder, texts, new)
        raise
    return tuple(sorted(texts))


def renew(root: Path) -> tuple[str, ...]:
    """Write the schemas of an instance anew, with its vocabulary; gives the files that changed."""
    texts = schemas(vocabulary.table(config.read(root).vocabulary))
    return tuple(name for name, text in texts if cache.write(root / name, text))


def schemas(own: vocabulary.Vocabulary) -> Iterator[tuple[str, str]]:
    """Path and text of the schemas that an instance's editors read, with its own vocabulary."""
    for item in sorted((files("kg") / "schema").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".json"):
            schema: dict[str, Any] = json.loads(item.read_text("utf-8"))
            for part in {"properties", "$defs"} & schema.keys():
                schema[part] = vocabulary.restricted({"properties": schema[part]}, own)["properties"]
            yield f"kg/schema/{item.name}", json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _files(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Path and text of all files but the schemas."""
    url = wanted.site_url.rstrip("/") + "/"
    said = {
        "name": wanted.name,
        "tagline": wanted.tagline,
        "base_iri": wanted.base_iri or f"{url}id/",
        "site_url": url,
        "repository": wanted.repository,
        "contact": wanted.contact,
        "languages": list(wanted.languages),
        "colours": wanted.colours,
    }
    yield "talkscape.yml", _HEAD + entryfile.block({key: value for key, value in said.items() if value}) + _VOCABULARY
    contact = f" Write to <{wanted.contact.removeprefix('mailto:')}>." if wanted.contact else " Open an issue."
    filled = {"{name}": wanted.name, "{tagline}": wanted.tagline or wanted.name, "{contact}": contact}
    for name, place in PLACES.items():
        text = (files("kg") / "instance").joinpath(*name.split("/")).read_text("utf-8")
        for mark, value in filled.items():
            text = text.replace(mark, json.dumps(value, ensure_ascii=False) if name == "mkdocs.yml" else value)
        yield place, text
    for category in wanted.categories:
        yield f"content/topics/{slug(category)}.yaml", entryfile.fresh("topic", {"name": category})


def _remove(folder: Path, texts: dict[str, str], new: bool) -> None:
    """Take what was written away again, with the folders that were made for it."""
    for name in texts:
        (folder / name).unlink(missing_ok=True)
    for made in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if ".git" not in made.relative_to(folder).parts and not any(made.iterdir()):
            made.rmdir()
    if new:
        folder.rmdir()
