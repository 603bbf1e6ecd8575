"""Measure extraction and linking: `python scripts/bench_extract.py [--root DIR] [--words N] [--json]`.

Words a second over the instance's own texts (talks first), on one core, in the same run against spaCy: the full
`en_core_web_sm` where it is installed, and always a plain tok2vec + NER pipeline of its size, built here untrained
(what it finds is noise; its work is the same). Then two processes against one with the highest memory of a process, a
rerun over all sources with nothing changed, and relinking after one entry changed, in a copy of the instance. With
--json the last line of standard output is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kg import corpus, relink
from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor
from kg.ingest import documents, entries
from kg.link.decide import Linker
from kg.model import Document

LABELS = 18
"""Kinds of names that `en_core_web_sm` tells apart."""
ARCHITECTURE = {
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
    "ner": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"},
    },
}
"""As in `en_core_web_sm`."""


class Ours:
    """Extraction and linking, as one call a document; made once a process."""

    def __init__(self, root: Path) -> None:
        """Read the entries."""
        gazetteer = make(entries.read(root).entries)
        self.extractor, self.linker = Extractor(gazetteer), Linker(gazetteer)

    def __call__(self, document: Document) -> int:
        """Words of a document that was extracted and linked."""
        record = self.extractor.find(document)
        self.linker.link(record)
        return record.words


def plain() -> Language:
    """An untrained tok2vec + NER pipeline of the size of `en_core_web_sm`."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec", config={"model": ARCHITECTURE["tok2vec"]})
    ner = pipeline.add_pipe("ner", config={"model": ARCHITECTURE["ner"]})
    for number in range(LABELS):
        ner.add_label(f"KIND{number}")  # type: ignore[attr-defined]
    pipeline.initialize()
    return pipeline


def texts(root: Path, words: int) -> list[Document]:
    """Documents of the instance whose text is at hand, talks first, up to about so many words."""
    found: list[Document] = []
    for source in sorted(entries.read(root).sources, key=lambda s: (s.kind != "talk", s.language != "en", s.id)):
        if words <= 0:
            break
        if source.language == "en" and (document := documents.of(root, source)):
            found.append(document)
            words -= document.text.count(" ")
    return found


def rate(work: Callable[[Document], object], given: Sequence[Document], words: int) -> float:
    """Words a second of one process: the best of two rounds, so that a neighbour's work counts less."""
    best = 0.0
    for _ in range(2):
        start = time.process_time()
        for document in given:
            work(document)
        best = max(best, words / (time.process_time() - start))
    return best


_OURS: list[Ours] = []


def _start(root: Path) -> None:
    _OURS.append(Ours(root))


def _one(document: Document) -> tuple[int, int]:
    """Words of a document, and the highest memory of this process so far in bytes."""
    return _OURS[0](document), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )


def spread(root: Path, given: Sequence[Document], processes: int) -> tuple[float, int]:
    """Words a second by the clock with so many processes that are warm, and the highest memory of one in bytes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _start, (root,)) as pool:
        list(pool.map(_one, given[: processes * 2]))
        start = time.perf_counter()
        done = list(pool.map(_one, given))
        seconds = time.perf_counter() - start
    return sum(words for words, _ in done) / seconds, max(peak for _, peak in done)


def reruns(root: Path) -> dict[str, Any]:
    """Seconds of extraction and linking with nothing changed, and of relinking after one entry gained a name."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "instance"
        copy.mkdir()
        shutil.copy(root / "talkscape.yml", copy)
        shutil.copytree(root / "content", copy / "content")
        if (root / "build/texts").is_dir():
            shutil.copytree(root / "build/texts", copy / "build/texts")
        sources = entries.read(copy).sources
        corpus.extract(copy, entries.read(copy))
        relink.link(copy, entries.read(copy))
        start = time.perf_counter()
        found = corpus.extract(copy, entries.read(copy))
        _, anew = relink.link(copy, entries.read(copy))
        unchanged = time.perf_counter() - start
        assert not found.made and not anew, "a rerun made something anew"
        file = copy / "content/vendors" / min(path.name for path in (copy / "content/vendors").glob("*.yaml"))
        file.write_text(file.read_text("utf-8").rstrip("\n") + "\nlabels: {de: Benchmarked Quux}\n", "utf-8")
        start = time.perf_counter()
        _, anew = relink.link(copy, entries.read(copy))
        changed = time.perf_counter() - start
    return {"sources": len(sources), "nothing changed": unchanged, "one entry changed": changed, "linked anew": anew}


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(), help="the instance to measure (default: here)")
    parser.add_argument("--words", type=int, default=150_000, help="about how many words of its texts to take")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args()
    root = options.root.resolve()
    given = texts(root, options.words)
    if not given:
        raise SystemExit("no text of this instance is at hand: ingest its sources first")
    ours = Ours(root)
    words = sum(map(ours, given))
    result: dict[str, Any] = {"documents": len(given), "words": words, "words a second": {}}
    speeds = result["words a second"]
    speeds["extract + link"] = rate(ours, given, words)
    peer = plain()
    peer.max_length = max(len(d.text) for d in given) + 1
    speeds["plain tok2vec + NER"] = rate(lambda d: peer(d.text), given, words)
    if spacy.util.is_package("en_core_web_sm"):
        full = spacy.load("en_core_web_sm")
        full.max_length = peer.max_length
        speeds["full en_core_web_sm"] = rate(lambda d: full(d.text), given, words)
    speeds["one process"], one_peak = spread(root, given, 1)
    speeds["two processes"], two_peak = spread(root, given, 2)
    result["peak bytes a process"] = max(one_peak, two_peak)
    result["reruns"] = reruns(root)
    for name, speed in speeds.items():
        print(f"{name:<28}{speed:>12,.0f} words a second{speed / speeds['plain tok2vec + NER']:>8.2f} × plain")
    if "full en_core_web_sm" not in speeds:
        print(f"{'full en_core_web_sm':<28}{'peer absent':>12}")
    print(f"{'two processes to one':<28}{speeds['two processes'] / speeds['one process']:>12.2f}")
    print(f"{'peak memory of a process':<28}{result['peak bytes a process'] / 1e6:>12,.0f} MB")
    for name in ("nothing changed", "one entry changed"):
        print(f"{name:<28}{result['reruns'][name]:>12.2f} s over {result['reruns']['sources']} sources")
    if options.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
