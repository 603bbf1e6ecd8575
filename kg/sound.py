"""What a name sounds like: its consonants in classes, and how far two words sound and look alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jellyfish import damerau_levenshtein_distance
from rapidfuzz.distance import Indel

from kg.model import Name
from kg.names import fold, key

_CLASSES: Final = (
    "[^a-z]= ^[kg]n=n ^wr=r ^ps=s ^x=s ph=f gh(?![aeiou])= gh=g sch=sk "
    "tch|ch|sh|ti(?=o)|ci(?=[ao])|dg(?=[ei])|j=X ck=k "
    "c(?=[eiy])=s qu=kw [cqg]=k x=ks wh=w th|d=t z=s v=f b=p (.)\\1+=\\1"
)
"""Spelling (a pattern) = the class of its sound, in the order in which they are put in."""
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound) for pattern, _, sound in (rule.rpartition("=") for rule in _CLASSES.split(" "))
)


@lru_cache(maxsize=100_000)
def phones(text: str) -> str:
    """A rough phonetic spelling with its vowels: voiced and voiceless consonants are one.

    >>> phones("Skaffold") == phones("scaffold"), phones("Telegraf") == phones("telegraph")
    (True, True)
    """
    sound = fold(text)
    for pattern, instead in _SOUNDS:
        sound = pattern.sub(instead, sound)
    return sound


@lru_cache(maxsize=100_000)
def code(text: str) -> str:
    """The consonants of a sound, and whether a vowel begins it: what a mis-heard name keeps.

    >>> code("Krustlet") == code("crestlet"), code("SpiceDB") == code("space db"), code("Envoy") == code("convoy")
    (True, True, False)
    """
    sound = phones(text)
    head = "a" if sound[:1] in tuple("aeiouy") else sound[:1]
    return re.sub(r"(.)\1+", r"\1", head + re.sub(r"[aeiouyhw]", "", sound[1:]))


@lru_cache(maxsize=50_000)
def likeness(heard: str, name: str) -> float:
    """How alike two words sound and look, 0 to 1; 0 where their consonants differ or too many letters do.

    >>> likeness("Fermion", "Fermyon") > 0.8, likeness("Gherkin", "Krkn"), likeness("about", "Envoy")
    (True, 0.0, 0.0)
    """
    one, other = key(heard), key(name)
    most = 1 if min(len(one), len(other)) < 5 else 2
    if len(code(one)) < 3 or code(one) != code(other) or damerau_levenshtein_distance(one, other) > most:
        return 0.0
    return float(Indel.normalized_similarity(phones(heard), phones(name)))


def audible(name: Name) -> bool:
    """Whether a name is so distinctive that what only sounds like it may be it."""
    whole = key(name.text)
    if name.kind not in ("project", "product", "vendor") or name.language or not whole.isascii():
        return False
    return whole.isalpha() and len(whole) > 4 and name.policy == "any-case"
