"""The pages of the named queries with their answers, the page on which anybody asks, and what goes with them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from kg.model import FOLDERS, Config
from kg.query import library
from kg.query.answered import Answer, Terms
from kg.query.library import Query
from kg.query.views.model import Views
from kg.site import files, plots, shell
from kg.site.plan import Page
from kg.vocabulary import PREFIXES


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: names that stand beside the thing that they are the names of are left out."""

    name: str
    place: int
    numeric: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A query's page."""

    answer: Answer
    columns: tuple[Column, ...]
    plot: plots.Plot | None
    live: bool
    """Whether the site can run queries."""

    @property
    def lead(self) -> str:
        """The question, for search engines."""
        return self.answer.query.question

    @property
    def drawn(self) -> Markup:
        """The chart."""
        return plots.draw(self.plot) if self.plot else Markup("")

    @property
    def shown(self) -> int:
        """Rows on the page."""
        return len(self.answer.rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of all queries by their first tag, those of most queries first, or the page on which anybody asks."""

    groups: tuple[tuple[str, tuple[Answer, ...]], ...]
    live: bool
    version: str
    lead: str


def answerable(answers: Sequence[Answer], views: Views) -> tuple[Answer, ...]:
    """The answers but those with no row that are about what the community has not: vendors, maturity, articles …"""
    here = {FOLDERS[view.kind] for view in views.entities} | {FOLDERS[view.kind] for view in views.sources}
    absent = set(FOLDERS.values()) - here
    absent |= set() if any(view.fact("maturity") for view in views.of_kind("project")) else {"maturity", "adoption"}

    def about(query: Query) -> set[str]:
        return {*query.tags, *(parameter.name for parameter in query.parameters)}

    return tuple(each for each in answers if each.total or absent.isdisjoint(about(each.query)))


def pages(answers: Sequence[Answer], live: bool) -> Iterator[Page]:
    """The list, each query, and the page on which anybody asks."""
    if not answers:
        return
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.query.tags[0]].append(answer)
    most = sorted(groups, key=lambda tag: (-len(groups[tag]), tag))
    grouped = tuple((tag, tuple(groups[tag])) for tag in most)
    version = shell.assets_version()
    lead = f"{len(answers)} questions that the graph answers, each with its query, its answer and a file to take along."
    yield Page("queries/", "queries.html", "queries", "Queries", "list", Listed(grouped, live, version, lead))
    lead = "Ask the graph your own question in SPARQL: it runs in your browser and asks no server."
    ask = Listed(grouped, live, version, lead)
    yield Page("query/", "ask.html", "queries", "Ask the graph", "ask", ask, indexed=live)
    for answer in answers:
        shown = Shown(answer, columns(answer), plots.choose(answer.names, answer.rows), live)
        title = answer.query.title
        more = (("version", version),)
        yield Page(f"queries/{answer.query.name}/", "query.html", "queries", title, "query", shown, more)


def columns(answer: Answer) -> tuple[Column, ...]:
    """The columns that a reader sees: not the names of what the column before links to."""
    found = []
    for place, name in enumerate(answer.names):
        before = [row[place - 1].ref for row in answer.rows] if place else []
        same = all(ref and ref.name == row[place].text for ref, row in zip(before, answer.rows, strict=False))
        if before and same:
            continue
        numeric = bool(answer.rows) and all(row[place].number is not None or not row[place].text for row in answer.rows)
        found.append(Column(name, place, numeric))
    return tuple(found)


def write(config: Config, answers: Sequence[Answer], terms: Terms, libraries: Mapping[str, bytes], out: Path) -> None:
    """Write what lies beside the pages under `out`: each query's answer as CSV and its text, what the editor completes,
    and its libraries.
    """
    base = config.base_iri
    found: dict[str, str | bytes] = {**libraries}
    for answer in answers:
        name = answer.query.name
        found[f"queries/{name}.csv"] = answer.csv
        said = f"# {answer.query.title}\n# {answer.query.question}\n# needs: {answer.query.needs}\n"
        found[f"queries/{name}.rq"] = said + library.prologue(base) + answer.text
    found["query/vocabulary.json"] = vocabulary(terms, base)
    files.write_all(out, found, config.root / "build" / "queries.json")


def vocabulary(terms: Terms, base: str) -> str:
    """What the editor completes: {"base": IRI, "prefixes": {prefix: namespace}, "classes": {name: nodes},
    "properties": {name: triples}}; names are compact, those most in use first.
    """
    whole = {"base": base, "prefixes": PREFIXES, "classes": terms.classes, "properties": terms.properties}
    return json.dumps(whole, indent=0) + "\n"
