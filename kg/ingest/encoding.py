"""Bytes → text that is safe to handle, or the place where they are no text."""

from __future__ import annotations

import codecs
import re

from kg.model import BadInput, Problem

LIMIT = 10_000_000
"""Bytes that one source may have: ten times the longest book-length transcript."""

# Controls, bidirectional marks, byte-order marks and halves of surrogate pairs: nothing that a reader sees.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes, name: str) -> str:
    """The text of a file: UTF-8, or UTF-16 with its mark; line ends as `\\n`.

    Raises `BadInput` where it is empty, too large or no text; `name` stands in the message.

    >>> decode(b"one\\r\\ntwo", "a.txt")
    'one\\ntwo'
    """
    if len(data) > LIMIT:
        raise too_large(name, len(data))
    mark, encoding = next(((m, e) for m, e in _BOMS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        before = data[len(mark) : len(mark) + error.start].decode(encoding, "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        hint = "save it as UTF-8; PDF, images and office files are not read"
        raise bad(name, f"not valid {encoding.upper()}: {error.reason}", hint, line, column) from None
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise bad(name, "the file is empty", "nothing to read")
    return text


def clean(text: str) -> str:
    """The text without characters that nobody sees.

    >>> clean("a\\u200fb\\x00c")
    'abc'
    """
    return _UNSEEN.sub("", text)


def bad(name: str, message: str, hint: str = "", line: int = 0, column: int = 0) -> BadInput:
    """One error in the file `name` as an exception."""
    return BadInput([Problem(name, line, column, "error", message, hint)])


def too_large(name: str, size: int) -> BadInput:
    """The error of a file of `size` bytes."""
    return bad(name, f"the file has {size:,} bytes, at most {LIMIT:,} are read", "split it, one source a file")
