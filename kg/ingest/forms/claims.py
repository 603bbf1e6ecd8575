"""A statement on a page, named as its "wrong?" link names it: what rules it out, and the field that states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.ingest.check import shape
from kg.ingest.forms.body import problem
from kg.ingest.forms.fields import Names
from kg.model import BadInput

FIELDS: Final[Mapping[str, str]] = {
    "works_for": "employers",
    "maintains": "maintains",
    "behind": "vendor",
    "category": "categories",
    "part_of": "parent",
    "subsidiary_of": "parent",
    "edition_of": "parent",
    "organised_by": "organiser",
    "co_located_with": "co_located_with",
    "broader": "broader",
    "related": "related",
}
"""Predicate → the field of the subject's file that states it; the others stand in no file."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement between two ids."""

    subject: str
    predicate: str
    object: str
    field: str
    """The field in which the subject's file would state it, or empty."""
    stated: bool
    """Whether the file does."""

    def as_data(self) -> dict[str, str]:
        """As a ruling names it."""
        return {"subject": self.subject, "predicate": self.predicate, "object": self.object}


def read(names: Names, text: str) -> Claim:
    """The claim that `subject predicate object` names. Raises BadInput where it names none."""
    words = text.split()
    predicates = shape.schema("ruling")["items"]["properties"]["claim"]["properties"]["predicate"]["enum"]
    if len(words) != 3 or words[1] not in predicates:
        hint = f"as “ada-fennick works_for quillworks”; the verbs: {', '.join(predicates)}"
        raise BadInput([problem(f"“{text[:100]}” is no statement", hint)])
    subject, object_ = names.file(words[0]), names.file(words[2]).id
    field = FIELDS.get(words[1], "")
    field = field if field in shape.schema(subject.kind)["properties"] else ""
    stated = isinstance(subject.data, dict) and object_ in _ids(subject.data.get(field, ()))
    return Claim(subject.id, words[1], object_, field, stated)


def states(data: Mapping[str, Any], claim: Claim) -> bool:
    """Whether an entry's data states the claim."""
    return claim.object in _ids(data.get(claim.field, ()))


def without(data: dict[str, Any], claim: Claim) -> dict[str, Any]:
    """An entry's data without the claim."""
    value = data[claim.field]
    left = [item for item in value if claim.object not in _ids(item)] if isinstance(value, list) else []
    return {name: left if name == claim.field else old for name, old in data.items() if name != claim.field or left}


def reason(answers: Mapping[str, str]) -> str:
    """Why the claim is rejected, for the next person: where it can be seen, else that a reader said so."""
    return " ".join(answers.get("shown", "").split())[:400] or "said by a reader"


def _ids(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {str(value.get("vendor", ""))}
    return {value} if isinstance(value, str) else {id_ for item in value for id_ in _ids(item)}
