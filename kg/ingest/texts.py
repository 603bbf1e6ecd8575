"""Cleaned texts at hand: committed beside their YAML where they are ours, else in `build/texts/` (ignored).

`ID.txt` is the text, `ID.json` what its markup said (offsets into it), `SHA256` lists the texts as `sha256sum` does.
Originals are not kept: a text cleaned by another version of ingest counts as absent, and its source is ingested again.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from kg import cache
from kg.ingest import formats
from kg.model import Anchor, Document, Problem, Source, Turn

_LAYERS = {"turns": Turn, "anchors": Anchor, "notes": Problem}
_PAIRS = ("times", "code", "headings", "byline")

Mark = tuple[int, ...]
"""Times, sizes and numbers of the files of a text: while they are the same, so is the text."""


def digest(text: str) -> str:
    """SHA-256 of a text's UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(root: Path, source: Source, sha256: str = "") -> str | None:
    """The cleaned text of a source, or None where it is not here, or (with `sha256`) not that one."""
    if source.text:
        document = find(root, source)
        text = document.text if document else None
    else:
        text = _stored(root, source.id)
    return None if text is None or (sha256 and digest(text) != sha256) else text


def find(root: Path, source: Source) -> Document | None:
    """The Document of a committed source, with what its YAML says; None where neither text nor original is here.

    Raises `BadInput` where a committed text is broken.
    """
    if source.text:
        file = (root / source.path).parent / source.text
        document = formats.read(file, file.relative_to(root).as_posix()) if file.is_file() else None
    else:
        document = _document(root, source.id)
    if document is None:
        return None
    title = source.title or document.title
    return replace(document, id=source.id, title=title, language=source.language, medium=source.medium)


def files(root: Path, source: Source) -> tuple[Path, ...]:
    """The files that `read` would read."""
    if source.text:
        return ((root / source.path).parent / source.text,)
    return _file(root, source.id, "txt"), _file(root, source.id, "json")


def mark(root: Path, source: Source) -> Mark:
    """The mark of a source's text; empty where one of its files is not here."""
    found: list[int] = []
    for file in files(root, source):
        try:
            info = os.stat(file)
        except OSError:
            return ()
        found += (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)
    return tuple(found)


def at_hand(root: Path, source: Source) -> bool:
    """Whether `find` has something to give, told without reading the text."""
    if source.text:
        return ((root / source.path).parent / source.text).is_file()
    return _file(root, source.id, "txt").is_file() and _layers(root, source.id) is not None


def keep(root: Path, id_: str, document: Document) -> bool:
    """Keep a source's Document in `build/texts/`; False where it was there already."""
    return any([cache.write(file, raw) for file, raw in prepared(root, id_, document).items()])


def prepared(root: Path, id_: str, document: Document) -> dict[Path, bytes]:
    """What `keep` writes."""
    layers: dict[str, Any] = {"ingest": formats.VERSION, "sha256": digest(document.text)}
    for field in fields(document):
        value = getattr(document, field.name)
        if field.name in _LAYERS:
            value = [[getattr(item, part.name) for part in fields(item)] for item in value]
        if field.name not in ("id", "text"):
            layers[field.name] = dict(value) if field.name == "metadata" else value
    line = json.dumps(layers, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return {_file(root, id_, "txt"): document.text.encode(), _file(root, id_, "json"): f"{line}\n".encode()}


def index(root: Path) -> None:
    """Write `build/texts/SHA256`, the list of all texts there."""
    found = sorted((root / "build" / "texts").glob("*.txt"))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in found]
    cache.write(root / "build" / "texts" / "SHA256", "".join(lines))


def drop(root: Path, id_: str) -> None:
    """Delete a source's text from `build/texts/`."""
    for suffix in ("txt", "json"):
        _file(root, id_, suffix).unlink(missing_ok=True)
    index(root)


def _file(root: Path, id_: str, suffix: str) -> Path:
    return root / "build" / "texts" / f"{id_}.{suffix}"


def _layers(root: Path, id_: str) -> dict[str, Any] | None:
    """What `keep` wrote beside a text, where this version of ingest did."""
    try:
        layers = json.loads(_file(root, id_, "json").read_bytes())
    except (OSError, ValueError):
        return None
    return layers if isinstance(layers, dict) and layers.pop("ingest", "") == formats.VERSION else None


def _stored(root: Path, id_: str) -> str | None:
    layers = _layers(root, id_)
    try:
        text = _file(root, id_, "txt").read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    return text if layers and digest(text) == layers["sha256"] else None


def _document(root: Path, id_: str) -> Document | None:
    text, layers = _stored(root, id_), _layers(root, id_)
    if text is None or layers is None:
        return None
    del layers["sha256"]
    for name, kind in _LAYERS.items():
        layers[name] = tuple(kind(*item) for item in layers[name])
    for name in _PAIRS:
        layers[name] = tuple((first, second) for first, second in layers[name])
    return Document(id=id_, text=text, **layers)
