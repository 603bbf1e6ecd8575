"""A CNCF `project-maintainers.csv` as people: who they are, whom they work for, what they maintain.

The columns are maturity, project, name, company, GitHub name, owners file; a project stands only in its first row.
One person is one GitHub name, whatever else a row says.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kg.ingest import forgotten, merge, personname, rowname
from kg.ingest.check.values import fold
from kg.ingest.ids import Ids
from kg.model import BadInput, Problem

NAME: Final = "maintainers"
NOBODY: Final = {
    "", "-", "?", "_", "community", "consultant", "contractor", "freelance", "freelancer", "independent",
    "independent consultant", "independent contractor", "individual", "individual - no account",
    "individual contributor", "individual developer", "n/a", "na", "no affiliation", "none", "not affiliated",
    "open source", "personal", "private", "retired", "self", "self-employed", "student", "tbd", "unaffiliated",
    "unemployed", "unknown",
}  # fmt: skip
_BODY: Final = re.compile(r"(?i)\s+(?:steering|maintainers|approvers|(?:steering|governance|technical) committee)$")
_GENERIC: Final = re.compile(
    r"(?i)(?:\.(?:io|ai|com|dev)|\s(?:ai|software|systems|technolog(?:y|ies)|insurance|group|company))$"
)
"""What a company's name is often written without."""


@dataclass(slots=True)
class _Person:
    """What the rows say of one person, while they are being read."""

    names: list[str] = field(default_factory=list)
    handle: str = ""
    companies: list[str] = field(default_factory=list)
    projects: list[str] = field(default_factory=list)


def run(root: Path, file: Path, shrunk: bool = False) -> merge.ImportReport:
    """Import a list of maintainers into `root`/content. Raises BadInput where it is no such list or has shrunk."""
    notes: list[Problem] = []
    people = _people(list(read(file, notes)))
    ids = Ids(root, NAME)
    entries = make(people, ids, forgotten.is_forgotten(root), file.name, notes)
    return merge.apply(root, NAME, entries, notes, ids.renamed, shrunk)


def read(file: Path, notes: list[Problem]) -> Iterator[tuple[str, str, str, str]]:
    """(project, name, company, GitHub name) of each row, the project carried down; unusable rows are noted."""
    project = ""
    try:
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput([Problem(str(file), 1, 0, "error", f"no list of maintainers: {error}")]) from error
    if not rows or [cell.strip() for cell in rows[0][1:5]] != ["Project", "Maintainer Name", "Company", "Github Name"]:
        wanted = "the columns must be maturity, Project, Maintainer Name, Company, Github Name"
        raise BadInput([Problem(str(file), 1, 0, "error", "no list of maintainers", wanted)])
    for number, row in enumerate(rows[1:], 2):
        cells = [" ".join(cell.split()) for cell in [*row, "", "", "", "", ""][:5]]
        if cells[1] and not re.match(r"(?i)^(steering|technical|governance) committee$", cells[1]):
            project = cells[1]
        handle = cells[4].removeprefix("@").rstrip("/").rpartition("/")[2]
        if handle and not re.match(r"^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$", handle):
            notes.append(Problem(file.name, number, 0, "warning", f"passed over the GitHub name {cells[4]!r}"))
            handle = ""
        if not cells[2]:
            if any(cells):
                notes.append(
                    Problem(file.name, number, 0, "warning", f"passed over a row without a name ({cells[4]!r})")
                )
            continue
        yield project, cells[2], cells[3], handle


def make(
    people: list[_Person], ids: Ids, gone: Callable[[str], bool], file: str, notes: list[Problem]
) -> dict[merge.Key, dict[str, Any]]:
    """The people, and the organisations that are not among the entries yet, by kind and id."""
    entries: dict[merge.Key, dict[str, Any]] = {}
    unknown: set[str] = set()
    for person in people:
        parsed = [personname.parse(name) for name in person.names]
        main = max(parsed, key=lambda found: (" " in found.name, found.name != found.name.lower()))
        aliases = [alias for found in parsed for alias in (found.name, *found.aliases)]
        if any(gone(text) for text in (*aliases, person.handle) if text):
            continue
        fields: dict[str, Any] = {"name": main.name, "origin": [NAME]}
        fields["aliases"] = list({fold(a): a for a in reversed(aliases) if fold(a) != fold(main.name)}.values())[::-1]
        fields["labels"] = {language: label for found in parsed for language, label in found.labels.items()}
        if person.handle:
            fields["links"] = {"github": f"https://github.com/{person.handle}"}
        vendors = [_vendor(company, ids, entries) for company in person.companies]
        fields["employers"] = [{"vendor": vendor} for vendor in dict.fromkeys(vendors) if vendor]
        found_projects = {project: _project(project, ids) for project in person.projects}
        unknown |= {project for project, id_ in found_projects.items() if not id_}
        fields["maintains"] = sorted({id_ for id_ in found_projects.values() if id_})
        id_ = ids.person(main.name, person.handle, taken=entries)
        entries["person", id_] = ids.shared(id_, entries.get(("person", id_)), fields)
    notes.extend(Problem(file, 0, 0, "warning", f"there is no project {project!r}") for project in sorted(unknown))
    return entries


def _people(rows: list[tuple[str, str, str, str]]) -> list[_Person]:
    """One record a person: the same GitHub name, or without one the same name."""
    by: dict[str, _Person] = {}
    for project, name, company, handle in rows:
        key = f"@{handle.casefold()}" if handle else fold(personname.parse(name).name)
        if not handle:
            key = next((k for k, p in by.items() if k.startswith("@") and fold(p.names[0]) == key), key)
        person = by.setdefault(key, _Person(handle=handle))
        for values, value in ((person.names, name), (person.companies, company), (person.projects, project)):
            if value and value not in values:
                values.append(value)
    return list(by.values())


def _vendor(company: str, ids: Ids, entries: dict[merge.Key, dict[str, Any]]) -> str:
    """The id of a company, made where it is new; "" for people who work for nobody."""
    company = company.lstrip("@")
    name = rowname.parse(company, organisation=True).name
    if company.casefold() in NOBODY or name.casefold() in NOBODY:
        return ""
    tries = (company, name, _GENERIC.sub("", name), f"The {name}")
    known = next((id_ for text in tries if text and (id_ := ids.find("vendor", text))), "")
    if known and not ids.brought(known):
        return known
    id_ = known or ids.choose("vendor", name)
    aliases = [company] if company != name and fold(company) != fold(name) else []
    entries.setdefault(("vendor", id_), {"name": name, "origin": [NAME], **({"aliases": aliases} if aliases else {})})
    return id_


def _project(text: str, ids: Ids) -> str:
    """The id of the project that a cell names, or "".

    "Example: SIG Docs" and "Example (Governance Committee)" are found as Example where they are no entry of their own.
    """
    text = text.strip()
    before, _, after = text.partition(":")
    plain = re.sub(r"\s*\([^()]*\)", "", text).strip()
    inside = "".join(re.findall(r"\(([^()]*)\)", text))
    after = re.sub(r"\s*\([^()]*\)", "", after).strip()
    tries = [
        text,
        plain,
        f"{before} {after}",
        _BODY.sub("", plain),
        inside,
        before,
        re.sub(r"\s*\([^()]*\)", "", before),
    ]
    words = plain.split()
    tries += [" ".join(words[:count]) for count in range(len(words) - 1, 0, -1)]
    return next((id_ for candidate in tries if candidate and (id_ := ids.find("project", candidate))), "")
