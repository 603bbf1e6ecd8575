"""The other way: what a `landscape.yml` has wrong, as a small patch that its maintainers could take.

Only what is sure is patched: rows that stand there twice, second paths that lead nowhere, misspelt fields, a member's
mark in the name of a product. What is doubtful is told, and left to them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kg.ingest import patch, rowname
from kg.ingest.check.values import fold, without_tracking
from kg.ingest.landscapenodes import EXTRA, ROW, Row, path_of, paths, rows, same, second
from kg.ingest.landscaperows import MEMBERS, PARTNERS
from kg.model import BadInput, Problem

LIKE: Final = 90
"""From this likeness on (0 to 100) one subcategory must be meant by another spelling."""
_SUFFIXES: Final = {"member", "supporter", "contributor"}


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch as text, what it does, and what is left to a person."""

    text: str
    done: tuple[Problem, ...]
    left: tuple[Problem, ...]


def landscape(file: Path) -> Patch:
    """The patch of a landscape file. Raises BadInput where it is none."""
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput([Problem(str(file), 0, 0, "error", f"cannot be read: {error}")]) from None
    tree = patch.compose(text, str(file))
    desk = _Desk(file.name, patch.Lines(text), list(rows(tree, str(file))), list(paths(tree)))
    desk.work()
    made = desk.lines.result()
    patch.compose("\n".join(made), str(file))
    return Patch(patch.unified(file.name, desk.lines.lines, made), tuple(sorted(desk.done)), tuple(sorted(desk.left)))


class _Desk:
    """Where rows are looked at, one rule after the other."""

    def __init__(self, file: str, lines: patch.Lines, rows: list[Row], paths: list[str]) -> None:
        """Take the rows of a file, and all its categories with their subcategories."""
        self.file, self.lines, self.rows, self.paths = file, lines, rows, paths
        self.names = Counter(fold(row.name) for row in rows)
        self.done: list[Problem] = []
        self.left: list[Problem] = []

    def work(self) -> None:
        """Apply every rule; a row that goes is not changed too."""
        gone = self._twice()
        bracketed = []
        for row in self.rows:
            if id(row) not in gone:
                self._misspelt(row)
                self._dangling(row)
                self._marked(row)
                self._tracked(row)
                if rowname.parse(row.name).aliases and not row.path.startswith((MEMBERS, "Special")):
                    bracketed.append(row)
        if bracketed:
            told = f"{len(bracketed)} names hold a second name in brackets, as {bracketed[0].name!r}"
            self._tell(bracketed[0].values["name"], told, "the format has no field for it")

    def _did(self, node: yaml.Node, message: str) -> None:
        self.done.append(Problem(self.file, node.start_mark.line + 1, node.start_mark.column + 1, "note", message))

    def _tell(self, node: yaml.Node, message: str, hint: str = "") -> None:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.left.append(Problem(self.file, *place, "warning", message, hint))

    def _twice(self) -> set[int]:
        """A thing has one row; where else it belongs its second paths say."""
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.name and not row.path.startswith(MEMBERS) and row.path.partition(" / ")[2] not in PARTNERS:
                groups[fold(row.name)].append(row)
        gone: set[int] = set()
        for first, *others in groups.values():
            added: list[str] = []
            for other in others:
                if not same(first, other):
                    self._tell(other.node, f"{other.name!r} stands in {first.path!r} too, with other values")
                    continue
                start = other.node.start_mark.line
                self.lines.drop(start, self.lines.last(other.node))
                added += [other.path] if other.path not in (first.path, *second(first), *added) else []
                self._did(other.node, f"took out {other.name!r}: it stands in {first.path!r} too")
                gone.add(id(other))
            self._lead(first, added)
        return gone

    def _lead(self, row: Row, paths: list[str]) -> None:
        """Add second paths to a row, in the style of its list where it has one."""
        if not paths:
            return
        indent = " " * row.keys["name"].start_mark.column
        said = row.values.get("second_path")
        if isinstance(said, yaml.SequenceNode) and said.value and not said.flow_style:
            last = said.value[-1].start_mark
            texts = [" " * (last.column - 2) + f'- "{path}"' for path in paths]
            self.lines.add(last.line, *texts)
        elif said is None:
            line = row.values["name"].end_mark.line
            self.lines.add(line, f"{indent}second_path:", *(f'{indent}  - "{path}"' for path in paths))
        else:
            self._tell(said, f"{row.name!r} belongs in {', '.join(paths)} too")

    def _misspelt(self, row: Row) -> None:
        """A field is one of the format's."""
        extra = row.values.get("extra")
        for node, known in ((row.node, ROW), (extra, EXTRA)):
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            here = {key.value for key, _ in pairs}
            for key, _ in pairs:
                near = [name for name in sorted(known - here) if OSA.distance(key.value, name, score_cutoff=2) <= 2]
                if key.value in known:
                    continue
                if len(near) == 1 and len(key.value) > 4:
                    self.lines.replace(key, near[0])
                    self._did(key, f"{row.name!r}: {key.value} is called {near[0]}")
                elif known is EXTRA and key.value in ROW:
                    self._tell(key, f"{row.name!r}: {key.value} belongs beside the name, not under extra")
                else:
                    self._tell(key, f"{row.name!r}: unknown field {key.value!r}")

    def _dangling(self, row: Row) -> None:
        """A second path leads to a category and subcategory that are there."""
        said = row.values.get("second_path")
        nodes = said.value if isinstance(said, yaml.SequenceNode) else [said] if said is not None else []
        held = {path_of(node.value) for node in nodes if isinstance(node, yaml.ScalarNode)}
        for node in nodes:
            path = path_of(str(node.value))
            if not path or path in self.paths:
                continue
            right = self._meant(path)
            if right and right not in held and right != row.path:
                self.lines.replace(node, right)
                self._did(node, f"{row.name!r}: second path {path!r} is {right!r}")
            elif right and len(nodes) > 1:
                self.lines.drop(node.start_mark.line, node.start_mark.line)
                self._did(node, f"{row.name!r}: second path {path!r} says again what stands there")
            else:
                self._tell(node, f"{row.name!r}: second path {path!r} leads nowhere", right)

    def _meant(self, path: str) -> str:
        """The path that another spelling, or another category for a subcategory of one name, must mean; or ""."""
        top, _, sub = path.partition(" / ")
        inside = [known for known in self.paths if known.startswith(f"{top} / ")]
        close = process.extract(path, inside, scorer=fuzz.ratio, score_cutoff=LIKE, limit=2)
        named = [known for known in self.paths if fold(known.partition(" / ")[2]) == fold(sub)]
        if len(close) == 1 or (len(close) == 2 and close[0][1] > close[1][1]):
            return str(close[0][0])
        return named[0] if len(named) == 1 else ""

    def _marked(self, row: Row) -> None:
        """Only the row of a member is called a member."""
        bare, bracket, mark = row.name.rpartition(" (")
        category, _, sub = row.path.partition(" / ")
        if not bracket or mark.rstrip(")").casefold() not in _SUFFIXES or category == MEMBERS or sub in PARTNERS:
            return
        if self.names[fold(bare)]:
            self._tell(row.values["name"], f"{row.name!r} is marked as a member in {row.path!r}")
        else:
            self.lines.replace(row.values["name"], bare)
            self._did(row.values["name"], f"{row.name!r} is {bare!r} in {row.path!r}, where members have no mark")

    def _tracked(self, row: Row) -> None:
        """Addresses do not follow around whoever uses them."""
        for key, node in row.values.items():
            url = key.endswith("_url") or key in ("crunchbase", "twitter")
            if url and isinstance(node, yaml.ScalarNode) and without_tracking(node.value) != node.value:
                self.lines.replace(node, without_tracking(node.value))
                self._did(node, f"{row.name!r}: {key} without tracking parameters")
