"""Who wrote or speaks: names in bylines, front matter and speaker labels."""

from __future__ import annotations

import re

from kg.model import Anchor

Spans = tuple[tuple[int, int], ...]

_BYLINE = re.compile(
    r"^[_*\[ ]*(?:(?:(?:[Ww]ritten |[Pp]osted )?[Bb]y|[Aa]uthors?|作者|文) ?[:：] *"
    r"|(?:Written by|Posted by|By) (?=[A-Z]))",
    re.M,
)
_BETWEEN = re.compile(r"\s*(?:,|;|、|，|&|\band\b|和)\s*")
_ROLE = re.compile(
    r"(?i)\b(engineer\w*|developer\w*|manager|founder|cto|ceo|lead|head|senior|principal|staff|product|director|architect"
    r"|student|mentee|mentor|intern|advocate|ambassador|team|maintainer\w*|contributor\w*|community|independent|inc|university"
    r"|vp|president|committee|cloud|software|project|steering)\b|[@#:/\d]"
)
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?: (?:[^\W\d_][\w.'’\-]*|\([^()]+\))){1,4}")
_NOT_PERSONS = re.compile(
    r"(?i)^(?:.*\b(?:break|jingle|outro|intro|clip|speaker|guest|host|unknown|announcer|narrator|audience|both|all|crowd|sponsor"
    r"|from|together|voice\w*|video|recording|music|your)\b.*|tenacious d|princess bride|dr\.? evil)$"
)


def full_name(label: str) -> str:
    """The full name of a person that a speaker label gives, or "" (first names, jingles, "Speaker 0").

    >>> full_name("Dr. Ada Example✌"), full_name("Break"), full_name("Tom"), full_name("Speaker 0")
    ('Ada Example', '', '', '')
    >>> full_name('Ada "Addie" Example: Acme')
    'Ada Example'
    """
    name = re.split(r"[,，:：|]", re.sub(r"\s*(?:\([^()]*\)|[\"“‘][^\"“”‘’]*[\"”’])", "", label).strip(" :*_"))[0]
    name = re.sub(r"^(?:Dr|Prof|Mr|Mrs|Ms)\.? (?=\w+\.? \w)", "", re.sub(r"[^\w.'’\- ]", "", name)).strip()
    words = name.split()
    if _NOT_PERSONS.match(name) or not 2 <= len(words) <= 5 or not _NAME.fullmatch(name) or _ROLE.search(name):
        return ""
    return name if all(word[0].isupper() or word in _PARTICLES for word in words) and len(words[-1]) > 1 else ""


_PARTICLES = frozenset("van von de der den del della da di dos du la le el bin ibn al".split())


def names(text: str, start: int, end: int, anchors: tuple[Anchor, ...] = ()) -> Spans:
    """The spans of `text[start:end]` that name people: link texts that are no employers, and bare names between commas.

    >>> line = "Ada Example, Senior Engineer @ Acme, and Bo Sample (Acme)"
    >>> [line[a:b] for a, b in names(line, 0, len(line))]
    ['Ada Example', 'Bo Sample']
    """
    found: list[tuple[int, int]] = []
    taken = [(a.start, a.end) for a in anchors if start <= a.start and a.end <= end]
    for first, last in taken:
        if not re.search(r"(?i)(?:@|\bat|\bof|\bwith)\s*$", text[start:first]):
            found.extend(_bare(text, first, last))
    at = start
    for first, last in [*taken, (end, end)]:
        if first > at:
            found.extend(_bare(text, at, first))
        at = max(at, last)
    return tuple(sorted(set(found)))


def _bare(text: str, start: int, end: int) -> Spans:
    pieces, at, employer = [], start, False
    for mark in [*_BETWEEN.finditer(text, start, end), None]:
        first, last = at, mark.start() if mark else end
        at = mark.end() if mark else end
        piece = re.sub(r"\s*\(.*$", "", text[first:last].rstrip(" ._*])"))
        first += len(piece) - len(piece.lstrip(" _*([@"))
        piece = piece.strip(" _*([@")
        if full_name(piece) and not employer:
            pieces.append((first, first + len(piece)))
        employer = bool(_ROLE.search(piece)) and not re.search(r"(?i)@|\bat\b", piece)  # "…, Engineer, Acme Labs"
    return tuple(pieces)


def find(text: str, anchors: tuple[Anchor, ...]) -> Spans:
    """The names in the text's byline: a line near its head or end that says who wrote it."""
    for mark in _BYLINE.finditer(text, 0, 3000):
        stop = text.find("\n", mark.end())
        stop = len(text) if stop < 0 else stop
        if found := names(text, mark.end(), min(stop, mark.end() + 600), anchors):
            return found
    return ()
