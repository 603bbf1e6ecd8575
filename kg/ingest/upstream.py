"""The other way: what a `landscape.yml` has wrong, as a small patch that its maintainers could take.

Only what is sure is patched: rows that stand there twice, second paths that lead nowhere, misspelt fields, a member's
mark in the name of a product. What is doubtful is told, and left to them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kg.ingest import patch, rowname
from kg.ingest.check.values import canonical, fold, repository, without_tracking
from kg.ingest.landscaperows import MEMBERS, PARTNERS
from kg.model import BadInput, Problem

ROW: Final = frozenset(
    "item name homepage_url logo additional_repos allow_duplicate_repo bluesky_url branch crunchbase description "
    "enduser extra joined open_source organization project project_org repo_url second_path slug stock_ticker twitter "
    "unnamed_organization url_for_bestpractices".split()
)
EXTRA: Final = frozenset(
    "accepted ai annual_review_date annual_review_url archived artwork_url audits blog_url bluesky_url chat_channel "
    "clomonitor_name dev_stats_url discord_url docker_url documentation_url github_discussions_url gitter_url "
    "graduated incubating lfx_slug linkedin_url mailing_list_url other_links package_manager_url parent_project "
    "slack_url specification stack_overflow_url summary_business_use_case summary_integrations summary_intro_url "
    "summary_personas summary_release_rate summary_tags summary_use_case training_certifications training_type "
    "youtube_url".split()
)
"""The fields of a row, and those under its `extra`."""
LIKE: Final = 90
"""From this likeness on (0 to 100) one subcategory must be meant by another spelling."""
SAME: Final = {"logo", "description", "allow_duplicate_repo", "second_path"}
"""Fields in which two rows of one thing may differ."""
_SUFFIXES: Final = {"member", "supporter", "contributor"}


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch as text, what it does, and what is left to a person."""

    text: str
    done: tuple[Problem, ...]
    left: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row with its place in the file."""

    path: str
    """Category / Subcategory."""
    name: str
    node: yaml.MappingNode
    fields: dict[str, Any]
    keys: dict[str, yaml.ScalarNode]
    values: dict[str, yaml.Node]


def landscape(file: Path) -> Patch:
    """The patch of a landscape file. Raises BadInput where it is none."""
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput([Problem(str(file), 0, 0, "error", f"cannot be read: {error}")]) from None
    tree = patch.compose(text, str(file))
    desk = _Desk(file.name, patch.Lines(text), list(_rows(tree, str(file))), list(_paths(tree)))
    desk.work()
    made = desk.lines.result()
    patch.compose("\n".join(made), str(file))
    return Patch(patch.unified(file.name, desk.lines.lines, made), tuple(sorted(desk.done)), tuple(sorted(desk.left)))


def _rows(root: Any, name: str) -> Iterator[_Row]:
    """Every row of the tree."""
    if not isinstance(root, yaml.MappingNode) or "landscape" not in _pairs(root):
        raise BadInput([Problem(name, 1, 0, "error", "no landscape file", "it has no `landscape:`")])
    for path, sub in _subcategories(root):
        for row in _items(_pairs(sub).get("items")):
            keys = {key.value: key for key, _ in row.value if isinstance(key, yaml.ScalarNode)}
            yield _Row(path, _text(row, "name"), row, _plain(row), keys, _pairs(row))


def _paths(root: Any) -> Iterator[str]:
    """Every Category / Subcategory, those without rows too."""
    yield from (path for path, _ in _subcategories(root))


def _subcategories(root: Any) -> Iterator[tuple[str, yaml.MappingNode]]:
    for top in _items(_pairs(root)["landscape"]):
        for sub in _items(_pairs(top).get("subcategories")):
            yield f"{_text(top, 'name')} / {_text(sub, 'name')}", sub


def _pairs(node: Any) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _items(node: Any) -> list[yaml.MappingNode]:
    found = node.value if isinstance(node, yaml.SequenceNode) else []
    return [item for item in found if isinstance(item, yaml.MappingNode)]


def _text(node: yaml.Node, key: str) -> str:
    value = _pairs(node).get(key)
    return value.value.strip() if isinstance(value, yaml.ScalarNode) else ""


def _plain(node: yaml.Node) -> Any:
    """A node as plain texts, lists and mappings."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    return [_plain(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node.value


class _Desk:
    """Where rows are looked at, one rule after the other."""

    def __init__(self, file: str, lines: patch.Lines, rows: list[_Row], paths: list[str]) -> None:
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
        groups: dict[str, list[_Row]] = defaultdict(list)
        for row in self.rows:
            if row.name and not row.path.startswith(MEMBERS) and row.path.partition(" / ")[2] not in PARTNERS:
                groups[fold(row.name)].append(row)
        gone: set[int] = set()
        for first, *others in groups.values():
            added: list[str] = []
            for other in others:
                if not _same(first, other):
                    self._tell(other.node, f"{other.name!r} stands in {first.path!r} too, with other values")
                    continue
                start = other.node.start_mark.line
                self.lines.drop(start, self.lines.last(other.node))
                added += [other.path] if other.path not in (first.path, *_second(first), *added) else []
                self._did(other.node, f"took out {other.name!r}: it stands in {first.path!r} too")
                gone.add(id(other))
            self._lead(first, added)
        return gone

    def _lead(self, row: _Row, paths: list[str]) -> None:
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

    def _misspelt(self, row: _Row) -> None:
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

    def _dangling(self, row: _Row) -> None:
        """A second path leads to a category and subcategory that are there."""
        said = row.values.get("second_path")
        nodes = said.value if isinstance(said, yaml.SequenceNode) else [said] if said is not None else []
        held = {_path(node.value) for node in nodes if isinstance(node, yaml.ScalarNode)}
        for node in nodes:
            path = _path(str(node.value))
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

    def _marked(self, row: _Row) -> None:
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

    def _tracked(self, row: _Row) -> None:
        """Addresses do not follow around whoever uses them."""
        for key, node in row.values.items():
            url = key.endswith("_url") or key in ("crunchbase", "twitter")
            if url and isinstance(node, yaml.ScalarNode) and without_tracking(node.value) != node.value:
                self.lines.replace(node, without_tracking(node.value))
                self._did(node, f"{row.name!r}: {key} without tracking parameters")


def _path(text: str) -> str:
    top, _, sub = text.partition("/")
    return f"{top.strip()} / {sub.strip()}" if sub else ""


def _second(row: _Row) -> list[str]:
    said = row.fields.get("second_path") or []
    return [_path(path) for path in ([said] if isinstance(said, str) else said)]


def _same(first: _Row, other: _Row) -> bool:
    """Whether two rows are of one thing and the second says nothing that the first does not."""

    def value(row: _Row, key: str) -> Any:
        said = row.fields.get(key) or ""
        return repository(canonical(said)) if key.endswith("_url") and isinstance(said, str) else said

    key = "repo_url" if value(first, "repo_url") else "homepage_url"
    together = value(first, key) and value(first, key) == value(other, key)
    more = [name for name in other.fields if name not in SAME and value(first, name) != value(other, name)]
    return bool(together) and not more and set(_second(other)) <= {first.path, *_second(first)}
