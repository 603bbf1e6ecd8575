"""The text of an issue that a form of the forge made → the form's name and its answers.

A forge writes a form as `### Label`, a blank line and the answer, one field after the other. Labels here and in
`.github/ISSUE_TEMPLATE/` are held together by a test.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.model import BadInput, Problem

LONGEST: Final = 60_000
"""Characters of an issue; a forge takes a few more."""
ANSWER: Final = 8_000
"""Characters of one answer."""
WHERE: Final = "issue"
"""What problems name as their place."""

FORMS: Final[Mapping[str, Mapping[str, str]]] = {
    "entry": {
        "What is it?": "kind",
        "Name": "name",
        "Homepage": "homepage",
        "Repositories": "repositories",
        "Also called": "aliases",
        "Topics": "categories",
        "Who is behind it?": "vendor",
        "Further fields": "more",
        "Where can we see that?": "shown",
    },
    "correct": {
        "Which entry?": "id",
        "Which statement on its page?": "claim",
        "Which field?": "field",
        "What is right?": "value",
        "Where can it be seen?": "shown",
        "What the page showed": "stood",
    },
    "link": {
        "In which talk or article?": "source",
        "Which name, as it is written there?": "surface",
        "What does it name?": "meant",
        "How do you know?": "reason",
    },
    "source": {
        "Address": "url",
        "Title": "title",
        "What kind of source is it?": "medium",
        "Who published it?": "publisher",
        "For whom does the publisher speak?": "affiliation",
        "Of which project or vendor?": "of",
        "Date": "date",
        "Event": "event",
        "Who speaks, or wrote it?": "speakers",
        "Language": "language",
    },
}
"""Form → label → field, in the form's order."""
REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "entry": ("kind", "name", "shown"),
    "correct": ("id",),
    "link": ("source", "surface", "meant"),
    "source": ("url", "title", "medium", "publisher", "affiliation"),
}
_NOTHING: Final = ("_No response_", "None", "")
_FENCE: Final = re.compile(r"^(`{3,})[\w-]*\n(.*?)\n?\1$", re.DOTALL)


def problem(message: str, hint: str = "", line: int = 0) -> Problem:
    """Something wrong with an issue's answers."""
    return Problem(WHERE, line, 0, "error", message, hint)


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form: field → answer, those without an answer left out."""

    name: str
    answers: Mapping[str, str]


def read(text: str) -> Form:
    """The form that an issue's text was made by. Raises BadInput where there is none or an answer is missing.

    >>> read("### Which entry?\\n\\netcd\\n\\n### What is right?\\n\\n_No response_").answers
    {'id': 'etcd'}
    """
    if len(text) > LONGEST:
        raise BadInput([problem(f"the issue is longer than {LONGEST:,} characters")])
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    first = lines[0].removeprefix("### ").strip()
    name = next((name for name, labels in FORMS.items() if first == next(iter(labels))), "")
    if not name or not lines[0].startswith("### "):
        hint = "open it by one of the forms, and leave their headings as they are"
        raise BadInput([problem("this issue was made by none of the forms", hint, 1)])
    answers = {field: answer for field, answer in _answers(lines, FORMS[name]).items() if answer not in _NOTHING}
    labels = {field: label for label, field in FORMS[name].items()}
    problems = [
        problem(f"“{labels[field]}” has more than {ANSWER:,} characters")
        for field, answer in answers.items()
        if len(answer) > ANSWER
    ]
    problems += [
        problem(f"“{labels[field]}” has no answer") for field in REQUIRED[name] if field not in answers
    ]
    if problems:
        raise BadInput(problems)
    return Form(name, answers)


def _answers(lines: list[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Field → answer. A heading inside an answer is a part of it unless it is a label that is still to come."""
    left, parts, field = list(labels), {}, ""
    for line in lines:
        label = line.removeprefix("### ").strip() if line.startswith("### ") else ""
        if label in left:
            left = left[left.index(label) + 1 :]
            field = labels[label]
            parts[field] = list[str]()
        elif field:
            parts[field].append(line)
    return {field: _plain("\n".join(found)) for field, found in parts.items()}


def _plain(answer: str) -> str:
    """An answer without the blanks around it and the fence that the forge puts around code."""
    text = "".join(char for char in answer.strip() if char in "\n\t" or char.isprintable())
    fenced = _FENCE.match(text)
    return fenced[2].strip("\n") if fenced else text
