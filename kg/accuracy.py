"""How right extraction and linking are: precision, recall and F1 over gold documents, and what each stage is worth.

A gold folder holds documents (ID.md, ID.vtt) and beside each its ID.json with "entities" (type, name, surfaces,
exclude), "relations" and "topics".
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor
from kg.extract.output import line
from kg.ingest import documents, entries
from kg.link.decide import Linker
from kg.model import Document, Record
from kg.reliability import ENDS, folded, gold_files

CORE: Final = ("project", "vendor", "person")
STAGES: Final = (
    ("gazetteer alone", {"evidence", "persons", "unknown", "sounds"}),
    ("+ the source as evidence", {"persons", "unknown", "sounds"}),
    ("+ persons", {"unknown", "sounds"}),
    ("+ names in no entry", {"sounds"}),
    ("+ sounds: captions, Chinese", set[str]()),
)
"""(name, what the linker goes without), from the barest to the whole."""


@dataclass
class Score:
    """Counts of one measure."""

    hits: int = 0
    gold: int = 0
    said: int = 0

    def add(self, gold: Counter[Any], said: Counter[Any]) -> None:
        """Count one document."""
        self.hits += (gold & said).total()
        self.gold += gold.total()
        self.said += said.total()

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.hits / max(self.said, 1)

    @property
    def recall(self) -> float:
        """Share of the gold that was said."""
        return self.hits / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Their harmonic mean; 1 where there is nothing to say and nothing is said."""
        return 2 * self.hits / (self.gold + self.said) if self.gold + self.said else 1.0


@dataclass
class Measured:
    """What was measured: stage → measure → counts, and every relation's confidence with whether it is right."""

    documents: int = 0
    stages: dict[str, dict[str, Score]] = field(default_factory=dict)
    relations: list[tuple[float, bool]] = field(default_factory=list)


def measure(root: Path, folders: Sequence[Path]) -> Measured:
    """Extract and link the gold documents of the folders with the instance's catalogue, by each of `STAGES`."""
    texts = gold_files(folders)
    catalogue = entries.read(root)
    gazetteer = make(catalogue.entries)
    extractor = Extractor(gazetteer)
    made: list[tuple[dict[str, Any], Document, Record]] = []
    for path in texts:
        document = documents.read(path)
        made.append((json.loads(path.with_suffix(".json").read_text("utf-8")), document, extractor.find(document)))
    measured = Measured(len(made))
    for stage, without in STAGES:
        linker = Linker(gazetteer, catalogue.rulings, without)
        scores = measured.stages.setdefault(stage, {})
        for gold, document, record in made:
            out = line(document, record, linker.link(record))
            compare(gold, document, out, scores)
            if not without:
                right = {relation(item) for item in gold["relations"]}
                measured.relations += [(r["confidence"], relation(r) in right) for r in out["relations"] if relation(r)]
    return measured


def compare(gold: dict[str, Any], document: Document, out: dict[str, Any], scores: dict[str, Score]) -> None:
    """Count one document: its gold file against the line that `kg extract` prints."""
    want = wanted(document.text, gold)
    got = Counter((m["type"], folded(m["surface"])) for m in out["mentions"])
    groups: dict[str, tuple[str, ...]] = {"core": CORE, f"core, {document.id.split('-')[0]}": CORE}
    groups |= {kind: (kind,) for kind in (*CORE, "event", "product")}
    for group, kinds in groups.items():
        pick = [Counter({k: n for k, n in found.items() if k[0] in kinds}) for found in (want, got)]
        scores.setdefault(f"mentions {group}", Score()).add(*pick)
    stated, said = (Counter({r for item in x["relations"] if (r := relation(item))}) for x in (gold, out))
    for kind in (*ENDS, "said"):
        pair = (Counter(r for r in found if r[0] == kind) for found in (stated, said))
        scores.setdefault(f"relations {kind}", Score()).add(*pair)
    scores.setdefault("topics", Score()).add(Counter(set(gold.get("topics", ()))), Counter(set(out["topics"])))


def wanted(text: str, gold: dict[str, Any]) -> Counter[tuple[str, str]]:
    """The gold mentions of a text as (type, surface), the longest surface first, none overlapping."""
    taken = bytearray(len(text))
    found: Counter[tuple[str, str]] = Counter()
    for surface, entity in sorted(((s, e) for e in gold["entities"] for s in e["surfaces"]), key=lambda x: -len(x[0])):
        barred = [m.span() for part in entity.get("exclude", ()) for m in re.finditer(re.escape(part), text)]
        edges = [r"(?<![A-Za-z0-9])" * surface[0].isascii(), r"(?![A-Za-z0-9])" * surface[-1].isascii()]
        for match in re.finditer(edges[0] + re.escape(surface).replace(r"\ ", r"\s+") + edges[1], text):
            start, end = match.span()
            if not any(taken[start:end]) and not any(a <= start and end <= b for a, b in barred):
                taken[start:end] = b"\1" * (end - start)
                found[entity["type"], folded(surface)] += 1
    return found


def relation(item: dict[str, Any]) -> tuple[str, ...] | None:
    """What a relation states, comparable; None for kinds that are not measured."""
    if ends := ENDS.get(item["type"]):
        return (item["type"], *(folded(item[end]) for end in ends))
    return ("said", folded(item["person"]), folded(item["quote"])[:10]) if item["type"] == "said" else None
