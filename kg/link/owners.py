"""Whose a thing is by the catalogue, and what follows where its vendor stands right beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.link.candidates import Piece
from kg.model import Entry, Link, Name, Record
from kg.names import fold

APART: Final = 1
"""Code points between a vendor's name and a thing's that make them one phrase."""
BESIDE: Final = 20
"""Code points between them that are at most a few words: Acme runs its Widget, 由 Acme 管理的 Widget."""
NEAR: Final = 0.4
"""Strength up to which a statement is only that its ends stand side by side."""
VAGUE: Final = 0.5
"""Strength under which a passage may speak of a known thing only to say what kind another is (Acme's Linux tools)."""
TOLD: Final = 0.55
"""Strength of the same of a thing that no entry has: it is a name, so that what follows tells of what kind it is."""
THINGS: Final = ("project", "product")
Entries = Mapping[str, Entry]
SERVICES: Final = frozenset(
    "github gitlab twitter youtube slack linkedin discord reddit medium twitch meetup mastodon".split()
)
"""Services at which everybody has an account or a channel."""
_ANYONES: Final = frozenset(
    """
    api apis sdk sdks cli ui gui url team group journey guide faq blog docs documentation day days summit conference
    report survey podcast show newsletter university academy training course office offices inc ltd gpu gpus
    cpu web http https dns saas paas iaas devops gitops it ai ml
    """.split()
)
"""Last words of what anybody may have, which name no thing."""
_APART: Final = frozenset(("first", "heading", "b:and", "b:,", "b:with", "b:or", "b:&", "b:in", "b:on", "b:using"))
"""Features of the later name that show it to stand in a sentence of its own, in a mere list, or to be only used."""


def kin(entries: Entries, one: str, other: str) -> bool:
    """Whether two vendors are one house: the same, or one the other's subsidiary (a cloud and its company)."""
    return one == other or _parent(entries, one) == other or _parent(entries, other) == one


def owns(entries: Entries, vendor: str, thing: Entry) -> bool:
    """Whether the catalogue says that a thing is a vendor's own, or that of its subsidiary."""
    return thing.kind in THINGS and bool(thing.vendor) and vendor in (thing.vendor, _parent(entries, thing.vendor))


def beside(record: Record, mentions: Sequence[Link], entries: Entries) -> Iterator[tuple[str, Link, Link, str, float]]:
    """A vendor and its own thing side by side in one sentence, as far as the record shows where sentences begin.

    A vendor's name that is a part of its thing's own name (AWS S3) states nothing.
    """
    starts = [span.start for span in record.spans]

    def apart_by_text(link: Link) -> bool:
        n = bisect_right(starts, link.start) - 1
        return n >= 0 and record.spans[n].start == link.start and not _APART.isdisjoint(record.spans[n].features)

    for one, other in zip(mentions, mentions[1:], strict=False):
        vendor, thing = (one, other) if one.kind == "vendor" else (other, one)
        entry, apart = entries.get(thing.entry), other.start - one.end
        if vendor.kind != "vendor" or not vendor.entry or entry is None or not 0 <= apart <= BESIDE:
            continue
        if not owns(entries, vendor.entry, entry) or _named_after(entries, vendor.entry, entry):
            continue
        if apart <= APART or not apart_by_text(other):
            yield "develops", vendor, thing, "", NEAR if apart <= APART and thing is other else NEAR - 0.05


def branded(thing: Link, mentions: Sequence[Link], at: int) -> str:
    """The name of the vendor that stands right before a thing, the mention number `at`; else ""."""
    before = mentions[at - 1] if at else None
    brand = before is not None and before.kind == "vendor" and 0 <= thing.start - before.end <= APART
    return before.name if brand and before else ""


def namesakes(things: Sequence[Link], made: Link, entries: Entries) -> list[Link]:
    """The companies of things that are named like them, which made a new thing or one of theirs (Docker made Swarm)."""
    out, new = [], entries.get(made.entry)
    for thing in things:
        entry = entries.get(thing.entry)
        vendor = entries.get(entry.vendor) if entry else None
        if entry and vendor and fold(vendor.name) == fold(entry.name) and (not new or owns(entries, vendor.id, new)):
            out.append(replace(thing, kind="vendor", entry=vendor.id, name=vendor.name))
    return out


def recovered(cut: Sequence[Piece], decided: Mapping[int, Link], entries: Entries) -> Iterator[tuple[int, Name]]:
    """Capitalised words that alone are no evidence of a thing, but stand beside the vendor whose thing is so named."""
    for n, piece in enumerate(cut):
        if n in decided or not piece.surface[:1].isupper() or piece.has("nocase", "in-run", "role"):
            continue
        for m in (n - 1, n + 1):
            vendor = decided.get(m)
            if vendor is None or vendor.kind != "vendor" or not vendor.entry:
                continue
            apart = piece.start - vendor.end if m < n else vendor.start - piece.end
            own = [x for x in piece.names if x.text == piece.surface and owns(entries, vendor.entry, entries[x.entry])]
            if own and 0 <= apart <= BESIDE // 2:
                yield n, own[0]
                break


def coined(piece: Piece) -> bool:
    """Whether a name is a word of no dictionary, written as a name: no person and no plain word is called so."""
    if len(piece.words) != 1 or len(piece.surface) < 4 or not any(c.islower() for c in piece.surface):
        return False
    if not any(c.isupper() for c in piece.surface) or re.search(r"[a-z]s$", piece.surface) and piece.has("common"):
        return False
    return not piece.has("word", "common", "given", "surely", "place", "nocase", "first", "in-run", "rare", "frequent")


def titled(piece: Piece) -> bool:
    """Whether a name is written as one: a capital to each word, and neither initials nor what anything has (an API)."""
    words = piece.words
    if piece.has("place", "in-run") or piece.surface.startswith("Web ") or words[-1].lower() in _ANYONES:
        return False
    if len(words) == 1 and (piece.has("frequent") or piece.surface.upper() == piece.surface):
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in words)


def company(link: Link, entries: Entries) -> bool:
    """Whether a thing bears the name of the company that makes it (Docker)."""
    entry = entries.get(link.entry)
    vendor = entries.get(entry.vendor) if entry and link.kind in THINGS else None
    return bool(entry and vendor and fold(vendor.name) == fold(entry.name))


def idle(vendor: Link, thing: Link, strength: float, entries: Entries) -> bool:
    """Whether a passage only seems to say who makes a thing: a foundation hosts, a shared name tells another's kind."""
    entry = entries.get(thing.entry)
    agrees = entry is not None and bool(entry.vendor) and kin(entries, entry.vendor, vendor.entry)
    if fold(vendor.name) == fold(thing.name) or thing.entry in SERVICES and not agrees:
        return True
    if vendor.name.endswith("Foundation"):
        return not agrees or strength < VAGUE
    return NEAR < strength < VAGUE and not agrees and entry is not None and _shared(entry)


def _shared(thing: Entry) -> bool:
    """Whether a thing is everybody's or another's: a foundation's project, a language, or a vendor's product."""
    common = thing.maturity or thing.name.startswith("Apache ") or not (thing.homepage or thing.repositories)
    return bool(common or thing.vendor or any("github.com/apache/" in each for each in thing.repositories))


def _parent(entries: Entries, vendor: str) -> str:
    found = entries.get(vendor)
    return found.parent if found else ""


def _named_after(entries: Entries, vendor: str, thing: Entry) -> bool:
    """Whether a thing's full name begins with the name of its vendor or of that one's parent."""
    houses = (entries.get(each) for each in (vendor, _parent(entries, vendor), thing.vendor))
    return any(house and fold(thing.name).startswith(fold(house.name).split()[0]) for house in houses)
