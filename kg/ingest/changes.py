"""Changes of several content files at once: all of them, or none where the content would not be sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from kg import cache
from kg.ingest import check
from kg.model import BadInput, Problem

Files = Mapping[Path, bytes | None]
"""Path → the file's new bytes, or None where it goes."""


def apply(root: Path, files: Files) -> tuple[str, ...]:
    """Make the changes and check the content; gives the paths that changed, relative to `root`, sorted.

    Raises BadInput with the errors that the content had not before; then every file is as it was.
    """
    before = Counter(map(key, _errors(root)))
    old = {path: path.read_bytes() if path.is_file() else None for path in files}
    changed = {path: data for path, data in files.items() if data != old[path]}
    cache.write_all(changed)
    try:
        after = _errors(root)
        if more := Counter(map(key, after)) - before:
            raise BadInput([problem for problem in after if key(problem) in more])
    except BaseException:
        cache.write_all({path: old[path] for path in changed})
        raise
    return tuple(sorted(path.relative_to(root).as_posix() for path in changed))


def _errors(root: Path) -> list[Problem]:
    return [problem for problem in check.inspect(root)[1] if problem.level == "error"]


def key(problem: Problem) -> tuple[str, str]:
    """A problem whatever its line: lines move."""
    return problem.path, problem.message
