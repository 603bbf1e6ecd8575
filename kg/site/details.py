"""What an entry's or a source's template is given beside its view: facts in words, voices by group, the order of parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.query.views.model import AFFILIATIONS, OWN, Appearance, EntityView, Ref, SourceView
from kg.site import leads

Quote = Callable[[str, int, int], str | None]
"""(source, start, end) → the source's own sentence there, where its licence allows it and the text is at hand."""
Fact = tuple[str, tuple[Any, ...]]
"""A label, and values: text, a link, or text with links."""

SHOWN = 10
"""Voices of a group on an entity's page; all of them stand on its page of sources."""
SOURCES = {"project": 12, "product": 12, "vendor": 12, "person": 60, "event": 40, "topic": 12}
"""Own sources on a page of a kind; all of them stand on its page of sources."""
TITLES = {"independent": "Independent voices", "end user": "End users", "vendor": "Vendors", "project": "Other projects", OWN: "Its own voice"}
PARTS = {
    "project": ("voices", "together", "pieces", "integrations", "people", "around"),
    "product": ("voices", "together", "pieces", "integrations", "people", "around"),
    "vendor": ("vendor", "voices", "work", "costars", "together", "people", "around"),
    "person": ("person", "work", "costars", "voices"),
    "event": ("event", "work", "costars", "voices"),
    "topic": ("work", "topic", "costars", "voices", "around"),
}
"""Kind → the parts of its page, in order (`templates/parts/`)."""
HEADINGS = {
    "project": ("Who speaks of it", "", "", ""),
    "product": ("Who speaks of it", "", "", ""),
    "vendor": ("Who speaks of it", "What it publishes", "What it publishes about most", "Who speaks for it"),
    "person": ("Who speaks of them", "Talks and articles", "What they speak of most", "On the same stage"),
    "event": ("Who speaks of it", "Sources", "Most spoken of", "Who speaks"),
    "topic": ("Where it is named", "Sources about it", "Projects and products in these sources", "Who speaks about it"),
}
"""Kind → headings of voices, own sources, what these speak of, people beside."""
VERBS = {
    "works_for": "works for", "develops": "develops", "maintains": "maintains", "sponsors": "sponsors",
    "integrates_with": "integrates with", "speaks_at": "speaks at", "said": "is quoted in", "behind": "comes from",
    "category": "belongs to", "part_of": "is part of", "subsidiary_of": "is part of", "edition_of": "is an edition of",
    "organised_by": "is organised by", "co_located_with": "is held with", "broader": "is within", "related": "is related to",
}
PROGRAMMES = {"kcsp": "Kubernetes Certified Service Provider", "kcntp": "Kubernetes and Cloud Native Training Partner",
              "end-user-supporter": "End user supporter", "end-user": "End user"}


@dataclass(frozen=True, slots=True)
class Group:
    """The voices of one affiliation, dated and undated ones apart, cut to what a page shows."""

    slug: str
    title: str
    total: int
    dated: tuple[Appearance, ...]
    undated: tuple[Appearance, ...]
    more: int


def entity(view: EntityView, jobs: Mapping[str, Ref], quotes: Mapping[str, str]) -> dict[str, Any]:
    """The context of an entry's page. `jobs` gives people's employers."""
    voices, sources, mentioned, beside = HEADINGS[view.kind]
    return {
        "v": view, "parts": PARTS[view.kind], "facts": facts(view), "groups": groups(view), "quotes": quotes, "jobs": jobs,
        "names": tuple(name for name in view.aliases if name != view.name),
        "above": tuple(s.other for s in view.related("category")[:1] + view.related("broader")[:1] + view.related("edition_of")[:1]),
        "voices_title": voices, "sources_title": sources, "mentioned_title": mentioned, "beside_title": beside,
        "sources_shown": SOURCES[view.kind], "origin": origin(view),
    }


def source(view: SourceView, quotes: Mapping[str, str]) -> dict[str, Any]:
    """The context of a talk's or article's page."""
    order = ("project", "product", "vendor", "person", "event", "topic")
    found = {kind: tuple(f for f in view.found if f.ref.kind == kind) for kind in order}
    return {
        "v": view, "found": tuple((kind, rows) for kind, rows in found.items() if rows), "facts": source_facts(view),
        "quotes": quotes, "verbs": VERBS, "origin": "",
    }


def origin(view: EntityView) -> str:
    """Where an entry's values come from, in words."""
    words = {"landscape": "imported from the landscape", "maintainers": "imported from the list of maintainers", "glossary": "imported from the glossary"}
    brought = " and ".join(words.get(name, f"imported from {name}") for name in view.origin) or "written by a person"
    return f"{brought}, {f'confirmed by a person on {leads.date(view.confirmed)}' if view.confirmed else 'not yet confirmed by a person'}"


def groups(view: EntityView) -> tuple[Group, ...]:
    """Who speaks of an entry, by affiliation; the independent first."""
    cut = []
    for name in (*AFFILIATIONS, OWN):
        rows = [a for a in view.appearances if a.group == name]
        if rows:
            shown = rows[:SHOWN]
            dated, undated = tuple(a for a in shown if a.line.date), tuple(a for a in shown if not a.line.date)
            title = TITLES[name] if not (name == OWN and view.kind in ("person", "event")) else {"person": "Where they speak themselves", "event": "Sources from it"}[view.kind]
            cut.append(Group(f"voices-{name.replace(' ', '-')}", title, len(rows), dated, undated, len(rows) - len(shown)))
    return tuple(cut)


def facts(view: EntityView) -> tuple[Fact, ...]:
    """An entry's facts in words, by kind."""
    def linked(label: str, predicate: str, forward: bool = True) -> Fact:
        return label, tuple(dict.fromkeys(s.other for s in view.related(predicate, forward) if s.curated))

    def said(label: str, field: str, form: Callable[[str], str] = str) -> Fact:
        return label, tuple(form(value) for name, value in view.facts if name == field)

    def few(fact: Fact) -> Fact:
        return fact if len(fact[1]) <= 6 else (fact[0], (f"{len(fact[1])}, listed on this page",))

    rows = [
        said("Maturity", "maturity"), said("Accepted", "accepted", leads.date), said("Incubating", "incubating", leads.date),
        said("Graduated", "graduated", leads.date), said("Archived", "archived", leads.date),
        linked("Vendor", "behind"), linked("Part of", "part_of"), few(linked("Has part", "part_of", False)), linked("Category", "category"),
        said("Licence", "licence"), said("Membership", "membership"), said("Member since", "joined", leads.date),
        said("Programmes", "role", lambda role: PROGRAMMES.get(role, role)), said("End user", "end_user", lambda _: "yes"),
        linked("Part of", "subsidiary_of"), linked("Series", "edition_of"), said("From", "start", leads.date),
        said("To", "end", leads.date), said("Place", "location"), said("Region", "region"), linked("Organiser", "organised_by"),
        linked("Held with", "co_located_with"), linked("Within", "broader"), said("Scheme", "scheme"),
    ]
    return tuple((label, values) for label, values in rows if values)


def source_facts(view: SourceView) -> tuple[Fact, ...]:
    """A source's facts."""
    line = view.line
    rows: list[Fact] = [
        ("Publisher", (line.publisher_ref or line.publisher,) if line.publisher else ()),
        ("Affiliation", (line.affiliation,)), ("Speaks for", (line.speaks_for,) if line.speaks_for else ()),
        ("Date", (leads.date(line.date) if line.date else "undated",)), ("Date from", (view.date_basis,) if line.date and view.date_basis else ()),
        ("Event", (line.event,) if line.event else ()),
        ("Authors" if line.kind == "article" else "Speakers", line.speakers), ("Language", (line.language,)), ("Licence", (view.licence,) if view.licence else ()),
    ]
    return tuple((label, values) for label, values in rows if values)
