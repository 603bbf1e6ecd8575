"""The libraries that the Query page runs in the browser: copied from `node_modules/`, if there, with their licences.

`package.json` at the repository's root names them, `package-lock.json` pins them. None is kept in the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[2]
COPIED = {
    "oxigraph": ("web.js", "web_bg.wasm"),
    "@zazuko/yasqe": ("build/yasqe.min.js", "build/yasqe.min.css"),
}
"""Package → what of it is copied."""
FOLDER = "assets/lib/"


def files(root: Path) -> dict[str, bytes]:
    """Path under the site's root → content; empty where the libraries are not installed at `root` or beside this
    package (`npm ci` installs them).
    """
    for place in (root / "node_modules", CHECKOUT / "node_modules"):
        wanted = [place / package / name for package, names in COPIED.items() for name in names]
        if all(file.is_file() for file in wanted):
            found = {FOLDER + file.name: _plain(file.read_bytes(), file.name) for file in wanted}
            return found | {f"{FOLDER}LICENSES.txt": _licences(place).encode()}
    return {}


def _plain(data: bytes, path: str) -> bytes:
    """Without the comment that makes a browser's tools ask for a map that is not there."""
    if not path.endswith((".js", ".css")):
        return data
    return b"\n".join(line for line in data.split(b"\n") if b"# sourceMappingURL=" not in line[-200:])


def _licences(place: Path) -> str:
    """Name, version and licence of each library and of all that is built into it, with the texts that they ship."""
    parts = ["Libraries that run in the browser on the Query page, and what is built into them.\n"]
    for folder, about in sorted(_closure(place), key=lambda pair: str(pair[1]["name"])):
        line = f"{about['name']} {about['version']}: {about.get('license', 'see below')}"
        shipped = sorted(folder.glob("LICEN[CS]E*"))
        texts = [file.read_text(encoding="utf-8", errors="replace").strip() for file in shipped]
        parts.append("\n\n".join([f"{'=' * 80}\n{line}\n{about.get('homepage', '')}".rstrip(), *texts]) + "\n")
    parts.append("=" * 80 + "\nApache License 2.0, under which oxigraph is taken:\n\n")
    parts.append((CHECKOUT / "LICENSE").read_text(encoding="utf-8") if (CHECKOUT / "LICENSE").is_file() else "")
    return "\n".join(parts)


def _closure(place: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Folder and description of each library and of all that it depends on."""
    todo, seen = list(COPIED), set()
    while todo:
        name = todo.pop()
        file = place / name / "package.json"
        if name in seen or not file.is_file():
            continue
        seen.add(name)
        about = json.loads(file.read_text(encoding="utf-8"))
        todo += about.get("dependencies", {})
        yield place / name, about
