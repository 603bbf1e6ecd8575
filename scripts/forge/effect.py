"""What a change does, told for a pull request: `effect.py OUT` in the checkout of the change.

Writes OUT/comment.md, OUT/number and OUT/head, and into OUT-preview the pages that change, as the change makes them.
Needs BASE (a revision), NUMBER and HEAD; PREVIEW_URL is where the preview will be served. It runs the change's own code
and therefore has no token: what it writes is read by `comment.py`, which trusts none of it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import forge

LOCAL = "http://localhost:8000/"
"""Where a preview is looked at that was taken home."""
SHOWN = 60
NEEDED = ("assets", "index.html", "404.html", "names.json", "landscape", "search", "privacy")
"""What a page of the preview leads to or loads."""


def main(out: Path) -> int:
    """Write everything; 1 where the effect could not be computed."""
    preview = (os.environ.get("PREVIEW_URL") or LOCAL).rstrip("/") + "/"
    out.mkdir(parents=True, exist_ok=True)
    for name in ("number", "head"):
        (out / name).write_text(os.environ[name.upper()], encoding="utf-8")
    problems = json.loads(forge.kg("check", "--format", "json").stdout or "null")
    if problems is None:
        return said(out, "**The checker itself failed** on this change: see its run.")
    errors = [problem for problem in problems if problem["level"] == "error"]
    if errors:
        return said(out, wrong(errors)) and 0
    diff = forge.kg("diff", os.environ["BASE"], "--format", "markdown", "--preview", preview)
    told = forge.kg("diff", os.environ["BASE"], "--format", "json")
    if diff.returncode or told.returncode:
        return said(out, "**What this change does could not be computed:** see its run.")
    said(out, diff.stdout + notes())
    pages = [path for path, why in json.loads(told.stdout)["pages"] if why != "gone"]
    return build(Path(f"{out}-preview"), pages, preview)


def said(out: Path, text: str) -> int:
    """Write the comment; 1, as the caller's status where that is all there is."""
    (out / "comment.md").write_text(text, encoding="utf-8")
    return 1


def wrong(errors: list[dict[str, Any]]) -> str:
    """Errors as Markdown; they also stand on their lines in the change."""
    count = f"{len(errors)} error{'s' if len(errors) > 1 else ''}"
    more = [f"- … and {len(errors) - SHOWN} more"] if len(errors) > SHOWN else []
    head = f"**The checker found {count}**, so what the change does is not shown yet.\n"
    foot = "\nMend it in your branch and this comment is renewed.\n"
    return "\n".join([head, *map(row, errors[:SHOWN]), *more, foot])


def row(problem: dict[str, Any]) -> str:
    """One problem as a line of a list."""
    place = f"{problem['path']}:{problem['line']}" if problem["line"] else problem["path"]
    hint = f" ({problem['hint']})" if problem["hint"] else ""
    return f"- {forge.plain(place)}: {forge.plain(problem['message'] + hint)}"


def notes() -> str:
    """What the checker adds on the files of the change: warnings, and what evidence their names will need."""
    changed = forge.git("diff", "--name-only", "--diff-filter=d", "-z", os.environ["BASE"], "--", "content")
    files = [name for name in changed.split("\0") if name.endswith(".yaml") and Path(name).is_file()]
    if not files or len(files) > 200:
        return ""
    problems = json.loads(forge.kg("check", "--format", "json", *files).stdout or "[]")
    rows = [row(problem) for problem in problems]
    if not rows:
        return ""
    shown = [*rows[:SHOWN], *([f"- … and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else [])]
    return "\n".join([f"\n<details><summary>What the checker adds ({len(rows)})</summary>\n", *shown, "\n</details>\n"])


def build(target: Path, pages: list[str], preview: str) -> int:
    """Build the site and keep the pages that change, with what they need to be looked at."""
    shutil.rmtree(target, ignore_errors=True)
    if not pages:
        return 0
    done = forge.kg("build", "--no-search", "--site-url", preview)
    sys.stdout.write(forge.still(done.stdout))
    if done.returncode:
        return 1
    site = Path("site")
    hubs = {f"{path.split('/')[0]}/index.html" for path in pages}
    wanted = [*NEEDED, *sorted(hubs), *(f"{path}index.html" for path in pages), *raw(pages)]
    prefix = urlsplit(preview).path.strip("/")
    for name in wanted:
        source, copy = site / name, target / prefix / name
        if source.is_dir():
            shutil.copytree(source, copy, dirs_exist_ok=True)
        elif source.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)
    return 0


def raw(pages: list[str]) -> list[str]:
    """The data beside the pages."""
    return [f"{path.rstrip('/')}.{suffix}" for path in pages for suffix in ("ttl", "jsonld")]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
