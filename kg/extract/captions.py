"""What the words around a span of captions say of it, where capitals say little, and what may be mis-heard.

subject      what the recording is introduced to be about      tech        technical words stand near
is:project   called a tool, a project, a framework …           is:vendor   called a company, or somebody's employer
hailed       spoken to, introduced or quoted as a person       spelt       part of an address or a code
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from kg.extract.lexicon import STOP, ordinary
from kg.extract.runs import Token
from kg.sound import code

RARE: Final = 44
"""Zipf frequency times ten up to which a lower-case word may be a name."""
BEFORE, AFTER = 64, 96
"""Code points before and after a span that are read."""
NEAR: Final = 3
"""Words on either side among which technical ones count."""
_THING: Final = (
    r"(?:projects?|tools?|frameworks?|library|libraries|languages?|runtimes?|engines?|databases?|operators?|controllers?"
    r"|platform|tool ?chain|toolkit|data store|software|proxy|cli|package manager|specification|installer|distribution)"
)
_FIRM: Final = (
    r"(?:company|companies|startup|start up|consultancy|bank|vendor|business|foundation|organi[sz]ation|corporation)"
)
_JOB: Final = (
    r"(?:ceo|cto|coo|cpo|founder|co-?founder|president|head|director|manager|engineer|developer|advocate|evangelist"
    r"|architect|consultant|scientist|marketing|works?|working|worked|job|position|role|employer|colleagues?|team)"
)
_A: Final = r"(?:an?|the|my|our|this|another)"
_BEFORE: Final = {
    "subject": (
        r"looks? (?:at|into)|looking (?:at|into)|guide (?:to|of)|kick(?:ing)? the tires on|hands on with|started with"
        r"|journey (?:of|into|in)|introduction to|introduc\w+ (?:us|you) to|dive into"
        r"|(?:learn\w*|talk\w*)(?: \w+){0,3} (?:about|on)"
    ),
    "is:project": (
        r"(?:maintainers?|creators?|authors?|contributors?) (?:of|on|to|for)(?: the)?|contribut\w+ to(?: the)?"
        rf"|{_THING},?(?: is| that's| which is)?(?:,| called| named| like)?"
    ),
    "is:vendor": (
        rf"{_FIRM},?(?: called| named| like)?|my employer,?"
        rf"|{_JOB},?(?: \w+){{0,2}} (?:at|of|for|from|with|behind)(?: the)?"
    ),
    "hailed": (
        r"(?:hey|hi|hello|thanks|thank you|welcome(?: back)?|bye|cheers|over to|my name is|name's|introduce|cofounder"
        r"|joined(?: \w+){0,2} by|(?:question|comment) from|shout ?out to|host|guest),?"
    ),
    "spelt": r"slash|dot|dash|code|underscore",
}
_AFTER: Final = {
    "is:project": (
        rf"(?:,|,? is|,? was|'s|,? which is|,? this is)?,?(?: \w+ly| just| like| kind of)?,? {_A}"
        rf" (?:[\w-]+ ){{0,6}}?(?:{_THING}|family of projects)\b(?! team)"
    ),
    "is:vendor": rf"(?:,|,? is|,? was|,? which is)?,? (?:an?|the) (?:[\w-]+ ){{0,4}}?{_FIRM}\b|,? inc\b",
    "hailed": (
        r",? (?:says|said|asks|asked|how are you|how's it going|thanks|thank you|is (?:asking|saying)|do you wanna)\b"
    ),
    "spelt": r"\.\w|/|,? (?:dot|dash|slash|underscore) \w",
}
_LEFT: Final = {
    feature: re.compile(rf"\b(?:{pattern})(?: (?:something|a \w+) called)?(?: the)? $")
    for feature, pattern in _BEFORE.items()
}
_RIGHT: Final = {feature: re.compile(pattern) for feature, pattern in _AFTER.items()}
TECHNICAL: Final = frozenset(
    """
cluster clusters install installed installing installs installation deploy deployed deploying deployment
operator operators controller controllers repo repos repository repositories project projects container containers
namespace node nodes yaml config configuration cli command commands binary package manager manifest manifests
release template templates tap plugin plugins server image images runtime api apis sdk library framework linux
github git terraform pipeline pipelines cloud open source script scripts code module
modules service mesh ingress storage volume secret secrets version upgrade compiler syntax crate crates
""".split()
)
"""Words in whose company an ordinary word may be a project's name, beside those of the field (topics' `jargon`)."""


def features(text: str, start: int, end: int) -> set[str]:
    """The features of `text[start:end]` that the phrases around it give.

    >>> text = "today we take a look at quillon, a tool for tests. hey ada"
    >>> sorted(features(text, 24, 31)), sorted(features(text, 55, 58))
    (['is:project', 'subject'], ['hailed'])
    """
    before = re.sub(r"\s+", " ", text[max(0, start - BEFORE) : start]).lower()
    after = re.sub(r"\s+", " ", text[end : end + AFTER]).lower()
    found = {feature for feature, pattern in _LEFT.items() if pattern.search(before)}
    found |= {feature for feature, pattern in _RIGHT.items() if pattern.match(after)}
    return found | ({"spelt"} if before.endswith(("/", ".", "@")) else set())


def technical(toks: Sequence[Token], i: int, j: int, jargon: Set[str] = frozenset()) -> bool:
    """Whether technical words, or the field's `jargon`, stand near the tokens `i` to `j` (one past the last)."""
    around = [*toks[max(0, i - NEAR) : i], *toks[j : j + NEAR]]
    return any(word.lower() in TECHNICAL or word.lower() in jargon for word, _, _ in around)


def heard(
    toks: Sequence[Token], taken: Sequence[bool], codes: Set[str], heads: Set[str]
) -> Iterator[tuple[int, int, str]]:
    """Words that may be a mis-heard name, as (first, one past the last, feature).

    "oov" is a word of no dictionary, "heard" another that sounds like a name (`codes`) or makes a sound like one with a
    first word of its own (`heads`: Equinix Medal).
    """
    for i, (word, _, _) in enumerate(toks):
        if not word.isascii() or not word.isalpha():
            continue
        lowered, after = word.lower(), toks[i + 1][0] if i + 1 < len(toks) else ""
        if lowered in heads and after.isalpha() and after.lower() not in STOP and code(word + after) in codes:
            yield i, i + 2, "heard"
        if taken[i] or not word.islower() or not 3 < len(word) < 20:
            continue
        frequency = ordinary().get(lowered, 0)
        if not frequency or (frequency < RARE and code(word) in codes):
            yield i, i + 1, "heard" if frequency else "oov"
