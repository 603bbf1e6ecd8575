"""A new content file: its id, what its schema asks for, and what the catalogue has already that is like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz, process

from kg.ingest import changes, check, entryfile, forgotten
from kg.ingest.check import known, load, mend, shape
from kg.ingest.check.finding import aliases, entries
from kg.ingest.check.values import canonical, fold, repository
from kg.ingest.ids import SUFFIX
from kg.iri import slug, valid_id
from kg.model import FOLDERS, BadInput, Problem

NEAR: Final = 88
"""From this likeness on (0 to 100, of folded names) two names are told to be near."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field that a new file of a kind is asked for."""

    name: str
    """As in the file; `links.github` is a field of a field."""
    title: str
    description: str
    required: bool
    many: bool
    example: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written."""

    path: str
    id: str
    problems: tuple[Problem, ...]
    """What the checker says of it: warnings and notes."""


def label(kind: str) -> str:
    """The field that holds a kind's name: sources have titles."""
    return "title" if kind in ("talk", "article") else "name"


def asked(kind: str) -> tuple[Field, ...]:
    """What a person is asked beside the name: what the schema requires, then what it says to ask (`x-asked`).

    >>> [field.name for field in asked("vendor")]
    ['homepage']
    """
    schema = shape.schema(kind)
    required = [name for name in schema["required"] if name != label(kind)]
    names = dict.fromkeys([*required, *schema.get("x-asked", ())])
    return tuple(_field(schema, name, name in required) for name in names)


def _field(schema: Mapping[str, Any], name: str, required: bool) -> Field:
    rules = _rules(schema, name)
    example = next(iter(rules.get("examples", ())), "")
    shown = example[0] if isinstance(example, list) else example
    if isinstance(shown, dict):
        shown = next(iter(shown.values()))
    options = rules.get("enum", ())
    told = f"{rules['description']} ({', '.join(options)})" if options else rules["description"]
    return Field(name, rules["title"], told, required, rules.get("type") == "array", str(shown))


def _rules(schema: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The rules of a field, or of a field of a field. Raises BadInput where the schema has none."""
    rules: dict[str, Any] = dict(schema)
    for part in name.split("."):
        properties = rules.get("properties", {})
        if part not in properties:
            told = f"unknown field {name!r}"
            raise BadInput([Problem("--set", 0, 0, "error", told, shape.near(part, sorted(properties)))])
        rules = properties[part]
    return rules


def fields(root: Path, kind: str, said: Mapping[str, list[str]]) -> dict[str, Any]:
    """The data of a new file from what a person said by field: texts in their canonical form, names as ids.

    Raises BadInput for a field that the kind has not, and for several values where one may stand.
    """
    catalogue = known.make(load.read(root)[0].values())
    data: dict[str, Any] = {}
    for name, texts in said.items():
        rules = _rules(shape.schema(kind), name)
        many = rules.get("type") == "array"
        if len(texts) > 1 and not many:
            raise BadInput([Problem("--set", 0, 0, "error", f"{name} has one value", f"found {', '.join(texts)}")])
        values: list[Any] = [text.strip() for text in texts if text.strip()]
        required = rules.get("items", {}).get("required", ())
        if len(required) == 1:  # an employer is said by its vendor alone
            values = [{required[0]: _meant(value, rules["items"], required[0], catalogue)} for value in values]
        place, (*outer, last) = data, name.split(".")
        for part in outer:
            place = place.setdefault(part, {})
        if values:
            place[last] = values if many else values[0]
        elif name in shape.schema(kind)["required"] and not many:
            place[last] = ""  # said to be nothing, as the URL of what is not on the web
    mended = mend.mended(kind, data, catalogue) if data else {}
    return dict(mended) if isinstance(mended, dict) else {}


def _meant(text: str, rules: Mapping[str, Any], name: str, catalogue: known.Known) -> str:
    return catalogue.meant(text, rules["properties"][name].get("x-refers-to", ())) or text


def alike(root: Path, kind: str, data: Mapping[str, Any]) -> list[Problem]:
    """What the catalogue has already: errors where it is the same thing, warnings where it may be, nearest first."""
    found = entries(load.read(root)[0].values())
    return [*_same_names(found, kind, data), *_same_places(found, kind, data), *_near_names(found, kind, data)]


def _same_names(found: list[load.File], kind: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    own = {fold(text) for text in _names(data)}
    for file in found:
        shared = [text for text in (file.data["name"], *aliases(file)) if fold(text) in own]
        if shared:
            same = file.kind == kind and kind != "person"
            told = f"{shared[0]!r} is {file.data['name']} already, a {file.kind}"
            hint = "add to that entry instead" if same else "one thing or two?"
            yield Problem(file.path, 0, 0, "error" if same else "warning", told, hint)


def _same_places(found: list[load.File], kind: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    repositories = {repository(canonical(url)) for url in data.get("repositories", ())}
    homepage = repository(canonical(data.get("homepage", "")))
    for file in found:
        for url in file.data.get("repositories", ()):
            if repository(url) in repositories:
                same = file.kind == kind == "project"
                told = f"the repository {repository(url)} belongs to {file.data['name']} already, a {file.kind}"
                yield Problem(file.path, 0, 0, "error" if same else "warning", told)
        if homepage and repository(file.data.get("homepage", "")) == homepage:
            told = f"{homepage} is the homepage of {file.data['name']} already, a {file.kind}"
            yield Problem(file.path, 0, 0, "warning", told)


def _near_names(found: list[load.File], kind: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    mine = {fold(text) for text in _names(data)}
    keys = {file.path: fold(file.data["name"]) for file in found if file.kind == kind}
    by_path = {file.path: file for file in found}
    for text in sorted(mine):
        for key, _, path in process.extract(text, keys, scorer=fuzz.ratio, score_cutoff=NEAR, limit=3):
            if key not in mine:
                told = f"the name is near {by_path[path].data['name']!r}, a {kind}"
                yield Problem(path, 0, 0, "warning", told, "one thing or two?")


def _names(data: Mapping[str, Any]) -> list[str]:
    also = [alias if isinstance(alias, str) else alias["name"] for alias in data.get("aliases", ())]
    return [text for text in (data.get("name", ""), *also) if text]


def free_id(root: Path, kind: str, name: str, wanted: str = "") -> str:
    """The id of a new entry: `wanted`, or one made of its name. Raises BadInput where it is taken or none can be."""
    files = load.read(root)[0].values()
    taken = {file.id: file.path for file in files if file.kind in FOLDERS}
    sound = [file for file in files if file.kind in FOLDERS and isinstance(file.data, dict)]
    taken |= {id_: f"{file.path} (a former id)" for file in sound for id_ in file.data.get("former_ids", ())}
    if wanted:
        if not valid_id(wanted):
            raise BadInput([Problem("--id", 0, 0, "error", f"{wanted!r} is no id", f"as {slug(wanted) or 'my-id'!r}")])
        if wanted in taken:
            raise BadInput([Problem("--id", 0, 0, "error", f"the id {wanted!r} is taken", f"by {taken[wanted]}")])
        return wanted
    stem = slug(name)
    if not stem:
        raise BadInput([Problem("--id", 0, 0, "error", f"no id can be made of {name!r}", "say one with --id")])
    tries = [stem, f"{stem}-{SUFFIX.get(kind, kind)}", *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(id_ for id_ in tries if id_ not in taken)


def make(root: Path, kind: str, id_: str, data: Mapping[str, Any]) -> Made:
    """Write a new file and check it. Raises BadInput with what is wrong with it; then nothing is written."""
    file = entryfile.path(root, kind, id_)
    if kind == "person" and any(map(forgotten.is_forgotten(root), (id_, *_names(data)))):
        raise BadInput([Problem(f"content/people/{id_}.yaml", 0, 0, "error", "this person asked not to be listed")])
    changes.apply(root, {file: entryfile.fresh(kind, data).encode()})
    path = file.relative_to(root).as_posix()
    return Made(path, id_, tuple(check.check(root, [file])))
