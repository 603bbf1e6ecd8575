"""What a reference may mean: the ids that there are, those that were, and the names of their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.ingest.check import references
from kg.ingest.check.finding import aliases, entries
from kg.ingest.check.load import File, placed
from kg.ingest.check.shape import NO_ID
from kg.ingest.check.values import fold
from kg.iri import slug
from kg.model import FOLDERS, Problem


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


def hinted(root: Path, files: Iterable[File]) -> Iterator[Problem]:
    """The problems of each file by itself; where a name stands for an id, with the id that is meant."""
    all_ = list(files)
    named = {file.path for file in all_ if any(NO_ID in problem.message for problem in file.problems)}
    catalogue = make(all_) if named else Known({}, {}, {})
    for file in all_:
        told = references.strange(file) if file.path in named else ()
        meant = [(place, catalogue.meant(text, kinds)) for place, text, kinds in told]
        findings = [(place, False, "", f"did you mean {id_!r}?") for place, id_ in meant if id_]
        raw = (root / file.path).read_bytes() if findings else b""
        hints = {(at.line, at.column): at.hint for at in placed(file.path, raw, findings)}
        for problem in file.problems:
            hint = hints.get((problem.line, problem.column), "") if NO_ID in problem.message else ""
            yield replace(problem, hint=f"{problem.hint}; {hint}") if hint else problem
