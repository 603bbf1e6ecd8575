"""Sentences that name pages: text and links, in order."""

from __future__ import annotations

from collections.abc import Sequence

from kg.query.views.model import Ref

Sentence = tuple["str | Ref", ...]
"""Text and links, in order."""


def plain(sentence: Sentence) -> str:
    """A sentence as text.

    >>> plain(("Made by ", Ref("vendor", "x", "X"), "."))
    'Made by X.'
    """
    return "".join(part.name if isinstance(part, Ref) else part for part in sentence)


def joined(refs: Sequence[Ref], most: int = 3, comma: str = ", ", last: str = " and ") -> Sentence:
    """Names as a list in words: a, b and c; beyond `most`, the rest is a number.

    >>> plain(joined([Ref("topic", c, c) for c in "abcde"]))
    'a, b, c and 2 more'
    """
    shown: list[str | Ref] = list(refs[:most])
    if len(refs) > most:
        shown.append(f"{len(refs) - most} more" if last == " and " else f"另外 {len(refs) - most} 个")
    parts: list[str | Ref] = []
    for place, part in enumerate(shown):
        parts += [] if not place else [last if place == len(shown) - 1 else comma]
        parts.append(part)
    return tuple(parts)


def series(words: Sequence[str]) -> str:
    """Words as a list.

    >>> series(["a"]), series(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def article(word: str) -> str:
    """A word with its article.

    >>> article("archived project"), article("sandbox project")
    ('an archived project', 'a sandbox project')
    """
    return f"an {word}" if word[:1].lower() in "aeiou" else f"a {word}"


def stop(parts: Sequence[str | Ref]) -> str:
    """The full stop after a sentence, unless its last name brings one.

    >>> stop(["From ", Ref("vendor", "x", "X, Inc.")]), stop(["Made by X"])
    ('', '.')
    """
    return "" if plain(tuple(parts[-1:])).endswith(".") else "."
