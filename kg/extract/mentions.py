"""Text → record: every name-like span before linking, with its context, and the relation cues between them.

The pipeline is spaCy's (`spacy.blank` with our tokenizer and a PhraseMatcher over the gazetteer) and needs no model;
all that linking wants from the text is in the record, so that a record can be linked again without its text.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from kg import sound
from kg.extract import captions, cues, foreign, quotes, runs, version
from kg.extract.features import Context
from kg.extract.lexicon import STOP, ordinary
from kg.extract.runs import Token
from kg.extract.statistical import Finder
from kg.model import Cue, Document, Gazetteer, Record, Span
from kg.names import has_han, key, surface_tokens, tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

SLICE: Final = 400_000
"""Code points looked at in one piece: bounds memory, whatever the text."""
TOPIC_HITS: Final = 12
"""Hits of one topic that a record keeps: enough to rank it, and bounded."""
_UNPRINTABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\u200e\u200f\u202a-\u202e\ufeff]")


class Extractor:
    """Finds name-like spans in documents; made once for a gazetteer, used for many documents."""

    def __init__(self, gazetteer: Gazetteer, finder: Finder | None = None) -> None:
        """Build the pipeline: about a second for ten thousand names. `finder` adds the spans that it finds."""
        import spacy  # here, because a build that finds nothing anew does not need it, and it takes half a second
        from spacy.matcher import PhraseMatcher

        self.finder = finder
        self.version = version.of(finder)
        self.nlp = spacy.blank("xx")
        self.matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self.policies: dict[str, set[tuple[str, str]]] = {}
        """Lower-cased name → (policy, kind) of the entries so named."""
        self.wholes = _wholes(gazetteer)
        self.conferences = runs.conferences(gazetteer.entries.values())
        self.heads = {whole[:cut] for whole in self.wholes for cut in range(1, len(whole))}
        self.texts = {name.text for name in gazetteer.names if name.policy != "never"}
        grouped: dict[str, set[str]] = {}
        for name in gazetteer.names:
            if name.policy == "never" or not name.text.strip():
                continue
            words = [word.lower() for word, _, _ in tokens(name.text)]
            grouped.setdefault(" ".join(words), set()).add(name.policy)
            self.policies.setdefault(" ".join(words), set()).add((name.policy, name.kind))
        self.codes, self.sounding = _sounds(gazetteer)
        self.jargon = gazetteer.jargon()
        self.matcher.add("name", [self._doc(text.split(" ")) for text in sorted(grouped)])

    def _doc(self, words: Sequence[str]) -> Doc:
        from spacy.tokens import Doc

        return Doc(self.nlp.vocab, words=list(words))

    def find(self, document: Document) -> Record:
        """The record of a document: spans sorted by place, cues sorted by place. Any text is taken."""
        text = _UNPRINTABLE.sub("\ufffd", document.text)
        document = _with_text(document, text) if text != document.text else document
        spans: list[Span] = []
        cue_list: list[Cue] = []
        words = 0
        for start, end in slices(text):
            toks = [(m, a + start, b + start) for m, a, b in tokens(text[start:end])]
            words += sum(1 for word, _, _ in toks if word[0].isalnum())
            found = self._slice(document, toks)
            cue_list += [_shifted(cue, len(spans)) for cue in cues.find(document, toks, found)]
            cue_list += [_shifted(cue, len(spans)) for cue in quotes.find(document, (start, end), found)]
            spans += found
        return Record(
            source=document.id,
            language=document.language,
            source_sha256=document.source_sha256,
            text_sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            length=len(document.text),
            words=words,
            ingest="",
            extractor=self.version,
            exact_times=document.exact_times,
            spans=tuple(spans),
            cues=tuple(sorted(cue_list, key=lambda c: (c.start, c.end, c.kind, c.subject, c.object))),
        )

    def _slice(self, document: Document, toks: Sequence[Token]) -> list[Span]:
        context = Context(document, toks)
        starts, ends = [a for _, a, _ in toks], [b for _, _, b in toks]
        chosen: dict[tuple[int, int], set[str]] = {}
        for a, b, extra in self._stretches(document, toks, context, starts, ends):
            chosen.setdefault((a, b), set()).update(extra)
        times = [offset for offset, _ in document.times]
        spans, topics = [], Counter[str]()
        for (i, j), extra in sorted(chosen.items()):
            features = set(context.features(i, j)) | extra
            surface = document.text[starts[i] : ends[j - 1]]
            speaks = context.chinese and "a:said" in features and surface[:1].isupper() and surface.isalpha()
            if not self._kept(surface, features, topics) and not speaks:
                continue
            at = bisect_right(times, starts[i]) - 1
            time = document.times[at][1] if at >= 0 else None
            features.discard("hit")
            if self._topical(surface):
                features.add("topic")
            elif context.nocase:
                features |= captions.features(document.text, starts[i], ends[j - 1])
                features |= {"tech"} if captions.technical(toks, i, j, self.jargon) else set()
            spans.append(Span(re.sub(r"\s", " ", surface), starts[i], ends[j - 1], time, tuple(sorted(features))))
        return spans

    def _stretches(
        self, document: Document, toks: Sequence[Token], context: Context, starts: Sequence[int], ends: Sequence[int]
    ) -> Iterator[tuple[int, int, set[str]]]:
        """(first, one past the last token, further features) of all that may name something."""
        inside = [False] * len(toks)
        labels = [(t.label_start, t.label_end) for t in document.turns] + list(document.byline)
        for start, end in labels:
            i, j = bisect_left(starts, start), bisect_right(ends, end)
            while i < j and not toks[i][0][0].isalnum():
                i += 1
            while i < j and not toks[j - 1][0][0].isalnum():
                j -= 1
            if i < j <= i + 6:
                inside[i:j] = [True] * (j - i)
                yield i, j, set()
        base, stop = (starts[0], ends[-1]) if toks else (0, 0)
        for start, end in runs.editions(document.text[base:stop], self.conferences):
            i, j = bisect_left(starts, start + base), bisect_right(ends, end + base)
            if i < j and not any(inside[i:j]):
                inside[i:j] = [True] * (j - i)
                yield i, j, {"edition"}
        finders = [runs.find(document.text, toks)]
        if context.chinese:
            finders.insert(0, runs.latin(document.text, toks))
        for finder in finders:
            for i, j in finder:
                if not all(inside[i:j]):
                    inside[i:j] = [True] * (j - i)
                    yield i, j, set()
        if document.medium == "captions":
            for i, j, feature in captions.heard(toks, inside, self.codes, self.sounding):
                yield i, j, {feature}
        if self.finder:
            for start, end, kind in self.finder.find(document.text[base:stop]):
                i, j = bisect_left(starts, start + base), bisect_right(ends, end + base)
                if i < j:
                    yield i, j, {f"model:{kind}"}
        for i, j in self._hits(toks):
            if not all(inside[i:j]):
                yield i, j, {"hit"}
        if context.chinese:
            yield from self._foreign(document.text[base:stop], base, starts, ends)

    def _foreign(
        self, text: str, base: int, starts: Sequence[int], ends: Sequence[int]
    ) -> Iterator[tuple[int, int, set[str]]]:
        """Foreign persons' names in Han characters."""
        found = list(foreign.transliterated(text))
        dotted = [text[a:b] for a, b, with_dot in found if with_dot or b - a > 2]
        marked = [(a, b, "dotted" if with_dot else "translit") for a, b, with_dot in found]
        whole = sorted((a, b) for a, b, _ in found)
        reach = list(accumulate((b for _, b in whole), max))
        for a, b in foreign.standing(text, dotted):
            before = bisect_right(whole, (a, len(text))) - 1
            if before < 0 or reach[before] < b:
                marked.append((a, b, "maybe"))
        for start, end, mark in marked:
            i, j = bisect_left(starts, start + base), bisect_right(ends, end + base)
            if i < j:
                yield i, j, {mark}

    def _hits(self, toks: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Gazetteer hits in any case, the longest first, and names that a blank or hyphen cuts in two; topics last."""
        lowered = [w.lower() if w.isascii() else w for w, _, _ in toks]
        found = [
            (i, j, self._topical(" ".join(lowered[i:j])))
            for _, i, j in self.matcher(self._doc([w for w, _, _ in toks]))
        ]
        for i, (head, tail) in enumerate(zip(lowered, lowered[1:], strict=False)):
            if (
                head in self.heads
                and head + tail in self.wholes
                and not _idle(head, tail)
                and toks[i + 1][1] - toks[i][2] < 3
            ):
                found.append((i, i + 2, False))
        taken = bytearray(len(toks))
        for i, j, _ in sorted(found, key=lambda x: (x[2], x[0] - x[1], x)):
            if not any(taken[i:j]):
                taken[i:j] = b"\1" * (j - i)
                yield i, j + 2 * self._company(lowered, i, j)

    def _company(self, words: Sequence[str], i: int, j: int) -> bool:
        """Whether a vendor's name in Han characters is followed by 公司, which then belongs to it."""
        if words[j : j + 2] != ["公", "司"] or not has_han(words[j - 1]):
            return False
        return "vendor" in {kind for _, kind in self.policies.get(" ".join(words[i:j]), ())}

    def _topical(self, surface: str) -> bool:
        """Whether a surface is a topic's label and no entity's name."""
        known = self.policies.get(surface) or self.policies.get(
            " ".join(w.lower() for w, _, _ in surface_tokens(surface)), set()
        )
        return {kind for _, kind in known} == {"topic"}

    def _kept(self, surface: str, features: set[str], topics: Counter[str]) -> bool:
        """Whether a stretch is worth a place in the record."""
        lowered = " ".join(word.lower() for word, _, _ in surface_tokens(surface))
        known = self.policies.get(lowered, set())
        if "hit" in features:
            kinds = {kind for _, kind in known}
            if kinds == {"topic"}:
                topics[lowered] += 1
                return topics[lowered] <= TOPIC_HITS
            evident = any(f in features for f in ("code", "nocase", "byline", "speaker", "heading")) or any(
                f[:5] == "link:" for f in features
            )
            cued = any(f in CUED for f in features)
            free = any(
                policy in ("any-case", "context") and (policy == "any-case" or has_han(surface)) for policy, _ in known
            )
            common = " " not in lowered and ordinary().get(lowered, 0) >= captions.RARE
            if "nocase" in features and "lower" in features and common and not free and not cued:
                return False
            return free or not known or evident or cued or surface in self.texts and surface != lowered
        if len(surface) == 1 and not has_han(surface):
            return bool(known)
        if "oov" in features or "heard" in features or any(f[:6] == "model:" for f in features):
            return True
        single = "first" in features and "word" in features and not known
        return not (
            single and not features & {"given", "speaker", "byline"} and not any(f[:5] == "link:" for f in features)
        )


CUED: Final = frozenset(
    """
b:project a:project a:cluster a:clusters a:operator b:tool b:called b:named b:using a:cli a:community a:maintainers
a:maintainer a:proxy b:database a:database a:integration a:plugin
""".split()
)
"""Neighbours that make an ordinary word a name."""


def slices(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of a text, cut at a line break or blank where one is near.

    >>> list(slices("short"))
    [(0, 5)]
    """
    start = 0
    while start < len(text):
        end = min(start + SLICE, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start + SLICE // 2, end), text.rfind(" ", end - 200, end))
            end = cut if cut > start else end
        yield start, end
        start = end


def _wholes(gazetteer: Gazetteer) -> frozenset[str]:
    """Keys of distinctive names, to be found where a blank or hyphen cuts them (`kube con`, `OpenTelemetr y`)."""
    keys = {key(n.text) for n in gazetteer.names if n.policy == "any-case" and n.kind not in ("topic", "person")}
    return frozenset(k for k in keys if len(k) >= 7 and k.isascii() and k not in ordinary())


def _idle(head: str, tail: str) -> bool:
    """Whether two words that would join to a name stand side by side in any text (in cloud, Pulumi up)."""
    return tail in STOP or head in STOP and tail in ordinary()


def _sounds(gazetteer: Gazetteer) -> tuple[frozenset[str], frozenset[str]]:
    """What may be mis-heard: how the distinctive names sound, and the first words of those of two, lower-cased."""
    names = [n.text for n in gazetteer.names if sound.audible(n)]
    two = (text.lower().split(" ") for text in names if text.count(" ") == 1)
    return frozenset(map(sound.code, map(key, names))), frozenset(head for head, _ in two if head not in ordinary())


def _shifted(cue: Cue, by: int) -> Cue:
    subject, object_ = (end + by if end >= 0 else end for end in (cue.subject, cue.object))
    return Cue(cue.kind, subject, object_, cue.start, cue.end, cue.value, cue.confidence)


def _with_text(document: Document, text: str) -> Document:
    return replace(document, text=text)
