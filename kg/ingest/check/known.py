"""What a reference may mean: the ids that there are, those that were, and the names of their entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.ingest.check.finding import aliases, entries
from kg.ingest.check.load import File
from kg.ingest.check.values import fold
from kg.iri import slug
from kg.model import FOLDERS


@dataclass(frozen=True, slots=True)
class Known:
    """The catalogue as references see it."""

    kinds: Mapping[str, str]
    """Id → kind."""
    former: Mapping[str, str]
    """Former id → the id now."""
    named: Mapping[tuple[str, str], str]
    """(kind, folded name or alias) → id, where one entry only is meant; else ""."""

    def meant(self, text: str, allowed: Iterable[str]) -> str:
        """The one id that a person who wrote `text` must have meant, or "".

        >>> Known({"red-hat": "vendor"}, {}, {("vendor", "redhat"): "red-hat"}).meant("Red Hat", ["vendor"])
        'red-hat'
        """
        wanted = list(allowed)
        for id_ in (text, self.former.get(text, ""), text.lower(), slug(text)):
            if self.kinds.get(id_, "") in wanted:
                return id_
        found = {self.named.get((kind, fold(text)), "") for kind in wanted} - {""}
        return found.pop() if len(found) == 1 else ""


def make(files: Iterable[File]) -> Known:
    """What the files of a catalogue make known."""
    all_ = list(files)
    named: dict[tuple[str, str], str] = {}
    former: dict[str, str] = {}
    sound = [file for file in all_ if not any(problem.level == "error" for problem in file.problems)]
    for file in (file for file in sound if file.kind in FOLDERS):
        former.update(dict.fromkeys(file.data.get("former_ids", ()), file.id))
    for file in entries(sound):
        for name in (file.data["name"], *aliases(file)):
            if named.setdefault((file.kind, fold(name)), file.id) != file.id:
                named[file.kind, fold(name)] = ""
    return Known({file.id: file.kind for file in all_ if file.kind in FOLDERS}, former, named)
