"""The other half of the named queries, each against the small made-up world."""

import csv
import io
from dataclasses import replace

import pytest

from kg.model import Alias
from kg.query import answer, library
from tests.graph.small import BASE, World


def rows(stores, name, **values):
    text = library.text(name, {key: str(value) for key, value in values.items()})
    found = answer.answer(stores[library.get(name).needs], text, "csv", BASE)
    return [tuple(cell.replace(BASE, "") for cell in row) for row in csv.reader(io.StringIO(found))][1:]


CASES = [
    ("by-language", {"sources": 1}, [
        ("kelp", "Kelp", "50", "1", "1", "1", "2"),
        ("brook", "Brook", "0", "1", "1", "2", "2")]),
    ("co-speakers", {"person": "eve-fir"}, [("dan-oak", "Dan Oak", "1", "Acme")]),
    ("editions", {"series": "meet"}, [("meetcon-2020", "MeetCon 2020", "2020-11-17", "1", "0", "2", "2")]),
    ("first-heard", {}, [
        ("brook", "Brook", "2018-03-01", "2020-11-18", "keynote-2020", "2"),
        ("kelp", "Kelp", "", "2020-11-18", "keynote-2020", "1")]),
    ("first-heard", {"maturity": "sandbox"}, []),
    ("heard-most", {}, [("eve-fir", "Eve Fir", "3", "2", "Borealis"), ("dan-oak", "Dan Oak", "1", "1", "Acme")]),
    ("heard-most", {"limit": 1}, [("eve-fir", "Eve Fir", "3", "2", "Borealis")]),
    ("integrations", {}, [("brook", "Brook", "kelp", "Kelp", "0.8", "2", "kelp-at-work")]),
    ("maturity-at-the-time", {}, [("2020", "0", "0", "0", "1", "0", "1"), ("2021", "0", "0", "0", "1", "0", "1")]),
    ("most-spoken-of-in-year", {"year": 2020}, [
        ("brook", "Brook", "1", "1", "2", "1"),
        ("kelp", "Kelp", "1", "1", "1", "1")]),
    ("most-spoken-of-in-year", {"year": 2019}, []),
    ("names-in-languages", {}, [("brook", "Brook", "溪", "1"), ("tracing", "Tracing", "追踪", "0")]),
    ("names-in-languages", {"language": "de"}, [("brook", "Brook", "Bach", "0")]),
    ("newest-sources", {}, [
        ("show-1", "Show 1", "2021-02", "independent", "Pod House", "1"),
        ("keynote-2020", "Keynote 2020", "2020-11-18", "independent", "Independent Tapes", "2")]),
    ("news", {}, [("2020-11", "graduated", "brook", "Brook"), ("2018-03-01", "accepted", "brook", "Brook")]),
    ("on-stage", {}, [
        ("Borealis", "1", "0", "0", "1"),
        ("Independent Tapes", "1", "1", "0", "1"),
        ("MeetCon 2020", "1", "1", "0", "1"),
        ("Pod House", "1", "0", "0", "1")]),
    ("others-projects", {}, [
        ("borealis", "Borealis", "1", "3", "2", "Brook"),
        ("acme", "Acme", "1", "1", "1", "Kelp")]),
    ("people-between-topics", {"first": "tracing", "second": "storage"}, [
        ("dan-oak", "Dan Oak", "1", "1", "1"),
        ("eve-fir", "Eve Fir", "1", "2", "1")]),
    ("people-between-topics", {"first": "tracing", "second": "infrastructure"}, []),
    ("projects-of-topic", {"topic": "infrastructure"}, [
        ("brook", "Brook", "graduated", "2", "3", "2"),
        ("kelp", "Kelp", "graduated", "1", "2", "2"),
        ("brookctl", "brookctl", "", "0", "0", "0")]),
    ("publishers", {}, [
        ("Borealis", "vendor", "1", "0", "40"),
        ("Independent Tapes", "independent", "1", "1", "40"),
        ("Pod House", "independent", "1", "1", "40")]),
    ("quotations", {}, [("dan-oak", "Dan Oak", "1", "Acme", "0.9", "keynote-2020")]),
    ("quotations-of", {"person": "dan-oak"}, [
        ("keynote-2020", "Keynote 2020", "2020-11-18", "30", "60", "12.5", "0.9")]),
    ("rising", {"since": 2021, "sources": 1}, [
        ("brook", "Brook", "0", "1", "1", "1", "1"),
        ("kelp", "Kelp", "-100", "0", "1", "1", "1")]),
    ("rising", {"since": 2021, "sources": 2}, [("brook", "Brook", "0", "1", "1", "1", "1")]),
    ("sources-about", {"topic": "storage"}, [
        ("kelp-at-work", "Kelp at work", "0.8", "vendor", "", "https://blog.example/kelp", "Eve Fir"),
        ("keynote-2020", "Keynote 2020", "0.4", "independent", "2020-11-18", "https://video.example/k?v=1",
         "Dan Oak, Eve Fir")]),
    ("sources-of-publisher", {"publisher": "Borealis"}, [
        ("kelp-at-work", "Kelp at work", "", "zh", "kelp", "Kelp", "2")]),
    ("sources-of-publisher", {"publisher": "Pod House"}, [
        ("show-1", "Show 1", "2021-02", "en", "brook", "Brook", "1")]),
    ("topic-by-year", {"topic": "tracing"}, [("2020", "1", "1", "100")]),
    ("topics-of-event", {"event": "meetcon"}, [("tracing", "Tracing", "1", "0.9"), ("storage", "Storage", "1", "0.4")]),
    ("topics-of-event", {"event": "meetcon-2020"}, [
        ("tracing", "Tracing", "1", "0.9"),
        ("storage", "Storage", "1", "0.4")]),
    ("topics-together", {"topic": "storage"}, [("tracing", "Tracing", "1", "1", "1")]),
    ("vendors-of-topic", {"topic": "infrastructure"}, [
        ("acme", "Acme", "false", "1", "3"),
        ("borealis", "Borealis", "true", "1", "1")]),
    ("vendors-spoken-of", {}, [("acme", "Acme", "1", "1", "1", "1")]),
    ("versus", {"first": "brook", "second": "kelp"}, [
        ("brook", "Brook", "graduated", "2", "0", "1", "0", "3", "4", "2020", "2021"),
        ("kelp", "Kelp", "graduated", "1", "0", "1", "0", "2", "3", "2020", "2020")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "wanted"), CASES, ids=[f"{n} {v}" for n, v, _ in CASES])
def test_a_query_gives_what_the_small_world_holds(small, name, values, wanted):
    assert rows(small, name, **values) == wanted


def test_least_supported_claims_come_first_and_rejected_ones_never(small):
    found = [(row[1], row[2], row[5]) for row in rows(small, "least-supported")]
    assert found == [
        ("1", "dan-oak", "keynote-2020"),
        ("1", "meetcon-2020", "borealis"),
        ("2", "brook", "kelp"),
        ("3", "eve-fir", "borealis"),
    ]


def test_shared_names_are_names_and_aliases_in_any_case(small, tmp_path):
    assert rows(small, "shared-names") == []
    world = World(tmp_path)
    entries = tuple(replace(e, aliases=(Alias("BROOK"),)) if e.id == "acme-labs" else e for e in world.entries)
    stores = {"core": replace(world, entries=entries).write().in_memory()}
    assert rows(stores, "shared-names") == [("brook", "2", "Acme Labs (vendor), Brook (project)")]


def test_a_project_that_was_spoken_of_before_it_was_accepted(tmp_path):
    world = World(tmp_path)
    later = [replace(e, accepted="2021-01-01", graduated="") if e.id == "brook" else e for e in world.entries]
    stores = {"core": replace(world, entries=tuple(later)).write().in_memory()}
    assert rows(stores, "maturity-at-the-time") == [
        ("2020", "1", "0", "0", "0", "0", "1"),
        ("2021", "0", "1", "0", "0", "0", "1"),
    ]
