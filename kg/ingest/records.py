"""Records on disk: `content/{talks,articles}/ID.jsonl`, machine-written, without a sentence of their source.

Line 1 is the header, then one array a span `[surface, start, end, time, [features]]` (what is empty at its end left
out), then one array a cue `["cue", kind, subject, object, start, end, value, confidence]`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from kg import cache
from kg.ingest import texts
from kg.ingest.formats import VERSION
from kg.model import FOLDERS, BadInput, Catalogue, Cue, Problem, Record, Source, Span

FORMAT = 1
"""Version of the file's own shape."""
State = Literal["current", "missing", "of another version", "of another text"]
_HEADER = (
    "source", "language", "source_sha256", "text_sha256", "length", "words", "ingest", "extractor", "exact_times"
)  # fmt: skip


def path(root: Path, source: Source) -> Path:
    """Where a source's record stands."""
    return root / "content" / FOLDERS[source.kind] / f"{source.id}.jsonl"


def write(root: Path, source: Source, record: Record) -> None:
    """Write the record of a source beside its YAML; extraction does not know ingest, so its version is set here."""
    cache.write(path(root, source), dumps(replace(record, ingest=record.ingest or VERSION)))


def read(root: Path, source: Source) -> Record | None:
    """The record of a source; None where there is none, or one in another version of the file format.

    Raises `BadInput` with the line where the file is damaged.
    """
    file = path(root, source)
    name = file.relative_to(root).as_posix()
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput([Problem(name, 0, 0, "error", f"record cannot be read: {error}")]) from None
    return loads(text, name)


def head(root: Path, source: Source) -> Record | None:
    """The head of a source's record, without its spans; None as for `read`."""
    file = path(root, source)
    try:
        with file.open(encoding="utf-8") as lines:
            return loads(lines.readline(), file.relative_to(root).as_posix())
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            [Problem(file.relative_to(root).as_posix(), 0, 0, "error", f"record cannot be read: {error}")]
        ) from None


def originals(root: Path) -> Iterator[tuple[str, str]]:
    """SHA-256 of the original and source id of each record that is there."""
    for file in sorted((root / "content").glob("*/*.jsonl")):
        with file.open(encoding="utf-8", errors="replace") as lines:
            try:
                yield json.loads(lines.readline())["source_sha256"], file.stem
            except (ValueError, KeyError, TypeError):
                continue


def dumps(record: Record) -> str:
    """A record as JSON Lines; `loads` gives it back exactly."""
    rows: list[Any] = [{"record": FORMAT, **{name: getattr(record, name) for name in _HEADER}}]
    for span in record.spans:
        row = [span.surface, span.start, span.end, span.time, list(span.features)]
        rows.append(row if span.features else row[:4] if span.time is not None else row[:3])
    for cue in record.cues:
        rows.append(["cue", cue.kind, cue.subject, cue.object, cue.start, cue.end, cue.value, cue.confidence])
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def loads(text: str, name: str) -> Record | None:
    """The record of JSON Lines; None where they are of another format version. Raises `BadInput` naming `name`."""
    spans, cues = [], []
    header: dict[str, Any] = {}
    number = 1
    try:
        for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
            row = json.loads(line)
            if number == 1:
                if row["record"] != FORMAT:
                    return None
                header = {field: row[field] for field in _HEADER}
            elif isinstance(row[1], str):
                cues.append(Cue(*row[1:]))
            else:
                surface, start, end, time, features = (*row, None, ())[:5] if len(row) < 5 else row
                spans.append(Span(surface, start, end, time, tuple(features or ())))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        hint = "it is machine-written: make it again with `kg extract`"
        raise BadInput([Problem(name, number, 0, "error", f"damaged record: {error}", hint)]) from None
    return Record(**header, spans=tuple(spans), cues=tuple(cues))


def digest_of(root: Path, source: Source) -> str:
    """SHA-256 of a source's record file, "" where there is none."""
    try:
        return hashlib.sha256(path(root, source).read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def state(root: Path, source: Source, extractor: str, digests: Mapping[str, str] | None = None) -> State:
    """Whether a source's record is there, was made by this ingest and that extractor, and from the text at hand.

    `digests` has the hashes of all texts at hand by source, where they are known already.
    """
    try:
        with path(root, source).open("rb") as file:
            header = json.loads(file.readline())
    except FileNotFoundError:
        return "missing"
    except ValueError:
        return "of another version"
    if [header.get("record"), header.get("ingest"), header.get("extractor")] != [FORMAT, VERSION, extractor]:
        return "of another version"
    if digests is None:
        text = texts.read(root, source)
        digests = {} if text is None else {source.id: texts.digest(text)}
    return "current" if digests.get(source.id) in (None, header.get("text_sha256")) else "of another text"


def stale(root: Path, catalogue: Catalogue, extractor: str) -> list[Problem]:
    """A warning for each source whose record would have to be made again and whose text is not here."""
    found = []
    for source in catalogue.sources:
        now = state(root, source, extractor)
        if now != "current" and texts.read(root, source) is None:
            hint = f"ingest it again from {source.url or 'its file'}"
            message = f"stale: its record is {now}, and its text is not here"
            found.append(Problem(source.path, 0, 0, "warning", message, hint))
    return found
