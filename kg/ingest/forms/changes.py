"""A filled form → the files that it changes: all of them, or none where the checker finds a new error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.ingest import check, entryfile, forgotten, rulings
from kg.ingest.changes import apply, key
from kg.ingest.check import shape, syntax
from kg.ingest.forms import body, corrections, fields, suggested
from kg.ingest.forms.fields import Names
from kg.ingest.ids import Ids
from kg.model import KINDS, BadInput, Problem

Answers = Mapping[str, str]
Texts = dict[str, str]
"""Path under the instance's root → the whole new text of that file."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an issue changed."""

    form: str
    title: str
    """One line for a commit and a pull request."""
    paths: tuple[str, ...]
    shown: str = ""
    """Where the person says that it can be seen."""
    notes: tuple[Problem, ...] = ()
    """What the checker adds, and what was left out; nothing that stops the change."""


def make(root: Path, text: str) -> Change:
    """Write what an issue's text asks for into the content at `root`.

    Raises BadInput with all that is wrong with the answers, or with the content that they would make; then nothing
    is written.
    """
    form = body.read(text)
    files, before = check.inspect(root)
    title, texts, notes = _MAKERS[form.name](root, Names(dict(files)), form.answers)
    paths = apply(root, {root / path: text.encode() for path, text in texts.items()})
    if not paths:
        raise BadInput([body.problem("the content says so already")])
    known = set(map(key, before))
    told = [problem for problem in check.inspect(root)[1] if problem.path in paths or problem.level == "warning"]
    new = [problem for problem in told if problem.level != "error" and key(problem) not in known]
    return Change(form.name, title, paths, form.answers.get("shown", ""), (*notes, *new))


def _entry(root: Path, names: Names, answers: Answers) -> tuple[str, Texts, list[Problem]]:
    """A new entry."""
    kind, name = answers["kind"].casefold(), " ".join(answers["name"].split())
    if kind not in KINDS:
        raise BadInput([body.problem(f"“{kind[:40]}” is no kind of entry", f"one of {', '.join(KINDS)}")])
    if kind == "person" and forgotten.is_forgotten(root)(name):
        raise BadInput([body.problem("this person asked not to be listed", "we keep no entry on them")])
    ids = Ids(root, "")
    if known := ids.find(kind, name):
        where = entryfile.path(root, kind, known).relative_to(root).as_posix()
        raise BadInput([body.problem(f"there is an entry of this name already: {where}", "correct that one")])
    data = {key: value for key, value in answers.items() if key not in ("kind", "name", "more", "shown")}
    found = {key: fields.data(names, kind, key, value) for key, value in data.items() if _fits(kind, key)}
    data = {"name": name} | found | _more(answers.get("more", ""))
    id_ = ids.person(name, "") if kind == "person" else ids.choose(kind, name)
    if strange := sorted(data.keys() - shape.schema(kind)["properties"].keys()):
        raise BadInput([body.problem(f"a {kind} has no field {key!r}") for key in strange])
    path = entryfile.path(root, kind, id_).relative_to(root).as_posix()
    left = [key for key in answers if key not in ("kind", "name", "more", "shown") and not _fits(kind, key)]
    notes = [Problem(path, 0, 0, "note", f"a {kind} has no {key}: “{answers[key][:80]}” was left out") for key in left]
    return f"Add the {kind} {name[:80]}", {path: entryfile.fresh(kind, data)}, notes


def _fits(kind: str, key: str) -> bool:
    return key in shape.schema(kind)["properties"]


def _more(text: str) -> dict[str, Any]:
    """Further fields, written as YAML."""
    if not text:
        return {}
    data, problems = syntax.parse(text.encode(), "“Further fields”")
    if problems:
        raise BadInput(problems)
    if not isinstance(data, dict):
        raise BadInput([body.problem("“Further fields” must be YAML as `field: value`")])
    if "name" in data:
        raise BadInput([body.problem("“Further fields” gives a name", "there is one in “Name”: leave it out here")])
    return data


def _link(root: Path, names: Names, answers: Answers) -> tuple[str, Texts, list[Problem]]:
    """A ruling on what a name means in a source."""
    surface, meant = " ".join(answers["surface"].split()).strip("\"'“”"), answers["meant"]
    source = "" if answers["source"].strip().casefold() in ("everywhere", "all") else names.file(answers["source"]).id
    entry = "" if meant.strip().casefold() in corrections.DROP else names.file(meant).id
    reason = " ".join(answers.get("reason", "").split())[:400]
    item = {"surface": surface, "entry": entry, "source": source, "reason": reason}
    told = f"“{surface[:60]}” {'in ' + source if source else 'everywhere'} is {entry or 'nothing of ours'}"
    return f"Rule that {told}", {rulings.FILE: rulings.added(root, item)}, []


_MAKERS: Final[Mapping[str, Callable[[Path, Names, Answers], tuple[str, Texts, list[Problem]]]]] = {
    "entry": _entry,
    "correct": corrections.make,
    "link": _link,
    "source": suggested.make,
}
