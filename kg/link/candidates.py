"""Spans → pieces: each stretch of a span that spells a name of the gazetteer, and the stretches that spell none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.link.index import Index
from kg.model import Name, Record, Span
from kg.names import has_han, key, surface_tokens
from kg.spoken import generic

_ORGANISATION: Final = frozenset("Foundation Institute University Initiative Association Alliance Consortium".split())
"""Heads of organisations' names whose article is no part of the name."""
TITLES: Final = frozenset(
    "maintainer maintainers engineer engineers developer developers founder founders cofounder cto ceo coo cio vp "
    "svp director manager architect advocate evangelist analyst author host hosts guest guests speaker speakers "
    "contributor contributors lead leads president chair dr mr mrs ms prof professor sir keynote co-founder "
    "ambassador ambassadors member officer".split()
)
"""Words before a person's name that are no part of it."""
_SHARE: Final = re.compile(
    r"link:(?:twitter\.com/(?:intent|share)|x\.com/(?:intent|share)|facebook\.com/(?:sharer|share\.php)|"
    r"linkedin\.com/(?:shareArticle|sharing|cws/share)|reddit\.com/submit|news\.ycombinator\.com/submitlink|"
    r"t\.me/share|api\.whatsapp\.com/send|pinterest\.com/pin/create)",
    re.I,
)
"""The link of a button to share a page: furniture, which names nothing that the page speaks of."""
Tokens = Sequence[tuple[str, int, int]]
SUFFIXES: Final = frozenset("io sh dev com org net ai fm js app cloud tv tech".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a span, with the names it may stand for (none: unknown)."""

    span: int
    start: int
    end: int
    surface: str
    words: tuple[str, ...]
    features: frozenset[str]
    names: tuple[Name, ...]
    whole: bool
    """Whether it is all of its span."""
    loose: bool = False
    """Whether only its key matches (cut or hyphenated otherwise)."""
    heard: bool = False
    """Whether the names only sound like it (captions)."""

    @property
    def link(self) -> str:
        """Host and path of the link on it, or empty."""
        return next((f[5:] for f in self.features if f.startswith("link:")), "")

    def has(self, *features: str) -> bool:
        """Whether it has one of the features."""
        return not self.features.isdisjoint(features)


def pieces(record: Record, index: Index) -> list[Piece]:
    """All pieces of a record, in order of place; of overlapping spans the longer known name wins."""
    out = [piece for n, span in enumerate(record.spans) for piece in cut(n, span, index)]
    out.sort(key=lambda p: (p.start, -p.end))
    return list(_apart(out))


def _apart(ordered: Sequence[Piece]) -> Iterator[Piece]:
    """Without pieces that overlap: a known name before an unknown stretch, the longer before the shorter."""
    held: list[Piece] = []
    for piece in ordered:
        while held and piece.start < held[-1].end:
            last = held[-1]
            if _weight(piece) > _weight(last):
                held.pop()
                continue
            break
        else:
            held.append(piece)
    return iter(held)


def _weight(piece: Piece) -> tuple[bool, int]:
    """What a piece is worth beside another that it overlaps; a part of a person's name (X·Y) names nothing else."""
    return bool(piece.names) or piece.has("dotted"), piece.end - piece.start


def cut(number: int, span: Span, index: Index) -> list[Piece]:
    """The pieces of one span: longest known names first, from the left; what is left over between them."""
    if "role" in span.features or "topic" in span.features or any(map(_SHARE.match, span.features)):
        return []
    toks = surface_tokens(span.surface)
    if "place" in span.features and not index.named([w for w, _, _ in toks]):
        return []
    if "edition" in span.features:
        heads = (index.named([w for w, _, _ in toks[:j]]) for j in range(len(toks), 0, -1))
        events = tuple(n for n in next((found for found in heads if found), []) if n.kind == "event")
        return [_piece(number, span, toks, 0, len(toks), events, False)]
    if "heard" in span.features and len(toks) > 1 and not index.named([w for w, _, _ in toks]):
        return [_heard(_piece(number, span, toks, 0, len(toks), (), False), index)]
    if "dotted" in span.features and len(toks) > 2 and not index.named([w for w, _, _ in toks]):
        return [_piece(number, span, toks, 0, len(toks), (), False)]
    out: list[Piece] = []
    i = rest = 0
    while i < len(toks):
        j, names, loose = _longest(index, span, toks, i)
        if names:
            out += _left_over(number, span, toks, rest, i)
            out.append(_piece(number, span, toks, i, j, names, loose))
            rest = j
        i = j
    foreign = not {"dotted", "translit", "maybe"}.isdisjoint(span.features)
    if rest < len(toks) and (rest or foreign or not has_han(span.surface) or re.search("[A-Za-z]", span.surface)):
        out += _left_over(number, span, toks, rest, len(toks))
    return [_heard(p, index) for p in out if p.words]


def _longest(index: Index, span: Span, toks: Tokens, i: int) -> tuple[int, tuple[Name, ...], bool]:
    """(end, names, loose) of the longest known name that begins at token `i`; the next token where none does."""
    letters = [w for w, _, _ in toks if w[0].isalpha()]
    human = "given" in span.features and 2 <= len(toks) <= 4 and all(w[0].isupper() for w in letters)
    for j in range(min(len(toks), i + index.longest), i, -1):
        words = [w for w, _, _ in toks[i:j]]
        names, loose = _names(index, words, span)
        if human and j - i == 1 and any(n.policy != "any-case" or i == 0 for n in names):
            continue  # Ada Rust is a person, not a language
        if names and j - i > 1 and (_versioned(index, names, words, span) or _prefixed(index, names, words)):
            continue
        if names:
            return j, names, loose
    return i + 1, (), False


def _versioned(index: Index, names: Sequence[Name], words: Sequence[str], span: Span) -> bool:
    """Whether the last word is only a version of what the others name (Widget 4); an event keeps its year."""
    if not words[-1][0].isdigit() or any(n.kind == "event" for n in names):
        return False
    shorter, _ = _names(index, words[:-1], span)
    return bool({n.entry for n in shorter} & {n.entry for n in names})


def _heard(piece: Piece, index: Index) -> Piece:
    """A stretch of captions that spells no name, with the names that sound like it."""
    if piece.names or not piece.has("nocase") or piece.has("given", "place", "frequent") or len(piece.words) > 2:
        return piece
    if any(map(generic, piece.words)) or re.fullmatch("[A-Z]{2,5}s", piece.surface):
        return piece
    if piece.has("word", "common") and not piece.has("heard") and (piece.has("first") or piece.surface.islower()):
        return piece
    found = tuple(index.heard(piece.surface, 0.95 if piece.has("word", "common") else 0.7))
    return replace(piece, names=found, heard=True) if found and all(n.kind != "topic" for n in found) else piece


def _left_over(number: int, span: Span, toks: Sequence[tuple[str, int, int]], i: int, j: int) -> Iterator[Piece]:
    """Unknown stretches; "Ada Berg & Bo Lind" is two of them."""
    cuts = [
        n
        for n in range(i + 1, j - 1)
        if toks[n][0] == "&" and toks[n - 1][2] < toks[n][1] and max(n - i, j - n - 1) > 1
    ]
    for start, end in zip([i, *(n + 1 for n in cuts)], [*cuts, j], strict=True):
        if start < end:
            yield _piece(number, span, toks, start, end, (), False)


def _prefixed(index: Index, names: Sequence[Name], words: Sequence[str]) -> bool:
    """Whether a product's name only has its vendor's before it (Acme Widget is Widget by Acme): two names, not one."""
    for name in names:
        entry = index.entries[name.entry]
        rest = " ".join(words[1:])
        own = rest.isupper() and len(words) == 2 and any(n.entry == entry.id for n in index.named([rest]))
        if entry.kind == "product" and entry.vendor and (own or entry.name.lower() == rest.lower()):
            return any(n.entry == entry.vendor for n in index.named(words[:1]))
    return False


def _names(index: Index, words: Sequence[str], span: Span) -> tuple[tuple[Name, ...], bool]:
    if not words[0][0].isalnum() or words[-1] in ".-&":
        return (), False
    if found := index.named(words, "nocase" in span.features):
        text = " ".join(words)
        alone = len(words) == 1 and "nocase" not in span.features and not text.isupper()
        article = words[0] in ("The", "the") and len(words) > 2 and words[-1] in _ORGANISATION
        if article:
            return (), False
        if alone and span.surface != text and any(c.isupper() for c in span.surface):
            found = [n for n in found if n.policy == "any-case" or n.text == text]
        if found:
            return tuple(found), False
    if len(words) > 3 and list(words[-2:]) == ["公", "司"]:
        return tuple(n for n in index.named(words[:-2]) if n.kind == "vendor"), False
    if len(words) > 2 and words[-2] == "." and words[-1].lower() in SUFFIXES:
        if found := index.named(words[:-2]):
            return tuple(n for n in found if n.policy in ("any-case", "exact-case")), False
    if 1 < len(words) <= 4 and words[-1][0].isalnum():
        found = index.loose.get(key("".join(words)), [])
        return tuple(n for n in found if n.policy == "any-case" or n.text.replace(" ", "") == "".join(words)), True
    if len(words) == 1 and words[0][-1:] == "s" and len(words[0]) > 5:
        return tuple(
            n for n in index.named([words[0][:-1]]) if n.policy == "any-case" and n.kind in ("event", "project")
        ), True
    return (), False


def _piece(
    number: int, span: Span, toks: Sequence[tuple[str, int, int]], i: int, j: int, names: tuple[Name, ...], loose: bool
) -> Piece:
    if not names:
        if j - i > 3 and toks[j - 3][0].lower() in TITLES and toks[j - 2][0].isalpha() and toks[j - 1][0].isalpha():
            i = j - 2
        low = [w.lower() for w, _, _ in toks[i:j]]
        if "for" in low[1:-1] and low[low.index("for") - 1] in TITLES:
            i += low.index("for") + 1  # Backend Developer for Acme
        while i < j and (
            not toks[i][0][0].isalnum() or toks[i][0] in ("of", "for") or (toks[i][0].lower() in TITLES and j - i > 1)
        ):
            i += 1
        while i < j and (toks[j - 1][0] in "&+-–./@'’" or toks[j - 1][0] in ("of", "for", "de", "la")):
            j -= 1
    if i >= j:
        return Piece(number, span.start, span.start, "", (), frozenset(), (), False)
    start, end = toks[i][1], toks[j - 1][2]
    features = set(span.features)
    if i > 0:
        features = {f for f in features if not re.match(r"first$|given$|surely$|bb?:", f)}
        features |= {"b:" + toks[i - 1][0].lower(), "in-run"}
    if j < len(toks):
        features = {f for f in features if not re.match(r"poss$|eol$|aa?:", f)}
        features |= {"a:" + toks[j][0].lower(), "in-run"}
    if j - i < len(toks):
        features.discard("word")
    surface = span.surface[start:end]
    words = tuple(w for w, _, _ in toks[i:j])
    return Piece(
        number,
        span.start + start,
        span.start + end,
        surface,
        words,
        frozenset(features),
        names,
        j - i == len(toks),
        loose,
    )
