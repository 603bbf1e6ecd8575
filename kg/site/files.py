"""A set of files under the site that is kept as it should be: new ones written, those that are gone removed."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from kg.cache import write


def write_all(
    out: Path, wanted: Mapping[str, str | bytes], state: Path, others: Container[str] = frozenset()
) -> list[str]:
    """Write `wanted` (path under `out` → content); remove what `state` remembers beyond these. Gives what is new.

    What another set of files has now, by `others`, is not removed.
    """
    new = [name for name, content in sorted(wanted.items()) if write(out / name, content)]
    remove(out, (name for name in _read(state) if name not in wanted and name not in others))
    write(state, json.dumps(sorted(wanted), indent=0))
    return new


def remove(out: Path, names: Iterable[str]) -> None:
    """Remove files under `out`, and the folders that this leaves empty. Nothing outside `out` is ever touched."""
    root = out.resolve()
    for name in names:
        file = (root / name).resolve()
        if root not in file.parents:
            continue
        file.unlink(missing_ok=True)
        folder = file.parent
        while folder != root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _read(state: Path) -> list[str]:
    try:
        kept = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [str(name) for name in kept] if isinstance(kept, list) else []
