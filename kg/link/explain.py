"""Why a surface is linked as it is: its candidates, their scores and reasons, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.link.candidates import Piece, pieces
from kg.link.decide import Linker
from kg.link.evidence import Facts
from kg.model import Link, Record, Source
from kg.names import key


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry that a surface may mean at one place."""

    entry: str
    kind: str
    policy: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence of a surface: what its context says, its candidates best first, and what was decided."""

    start: int
    surface: str
    features: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    decided: Link | None


def explain(linker: Linker, record: Record, surface: str, source: Source | None = None) -> tuple[Place, ...]:
    """All occurrences of a surface in a record (spelt in any way), each with its candidates and the decision."""
    linked = linker.link(record, source)
    cut = pieces(record, linker.index)
    facts = Facts(cut, linker.index)
    return tuple(_place(linker, facts, piece, linked.mentions) for piece in _called(cut, surface))


def _called(cut: list[Piece], surface: str) -> Iterator[Piece]:
    wanted = key(surface) or surface
    return (piece for piece in cut if (key(piece.surface) or piece.surface) == wanted)


def _place(linker: Linker, facts: Facts, piece: Piece, mentions: tuple[Link, ...]) -> Place:
    found = tuple(
        Candidate(name.entry, name.kind, name.policy, round(score, 3), reason)
        for score, name, reason in linker.scored(piece, facts)
    )
    decided = next((m for m in mentions if m.start <= piece.start and piece.end <= m.end), None)
    return Place(piece.start, piece.surface, tuple(sorted(piece.features)), found, decided)
