"""How far confidences can be trusted: fitted over gold documents, and measured on each without having seen it.

The weights are the likeliest ones given the gold statements and the weights that we began with (a normal prior around
`PRIOR`), so that a feature which the few gold documents hardly show keeps what common sense says of it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any, Final

from kg.cache import write
from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor
from kg.ingest import documents, entries
from kg.link import calibration, relations
from kg.link.decide import Linker
from kg.model import BadInput, Gazetteer, Problem

Weights = Mapping[str, Mapping[str, float]]
ENDS: Final = {"works_for": ("person", "org"), "develops": ("org", "object")}
PRIOR: Final[Weights] = {
    "works_for": {"one": -0.5, "strength": 1.0, "title": 0.5, "link": 2.0, "known": 0.5, "agrees": 1.5,
                  "differs": -0.3, "implied": -1.0},
    "develops": {"one": -0.8, "strength": 1.0, "link": 1.5, "known": 0.3, "agrees": 1.5, "differs": -1.5,
                 "community": -1.0, "near": -0.5, "about": -0.5, "implied": -1.2},
}  # fmt: skip
"""Weights before anything was counted."""
DOUBT: Final = 1.0
"""How firmly a weight keeps to its prior: the precision of the normal distribution around it."""
STEPS: Final = 1500
"""Steps of the ascent, far more than it needs to stand still."""


@dataclass(frozen=True, slots=True)
class Case:
    """One statement of a gold document and whether the gold file states it."""

    document: str
    kind: str
    features: Mapping[str, float]
    right: bool


class Names:
    """Whether two names mean the same: those of one entry do, else those that differ in case and signs alone."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index the entries by their folded names."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in gazetteer.names:
            found[folded(name.text)].add(name.entry)
        self.entries = {text: next(iter(ids)) for text, ids in found.items() if len(ids) == 1}

    def key(self, name: str) -> str:
        """What a name is compared by."""
        return self.entries.get(folded(name), folded(name))


def folded(name: str) -> str:
    """A name without case, blanks and signs.

    >>> folded("Cloud-Native  Computing")
    'cloudnativecomputing'
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def gold_files(folders: Sequence[Path]) -> list[Path]:
    """The documents of the folders that have a gold file beside them, sorted; raises BadInput where there is none."""
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing:
        raise BadInput([Problem(str(folder), 0, 0, "error", "no such folder") for folder in missing])
    texts = sorted(p for folder in folders for p in folder.iterdir() if p.suffix in (".md", ".vtt"))
    texts = [path for path in texts if path.with_suffix(".json").exists()]
    if not texts:
        hint = "a gold document is ID.md or ID.vtt with an ID.json beside it"
        raise BadInput([Problem(str(folder), 0, 0, "error", "no gold document", hint) for folder in folders])
    return texts


def cases(root: Path, folders: Sequence[Path]) -> list[Case]:
    """All statements read in the gold documents of the folders, each with whether it is right, by document."""
    catalogue = entries.read(root)
    gazetteer = make(catalogue.entries)
    extractor, linker, names = Extractor(gazetteer), Linker(gazetteer, catalogue.rulings), Names(gazetteer)
    out: list[Case] = []
    for path in gold_files(folders):
        gold = stated(json.loads(path.with_suffix(".json").read_text("utf-8")), names)
        record = extractor.find(documents.read(path))
        linked = linker.link(record)
        for each in relations.statements(record, linked.mentions, gazetteer.entries):
            if each.kind in ENDS:
                key = (each.kind, names.key(each.subject.name), names.key(each.object.name))
                out.append(Case(path.stem, each.kind, each.features, key in gold))
    return out


def stated(gold: Mapping[str, Any], names: Names) -> set[tuple[str, str, str]]:
    """The relations of a gold file, comparable."""
    found = [item for item in gold["relations"] if item["type"] in ENDS]
    ends = [(x["type"], *(x[end] for end in ENDS[x["type"]])) for x in found]
    return {(kind, names.key(subject), names.key(object_)) for kind, subject, object_ in ends}


def fit(known: Iterable[Case]) -> dict[str, dict[str, float]]:
    """The likeliest weights of each relation, rounded so that every machine writes the same."""
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in known:
        by_kind[case.kind].append(case)
    return {kind: _ascend(by_kind[kind], prior) for kind, prior in sorted(PRIOR.items())}


def _ascend(known: Sequence[Case], prior: Mapping[str, float]) -> dict[str, float]:
    names = sorted({name for case in known for name in case.features} | set(prior))
    rows = [([case.features.get(name, 0.0) for name in names], float(case.right)) for case in known]
    start = [prior.get(name, 0.0) for name in names]
    weights, rate = list(start), 1.0 / (DOUBT + len(rows))
    for _ in range(STEPS):
        slope = [DOUBT * (begin - weight) for begin, weight in zip(start, weights, strict=True)]
        for row, right in rows:
            wrong = right - 1 / (1 + exp(-sum(w * x for w, x in zip(weights, row, strict=True))))
            slope = [s + wrong * x for s, x in zip(slope, row, strict=True)]
        weights = [w + rate * s for w, s in zip(weights, slope, strict=True)]
    return {name: round(weight, 3) for name, weight in zip(names, weights, strict=True)}


def keep(known: Sequence[Case]) -> None:
    """Fit the weights over all of these and write them into the package."""
    write(Path(calibration.__file__).parent / "data" / "relations.json", dumped(known, fit(known)))


def dumped(known: Sequence[Case], weights: Weights) -> str:
    """The data file of the weights, with what they were fitted on."""
    counts = {kind: [c.right for c in known if c.kind == kind] for kind in ENDS}
    made = {
        "made": "by kg evaluate --calibrate, which kg/reliability.py explains",
        "documents": len({case.document for case in known}),
        "statements": {kind: {"all": len(found), "right": sum(found)} for kind, found in counts.items()},
        "weights": weights,
    }
    return json.dumps(made, indent=1) + "\n"


def held_out(known: Sequence[Case]) -> list[tuple[Case, float]]:
    """Each case with the confidence it gets from weights that were fitted without its document."""
    out: list[tuple[Case, float]] = []
    for document in sorted({case.document for case in known}):
        weights = fit(case for case in known if case.document != document)
        out += [(c, calibration.confidence(c.kind, c.features, weights)) for c in known if c.document == document]
    return out


def table(pairs: Iterable[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """(confidences, number, their mean, share that is right) of each tenth of confidence that has any."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in pairs:
        bins[min(int(sure * 10), 9)].append((sure, right))
    return [
        (f"{b / 10:.1f}-{(b + 1) / 10:.1f}", len(x), sum(c for c, _ in x) / len(x), sum(r for _, r in x) / len(x))
        for b, x in sorted(bins.items())
    ]
