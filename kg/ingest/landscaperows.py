"""The rows of a CNCF `landscape.yml`: what each is, and which are one thing together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from kg.ingest import rowname
from kg.ingest.check.values import fold, repository
from kg.model import BadInput, Kind, Problem

MEMBERS: Final = "CNCF Members"
PARTNERS: Final = {
    "Kubernetes Certified Service Provider": "kcsp",
    "Kubernetes and Cloud Native Training Partner": "kcntp",
}


@dataclass(slots=True)
class Group:
    """The rows that are one thing, while they are being read."""

    kind: Kind
    organisation: str
    rows: list[dict[str, Any]] = field(default_factory=list)


def read(file: Path, notes: list[Problem]) -> Iterator[dict[str, Any]]:
    """Each row with its "category" and "subcategory"; rows without a name or that name nobody are noted."""
    try:
        tree = yaml.load(file.read_bytes(), yaml.CSafeLoader)["landscape"]
        found = [
            (row | {"name": str(row.get("name") or "").strip(), "category": top["name"], "subcategory": sub["name"]})
            for top in tree
            for sub in top.get("subcategories") or ()
            for row in sub.get("items") or ()
        ]
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"no landscape file: {' '.join(str(error).split())[:200]}"
        raise BadInput([Problem(str(file), 1, 0, "error", message)]) from error
    for row in found:
        if row["name"] and not row["name"].startswith("Non-Public Organization"):
            yield row
        else:
            place = f"{row['category']} / {row['subcategory']}"
            message = f"passed over {row['name'] or 'a row without a name'!r} in {place}"
            notes.append(Problem(file.name, 0, 0, "warning", message))


def grouped(rows: list[dict[str, Any]]) -> list[Group]:
    """Rows that are one thing together: projects by repository, vendors by organisation, products by name."""
    groups: dict[tuple[str, str], Group] = {}
    by_name: dict[tuple[str, str], str] = {}
    for row in rows:
        kind = kind_of(row)
        organisation = str(row.get("crunchbase") or "").rstrip("/").rpartition("/")[2]
        name = rowname.parse(row["name"], kind == "vendor").name
        key = f"name {fold(name)}"
        if kind == "vendor" and organisation:
            key = organisation
        elif kind == "project" and row.get("repo_url"):
            same = groups.get((kind, repository(row["repo_url"])))
            if same is None or _same_name(name, same.rows[0]["name"]):
                key = repository(row["repo_url"])
            else:
                row = {**row, "repo_url": None, "parent": rowname.parse(same.rows[0]["name"]).name}
        key = by_name.setdefault((kind, fold(name)), key)
        groups.setdefault((kind, key), Group(kind, organisation)).rows.append(row)
    return list(groups.values())


def kind_of(row: dict[str, Any]) -> Kind:
    """Project, product or vendor."""
    if row["category"] == MEMBERS or row["subcategory"] in PARTNERS:
        return "vendor"
    return (
        "project" if (row.get("repo_url") and row.get("open_source") is not False) or row.get("project") else "product"
    )


def second(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The further (category, subcategory) pairs of a row."""
    paths = row.get("second_path") or ()
    pairs = [path.partition("/") for path in ([paths] if isinstance(paths, str) else paths)]
    return [
        (top.strip(), sub.strip().replace("Installable Platforms", "Installable Platform"))
        for top, _, sub in pairs
        if sub.strip()
    ]


def _same_name(a: str, b: str) -> bool:
    """Whether two rows of one repository are the same thing: "Flink" and "Apache Flink", not "HDFS" and "Hadoop"."""
    short = [re.sub(r"^apache|db$|data$", "", fold(rowname.parse(name).name)) for name in (a, b)]
    return short[0] == short[1]
