"""The facts of an entry or a source, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.query.views.model import EntityView, Ref, SourceView
from kg.site import dates

Fact = tuple[str, tuple[Any, ...]]
"""A label, and values: text, a link, or text with links."""


def of(view: EntityView) -> tuple[Fact, ...]:
    """An entry's facts in words, by kind."""
    stated: dict[tuple[str, bool], dict[Ref, None]] = {}
    for s in view.statements:
        if s.curated:
            stated.setdefault((s.predicate, s.forward), {})[s.other] = None
    fields: dict[str, list[str]] = {}
    for field, value in view.facts:
        fields.setdefault(field, []).append(value)

    def linked(label: str, predicate: str, forward: bool = True) -> Fact:
        return label, tuple(stated.get((predicate, forward), ()))

    def said(label: str, field: str, form: Callable[[str], str] = str) -> Fact:
        return label, tuple(map(form, fields.get(field, ())))

    def few(fact: Fact) -> Fact:
        return fact if len(fact[1]) <= 6 else (fact[0], (f"{len(fact[1])}, listed on this page",))

    rows = [
        said("Maturity", "maturity"),
        said("Accepted", "accepted", dates.date),
        said("Incubating", "incubating", dates.date),
        said("Graduated", "graduated", dates.date),
        said("Archived", "archived", dates.date),
        linked("Vendor", "behind"),
        linked("Part of", "part_of"),
        few(linked("Has part", "part_of", False)),
        linked("Category", "category"),
        said("Licence", "licence"),
        said("Membership", "membership"),
        said("Member since", "joined", dates.date),
        said("Programmes", "role"),
        said("End user", "end_user", lambda _: "yes"),
        linked("Part of", "subsidiary_of"),
        linked("Series", "edition_of"),
        said("From", "start", dates.date),
        said("To", "end", dates.date),
        said("Place", "location"),
        said("Region", "region"),
        linked("Organiser", "organised_by"),
        linked("Held with", "co_located_with"),
        linked("Within", "broader"),
        said("Named in", "scheme"),
    ]
    return tuple((label, values) for label, values in rows if values)


def source(view: SourceView) -> tuple[Fact, ...]:
    """A source's facts."""
    line = view.line
    rows: list[Fact] = [
        ("Publisher", (line.publisher_ref or line.publisher,) if line.publisher else ()),
        ("Affiliation", (line.affiliation,)),
        ("Speaks for", (line.speaks_for,) if line.speaks_for else ()),
        ("Date", (dates.date(line.date) if line.date else "undated",)),
        ("Date from", (view.date_basis,) if line.date and view.date_basis else ()),
        ("Event", (line.event,) if line.event else ()),
        ("Authors" if line.kind == "article" else "Speakers", line.speakers),
        ("Language", (line.language,)),
        ("Licence", (view.licence,) if view.licence else ()),
    ]
    return tuple((label, values) for label, values in rows if values)


def dated(view: EntityView) -> tuple[int, int]:
    """Of how many sources the chart by year could show how many."""
    shown = sum(row.independent + row.other for row in view.years)
    return shown, len(view.sources) if view.kind in ("person", "event", "topic") else view.counts.sources


def origin(view: EntityView) -> str:
    """Where an entry's values come from, in words."""
    words = {
        "landscape": "imported from the landscape",
        "maintainers": "imported from the list of maintainers",
        "glossary": "imported from the glossary",
        "pretalx": "imported from a conference's programme",
    }
    brought = " and ".join(words.get(name, f"imported from {name}") for name in view.origin) or "written by a person"
    confirmed = (
        f"confirmed by a person on {dates.date(view.confirmed)}" if view.confirmed else "not yet confirmed by a person"
    )
    return f"{brought}, {confirmed}"
