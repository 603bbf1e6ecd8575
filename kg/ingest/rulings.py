"""A person's word over the linker, added to `content/rulings/`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

from kg import cache
from kg.ingest.check import load
from kg.model import BadInput, Problem

FILE: Final = "content/rulings/review.yaml"
"""Where the review queue's answers go."""
_HEAD: Final = "# yaml-language-server: $schema=../../kg/schema/ruling.json\n"


def add(root: Path, surface: str, entry: str = "", source: str = "", reason: str = "") -> Path:
    """Append a ruling; the file's own text stays as it is. Raises BadInput where it is not sound, and writes nothing.

    A surface that is ruled on already, in that source or everywhere, is not ruled on twice.
    """
    file = root / FILE
    item = {"surface": surface, "entry": entry, "source": source, "reason": reason}
    text = file.read_text("utf-8") if file.is_file() else _HEAD
    for known in (yaml.safe_load(text) or []) if file.is_file() else []:
        if (known.get("surface"), known.get("source", "")) == (surface, source):
            said = known.get("entry", "") or "nothing of ours"
            raise BadInput([Problem(FILE, 0, 0, "error", f"{surface!r} is ruled on already: it names {said}")])
    text += yaml.safe_dump([{k: v for k, v in item.items() if v}], sort_keys=False, allow_unicode=True, width=4000)
    cache.write(file, text)
    problems = [p for p in load.one(root, file, "ruling").problems if p.level == "error"]
    if problems:
        cache.write(file, text[: text.rindex("- surface:")]) if text.count("- surface:") > 1 else file.unlink()
        raise BadInput(problems)
    return file
