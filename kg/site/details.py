"""What the template of an entry or a source is given beside its view: voices by group, the order of parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kg import names
from kg.query.views.model import OWN, ROLES, Appearance, EntityView, Ref, SourceView
from kg.site import facts, feeds, neighbours

Quote = Callable[[str, int, int], str | None]
"""(source, start, end) → the source's own sentence there, where its licence allows it and the text is at hand."""

SHOWN = 10
"""Voices of a group on an entity's page; all of them stand on its page of sources."""
SOURCES = {"project": 12, "product": 12, "vendor": 12, "person": 60, "event": 40, "topic": 12}
"""Own sources on a page of a kind; all of them stand on its page of sources."""
SOFTWARE = ("project", "product")
TITLES = {
    "independent": "Independent voices",
    "end user": "End users",
    "maintainer": "Its maintainers",
    "staff": "Staff of its vendor",
    "vendor": "Vendors",
    "project": "Other projects",
    OWN: "Its own voice",
}
NOTES = {
    "end user": "Someone from a company that uses it and sells none of it speaks.",
    "maintainer": "A maintainer speaks, wherever that was published.",
    "staff": "Someone speaks whom the vendor behind it employs.",
    OWN: "Published by itself or by the vendor behind it.",
}
"""What puts a voice in a group; of independent ones see `independence`."""
PARTS = {
    "project": ("near", "voices", "together", "pieces", "integrations", "people", "around"),
    "product": ("near", "voices", "together", "pieces", "integrations", "people", "around"),
    "vendor": ("near", "vendor", "voices", "work", "costars", "together", "people", "around"),
    "person": ("near", "person", "work", "costars", "voices"),
    "event": ("near", "event", "work", "against", "costars", "voices"),
    "topic": ("near", "work", "topic", "costars", "voices", "around"),
}
"""Kind → the parts of its page, in order (`templates/parts/`)."""
HEADINGS = {
    "project": ("Who speaks of it", "", "", ""),
    "product": ("Who speaks of it", "", "", ""),
    "vendor": ("Who speaks of it", "What it publishes", "What it publishes about most", "Heard in what it publishes"),
    "person": ("Who speaks of them", "Talks and articles", "What they speak of most", "On the same stage"),
    "event": ("Who speaks of it", "Sources", "Most spoken of", "Who speaks"),
    "topic": ("Where it is named", "Sources about it", "Projects and products in these sources", "Who speaks about it"),
}
"""Kind → headings of voices, own sources, what these speak of, people beside."""
VERBS = {
    "works_for": "works for",
    "develops": "develops",
    "maintains": "maintains",
    "sponsors": "sponsors",
    "integrates_with": "integrates with",
    "speaks_at": "speaks at",
    "said": "is quoted in",
    "behind": "comes from",
    "category": "belongs to",
    "part_of": "is part of",
    "subsidiary_of": "is part of",
    "edition_of": "is an edition of",
    "organised_by": "is organised by",
    "co_located_with": "is held with",
    "broader": "is within",
    "related": "is related to",
}


@dataclass(frozen=True, slots=True)
class Group:
    """The voices of one role, dated and undated ones apart, cut to what a page shows."""

    slug: str
    title: str
    note: str
    total: int
    dated: tuple[Appearance, ...]
    undated: tuple[Appearance, ...]
    more: int


def entity(
    view: EntityView,
    jobs: Mapping[str, Ref],
    quotes: Mapping[str, str],
    pairs: tuple[tuple[str, str], ...] = (),
    free: str = "",
) -> dict[str, Any]:
    """The context of an entry's page. `jobs` gives people's employers, `pairs` the comparisons that it stands in.

    `free` says what makes a voice independent.
    """
    voices, sources, mentioned, beside = HEADINGS[view.kind]
    own = {s.other.id for s in view.related("behind", False)} if view.kind == "vendor" else set()
    return {
        "v": view,
        "facts": facts.of(view),
        "groups": groups(view, free),
        "quotes": quotes,
        "jobs": jobs,
        "pairs": pairs,
        "feed": feeds.path(view),
        "names": spellings(view),
        "near": neighbours.of(view),
        "mentioned_own": tuple(row for row in view.mentioned if row.ref.id in own),
        "mentioned_others": tuple(row for row in view.mentioned if row.ref.id not in own),
        "above": tuple(
            s.other for s in view.related("category")[:1] + view.related("broader")[:1] + view.related("edition_of")[:1]
        ),
        "voices_title": voices,
        "sources_title": sources,
        "mentioned_title": mentioned,
        "beside_title": beside,
        "dated": facts.dated(view),
        "sources_shown": SOURCES[view.kind],
        "origin": facts.origin(view),
    }


def source(view: SourceView, quotes: Mapping[str, str]) -> dict[str, Any]:
    """The context of a talk's or article's page."""
    order = ("project", "product", "vendor", "person", "event", "topic")
    found = {kind: tuple(f for f in view.found if f.ref.kind == kind) for kind in order}
    return {
        "v": view,
        "found": tuple((kind, rows) for kind, rows in found.items() if rows),
        "facts": facts.source(view),
        "quotes": quotes,
        "verbs": VERBS,
        "origin": "",
        "feed": "",
    }


def independence(kinds: Collection[str], affiliations: Collection[str]) -> str:
    """What makes a voice independent, by what an instance has; "" where all its sources are.

    >>> independence({"project", "vendor"}, {"vendor", "independent"}), independence({"project"}, {"independent"})
    ('Published by no vendor and no project.', '')
    """
    if not set(affiliations) - {"independent"}:
        return ""
    there = [f"no {kind}" for kind in ("vendor", "project") if kind in kinds]
    return f"Published by {' and '.join(there)}." if there else ""


def groups(view: EntityView, free: str = "") -> tuple[Group, ...]:
    """Who speaks of an entry, by role; the independent first."""
    notes = {"independent": free, **NOTES}
    cut = []
    of: dict[str, list[Appearance]] = {}
    for appearance in view.appearances:
        of.setdefault(appearance.role, []).append(appearance)
    for name in ROLES:
        if rows := of.get(name):
            shown = rows[:SHOWN]
            dated, undated = tuple(a for a in shown if a.line.date), tuple(a for a in shown if not a.line.date)
            slug, note = f"voices-{name.replace(' ', '-')}", notes.get(name, "") if view.kind in SOFTWARE else ""
            cut.append(Group(slug, TITLES[name], note, len(rows), dated, undated, len(rows) - len(shown)))
    return tuple(cut)


def spellings(view: EntityView) -> tuple[str, ...]:
    """An entry's other names; of those that differ in case, blanks or hyphens alone, the first."""
    seen = {names.key(view.name)}
    return tuple(name for name in view.aliases if (key := names.key(name)) not in seen and not seen.add(key))  # type: ignore[func-returns-value]
