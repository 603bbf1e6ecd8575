"""The names of all entries, each with the evidence that a match of it needs.

Policies, from the freest to the strictest:

    any-case    distinctive (containerd, vCluster, Open Policy Agent): matches however it is written
    exact-case  a word too (Flux, Vault, Red Hat): its own capitals, or other evidence, are needed
    cue         written like an ordinary word (kind, ko): a neighbour must say that it is a name (`kind cluster`)
    context     a frequent word (Keep, Box) or a translated one (特使): the source must speak of it elsewhere
    never       matches only where a ruling says so

A person's word in the entry (`match: {NAME: POLICY}`) goes before what is derived here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg import spoken
from kg.extract.lexicon import BRANDS, STOP, ordinary, surely_given
from kg.model import Entry, Gazetteer, Kind, Name
from kg.names import has_han, tokens

POLICIES: Final = ("any-case", "exact-case", "cue", "context", "never")
_LEGAL = re.compile(
    r",?\s+(Inc|Incorporated|LLC|Ltd|Limited|GmbH|AG|Corp|Corporation|Co|S\.?A|B\.?V|Oy|AB|PLC|Pty|Pvt|S\.?r\.?l|SE)\.?"
    r"(,?\s+(Ltd|Limited|Inc))?\.?$"
)
_BRACKETS = re.compile(r"^(.*\S)\s*[(（]([^()（）]+)[)）]$")
RARE: Final = 36
"""Zipf frequency times ten up to which a word makes a phrase distinctive."""
FREQUENT: Final = 46
"""Zipf frequency times ten from which a capitalised word alone says nothing."""


def make(entries: Iterable[Entry]) -> Gazetteer:
    """The gazetteer of the entries: names sorted by text, entry and policy."""
    kept = {entry.id: entry for entry in entries}
    names = {name for entry in kept.values() for name in _names(entry)}
    return Gazetteer(tuple(sorted(names, key=lambda n: (n.text, n.entry, n.language, n.policy))), kept)


def _names(entry: Entry) -> Iterator[Name]:
    seen: set[str] = set()
    for text, language, curated in _texts(entry):
        if text in seen or not text:
            continue
        seen.add(text)
        chosen = entry.match.get(text) or policy(text, entry.kind, curated)
        yield Name(text, entry.id, entry.kind, chosen, language)
    if entry.kind in ("project", "product", "vendor"):
        forms = {form for text in seen if text.isascii() for form in spoken.forms(text)}
        for form in sorted({*forms, *entry.heard} - {t.lower() for t in seen}):
            yield Name(form, entry.id, entry.kind, _spoken_policy(form), spoken.LANGUAGE)


def _spoken_policy(form: str) -> str:
    """The policy of a spoken form: what may be said in any sentence ("run c", "get pod", "captain") needs more."""
    head, *rest = form.split()
    if not rest:
        return "cue" if head in ordinary() else "any-case"
    return "exact-case" if head in STOP or ordinary().get(head, 0) > FREQUENT else "any-case"


def _texts(entry: Entry) -> Iterator[tuple[str, str, bool]]:
    """(name, language, whether a person wrote it so)."""
    yield entry.name, "", True
    for alias in entry.aliases:
        yield alias.name, alias.language, True
    for language, label in sorted(entry.labels.items()):
        if language.startswith(("zh", "en")):
            for part in re.split(r"[;；/]", label) if entry.kind == "topic" else [label]:
                yield part.strip(), language, True
    for text in (entry.name, *(a.name for a in entry.aliases)):
        if entry.kind in ("project", "product") and (spoken := said(text)):
            yield spoken, "", False
    for text in (entry.name, *(a.name for a in entry.aliases), *(v for k, v in entry.labels.items() if k[:2] == "zh")):
        for derived in _derived(text, entry.kind):
            yield derived, "", False


_DIGITS: Final = "zero one two three four five six seven eight nine".split()


def said(name: str) -> str:
    """How a short name with digits or signs is spoken, as captions spell it; "" where it has none.

    >>> said("k3s"), said("C++"), said("Node.js"), said("Envoy")
    ('k three s', 'c plus plus', 'node dot js', '')
    """
    if not re.fullmatch(r"[A-Za-z]{1,2}\d[A-Za-z]{1,2}|[A-Za-z]\+\+|[A-Za-z]\#|[A-Za-z]{3,}\.[a-z]{2,3}", name):
        return ""
    text = re.sub(r"\d", lambda m: f" {_DIGITS[int(m.group())]} ", name.lower())
    return " ".join(text.replace("++", " plus plus").replace("#", " sharp").replace(".", " dot ").split())


def _derived(text: str, kind: Kind) -> Iterator[str]:
    """Shorter ways to write a name: without its legal form, its brackets, its foundation."""
    if match := _BRACKETS.match(text):
        yield match.group(1)
        if len(match.group(2)) > 1:
            yield match.group(2)
    if kind == "vendor" and (short := _LEGAL.sub("", text)) != text:
        yield short
    if kind in ("project", "product") and text.startswith("Apache "):
        yield text[7:]
    if kind in ("project", "vendor") and text.startswith("The ") and len(text.split()) > 2:
        yield text[4:]


def policy(text: str, kind: Kind, curated: bool = True) -> str:
    """The policy that a name's own shape asks for.

    >>> [policy(n, "project") for n in ("containerd", "Flux", "kind", "Keep", "Argo CD", "特使")]
    ['any-case', 'exact-case', 'cue', 'context', 'any-case', 'context']
    """
    if kind == "topic":
        return "any-case" if len(text) > 4 or has_han(text) else "exact-case"
    if has_han(text):
        return _han_policy(text, kind)
    words = [word for word, _, _ in tokens(text) if word[0].isalnum()]
    if not curated and words[1:2] and words[1] in (*_DIGITS, "plus", "sharp", "dot"):
        return "any-case"
    if not words:
        return "never"
    if kind == "person":
        return _person_policy(words)
    if len(words) == 1:
        return _word_policy(words[0], kind, curated)
    common = sum(ordinary().get(word.lower(), 0) > RARE or word.isdigit() for word in words)
    phrase = len(words) < 3 or any(word.lower() in STOP for word in words)
    return "exact-case" if common == len(words) and phrase else "any-case"


def _word_policy(word: str, kind: Kind, curated: bool) -> str:
    frequency = ordinary().get(word.lower(), 0)
    if any(c.isupper() for c in word[1:]) and not word.isupper() and (frequency < FREQUENT or word[0].islower()):
        return "any-case" if not frequency else "exact-case"
    if len(word) <= 3 and not any(c.isdigit() for c in word) and word[-1] not in "+#":
        if word.islower():
            return "cue" if frequency else "exact-case"
        return "context" if len(word) == 1 or (frequency and not word.isupper()) else "exact-case"
    if word.lower() in BRANDS:
        return "exact-case"
    if not frequency:
        return "exact-case" if surely_given(word) or (word.isupper() and len(word) <= 4) else "any-case"
    if word.islower():
        return "cue"
    if frequency >= FREQUENT or (kind == "vendor" and frequency >= 36) or (not curated and frequency >= 36):
        return "context"
    return "exact-case"


def _person_policy(words: list[str]) -> str:
    if len(words) == 1:
        return "never" if words[0] in ordinary() or surely_given(words[0]) else "exact-case"
    return "exact-case" if all(word.lower() in ordinary() for word in words) else "any-case"


def _han_policy(text: str, kind: Kind) -> str:
    han = sum(has_han(c) for c in text)
    if kind in ("vendor", "person", "event") or han >= 4 or han < len(text):
        return "any-case" if han > 1 or han < len(text) else "context"
    return "context"
