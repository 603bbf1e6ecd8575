"""Small changes of a large YAML file, with every other byte left as it is, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, Final

import yaml

from kg.model import BadInput, Problem

MAX_DEPTH: Final = 40


class Lines:
    """A file's lines, and the changes that are to be made in them."""

    def __init__(self, text: str) -> None:
        """Cut the text at its line ends, which stay as they are."""
        self.lines = text.split("\n")
        self._gone: set[int] = set()
        self._after: dict[int, list[str]] = {}
        self._changed: dict[int, list[tuple[int, int, str]]] = {}

    def replace(self, node: yaml.Node, text: str) -> None:
        """Put text in the place of a scalar on one line; it keeps the quotes that it had."""
        line, start, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
        quote = self.lines[line][start]
        text = f"{quote}{text}{quote}" if quote in "'\"" else text
        self._changed.setdefault(line, []).append((start, end, text))

    def drop(self, first: int, last: int) -> None:
        """Take out the lines from `first` to `last`."""
        self._gone.update(range(first, last + 1))

    def add(self, line: int, *texts: str) -> None:
        """Put lines after a line."""
        self._after.setdefault(line, []).extend(texts)

    def last(self, node: yaml.Node) -> int:
        """The last line of a block that begins with a dash: all that stands deeper than the dash."""
        line, dash = node.start_mark.line, self.lines[node.start_mark.line].index("-")
        end = line
        for number in range(line + 1, len(self.lines)):
            text = self.lines[number]
            if text.strip() and len(text) - len(text.lstrip()) <= dash:
                break
            end = number if text.strip() else end
        return end

    def result(self) -> list[str]:
        """The lines as they are to be."""
        made = []
        for number, text in enumerate(self.lines):
            for start, end, new in sorted(self._changed.get(number, ()), reverse=True):
                text = text[:start] + new + text[end:]
            made += [text] if number not in self._gone else []
            made += self._after.get(number, ())
        return made


def unified(name: str, old: Iterable[str], new: Iterable[str]) -> str:
    """A unified diff from a/NAME to b/NAME that `patch -p1` and `git apply` take; "" where nothing differs.

    >>> print(unified("x", ["a", "b", ""], ["a", "c", ""]))
    --- a/x
    +++ b/x
    @@ -1,2 +1,2 @@
     a
    -b
    +c
    <BLANKLINE>
    """
    before, after = _ended(old), _ended(new)
    found = "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")
    )
    return found


def _ended(lines: Iterable[str]) -> list[str]:
    """Lines with their ends; what stands after the last line end is a line only where it is not empty."""
    *whole, rest = lines
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]


def compose(text: str, name: str) -> Any:
    """The node tree of a YAML file with the place of each node. Raises BadInput where it is none.

    A tree with aliases is refused, for each node must have one place, and one that is nested beyond measure.
    """
    try:
        _plain(text, name)
        return yaml.compose(text, yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
        told = " ".join(str(getattr(error, "problem", error) or error).split())[:200]
        raise BadInput([Problem(name, line, column, "error", f"not YAML: {told}")]) from None


def _plain(text: str, name: str) -> None:
    """Raise BadInput where a YAML file holds anchors or aliases or is nested too deep; told without recursion."""
    depth, told = 0, ""
    event: Any
    for event in yaml.parse(text, yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            told = "anchors and aliases (& and *) are not read here"
        elif depth > MAX_DEPTH:
            told = f"nested deeper than {MAX_DEPTH} levels"
        if told:
            mark = event.start_mark
            raise BadInput([Problem(name, mark.line + 1, mark.column + 1, "error", told, "is it a landscape file?")])
