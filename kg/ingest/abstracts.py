"""What speakers wrote of their talks, as a source's text: where no other text is at hand, or where it is the last such.

A transcript that somebody keeps is worth more than an abstract, and cannot be had again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.ingest import documents, entryfile, merge, texts


@dataclass(frozen=True, slots=True)
class Told:
    """What an import says of a source's text, and the files that it writes."""

    fields: dict[str, Any]
    files: dict[Path, bytes | None]
    kept: bool = False
    """Whether the text at hand is a person's and stays, with its licence."""


def place(root: Path, key: merge.Key, text: str, licence: str, before: Mapping[str, Any] | None) -> Told:
    """The abstract as a source's text: beside its YAML under a licence, else only where nobody commits it.

    `before` are the fields that the import brought for the source the last time. A text of which it does not know that
    it wrote it is left alone, and so is the licence of that text.

    Raises BadInput where the source's YAML is broken.
    """
    kind, id_ = key
    file = entryfile.path(root, kind, id_)
    mine, beside = entryfile.read(file), file.with_suffix(".md")
    document = documents.parse(text.encode(), beside.name) if text else None
    own = [] if document is None else [texts.digest(text), texts.digest(document.text)]
    stated = (mine or {}).get("text", beside.name)
    if document is None and before is not None:
        return Told({name: before[name] for name in ("licence", "text", merge.WROTE) if name in before}, {})
    if stated != beside.name or _at_hand(root, file) - {*own, *(before or {}).get(merge.WROTE, ())}:
        last = before if before is not None else {} if mine else {"licence": "unknown"}
        return Told({name: last[name] for name in ("licence", "text") if name in last}, {}, True)
    fields: dict[str, Any] = {"licence": licence or "unknown"}
    if document is None:
        return Told(fields, {})
    fields[merge.WROTE] = own
    if licence:
        return Told(fields | {"text": beside.name}, {beside: text.encode()})
    files: dict[Path, bytes | None] = dict(texts.prepared(root, id_, document))
    return Told(fields, files | ({beside: None} if (before or {}).get("text") == beside.name else {}))


def _at_hand(root: Path, file: Path) -> set[str]:
    """Hashes of what there is of a source's text: beside its YAML, uncommitted, or only as the record says."""
    found = [file.with_suffix(".md"), root / "build" / "texts" / f"{file.stem}.txt"]
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in found if path.is_file()}
    record = file.with_suffix(".jsonl")
    if record.is_file():
        try:
            hashes.add(str(json.loads(record.read_bytes().partition(b"\n")[0])["text_sha256"]))
        except (ValueError, KeyError, TypeError):
            hashes.add("")
    return hashes
