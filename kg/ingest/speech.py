"""The JSON of speech recognition: YouTube's timed text (json3) and Whisper's segments."""

from __future__ import annotations

import json
import math
from typing import Any

from kg.ingest import encoding
from kg.ingest.cues import Cue, document
from kg.model import Document


def parse(text: str, name: str) -> Document:
    """The Document of `{"events": [{"tStartMs", "segs": [{"utf8"}]}]}` or `{"segments": [{"start", "end", "text"}]}`.

    Raises `BadInput` where it is neither.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise encoding.bad(name, f"not valid JSON: {error.msg}", "", error.lineno, error.colno) from None
    except (RecursionError, ValueError) as error:
        raise encoding.bad(name, f"JSON that cannot be read: {type(error).__name__}") from None
    if isinstance(data, list):
        data = {"segments": data}
    if isinstance(data, dict) and isinstance(data.get("events"), list):
        return document(_youtube(data["events"], name), name)
    if isinstance(data, dict) and isinstance(data.get("segments"), list):
        language = data.get("language")
        metadata = {"language": language[:2].lower()} if isinstance(language, str) and language else {}
        return document(_whisper(data["segments"], name), name, metadata)
    hint = 'YouTube\'s "events" with "segs", or Whisper\'s "segments", are read'
    raise encoding.bad(name, "JSON without timed speech", hint)


def _youtube(events: list[Any], name: str) -> list[Cue]:
    """One cue an event that says something; an event's end is the next one's start, for its own duration overlaps."""
    timed: list[tuple[float, float, str]] = []
    for number, event in enumerate(events):
        pieces = event.get("segs") if isinstance(event, dict) else None
        if not isinstance(pieces, list):
            continue
        words = "".join(p["utf8"] for p in pieces if isinstance(p, dict) and isinstance(p.get("utf8"), str))
        words = " ".join(encoding.clean(words).split())
        if words:
            start = _number(event.get("tStartMs"), f"events[{number}].tStartMs", name) / 1000
            length = _number(event.get("dDurationMs", 0), f"events[{number}].dDurationMs", name) / 1000
            timed.append((start, start + length, words))
    nexts = [start for start, _, _ in timed[1:]] + [math.inf]
    return [
        Cue(start, min(end, max(start, following)), (words,))
        for (start, end, words), following in zip(timed, nexts, strict=False)
    ]


def _whisper(segments: list[Any], name: str) -> list[Cue]:
    cues = []
    for number, segment in enumerate(segments):
        words = segment.get("text") if isinstance(segment, dict) else None
        if not isinstance(words, str) or not words.strip():
            continue
        start = _number(segment.get("start"), f"segments[{number}].start", name)
        end = _number(segment.get("end", start), f"segments[{number}].end", name)
        voice = segment.get("speaker")
        lines = (" ".join(encoding.clean(words).split()),)
        cues.append(Cue(start, end, lines, encoding.clean(voice) if isinstance(voice, str) else ""))
    return [cue for cue in cues if cue.lines[0]]


def _number(value: object, where: str, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e10:
        raise encoding.bad(name, f"{where} must be a time (found {str(value)[:40]!r})", "a number of 0 or more")
    return float(value)
