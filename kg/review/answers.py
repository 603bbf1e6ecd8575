"""Answers to the review queue: a new entry, one more name of an entry, or a ruling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kg import cache
from kg.ingest import check, entries, entryfile, rulings
from kg.ingest.ids import Ids
from kg.iri import safe_url, slug, valid_id
from kg.model import FOLDERS, BadInput, Entry, Problem
from kg.names import has_han, key
from kg.review.queue import KINDS, Question

_FORGES: Final = ("github.com", "gitlab.com", "codeberg.org")
_PROFILES: Final = {
    "twitter": r"(?:twitter|x)\.com/\w+",
    "linkedin": r"linkedin\.com/in/[\w-]+",
    "github": r"github\.com/[\w-]+",
}


def accept(
    root: Path, name: str, kind: str, id_: str | None = None, *, question: Question | None = None, source: str = ""
) -> Path:
    """Make a name known; gives the file that says so now.

    `id_` of an existing entry: the name becomes its alias, or, where it has that name already (an identity question),
    a ruling says that the name means it (in `source`, or everywhere). Else a new entry is written under `id_` or an
    id of its own, with what `question` (of the queue) knows: employers, homepage, repository, profiles.
    Raises BadInput where the content would not be sound; then nothing is changed.
    """
    found = {entry.id: entry for entry in entries.read(root).entries}
    if kind not in KINDS:
        raise BadInput([Problem("--kind", 0, 0, "error", f"no kind {kind!r}", f"one of {', '.join(KINDS)}")])
    if id_ and id_ in found:
        return _known(root, found[id_], name, kind, source)
    if id_ and not valid_id(id_):
        hint = f"lower case, digits and hyphens, as {slug(name)!r}"
        raise BadInput([Problem(id_, 0, 0, "error", "not a valid id", hint)])
    chosen = id_ or Ids(root, "").choose(kind, name, taken={(entry.kind, entry.id) for entry in found.values()})
    data = {"name": name} | (facts(question, kind, found) if question else {})
    return _written(root, kind, chosen, data)


def reject(root: Path, surface: str, *, entry: str = "", source: str = "", reason: str = "") -> Path:
    """Rule that a name is none of ours (or names `entry`), in `source` or everywhere; gives the rulings' file."""
    return rulings.add(root, surface, entry, source, reason)


def facts(question: Question, kind: str, known: Mapping[str, Entry]) -> dict[str, Any]:
    """The fields of a new entry that a question's evidence gives."""
    data: dict[str, Any] = {}
    if kind == "person":
        links = {what: _profile(question, pattern) for what, pattern in sorted(_PROFILES.items())}
        data["links"] = {what: url for what, url in links.items() if url}
        data["employers"] = [{"vendor": id_} for id_ in question.employers if id_ in known][:1]
    elif kind in ("project", "product", "vendor"):
        mine = [link for link in question.links if _about(question.name, link)]
        homes = [link for link in mine if not link.startswith(_FORGES) and "/" not in link]
        data["homepage"] = next((url for link in homes if (url := safe_url(f"https://{link}"))), "")
        if kind == "project":
            data["repositories"] = [f"https://{link}" for link in mine if _repository(link)][:1]
    return {name: value for name, value in data.items() if value}


def _profile(question: Question, pattern: str) -> str:
    return next((safe_url(f"https://{link}") for link in question.links if re.fullmatch(pattern, link)), "")


def _repository(link: str) -> bool:
    return link.startswith(_FORGES) and link.count("/") == 2


def _about(name: str, link: str) -> bool:
    """Whether a link's host or repository is named after a thing."""
    last = link.rpartition("/")[2] if _repository(link) else link.partition("/")[0].rpartition(".")[0]
    return key(name) in key(last) or (len(key(last)) > 3 and key(last) in key(name))


def _known(root: Path, entry: Entry, name: str, kind: str, source: str) -> Path:
    if entry.kind != kind:
        raise BadInput([Problem(entry.path, 0, 0, "error", f"{entry.id} is a {entry.kind}, no {kind}")])
    if name in (entry.name, *(alias.name for alias in entry.aliases), *entry.labels.values()):
        return rulings.add(root, name, entry.id, source, "confirmed in review")
    data = entryfile.read(root / entry.path) or {}
    alias = {"name": name, "language": "zh"} if has_han(name) else name
    return _written(root, kind, entry.id, data | {"aliases": [*data.get("aliases", ()), alias]})


def _written(root: Path, kind: str, id_: str, data: dict[str, Any]) -> Path:
    """Write an entry, and take it back where the checker finds an error in it."""
    file = root / "content" / FOLDERS[kind] / f"{id_}.yaml"
    before = file.read_bytes() if file.is_file() else None
    entryfile.write(root, kind, id_, data)
    problems = [problem for problem in check.check(root, [file]) if problem.level == "error"]
    if problems:
        cache.write(file, before) if before is not None else file.unlink()
        raise BadInput(problems)
    return file
