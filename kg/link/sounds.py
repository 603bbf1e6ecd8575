"""Names that sound alike: transliterated into Chinese, or mis-heard by a captioning machine."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from jellyfish import jaro_winkler_similarity, metaphone
from rapidfuzz.distance import Indel

from kg.names import fold


@lru_cache(maxsize=20_000)
def spoken(han: str) -> str:
    """A transliterated name as a rough Latin spelling.

    >>> spoken("科恩")
    'keen'
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # a name is read by character; phrases take 0.25 s to load
    from pypinyin import Style, lazy_pinyin  # here, as most runs spell none

    han = re.sub(r"[·•・‧∙．\s]", "", han)
    return "".join(_NAMED.get(c) or "".join(lazy_pinyin(c, style=Style.NORMAL, errors="ignore")) for c in han)


_NAMED: Final = {"加": "ga", "基": "ki", "捷": "tie"}
"""Characters that names have for another syllable than their own (jia, ji, jie)."""


def initial(han: str, latin: str) -> bool:
    """Whether a Latin name may be that of a Chinese spelling at all: of a single character the first letters agree.

    Of a longer one they do where Chinese writes a first consonant in one way.

    >>> initial("洪", "Hung"), initial("洪", "Ng"), initial("科恩", "Kohn"), initial("麦克拉蒂", "Gerrity")
    (True, False, True, False)
    """
    one, other = spoken(han)[:1], fold(latin)
    if len(han) == 1:
        return one == other[:1]
    return other[:1] in _FIRST.get(one, other) or other[:2] in _SILENT.get(one, ())


_FIRST: Final = {"m": "m", "n": "n", "l": "lr", "b": "bp", "p": "bp", "f": "fvwh", "d": "dt", "t": "dt"}
"""First letters of pinyin whose sounds Chinese writes in no other way, and those of the Latin names."""
_SILENT: Final = {"n": ("kn", "gn"), "l": ("wr",), "f": ("ph",), "m": ("hm",)}
"""Beginnings with a letter that is not heard, or two for one."""


def _skeleton(latin: str) -> str:
    """Consonants of a spelling, in classes that pinyin and English share."""
    text = fold(latin)
    for old, new in _CLASSES:
        text = re.sub(old, new, text)
    text = re.sub(r"[aeiouy]+", "", text[0:1]) + text[1:] if text[:1] in "aeiouy" else text
    text = re.sub(r"[aeiou'’\W]+", "", text)
    return re.sub(r"(.)\1+", r"\1", text)


_CLASSES = (
    (r"[^a-z]", ""),
    (r"^mc", "mak"),
    (r"ph", "f"),
    (r"gh", "g"),
    (r"ck", "k"),
    (r"sch", "s"),
    (r"sh|zh|ch|tch", "s"),
    (r"th", "t"),
    (r"x(?=i)", "s"),
    (r"x", "ks"),
    (r"q(?=u)", "k"),
    (r"q", "s"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"j", "s"),
    (r"z", "s"),
    (r"v|w", "f"),
    (r"y", "i"),
    (r"ng", "n"),
    (r"m(?![aeiou])", "n"),
    (r"r", "l"),
    (r"h", ""),
    (r"d", "t"),
    (r"b", "p"),
    (r"g", "k"),
)


@lru_cache(maxsize=50_000)
def alike(han: str, latin: str) -> float:
    """How well a transliteration fits a Latin name, 0 to 1.

    >>> alike("科恩", "Kohn") > 0.8, alike("莉莉斯", "Liles") > 0.8, alike("科恩", "Sharma") < 0.5
    (True, True, True)
    """
    if "希" in han and "x" not in fold(latin):  # xi, but names have it for hi as well as for shi
        return max(alike(han.replace("希", "嘿"), latin), _alike(han, latin))
    return _alike(han, latin)


def _alike(han: str, latin: str) -> float:
    left = _skeleton(spoken(han))
    # Chinese has no r before a consonant or at the end: Berg is 伯格, Parker 帕克.
    spellings = [latin, re.sub(r"(?i)r(?=[^aeiouy]|$)", "", latin)]
    # Naqvi has a k, Petrovic a ch.
    spellings += [re.sub(r"(?i)q(?!u)", "k", latin)] * ("q" in fold(latin)) + [f"{latin}h"] * fold(latin).endswith("ic")
    scores = [
        (jaro_winkler_similarity(left, right) + Indel.normalized_similarity(left, right)) / 2
        for s in spellings
        if left and (right := _skeleton(s))
    ]
    vowels = jaro_winkler_similarity(spoken(han), fold(latin))
    return 0.75 * max(scores) + 0.25 * vowels if scores else 0.0


def fits(han: str, latin: str, usual: Sequence[str]) -> float:
    """How well a transliteration fits a Latin name, 0 to 1: wholly where that is `usual` for it, else by its sound."""
    return 1.0 if latin in usual else alike(han, latin)


def same_sound(heard: str, name: str) -> bool:
    """Whether the words of a caption sound like a name.

    >>> same_sound("cube control", "kube control"), same_sound("link or d", "Linkerd"), same_sound("go", "ko")
    (True, True, False)
    """
    left, right = (metaphone(re.sub(r"[^a-z]", "", fold(x))) for x in (heard, name))
    return len(left) > 2 and left == right
