"""Measure extraction and linking over gold folders: `python scripts/evaluate.py GOLD… [--root DIR] [--json]`.

Each GOLD holds documents (ID.md, ID.vtt) and beside each its ID.json with "entities" (type, name, surfaces),
"relations" and "topics". Prints precision, recall and F1 by kind of mention and of document, what each stage is worth
(an ablation), and how far confidences can be trusted: of the relations marked so, how many are right.

`--calibrate` instead fits the confidence of relations over the gold documents (see `kg.reliability`), writes the
weights into the package and prints how far they can be trusted on documents that they were not fitted on.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor
from kg.extract.output import line
from kg.ingest import documents, entries
from kg.link.decide import Linker
from kg.model import Document, Record
from kg.reliability import ENDS, cases, dumped, fit, held_out, table

CORE = ("project", "vendor", "person")
STAGES = (
    ("gazetteer alone", {"evidence", "persons", "unknown", "sounds"}),
    ("+ the source as evidence", {"persons", "unknown", "sounds"}),
    ("+ persons", {"unknown", "sounds"}),
    ("+ names in no entry", {"sounds"}),
    ("+ sounds: captions, Chinese", set[str]()),
)
WEIGHTS = Path(__file__).resolve().parent.parent / "kg" / "link" / "data" / "relations.json"
Counts = dict[str, list[int]]
"""Measure → hits, gold, said."""


def folded(text: str) -> str:
    """A name without case, blanks and signs."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


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
    ends = {"works_for": ("person", "org"), "develops": ("org", "object")}.get(item["type"])
    if ends:
        return (item["type"], *(folded(item[end]) for end in ends))
    return ("said", folded(item["person"]), folded(item["quote"])[:10]) if item["type"] == "said" else None


def count(counts: Counts, measure: str, gold: Counter[Any], said: Counter[Any]) -> None:
    """Add one document's hits, gold and predictions to a measure."""
    for place, value in enumerate(((gold & said).total(), gold.total(), said.total())):
        counts.setdefault(measure, [0, 0, 0])[place] += value


def measure(gold: dict[str, Any], document: Document, out: dict[str, Any], counts: Counts) -> None:
    """Count one document."""
    want = wanted(document.text, gold)
    got = Counter((m["type"], folded(m["surface"])) for m in out["mentions"])
    groups: dict[str, tuple[str, ...]] = {"core": CORE, f"core, {document.id.split('-')[0]}": CORE}
    groups |= {kind: (kind,) for kind in (*CORE, "event", "product")}
    for group, kinds in groups.items():
        pick = [Counter({k: n for k, n in found.items() if k[0] in kinds}) for found in (want, got)]
        count(counts, f"mentions {group}", *pick)
    stated, said = (Counter({r for item in x["relations"] if (r := relation(item))}) for x in (gold, out))
    for kind in ("works_for", "develops", "said"):
        count(counts, f"relations {kind}", *(Counter(r for r in found if r[0] == kind) for found in (stated, said)))
    count(counts, "topics", Counter(set(gold.get("topics", ()))), Counter(set(out["topics"])))


def score(counts: list[int]) -> float:
    """F1 of hits, gold and predictions."""
    return 2 * counts[0] / (counts[1] + counts[2]) if counts[1] + counts[2] else 1.0


def main() -> None:
    """Read the gold folder, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--calibrate", action="store_true", help="fit the confidence of relations anew")
    args = parser.parse_args()
    if args.calibrate:
        return calibrate(args.root, args.gold)
    catalogue = entries.read(args.root)
    gazetteer = make(catalogue.entries)
    extractor = Extractor(gazetteer)
    texts = [p for folder in args.gold for p in sorted(folder.iterdir()) if p.suffix in (".md", ".vtt")]
    texts = [p for p in texts if p.with_suffix(".json").exists()]
    made: list[tuple[dict[str, Any], Document, Record]] = []
    for path in texts:
        document = documents.read(path)
        made.append((json.loads(path.with_suffix(".json").read_text("utf-8")), document, extractor.find(document)))
    results: dict[str, Counts] = {}
    pairs: list[tuple[float, bool]] = []
    for stage, without in STAGES:
        linker = Linker(gazetteer, catalogue.rulings, without)
        counts = results.setdefault(stage, {})
        for gold, document, record in made:
            out = line(document, record, linker.link(record))
            measure(gold, document, out, counts)
            if not without:
                right = {relation(item) for item in gold["relations"]}
                pairs += [(r["confidence"], relation(r) in right) for r in out["relations"] if relation(r)]
    show(results)
    print_table("all relations", pairs)
    if args.json:
        print(json.dumps({stage: {k: round(score(v), 4) for k, v in x.items()} for stage, x in results.items()}))


def show(results: dict[str, Counts]) -> None:
    """Print the measures and what each stage is worth."""
    final = results[STAGES[-1][0]]
    print(f"{'measure':28s}     P      R     F1   hits   gold   said")
    for name, (hits, gold, said) in final.items():
        print(
            f"{name:28s} {hits / max(said, 1):.3f}  {hits / max(gold, 1):.3f}  {score([hits, gold, said]):.3f}", end=""
        )
        print(f" {hits:6d} {gold:6d} {said:6d}")
    columns = [name for name in final if name.startswith("mentions core")]
    print(f"\n{'stage (F1)':28s} " + "  ".join(f"{c.removeprefix('mentions '):>14s}" for c in columns))
    for stage, counts in results.items():
        print(f"{stage:28s} " + "  ".join(f"{score(counts[c]):14.3f}" for c in columns))


def calibrate(root: Path, folders: list[Path]) -> None:
    """Fit the weights over all documents, write them, and print the reliability of weights fitted without each."""
    known = cases(root, folders)
    WEIGHTS.write_text(dumped(known, fit(known)), "utf-8")
    unseen = held_out(known)
    for kind in ENDS:
        print_table(f"{kind}, on documents not fitted on", [(sure, c.right) for c, sure in unseen if c.kind == kind])
    print_table("both", [(sure, c.right) for c, sure in unseen])


def print_table(title: str, pairs: list[tuple[float, bool]]) -> None:
    """Print how many of the relations of each confidence are right."""
    print(f"\n{title}\nconfidence   relations   said so   are right")
    for bin_, number, mean, right in table(pairs):
        print(f"{bin_:12s} {number:9d}   {mean:7.2f}   {right:9.2f}")


if __name__ == "__main__":
    main()
