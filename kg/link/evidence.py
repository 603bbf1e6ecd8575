"""How much speaks for a piece naming an entry: policy, capitals, neighbours, link, the rest of the source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from kg.link import captions
from kg.link.candidates import Piece
from kg.link.index import Index
from kg.model import Entry, Name
from kg.names import has_han

ENOUGH: Final = 0.5
"""Score from which a piece is a mention."""
CUES: Final = {
    "vendor": frozenset(
        "b:at b:from b:joined b:join b:joining b:company b:vendor b:startup b:acquired b:acquire b:by a:inc "
        "a:company a:corp a:announced a:ceo b:ceo b:cto b:founder b:engineer a:foundation a:'s a:ltd a:gmbh "
        "b:team a:team a:acquired bb:engineer a:launched a:engineer b:employer b:works b:work b:working b:told "
        "a:sponsored a:interview a:reporter a:podcast a:editor is:vendor".split()
    ),
    "project": frozenset(
        "b:project a:project b:projects a:cluster a:clusters a:operator a:controller a:proxy b:using b:use b:uses "
        "b:running b:run b:tool a:community a:maintainer a:maintainers b:maintainer a:api a:cli a:plugin "
        "b:language a:language b:called b:named b:database a:database b:framework a:integration b:in a:mesh "
        "a:user a:users a:agent a:server b:on b:library is:project".split()
    ),
    "product": frozenset("b:product a:platform b:platform a:service b:using b:on a:product b:called a:cloud".split()),
    "event": frozenset(
        "b:at b:attend a:conference a:talk b:keynote b:upcoming b:last b:this a:keynote a:episode".split()
    ),
    "person": frozenset("a:said b:engineer b:founder b:ceo b:cto a:says b:with b:welcome b:thanks".split()),
    "topic": frozenset(),
}
"""Neighbours that speak for a kind."""
NAMING: Final = frozenset(
    "a:cluster a:clusters b:project a:project b:tool b:called b:named a:cli a:maintainers a:plugin a:operator".split()
)
"""Neighbours that make a name of an ordinary word."""


class Facts:
    """What a source as a whole says, gathered before any piece is decided."""

    def __init__(self, pieces: Sequence[Piece], index: Index) -> None:
        """Gather what its links point to, what is named beyond doubt, and which surfaces stand mid-sentence."""
        self.index = index
        self.linked: set[str] = {id_ for piece in pieces if piece.link for id_ in index.at(piece.link)[:1]}
        self.proper: Counter[str] = Counter(
            p.surface for p in pieces if not p.has("first", "heading", "in-run", "lower") and p.surface[:1].isupper()
        )
        self.latin: set[str] = {
            n.entry
            for p in pieces
            for n in p.names
            if not has_han(p.surface) and n.policy in ("any-case", "exact-case")
        }
        self.certain: set[str] = set(self.linked)
        self.neighbours: Counter[str] = Counter()
        for piece in pieces:
            unsure = piece.has("first", "heading") or piece.has("nocase") and piece.has("lower")
            free = [
                n
                for n in piece.names
                if n.policy == "any-case" or (n.policy == "exact-case" and n.text == piece.surface and not unsure)
            ]
            if len({n.entry for n in free}) == 1 and not piece.loose and not piece.heard:
                self.certain.add(free[0].entry)
        for id_ in self.certain:
            self.neighbours.update(index.entries[id_].categories[:2] if id_ in index.entries else ())

    def near(self, entry: Entry) -> bool:
        """Whether a certain entry of the same category is named beside it."""
        return any(self.neighbours[c] > (entry.id in self.certain) for c in entry.categories[:2])


def support(piece: Piece, name: Name, facts: Facts) -> tuple[float, str]:
    """Score 0 to 1 that the piece means the name's entry, and why, for a reader."""
    entry = facts.index.entries[name.entry]
    if piece.link and name.entry in facts.index.at(piece.link):
        return 0.97, f"links to {piece.link.split('/')[0]}"
    score, reason = _written(piece, name, facts)
    cues = sorted(f for f in CUES[name.kind] & piece.features)
    if name.policy == "cue" and not NAMING.isdisjoint(piece.features):
        return 0.7, f"beside “{next(f for f in sorted(NAMING) if f in piece.features).partition(':')[2]}”"
    if cues and score < 0.9:
        score, reason = score + 0.3 * min(len(cues), 2), f"{reason}, beside “{cues[0].partition(':')[2]}”"
    if piece.has("code") and name.kind == "project" and score < 0.9:
        score, reason = score + 0.25, reason + ", in code font"
    if score < 0.9 and name.entry in facts.certain and not piece.heard:
        score, reason = score + 0.3, reason + ", named beyond doubt elsewhere here"
    elif score < 0.9 and facts.near(entry):
        score, reason = score + (0.2 if name.policy == "context" else 0.1), reason + ", beside others of its category"
    if piece.has("in-run") and " " not in name.text and name.policy != "any-case":
        score -= 0.2
    return max(0.0, min(score, 0.95)), reason


def _written(piece: Piece, name: Name, facts: Facts) -> tuple[float, str]:
    """What its policy and its capitals alone are worth."""
    same = piece.surface == name.text
    upper = piece.surface.isupper() and len(piece.surface) > 3
    first = piece.has("first", "heading")
    free = name.policy == "any-case" and not (piece.loose and piece.has("common"))
    uncased = piece.has("nocase") and not upper and (not same or piece.has("common", "lower"))
    if piece.heard or uncased and not free and name.policy in ("any-case", "exact-case", "cue"):
        return captions.written(piece, name, facts.index.entries[name.entry], facts.certain)
    if name.policy == "any-case":
        return (0.9, "cut or joined name") if piece.loose else (0.95, "distinctive name")
    if has_han(name.text):
        known = name.entry in facts.latin
        return (0.8, "translated name, its own name stands here too") if known else (0.2, "translated name")
    if name.policy == "exact-case":
        if same and first and piece.has("frequent"):
            return 0.3, "frequent word at a sentence's start"
        if same or upper:
            again = facts.proper[piece.surface] > 0
            if first and not again:
                alone = piece.has("rare") and not piece.has("heading") or not piece.has("word")
                return (0.55 if alone else 0.42), "exact name, but at a sentence's start"
            return 0.85, "exact name"
        title = piece.surface[:1].isupper() and not first
        return (0.55, "name with other capitals") if title else (0.1, "ordinary word")
    if name.policy == "cue":
        cased = not same and piece.surface[:1].isupper() and not first
        return (0.35, "word with a capital") if cased else (0.02, "ordinary word")
    if not same or first:
        return 0.05, "frequent word"
    base = 0.3 if piece.has("frequent") or len(piece.surface) == 1 else 0.42
    return base + 0.1 * min(facts.proper[piece.surface] - 1, 2), "frequent word with a capital"


def sense(piece: Piece, name: Name) -> float:
    """How much a place speaks for one kind, where several entries share the name."""
    if piece.link:
        host = piece.link.split("/")[0]
        if host in ("github.com", "gitlab.com"):
            return 1.0 if name.kind == "project" else 0.0
    return 0.5 * len(CUES[name.kind] & piece.features)


def prior(entry: Entry) -> float:
    """How likely an entry is meant by a name that it shares, before any context."""
    score = {"project": 0.4, "vendor": 0.5, "event": 0.3, "product": 0.2, "person": 0.1, "topic": 0.0}[entry.kind]
    if entry.kind == "project":
        score += 0.6 * bool(entry.maturity) + 0.4 * bool(entry.repositories)
        score -= 0.3 if entry.archived else 0.0
    if entry.kind == "product" and "landscape" not in entry.origin:
        score += 0.6
    if entry.membership or (entry.kind == "vendor" and "landscape" not in entry.origin):
        score += 0.1
    return score


def choose(groups: dict[str, list[tuple[Piece, Name]]], index: Index) -> dict[str, str]:
    """For each shared surface the one entry that the source means by it: entry id by surface key."""
    out: dict[str, str] = {}
    for surface, uses in groups.items():
        tally: dict[str, float] = defaultdict(float)
        for piece, name in uses:
            tally[name.entry] += sense(piece, name) / max(1, len({id(p) for p, _ in uses}))
        for id_ in tally:
            tally[id_] += prior(index.entries[id_])
        out[surface] = min(tally, key=lambda id_: (-tally[id_], id_))
    return out
