"""Who publishes a source and for whom they speak; and the event that its title names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.ingest.check.load import File
from kg.ingest.ids import Ids


class Publishers:
    """What an instance knows of publishers."""

    def __init__(self, root: Path, files: Iterable[File]) -> None:
        """Learn the vendors, the projects, and what people decided for earlier sources."""
        self._ids = Ids(root, "")
        self._known: dict[str, dict[str, str]] = {}
        for file in files:
            if file.kind in ("talk", "article") and isinstance(file.data, dict):
                said = {name: str(file.data[name]) for name in ("publisher", "affiliation", "of") if name in file.data}
                if len(said) > 1:
                    self._known.setdefault(said.get("publisher", ""), said)

    def of(self, name: str, affiliation: str = "", speaks_for: str = "") -> dict[str, str]:
        """The fields publisher, affiliation and of; what is given wins, then what earlier sources say.

        A project's own blog speaks for the project, a vendor's for the vendor; all others are independent.
        """
        publisher = self._ids.find("vendor", name) or name
        if not affiliation and publisher in self._known:
            return dict(self._known[publisher])
        if not affiliation:
            project = self._ids.find("project", name)
            speaks_for = project or (publisher if publisher != name else "")
            affiliation = "project" if project else "vendor" if speaks_for else "independent"
        fields = {"publisher": publisher, "affiliation": affiliation}
        return {**fields, "of": speaks_for} if speaks_for else fields


def editions(files: Iterable[File]) -> dict[str, str]:
    """Name or alias → id of each event whose name holds a year: one edition, not a series."""
    found: dict[str, str] = {}
    for file in files:
        if file.kind == "event" and isinstance(file.data, dict):
            for item in [file.data.get("name", ""), *file.data.get("aliases", ())]:
                name = item if isinstance(item, str) else item.get("name", "")
                if re.search(r"\b(?:19|20)\d\d\b", name):
                    found[_flat(name)] = file.id
    return found


def edition(title: str, known: Mapping[str, str]) -> str:
    """The id of the one event edition that a title names, or "".

    >>> edition("What we saw at KubeCon EU 2019", {"kubecon eu 2019": "kubecon-eu-2019"})
    'kubecon-eu-2019'
    """
    flat = f" {_flat(title)} "
    found = {id_ for name, id_ in known.items() if f" {name} " in flat}
    return found.pop() if len(found) == 1 else ""


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
