"""Entry files as people find them: written tidily when new, changed in place with their comments kept."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import ScalarString

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


class _Resolver(VersionedResolver):
    """Dates are text, as they are to our reader: they need no quotes."""

    @property
    def versioned_resolver(self) -> Any:
        """First letter → (tag, pattern) of plain text that is not text."""
        return {
            first: [(tag, pattern) for tag, pattern in resolvers if not str(tag).endswith(":timestamp")]
            for first, resolvers in super().versioned_resolver.items()
        }


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
    text = prepared(root, kind, id_, data)
    return text is not None and cache.write(path(root, kind, id_), text)


def prepared(root: Path, kind: str, id_: str, data: Mapping[str, Any]) -> bytes | None:
    """What `write` would write, or None where the file already says so."""
    file = path(root, kind, id_)
    old = read(file)
    if old == data:
        return None
    return (fresh(kind, data) if old is None else changed(file.read_text("utf-8"), old, data)).encode()


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
    return f"# yaml-language-server: $schema=../../kg/schema/{shape.SCHEMA_OF.get(kind, kind)}.json\n{block(fields)}"


def block(fields: Mapping[str, Any]) -> str:
    """Fields as YAML in the style of content files, in their order.

    >>> block({"start": "2018-12-11", "names": ["a"]})
    'start: 2018-12-11\\nnames:\\n  - a\\n'
    """
    options: dict[str, Any] = {"allow_unicode": True, "width": _WIDTH, "default_flow_style": False}
    return str(yaml.dump(dict(fields), Dumper=_Dumper, sort_keys=False, **options))


def changed(text: str, old: Any, data: Any) -> str:
    """The text of a file whose data was `old`, with only what differs changed: comments, order and quotes are kept.

    >>> changed("- a  # why\\n- b\\n", ["a", "b"], ["a", "c"])
    '- a  # why\\n- c\\n'
    """
    editor = YAML()
    editor.Resolver = _Resolver
    editor.preserve_quotes = True
    editor.width = _WIDTH
    flat = re.search(r"(?m)^- |^\w+:\s*\n- ", text)
    editor.indent(mapping=2, sequence=2 if flat else 4, offset=0 if flat else 2)
    document = _put(editor.load(text.removeprefix("\ufeff")), old, data)
    written = io.StringIO()
    editor.dump(document, written)
    return written.getvalue()


def _put(node: Any, old: Any, new: Any) -> Any:
    """The node with the data `new` in place of `old`: the same node wherever it can stay."""
    if old == new and type(old) is type(new):
        return node
    if isinstance(old, dict) and isinstance(new, dict):
        before = list(old)
        for place, name in enumerate(before):
            if name not in new:
                heir = _heir(place, before, old, new)
                comment, kept = node.ca.items.pop(name, None), node[name]
                del node[name]
                if heir:
                    node.insert(place, heir, _put(kept, old[name], new[heir]))
                    if comment:
                        node.ca.items[heir] = comment
        for name, value in new.items():
            node[name] = _put(node[name], old[name], value) if name in old else node.get(name, value)
        return node
    if isinstance(old, list) and isinstance(new, list):
        return _put_list(node, old, new)
    return type(node)(new) if isinstance(node, ScalarString) and isinstance(new, str) else new


def _heir(place: int, before: list[str], old: dict[str, Any], new: dict[str, Any]) -> str:
    """The field that stands in the new data where one stood that is gone: the same field under another name."""
    names = list(new)
    follows = names[place] if place < len(names) else ""
    return follows if follows not in old and len(names) == len(before) else ""


def _put_list(node: Any, old: list[Any], new: list[Any]) -> Any:
    """The list's node with the items that went taken out, those that changed in place changed, new ones at its end."""
    if len(old) <= len(new):
        for index, item in enumerate(new):
            if index < len(old):
                node[index] = _put(node[index], old[index], item)
            else:
                node.append(item)
        return node
    kept = list(new)
    for index in reversed(range(len(old))):
        if kept and old[index] == kept[-1]:
            kept.pop()
        else:
            del node[index]
    return new if kept else node
