"""Timed lines of speech → Document: what captions and speech-to-text files have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.ingest import encoding
from kg.ingest.draft import Draft
from kg.ingest.language import detect
from kg.model import BadInput, Document, Problem, Turn

_UNNAMED = re.compile(r"(?i)(?:speaker|spk|voice|person|guest|host)?[ _-]*[0-9a-z]?$")
TOLERANCE = 0.01
"""Seconds that two cues may share by rounding."""
SHARE = 0.02
"""Up to this share of wrong ends, captions are trusted: speech recognition gets a few wrong, and we use the starts."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines of speech between two times (seconds). `line` is where it stands in its file, 0 where lines say nothing."""

    start: float
    end: float
    lines: tuple[str, ...]
    voice: str = ""
    line: int = 0


def document(cues: Sequence[Cue], name: str, metadata: Mapping[str, str] | None = None) -> Document:
    """The Document of timed speech. Raises `BadInput` where there is none, or its times contradict each other."""
    metadata = dict(metadata or {})
    if not cues:
        raise encoding.bad(name, "no cue with words in it", "captions need a time line above their words")
    rolling = _rolling(cues)
    notes = _doubts(cues, name, rolling)
    if any(note.level == "error" for note in notes):
        raise BadInput([note for note in notes if note.level == "error"])
    draft, labels = _written(_unrolled(cues) if rolling else cues)
    text = draft.finish()
    ends = [start for start, _ in labels[1:]] + [len(text.text)]
    return Document(
        id="",
        text=text.text,
        language=metadata.get("language") or detect(text.text),
        medium="captions",
        title=metadata.get("title", ""),
        times=text.times,
        exact_times=True,
        turns=tuple(
            Turn(start, label, label + len(text.text[label:end].rstrip()))
            for (start, label), end in zip(labels, ends, strict=False)
        ),
        metadata=metadata,
        notes=tuple(notes),
    )


def _written(cues: Sequence[Cue]) -> tuple[Draft, list[tuple[int, int]]]:
    """The text, a line a turn, and the span of each turn's label (empty where the voice has no name)."""
    draft, labels = Draft(), []
    before: Cue | None = None
    said = ""
    for cue in cues:
        changed = before is None or cue.voice != before.voice
        pause = before is not None and cue.start - before.end > 3 and said.endswith((".", "?", "!", "。", "？", "！"))
        if changed or pause:
            draft.block()
        if changed and (cue.voice or before is not None):
            start = draft.here()
            named = cue.voice and not _UNNAMED.match(cue.voice)
            if named:
                draft.add(f"{cue.voice}: ")
            labels.append((start, start + len(cue.voice) if named else start))
        draft.blank()
        draft.time(cue.start)
        said = " ".join(cue.lines)
        draft.add(said)
        before = cue
    return draft, labels


def _rolling(cues: Sequence[Cue]) -> bool:
    """Whether the captions roll: a line is shown again above the next one."""
    again = sum(_repeats(one.lines, two.lines) for one, two in zip(cues, cues[1:], strict=False))
    return len(cues) > 2 and again * 3 >= len(cues) - 1


def _repeats(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    return after[0] == before[-1] or (len(before[-1]) > 3 and after[0].startswith(before[-1] + " "))


def _unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with only the words that each one adds."""
    out: list[Cue] = []
    shown: tuple[str, ...] = ()
    for cue in cues:
        kept = next((n for n in range(min(len(shown), len(cue.lines)), 0, -1) if shown[-n:] == cue.lines[:n]), 0)
        fresh = cue.lines[kept:]
        if fresh and shown and not kept and len(shown[-1]) > 3 and fresh[0].startswith(shown[-1] + " "):
            fresh = (fresh[0][len(shown[-1]) :].strip(), *fresh[1:])
        if fresh:
            out.append(Cue(cue.start, cue.end, fresh, cue.voice, cue.line))
        shown = cue.lines
    return out


def _doubts(cues: Sequence[Cue], name: str, rolling: bool) -> list[Problem]:
    """What is wrong with the times: errors where they cannot be trusted, else warnings."""
    found, overlaps = [], []
    reversed_ = [cue for cue in cues if cue.end < cue.start]
    level: Literal["error", "warning"] = "warning" if len(reversed_) <= SHARE * len(cues) else "error"
    for cue in reversed_:
        found.append(Problem(name, cue.line, 1, level, f"cue ends at {cue.end} s, before it starts at {cue.start} s"))
    for number, cue in enumerate(cues):
        before = cues[number - 1] if number else None
        if before and cue.start < before.start:
            message = f"cue starts at {cue.start} s, before the one above it ({before.start} s)"
            found.append(Problem(name, cue.line, 1, "error", message, "cues stand in the order of speech"))
        elif before and cue.start < before.end - TOLERANCE and (cue.voice == before.voice or not cue.voice):
            message = f"cue overlaps the one above it by {before.end - cue.start:.2f} s"
            overlaps.append(Problem(name, cue.line, 1, "error", message))
    scrolling = len(cues) >= 20 and len(overlaps) * 2 >= len(cues)  # each line stays until the next is done
    if rolling or scrolling or (overlaps and len(overlaps) <= SHARE * len(cues)):
        first = overlaps[0].line if overlaps else 0
        message = f"{len(overlaps)} of {len(cues)} cues overlap the one above them"
        return found + ([Problem(name, first, 1, "warning", message, "the start times are used")] if overlaps else [])
    return found + overlaps
