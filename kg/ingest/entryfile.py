"""Entry files as people find them: written tidily when new, changed in place with their comments kept."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML

from kg import cache
from kg.ingest.check import shape, syntax
from kg.model import FOLDERS, BadInput

_WIDTH = 4000


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented, dates without quotes (our reader takes them as text)."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list under its key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        """Write equal values twice, never by anchor."""
        return True


def path(root: Path, kind: str, id_: str) -> Path:
    """Where an entry's file stands."""
    return root / "content" / FOLDERS[kind] / f"{id_}.yaml"


def read(file: Path) -> dict[str, Any] | None:
    """The data of a file, or None where there is none. Raises BadInput where its syntax is broken."""
    if not file.is_file():
        return None
    data, problems = syntax.parse(file.read_bytes(), file.name)
    if problems or not isinstance(data, dict):
        raise BadInput(problems)
    return data


def write(root: Path, kind: str, id_: str, data: Mapping[str, Any]) -> bool:
    """Write an entry; False where the file already says so. Comments and order of an existing file are kept."""
    file = path(root, kind, id_)
    old = read(file)
    if old == data:
        return False
    return cache.write(file, fresh(kind, data) if old is None else _changed(file, old, data))


def plain(file: Path) -> dict[str, Any]:
    """The data of a small list that the program keeps, empty where there is none. Raises BadInput as `read`."""
    return read(file) or {}


def write_plain(file: Path, data: Mapping[str, Any], head: str) -> None:
    """Write such a list under a line that says what it is."""
    body = yaml.dump(dict(data), Dumper=_Dumper, sort_keys=True, allow_unicode=True, width=_WIDTH)
    cache.write(file, f"# {head}\n{body}")


def fresh(kind: str, data: Mapping[str, Any]) -> str:
    """The text of a new file, its fields in the schema's order.

    >>> print(fresh("project", {"accepted": "2018-12-11", "name": "etcd"}))
    # yaml-language-server: $schema=../../kg/schema/project.json
    name: etcd
    accepted: 2018-12-11
    <BLANKLINE>
    """
    order = list(shape.schema(kind)["properties"])
    fields = {name: data[name] for name in sorted(data, key=order.index)}
    body = yaml.dump(
        fields, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False
    )
    return f"# yaml-language-server: $schema=../../kg/schema/{shape.SCHEMA_OF.get(kind, kind)}.json\n{body}"


def _changed(file: Path, old: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """The text of a file with only the fields that differ changed."""
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = _WIDTH
    editor.indent(mapping=2, sequence=4, offset=2)
    document = editor.load(file.read_text("utf-8"))
    for name in old:
        if name not in data:
            del document[name]
    for name, value in data.items():
        if old.get(name) != value:
            document[name] = value
    text = io.StringIO()
    editor.dump(document, text)
    return text.getvalue()
