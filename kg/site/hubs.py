"""The lists that lead to all other pages: one a kind."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import FOLDERS
from kg.query.views.model import EntityView, Ref, SourceView, Views
from kg.site.dates import short
from kg.site.pieces import MEDIA
from kg.site.words import SECTIONS

PER_PAGE = 500
LEADS = {
    "project": "Open-source projects: how mature, and who speaks of them.",
    "product": "Products and services, and who is behind them.",
    "vendor": "Companies, foundations and institutions: what is theirs, and who speaks for them.",
    "person": "Speakers, authors and maintainers.",
    "topic": "What all this is about: each topic joins its sources, its people and what they speak of.",
    "event": "Conferences and their editions.",
    "talk": "Talks, podcast episodes and recordings.",
    "article": "Articles and blog posts.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: a page, a maturity, a note, and how many sources speak of it."""

    ref: Ref
    mark: str = ""
    note: str = ""
    sources: int = 0
    independent: int = 0


@dataclass(frozen=True, slots=True)
class Hub:
    """One page of a kind's list."""

    kind: str
    title: str
    lead: str
    total: int
    number: int
    pages: int
    base: str
    by: str
    letters: tuple[tuple[str, int], ...]
    """(heading, number of the page it begins on)."""
    groups: tuple[tuple[str, tuple[Row, ...]], ...]

    @property
    def counted(self) -> bool:
        """Whether sources are counted on this page."""
        return any(row.sources for _, rows in self.groups for row in rows)


def hubs(views: Views, prefix: str) -> Iterator[Hub]:
    """The lists of all kinds of which there is something, page by page."""
    kinds = {view.kind for view in views.entities} | {view.kind for view in views.sources}
    ripe = any(view.fact("maturity") for view in views.of_kind("project"))
    for kind in SECTIONS:
        if kind not in kinds:
            continue
        text = LEADS[kind] if ripe or kind != "project" else "Open-source projects, and who speaks of them."
        if kind in ("talk", "article"):
            sources = [view for view in views.sources if view.kind == kind]
            yield from _paged(kind, text, _by_year(sources), prefix, "Years")
        else:
            yield from _paged(kind, text, _by_letter(views.of_kind(kind)), prefix, "Letters")


def letter(name: str) -> str:
    """The heading under which a name stands in a list.

    >>> letter("etcd"), letter("Émile"), letter("3scale"), letter("云")
    ('E', 'E', '0–9', '…')
    """
    for char in unicodedata.normalize("NFKD", name):
        if char.isascii() and char.isalpha():
            return char.upper()
        if char.isdigit():
            return "0–9"
        if char.isalpha():
            break
    return "…"


def sorting(name: str) -> tuple[str, str]:
    """Sort key of a name: as a reader expects it, whatever the case or accents."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.lstrip("\"'“([<> \u202a\u202b\u202d\u202e\u200e\u200f"), name


def _by_letter(views: Iterable[EntityView]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for view in sorted(views, key=lambda v: sorting(v.name)):
        row = Row(
            Ref(view.kind, view.id, view.name),
            view.fact("maturity"),
            _note(view),
            view.counts.sources,
            view.counts.independent,
        )
        if view.kind in ("topic", "event", "person"):
            row = (
                Row(row.ref, "", row.note, max(len(view.sources), view.counts.sources), view.counts.independent)
                if view.sources
                else row
            )
        groups[letter(sorting(view.name)[0])].append(row)
    order = sorted(groups, key=lambda name: (name == "…", name != "0–9", name))
    return {name: groups[name] for name in order}


def _note(view: EntityView) -> str:
    predicate = {"project": "category", "product": "behind", "person": "works_for", "topic": "broader"}.get(
        view.kind, ""
    )
    near = view.related(predicate)[:1]
    if near:
        return near[0].other.name
    return (
        view.fact("membership") if view.kind == "vendor" else short(view.fact("start")) if view.kind == "event" else ""
    )


def _by_year(views: Iterable[SourceView]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for view in sorted(views, key=lambda v: (v.line.date, sorting(v.name)), reverse=True):
        line = view.line
        note = " · ".join(filter(None, (MEDIA.get(line.medium, ""), line.publisher, short(line.date))))
        groups[line.date[:4] or "Undated"].append(Row(Ref(view.kind, view.id, view.name), note=note))
    groups["Undated"] = groups.pop("Undated", [])[::-1]
    return {name: rows for name, rows in groups.items() if rows}


def _paged(kind: str, lead: str, groups: dict[str, list[Row]], prefix: str, by: str) -> Iterator[Hub]:
    """Cut groups into pages of at most PER_PAGE lines; a group may run over several."""
    pages: list[list[tuple[str, list[Row]]]] = [[]]
    letters: list[tuple[str, int]] = []
    room = PER_PAGE
    for name, rows in groups.items():
        if len(rows) > room and room < PER_PAGE / 2:
            pages.append([])
            room = PER_PAGE
        letters.append((name, len(pages)))
        while rows:
            pages[-1].append((name, rows[:room]))
            rows, room = rows[room:], room - len(rows[:room])
            if room == 0:
                pages.append([])
                room = PER_PAGE
    pages = [page for page in pages if page] or [[]]
    total = sum(map(len, groups.values()))
    for number, page in enumerate(pages, 1):
        shown = tuple((name, tuple(rows)) for name, rows in page)
        yield Hub(
            kind,
            SECTIONS[kind],
            lead,
            total,
            number,
            len(pages),
            f"{prefix}{FOLDERS[kind]}/",
            by,
            tuple(letters),
            shown,
        )
