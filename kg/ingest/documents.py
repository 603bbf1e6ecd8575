"""The front door of ingest: a file, whatever its format, → a Document."""

from __future__ import annotations

from pathlib import Path

from kg.ingest import encoding, formats
from kg.model import Document

VERSION = "1"
"""Raised whenever cleaned texts change: offsets in older records then no longer fit."""


def read(path: Path) -> Document:
    """The Document of a file; its id is the file's stem. Raises `BadInput` with all that is wrong."""
    try:
        size = path.stat().st_size
        if size > encoding.LIMIT:
            message = f"the file has {size:,} bytes, at most {encoding.LIMIT:,} are read"
            raise encoding.bad(str(path), message, "split it, one source a file")
        data = path.read_bytes()
    except OSError as error:
        raise encoding.bad(str(path), f"cannot be read: {error.strerror or error}") from None
    return parse(data, str(path))


def parse(data: bytes, name: str, url: str = "") -> Document:
    """The Document of bytes; `name` helps the format along and stands in messages. Raises `BadInput` only.

    >>> parse(b"# Hello\\n\\nWe run [Foo](https://foo.example/).", "hello.md").text
    'Hello\\nWe run Foo.'
    """
    return formats.parse(data, name, url)
