"""A CNCF `landscape.yml` as entries: projects, products, vendors and the topics that they fall under.

A row with an open-source repository is a project, a member or partner row a vendor, any other a product. Only facts are
taken: no descriptions, no logos, nothing of Crunchbase (its permalinks serve to see which rows are one organisation,
and are forgotten with the run).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kg.ingest import landscaperows, merge, rowname
from kg.ingest.check import values
from kg.ingest.check.values import fold, repository
from kg.ingest.ids import Ids
from kg.model import Problem

NAME: Final = "landscape"
TIERS: Final = {"End User Supporter and Contributor": "end user"}
HOSTS: Final = {"cloud-native-computing-foundation", "linux-foundation"}
"""Organisations that host projects without being behind them."""
LINKS: Final = {
    "blog_url": "blog", "bluesky_url": "bluesky", "dev_stats_url": "devstats", "discord_url": "discord",
    "docker_url": "docker", "documentation_url": "docs", "github_discussions_url": "discussions",
    "linkedin_url": "linkedin", "mailing_list_url": "mailing_list", "package_manager_url": "package",
    "slack_url": "slack", "stack_overflow_url": "stack_overflow", "twitter": "twitter", "youtube_url": "youtube",
}  # fmt: skip
TOPIC_IDS: Final = {"wasm": "webassembly-topic"}
"""Topics whose id is not the slug of their name."""


def run(root: Path, file: Path, shrunk: bool = False) -> merge.ImportReport:
    """Import a landscape file into `root`/content. Raises BadInput where it is no landscape or has shrunk."""
    notes: list[Problem] = []
    rows = list(landscaperows.read(file, notes))
    ids = Ids(root, NAME)
    return merge.apply(root, NAME, make(rows, ids, notes), notes, ids.renamed, shrunk)


def make(rows: list[dict[str, Any]], ids: Ids, notes: list[Problem]) -> dict[merge.Key, dict[str, Any]]:
    """The entries of the rows, by kind and id."""
    entries: dict[merge.Key, dict[str, Any]] = {}
    for (kind, id_), fields in _topics(rows):
        now = ids.renamed.get(id_, id_)
        fields["broader"] = [ids.renamed.get(above, above) for above in fields.get("broader", ())]
        fields = {field: value for field, value in fields.items() if value}
        entries[kind, now] = merge.united(entries[kind, now], fields) if (kind, now) in entries else fields
    for kind, id_ in entries:
        ids.reserve(kind, id_)
    groups = landscaperows.grouped(rows)
    chosen: dict[int, str] = {}
    vendors: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for kind in ("project", "vendor", "product"):
        for group in (group for group in groups if group.kind == kind):
            fields = _fields(group, notes)
            _tell_apart(fields, group.rows, entries, ids.renamed)
            fields["categories"] = [ids.renamed.get(topic, topic) for topic in fields.get("categories", ())]
            id_ = ids.choose(group.kind, fields["name"], fields.get("repositories", ()), taken=entries)
            chosen[id(group)] = id_
            entries[group.kind, id_] = ids.shared(id_, entries.get((group.kind, id_)), fields)
            if kind == "vendor" and group.organisation not in ("", *HOSTS) and fields.get("membership") != "nonprofit":
                vendors.setdefault(group.organisation, id_)
            if kind == "project":
                by_name[fold(fields["name"])] = id_
    owners: dict[str, str] = {}
    seen: set[int] = set()
    for group in groups:
        fields = entries[group.kind, chosen[id(group)]]
        if group.kind != "vendor" and group.organisation in vendors:
            fields["vendor"] = vendors[group.organisation]
        own = [
            url
            for url in fields.get("repositories", ())
            if owners.setdefault(repository(url), chosen[id(group)]) == chosen[id(group)]
        ]
        if own:
            fields["repositories"] = own
        parent = by_name.get(fold(fields.pop("parent", ""))) if id(fields) not in seen else fields.pop("parent", "")
        seen.add(id(fields))
        if parent and parent != chosen[id(group)]:
            fields["parent"] = parent
    return entries


def _fields(group: landscaperows.Group, notes: list[Problem]) -> dict[str, Any]:
    """The fields of one entry from all its rows; the first row that says a thing is believed."""
    rows = sorted(
        group.rows,
        key=lambda row: (row["category"] != landscaperows.MEMBERS, not row.get("project"), row["category"] == "Wasm"),
    )
    names = [rowname.parse(row["name"], group.kind == "vendor") for row in rows]
    fields: dict[str, Any] = {"name": names[0].name, "origin": [NAME]}
    aliases = [alias for name in names for alias in (name.name, *name.aliases)]
    by_fold = {fold(alias): alias for alias in reversed(aliases) if fold(alias) != fold(names[0].name) or "," in alias}
    by_fold.pop(fold(names[0].name), None)
    fields["aliases"] = [alias for alias in dict.fromkeys(aliases) if alias in by_fold.values()]
    for row in reversed(rows):
        extra = row.get("extra") or {}
        links = {
            LINKS[key]: _url(row, value, notes) for key, value in {**row, **extra}.items() if key in LINKS and value
        }
        fields["links"] = {**fields.get("links", {}), **{name: url for name, url in links.items() if url}}
        fields["homepage"] = _url(row, row["homepage_url"], notes) or fields.get("homepage", "")
    special = _vendor_fields if group.kind == "vendor" else _technology_fields
    fields.update(special(rows, notes))
    if group.kind == "product":
        fields.pop("repositories", None) if not fields.get("repositories") else None
    return {name: value for name, value in fields.items() if value not in ("", [], {}, False, None)}


def _vendor_fields(rows: list[dict[str, Any]], notes: list[Problem]) -> dict[str, Any]:
    """Membership, programmes and end use of an organisation."""
    del notes
    roles = {landscaperows.PARTNERS[row["subcategory"]] for row in rows if row["subcategory"] in landscaperows.PARTNERS}
    for row in rows:
        roles |= {
            f"end-user-{role}" for role in rowname.parse(row["name"]).roles if role in ("supporter", "contributor")
        }
    members = [row for row in rows if row["category"] == landscaperows.MEMBERS]
    tiers = [TIERS.get(row["subcategory"], row["subcategory"].casefold()) for row in members]
    return {
        "membership": min(tiers, key=lambda tier: tier == "end user", default=""),
        "roles": sorted(roles),
        "joined": min((str(row["joined"]) for row in members if row.get("joined")), default=""),
        "end_user": any(row.get("enduser") for row in rows) or "end user" in tiers,
    }


def _technology_fields(rows: list[dict[str, Any]], notes: list[Problem]) -> dict[str, Any]:
    """Repositories, categories and maturity of a project or product."""
    repositories: list[str] = []
    categories: list[str] = []
    fields: dict[str, Any] = {}
    for row in rows:
        more = [item.get("repo_url") for item in row.get("additional_repos") or ()]
        repositories += [
            url for url in (_url(row, value, notes) for value in [row.get("repo_url"), *more] if value) if url
        ]
        categories += [
            topic_id(name) for name in (row["subcategory"], *(name for _, name in landscaperows.second(row)))
        ]
        extra = row.get("extra") or {}
        if row.get("project") and "maturity" not in fields:
            dates = {
                name: str(extra[name])
                for name in ("accepted", "incubating", "graduated", "archived")
                if extra.get(name)
            }
            fields.update(maturity=row["project"], **dates)
        parent = row.get("parent") or extra.get("parent_project")
        if parent:
            fields.setdefault("parent", parent)
    unique = {repository(url): url for url in reversed(repositories)}
    fields["repositories"] = [url for url in dict.fromkeys(repositories) if url in unique.values()]
    fields["categories"] = list(dict.fromkeys(categories))
    return fields


def topic_id(name: str) -> str:
    """The id of a category's topic.

    >>> topic_id("Automation & Configuration"), topic_id(" Governance, Policy & Security")
    ('automation-configuration', 'governance-policy-and-security')
    """
    id_ = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    return {"governance-policy-security": "governance-policy-and-security", **TOPIC_IDS}.get(id_, id_)


def _topics(rows: list[dict[str, Any]]) -> Iterator[tuple[merge.Key, dict[str, Any]]]:
    """A topic for each category and subcategory that holds projects or products."""
    topics: dict[str, dict[str, Any]] = {}
    paths = [(row["category"], row["subcategory"]) for row in rows if landscaperows.kind_of(row) != "vendor"]
    paths += [path for row in rows for path in landscaperows.second(row)]
    tops = {topic_id(top) for top, _ in paths}
    for top, sub in paths:
        if top != "Special":
            topics.setdefault(topic_id(top), {"name": top, "scheme": NAME, "origin": [NAME]})
        topic = topics.setdefault(topic_id(sub), {"name": sub, "scheme": NAME, "origin": [NAME]})
        if topic_id(sub) not in tops and top != "Special":
            topic["broader"] = sorted({*topic.get("broader", ()), topic_id(top)})
    yield from ((("topic", id_), fields) for id_, fields in sorted(topics.items()))


def _tell_apart(
    fields: dict[str, Any], rows: Iterable[dict[str, Any]], entries: dict[merge.Key, Any], renamed: Mapping[str, str]
) -> None:
    """Where two categories have a subcategory of one name, say the category too ("Observability" of which?)."""
    for row in rows if "categories" in fields else ():
        for top, sub in ((row["category"], row["subcategory"]), *landscaperows.second(row)):
            topic = renamed.get(topic_id(sub), topic_id(sub))
            shared = len(entries.get(("topic", topic), {}).get("broader", ())) > 1
            if shared and topic_id(top) not in fields["categories"]:
                fields["categories"].append(topic_id(top))


def _url(row: dict[str, Any], url: Any, notes: list[Problem]) -> str:
    """A URL in its canonical form, or "" with a note where it is none."""
    clean = values.canonical(str(url).strip())
    if values.url_fault(clean):
        notes.append(Problem(NAME, 0, 0, "warning", f"passed over a URL of {row['name']}: {url!r}"))
        return ""
    return clean
