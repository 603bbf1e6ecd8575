"""How sure a relation is: the share of the relations like it that were right in the gold documents.

The weights in `data/relations.json` are fitted by `kg evaluate --calibrate` over all gold documents; how they
hold on documents that they were not fitted on is measured there too, leaving out one document at a time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final

from kg.link import brands, owners
from kg.model import Entry, Link
from kg.names import has_han

Features = Mapping[str, float]
LEAST: Final = {"works_for": 0.4, "develops": 0.22}
"""Confidence under which nothing is claimed: about half of the F1 that is reached, where F1 is best."""


def features(
    kind: str, strength: float, value: str, subject: Link, object_: Link, entries: Mapping[str, Entry], own: bool
) -> dict[str, float]:
    """What speaks for and against one relation. `own`: its subject is named by the statement itself.

    strength   how plainly the pattern states it        title     whether a job title is stated
    link       how sure the less sure of its ends is    known     whether both ends are entries
    agrees     the catalogue states it too              differs   the catalogue states another
    community  an open project that is nobody's own     implied   its subject is whoever speaks
    near       the two only stand side by side          han       a person known by a transliterated name alone
    about      the source is only about the one and speaks of the other
    """
    known, agrees, differs = _catalogue(kind, subject, object_, entries)
    thing = entries.get(object_.entry)
    return {
        "one": 1.0,
        "strength": (strength - 0.7) * 4,
        "title": float(bool(value)) if kind == "works_for" else 0.0,
        "link": min(subject.score, object_.score),
        "known": float(known),
        "agrees": float(agrees),
        "differs": float(differs),
        "community": float(bool(kind == "develops" and thing and thing.maturity and not agrees)),
        "implied": float(not own),
        "near": float(brands.STRENGTH < strength <= owners.NEAR),
        "about": float(kind == "develops" and strength <= brands.STRENGTH),
        "han": float(kind == "works_for" and has_han(subject.name)),
    }


def _catalogue(kind: str, subject: Link, object_: Link, entries: Mapping[str, Entry]) -> tuple[bool, bool, bool]:
    """Whether both ends are entries, whether the catalogue states the relation, and whether it states another."""
    one, other = entries.get(subject.entry), entries.get(object_.entry)
    if one is None or other is None:  # a thing that bears its maker's name says whose it is
        return False, kind == "develops" and object_.name.startswith(f"{subject.name} "), False
    stated = {job.vendor for job in one.employers} if kind == "works_for" else {other.vendor} - {""}
    end = other.id if kind == "works_for" else one.id
    agrees = any(owners.kin(entries, each, end) for each in stated)
    return True, agrees, bool(stated) and not agrees


def confidence(kind: str, found: Features, fitted: Mapping[str, Features] | None = None) -> float:
    """The chance that a relation with these features is right, 0 to 1."""
    weights = (fitted or weights_of())[kind]
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(min(1 / (1 + exp(-score)), 0.98), 3)


@cache
def weights_of() -> Mapping[str, Features]:
    """Relation → feature → fitted weight."""
    read = json.loads(files("kg.link").joinpath("data/relations.json").read_text("utf-8"))
    return {kind: dict(weights) for kind, weights in read["weights"].items()}
