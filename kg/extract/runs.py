"""Name-like stretches of a text: runs of capitalised or odd-shaped words, Latin words in Chinese, conferences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.extract.lexicon import FUNCTION, IMPERATIVE, STOP
from kg.model import Entry
from kg.names import HAN, has_han, spelt

Token = tuple[str, int, int]
LONGEST: Final = 10
"""Tokens of the longest run; a longer one (a line of capitals) is cut."""
PARTICLES: Final = frozenset("of de van von der den da di del la le el al bin ten for".split())
"""Lower-case words inside a name (Bank of Nowhere, Ada van der Berg)."""
SIGNS: Final = frozenset("& + - – . @".split())
SUFFIXES: Final = frozenset("io sh dev com org net ai fm js app cloud tv tech build py md so NET JS IO FM".split())
"""What may follow a dot inside a name (fly.io, Node.js)."""
def name_like(word: str) -> bool:
    """Whether a token by itself looks like a part of a name.

    >>> [name_like(w) for w in ("Flux", "eBPF", "k8s", "flux", "2022")]
    [True, True, True, False, False]
    """
    if word[0].isupper():
        return True
    if word.islower() and word.isalpha() or has_han(word[0]):
        return False
    return word[0].isalpha() and (word[-1] in "+#" or not word.islower() or any(c.isdigit() for c in word))


def _joined(text: str, left: Token, right: Token) -> bool:
    """Whether nothing but blanks stands between two tokens (a line break ends a block)."""
    gap = text[left[2] : right[1]]
    return len(gap) < 4 and "\n" not in gap


def find(text: str, toks: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of name-like tokens as (first, one past the last) token numbers, stop words trimmed from both ends."""
    i, count = 0, len(toks)
    while i < count:
        if not name_like(toks[i][0]):
            i += 1
            continue
        j = i + 1
        while j < count and j - i < LONGEST:
            step = _step(text, toks, j)
            if not step:
                break
            j += step
        first, last = _trimmed(text, toks, i, j)
        if first < last:
            yield first, last
        i = j


def _step(text: str, toks: Sequence[Token], j: int) -> int:
    """How many tokens from `j` on carry the run further (0: it ends)."""
    if not _joined(text, toks[j - 1], toks[j]):
        return 0
    word, after = toks[j][0], toks[j + 1] if j + 1 < len(toks) else None
    if name_like(word) or re.fullmatch(r"(19|20)\d\d", word):
        return 1
    if after is None or not _joined(text, toks[j], after):
        return 0
    touching = toks[j - 1][2] == toks[j][1] and toks[j][2] == after[1]
    if word == ".":
        follows = name_like(after[0]) and (
            touching or len(toks[j - 1][0]) == 1 or toks[j - 1][0] in ("St", "Dr", "Mr", "Jr")
        )
        return 2 if follows or (touching and after[0] in SUFFIXES) else 0
    if word in SIGNS:
        return 2 if name_like(after[0]) and (word in "&+" or touching) else 0
    if word in ("'", "’") and re.fullmatch(r"\d\d", after[0]):
        return 2
    if word in PARTICLES and name_like(after[0]) and after[0].lower() not in STOP:
        return 2
    further = [w for w, _, _ in toks[j + 1 : j + 3]]
    if word in PARTICLES and len(further) > 1 and further[0] == "-" and name_like(further[1]):
        return 3
    if word in '"“' and len(further) > 1 and name_like(further[0]) and further[1] in '"”':
        surname = toks[j + 3] if j + 3 < len(toks) else None
        return 4 if surname and name_like(surname[0]) and _joined(text, toks[j + 2], surname) else 0
    return 0


def _trimmed(text: str, toks: Sequence[Token], i: int, j: int) -> tuple[int, int]:
    """The run without what only precedes a name: at a sentence's start any stop word, elsewhere function words."""
    begins = i == 0 or toks[i - 1][0] in '.?!…:“"(' or "\n" in text[toks[i - 1][2] : toks[i][1]]
    leading = STOP if begins else FUNCTION
    while i < j and (toks[i][0].lower() in leading and not toks[i][0].isupper() or not toks[i][0][0].isalnum()):
        i += 1
    while j - i > 1 and toks[i][0].lower() in IMPERATIVE and toks[i][0].lower() != "go":
        i += 1
    while i < j and (toks[j - 1][0].lower() in STOP and j - i > 1 or toks[j - 1][0] in SIGNS):
        j -= 1
    if j - i == 1 and toks[i][0].lower() in STOP and not toks[i][0].isupper():
        return i, i
    return i, j


def latin(text: str, toks: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Short stretches of Latin words in any case between Han characters, for Chinese text."""
    i, count = 0, len(toks)
    while i < count:
        if not toks[i][0][0].isalpha() or has_han(toks[i][0][0]):
            i += 1
            continue
        j = i + 1
        while j < count and _joined(text, toks[j - 1], toks[j]):
            word = toks[j][0]
            inner = word in "+.-&" and j + 1 < count and toks[j + 1][0][0].isalpha() and not has_han(toks[j + 1][0][0])
            if not (word[0].isalnum() and not has_han(word[0])) and not inner:
                break
            j += 1
        if j - i <= 6:
            yield i, j
        i = j


_PLACES: Final = "EU|NA|Europe|North America|China|India|Japan|Asia|APAC|Virtual|欧洲|北美|中国|印度|日本".split("|")
"""Where conferences are held anywhere; a series of events adds its own regions and towns."""


_GATHERING = re.compile(rf"[A-Za-z][A-Za-z0-9+ .-]{{2,30}}?[ ]?[{HAN}]{{0,6}}(?:峰会|大会)")


def conferences(entries: Iterable[Entry]) -> re.Pattern[str]:
    """What the editions of conferences look like: any SomethingCon, and the series that say how theirs are named."""
    series = {entry.id: (entry.name, entry.editions) for entry in entries if entry.editions}
    names: list[str] = []
    others: list[str] = []
    places = set(_PLACES)
    for _, (name, said) in sorted(series.items(), key=lambda item: item[0]):
        names.append(spelt(name))
        others += [spelt(part, r"[\s-]?") for part in re.split(r"\s?[+/&]\s?", said.name) if part != name]
        words = {word for region in said.regions.values() for word in region}
        places |= {*said.regions, *(word.upper() if len(word) < 4 else word.title() for word in words)}
    first = "".join(f"(?i:{name})|" for name in names)
    second = "".join(f"(?i:{name})|" for name in others)
    where = "|".join(re.escape(place) for place in sorted(places, key=lambda place: (-len(place), place)))
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{first}[A-Z]\w+Con(?:f)?)(?![a-z])"
        rf"(?:\s?[+/&＆]\s?(?:{second}[A-Z]\w+Con)(?![a-z]))?"
        rf"(?:,?\s?(?:['’]\s?\d\d(?!\d)|(?:19|20)\d\d(?!\d)|(?:{where})(?![a-z])))*"
    )


def editions(text: str, called: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Conferences with their place and year, where they stand right with the name; `called` as of `conferences`.

    >>> text = "在 Lampcon+WickCon 北美 2020 上, and LampCon EU '21, we"
    >>> [text[a:b] for a, b in editions(text, conferences([]))]
    ['WickCon 北美 2020', "LampCon EU '21"]
    """
    for match in called.finditer(text):
        yield match.start(), match.end()
    for match in _GATHERING.finditer(text) if "会" in text else ():
        if not any(word in match.group() for word in "的在和与是了举"):
            yield match.start(), match.end()
