"""`kg check --fix`: content files mended in place, and never made worse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import cache
from kg.ingest import check, entryfile
from kg.ingest.check import known, load, mend, syntax, waivers
from kg.model import Problem


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended, and what is left to a person."""

    changed: tuple[str, ...]
    left: tuple[Problem, ...]


def run(root: Path, paths: Sequence[Path] = ()) -> Mended:
    """Mend the content of the instance at `root`, or what stands at `paths`; references last, when ids are known."""
    chosen = [check.real(path) for path in paths]
    changed = _renamed(root, chosen)
    for _ in range(2):  # a file that can be read now is known to others only in the second round
        files, problems = check.inspect(root)
        told = {problem.path for problem in problems if problem.level != "note"}
        catalogue = known.make(files.values())
        for path, file in sorted(files.items()):
            wanted = path in told and path != waivers.FILE and check.within(root / path, chosen)
            if wanted and _one(root, file, catalogue):
                changed.append(path)
    if check.within(root / waivers.FILE, chosen) and _drop_waivers(root):
        changed.append(waivers.FILE)
    return Mended(tuple(dict.fromkeys(changed)), tuple(check.check(root, paths)))


def _drop_waivers(root: Path) -> bool:
    """Take out the waivers that cover nothing."""
    files, problems = check.gather(root)
    unused = waivers.unused(files.get(waivers.FILE), problems)
    if not unused:
        return False
    data = files[waivers.FILE].data
    kept = [item for index, item in enumerate(data) if index not in unused]
    if not kept:
        (root / waivers.FILE).unlink()
        return True
    return cache.write(root / waivers.FILE, entryfile.changed((root / waivers.FILE).read_text("utf-8"), data, kept))


def _renamed(root: Path, chosen: Sequence[Path]) -> list[str]:
    """Files that are called .yml, called .yaml."""
    found = []
    for file in sorted((root / "content").glob("*/*.yml")):
        right = file.with_suffix(".yaml")
        if check.within(file, chosen) and not file.is_symlink() and not right.exists():
            file.rename(right)
            found.append(right.relative_to(root).as_posix())
    return found


def _one(root: Path, file: load.File, catalogue: known.Known) -> bool:
    """Mend one file; False where nothing could be mended."""
    path = root / file.path
    raw = path.read_bytes()
    try:
        text = _readable(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return False
    data, problems = syntax.parse(text.encode(), file.path)
    if problems or data is None:
        return False
    new = mend.mended(file.kind, data, catalogue)
    if new == data and text.encode() == raw:
        return False
    written = entryfile.changed(text, data, new) if new != data else text
    after, faults = syntax.parse(written.encode(), file.path)
    return not faults and after == new and cache.write(path, written)


def _readable(text: str) -> str:
    """The text with tabs before a line as spaces, and without a key's second, equal line.

    >>> _readable("a:\\n\\t- b\\nc: d\\nc: d\\n")
    'a:\\n  - b\\nc: d\\n'
    """
    text = re.sub(r"(?m)^[ \t]+(?=\S)", lambda match: match[0].replace("\t", "  "), text.replace("\r\n", "\n"))
    seen: set[str] = set()
    lines = []
    for line in text.splitlines(keepends=True):
        plain = re.match(r"^[\w-]+:[ \t]+[^\s|>&#][^\n]*$", line.rstrip("\n"))
        if not plain or line.rstrip() not in seen:
            lines.append(line)
        if plain:
            seen.add(line.rstrip())
    return "".join(lines)
