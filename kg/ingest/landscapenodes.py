"""The rows of a `landscape.yml` with their places in the file, and the fields that the format has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from kg.ingest.check.values import canonical, repository
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
SAME: Final = {"logo", "description", "allow_duplicate_repo", "second_path"}
"""Fields in which two rows of one thing may differ."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its place in the file."""

    path: str
    """Category / Subcategory."""
    name: str
    node: yaml.MappingNode
    fields: dict[str, Any]
    keys: dict[str, yaml.ScalarNode]
    values: dict[str, yaml.Node]


def rows(root: Any, name: str) -> Iterator[Row]:
    """Every row of the tree."""
    if not isinstance(root, yaml.MappingNode) or "landscape" not in _pairs(root):
        raise BadInput([Problem(name, 1, 0, "error", "no landscape file", "it has no `landscape:`")])
    for path, sub in _subcategories(root):
        for row in _items(_pairs(sub).get("items")):
            keys = {key.value: key for key, _ in row.value if isinstance(key, yaml.ScalarNode)}
            yield Row(path, _text(row, "name"), row, _plain(row), keys, _pairs(row))


def paths(root: Any) -> Iterator[str]:
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


def path_of(text: str) -> str:
    """A second path in one spelling: Category / Subcategory; "" where it is none."""
    top, _, sub = text.partition("/")
    return f"{top.strip()} / {sub.strip()}" if sub else ""


def second(row: Row) -> list[str]:
    """The second paths of a row."""
    said = row.fields.get("second_path") or []
    return [path_of(path) for path in ([said] if isinstance(said, str) else said)]


def same(first: Row, other: Row) -> bool:
    """Whether two rows are of one thing and the second says nothing that the first does not."""

    def value(row: Row, key: str) -> Any:
        said = row.fields.get(key) or ""
        return repository(canonical(said)) if key.endswith("_url") and isinstance(said, str) else said

    key = "repo_url" if value(first, "repo_url") else "homepage_url"
    together = value(first, key) and value(first, key) == value(other, key)
    more = [name for name in other.fields if name not in SAME and value(first, name) != value(other, name)]
    return bool(together) and not more and set(second(other)) <= {first.path, *second(first)}
