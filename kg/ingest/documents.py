"""The front door of ingest: a file, or a committed source, → a Document."""

from __future__ import annotations

from pathlib import Path

from kg.ingest import formats, texts
from kg.ingest.formats import VERSION as VERSION
from kg.model import Document, Source


def read(path: Path) -> Document:
    """The Document of a file; its id is the file's stem. Raises `BadInput` with all that is wrong."""
    return formats.read(path)


def parse(data: bytes, name: str, url: str = "") -> Document:
    """The Document of bytes; `name` helps the format along and stands in messages. Raises `BadInput` only.

    >>> parse(b"# Hello\\n\\nWe run [Foo](https://foo.example/).", "hello.md").text
    'Hello\\nWe run Foo.'
    """
    return formats.parse(data, name, url)


def of(root: Path, source: Source) -> Document | None:
    """The Document of a committed source, with what its YAML says of it; None where its text is not here."""
    return texts.find(root, source)


def at_hand(root: Path, source: Source) -> bool:
    """Whether a committed source's text is here."""
    return texts.at_hand(root, source)
