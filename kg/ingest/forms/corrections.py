"""The form that corrects: a field with another value, or a statement that is not so.

The form is filled in with what a page showed, and the page may be older than the file. A line counts as an answer only
where the reader changed it, and what others changed meanwhile stays, and is told of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.ingest import entryfile, rulings
from kg.ingest.check import shape
from kg.ingest.check.load import File
from kg.ingest.forms import claims, fields, stood
from kg.ingest.forms.body import problem
from kg.ingest.forms.claims import Claim
from kg.ingest.forms.fields import Names
from kg.model import BadInput, Problem

Answers = Mapping[str, str]
DROP: Final = ("nothing", "none", "remove it")
"""Answers that take a field out."""


def make(root: Path, names: Names, answers: Answers) -> tuple[str, dict[str, str], list[Problem]]:
    """(title, path → text, notes) of a correction. Raises BadInput where it says nothing new or is not clear."""
    claim = claims.read(names, answers["claim"]) if answers.get("claim") else None
    file = names.files[claim.subject] if claim else names.file(answers["id"])
    if not isinstance(file.data, dict):
        raise BadInput(list(file.problems))
    page = _Page(names, file, stood.read(answers.get("stood", "")))
    wanted = _stated(page, answers.get("value", ""), claim) if claim else _wanted(page, answers)
    data, notes = page.changed(wanted)
    texts: dict[str, str] = {}
    if claim and not claim.stated:
        ruled = rulings.rejected(root, claim.as_data(), claims.reason(answers))
        texts |= {} if claims.states(data, claim) else {rulings.FILE: ruled}
    elif claim and data == file.data:
        data = claims.without(data, claim)
    if data != file.data:
        texts[file.path] = entryfile.changed((root / file.path).read_text("utf-8"), file.data, data)
    if not texts:
        raise BadInput([problem(f"{file.path} says so already")])
    named = ", ".join(name for name in wanted if data.get(name) != file.data.get(name))
    what = f"{claim.subject} {claim.predicate} {claim.object}" if claim else f"{file.id}, {named}"
    return f"Correct {what}", texts, notes


@dataclass(frozen=True, slots=True)
class _Page:
    """A file as it is now, and as the page showed it."""

    names: Names
    file: File
    stood: stood.Stood

    def untouched(self, name: str, line: str) -> bool:
        """Whether a line is as the page filled it in, or as the file has it."""
        return stood.mark(line) in (*self.stood.get(name, ()), *stood.marks(self.file.data.get(name)))

    def changed(self, wanted: Answers) -> tuple[dict[str, Any], list[Problem]]:
        """The data with other values, and what others changed meanwhile; what stays as it is stays where it stands."""
        data, notes = dict(self.file.data), []
        for name, value in wanted.items():
            old = data.get(name)
            new = fields.merged(old, self._value(name, value, old))
            if new == old:
                continue
            if name in self.stood and set(self.stood[name]) != set(stood.marks(old)):
                said = f"{name} was changed after the page was made that the form came from; see which is right"
                now = "; it says now: " + (" | ".join(stood.lines(old))[:200] or "nothing")
                notes.append(Problem(self.file.path, 0, 0, "warning", said + now))
            data.pop(name, None)
            data |= {} if new is None else {name: new}
        return data, notes

    def _value(self, name: str, value: str, old: Any) -> Any:
        """What the answer makes of a field: None where it takes it out."""
        shown, dropped = self.stood.get(name), value.strip().casefold() in DROP
        if shown is not None and shape.schema(self.file.kind)["properties"][name].get("type") == "array":
            return self._joined(name, "" if dropped else value, old if isinstance(old, list) else [], shown)
        if shown and stood.mark(value) in shown:
            return old
        return None if dropped else fields.data(self.names, self.file.kind, name, value)

    def _joined(self, name: str, value: str, old: list[Any], shown: tuple[str, ...]) -> list[Any] | None:
        """A list with the lines that the reader left, wrote and struck out, and the items that are new in the file."""
        now = {stood.mark(line): item for item in old for line in stood.lines(item)}
        given: list[Any] = []
        for line in filter(str.strip, value.split("\n")):
            if (mark := stood.mark(line)) not in shown:
                given += fields.data(self.names, self.file.kind, name, line)
            elif mark in now:
                given.append(now[mark])
        given += [item for mark, item in now.items() if mark not in shown]
        return [item for place, item in enumerate(given) if item not in given[:place]] or None


def _stated(page: _Page, value: str, claim: Claim) -> Answers:
    """Field → answer of the form for a statement: the lines of its field, where a reader changed them."""
    if not value or not claim.field:
        return {}
    if not claim.stated and claim.field not in page.stood:
        told = fields.data(page.names, page.file.kind, claim.field, value)
        return {} if claims.states({claim.field: told}, claim) else {claim.field: value}
    return {claim.field: value}


def _wanted(page: _Page, answers: Answers) -> Answers:
    """Field → answer: of the field that the form names, or of each whose title begins a line of the answer."""
    kind = page.file.kind
    name, value = fields.field(kind, answers.get("field", "")), answers.get("value", "")
    told, rest = fields.lines(kind, value, name)
    touched = {field: answer for field, answer in told.items() if not page.untouched(field, answer)}
    if not rest and name in ("", *told) and told:
        return touched if page.stood or not name else {name: told[name]}
    if not name:
        said = "a person has to read this one: the form does not say which field, or which statement"
        raise BadInput([problem(said, f"its fields: {', '.join(shape.schema(kind)['properties'])}")])
    if touched:
        title = shape.schema(kind)["properties"][name]["title"]
        said = f"“What is right?” is for {title}, and begins a line with {', '.join(sorted(touched))}"
        hint = f"choose no field where each line names its own; write `{title}: …` where it is a part of the value"
        raise BadInput([problem(said, hint)])
    if not rest:
        raise BadInput([problem("“What is right?” has no answer", "“nothing” takes the field out")])
    return {name: rest}
