import csv
import io
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import opened
from kg.model import BadInput
from kg.query import answer, library
from kg.vocabulary import PREFIXES
from tests.graph.small import BASE, World

ROOT = Path(__file__).parents[2]


def rows(stores, name, **values):
    query = library.get(name)
    found = answer.answer(stores[query.needs], library.text(name, {k: str(v) for k, v in values.items()}), "csv", BASE)
    return [{k: v.removeprefix(BASE) for k, v in row.items()} for row in csv.DictReader(io.StringIO(found))]


def table(found, *columns):
    return [tuple(row[column] for column in columns) for row in found]


def test_most_spoken_of_counts_sources_by_whose_they_are(small):
    found = table(rows(small, "most-spoken-of"), "project", "independent", "vendor", "ownProject", "sources")
    assert found == [("brook", "2", "1", "0", "3"), ("kelp", "1", "1", "0", "2")]


@pytest.mark.parametrize("event", ["meetcon-2020", "meetcon"])
def test_said_at_an_edition_or_at_any_of_a_series(small, event):
    found = table(rows(small, "said-at-event", event=event), "entity", "kind", "mentions")
    assert found == [("brook", "project", "2"), ("acme", "vendor", "1"), ("kelp", "project", "1")]


def test_speakers_on_a_project_with_employers_of_today(small):
    found = table(rows(small, "speakers-on", about="brook"), "person", "sources", "mentions", "lastYear", "employers")
    assert found == [("eve-fir", "3", "4", "2021", "Borealis"), ("dan-oak", "1", "2", "2020", "Acme")]


def test_speakers_on_a_topic(small):
    assert table(rows(small, "speakers-on", about="tracing"), "person") == [("dan-oak",), ("eve-fir",)]


def test_speakers_without_a_dated_source(small):
    assert table(rows(small, "speakers-on", about="pebble"), "person", "lastYear") == [("eve-fir", "2021")]


def test_vendors_elsewhere_leaves_out_the_vendor_s_own_projects(tmp_path):
    from dataclasses import replace

    from kg.model import Employment

    world = World(tmp_path)
    assert rows({"core": world.write().in_memory()}, "vendors-elsewhere") == []
    moved = [replace(e, employers=(Employment("borealis"),)) if e.id == "dan-oak" else e for e in world.entries]
    stores = {"core": replace(world, entries=tuple(moved)).write().in_memory()}
    assert table(rows(stores, "vendors-elsewhere"), "vendor", "project", "behind", "people") == [
        ("borealis", "brook", "Acme", "1")
    ]


def test_unmentioned_projects(tmp_path):
    from dataclasses import replace

    stores = {"core": replace(World(tmp_path), linked=()).write().in_memory()}
    assert table(rows(stores, "unmentioned-projects"), "project") == [("brook",), ("kelp",)]
    assert rows(stores, "unmentioned-projects", maturity="sandbox") == []


def test_candidates_of_several_sources(small):
    assert table(rows(small, "candidates"), "name", "kind", "sources", "mentions") == [("Dagwood", "vendor", "2", "2")]
    assert rows(small, "candidates", sources=3) == []


def test_co_mentions_with_lift(small):
    found = table(rows(small, "co-mentions", entry="kelp"), "other", "together", "alone", "lift")
    assert found == [("brook", "2", "3", "1"), ("acme", "1", "1", "1.5"), ("dan-oak", "1", "1", "1.5")]


def test_evidence_gives_every_passage_and_file(small):
    found = rows(small, "evidence", entry="eve-fir")
    jobs = [row for row in found if row["predicate"].endswith("worksFor")]
    assert table(jobs, "source", "start", "end", "support") == [
        ("kelp-at-work", "10", "38", "3"), ("keynote-2020", "150", "170", "3"), ("show-1", "5", "30", "3")]  # fmt: skip
    assert ("true", "keynote-2020") in table(found, "rejected", "source")
    assert "file/content/talks/keynote-2020.yaml" in {row["file"] for row in found}


def test_maintainers_with_their_jobs_of_today(small):
    found = table(rows(small, "maintainers", project="brook"), "person", "employer", "role", "since", "sources")
    assert found == [("dan-oak", "acme", "CTO", "2019", "1")]


def test_topics_of_a_year(small):
    assert table(rows(small, "topics-of-year", year=2020), "topic", "sources", "spoken") == [
        ("storage", "1", "1"),
        ("tracing", "1", "1"),
    ]
    assert rows(small, "topics-of-year", year=1999) == []


def test_mentions_by_year_leave_undated_sources_out(small):
    found = table(rows(small, "mentions-by-year", entry="brook"), "year", "sources", "ofSources", "percent")
    assert found == [("2020", "1", "1", "100"), ("2021", "1", "1", "100")]


def test_undated_share(small):
    found = table(rows(small, "undated"), "publisherName", "sources", "dated", "withoutDate")
    assert found == [("Borealis", "1", "0", "1"), ("Independent Tapes", "1", "1", "0"), ("Pod House", "1", "1", "0")]


def test_adoption_counts_a_source_once_and_not_the_vendor_behind(small):
    found = table(rows(small, "adoption", project="brook"), "vendor", "endUser", "sources", "mentions")
    assert found == [("borealis", "true", "3", "4")]


def test_before_graduation(small):
    assert table(rows(small, "before-graduation"), "project", "before", "since") == [("brook", "0", "2")]


def test_surfaces_in_use(small):
    assert table(rows(small, "surfaces", entry="brook"), "surface", "mentions") == [("Brook", "3"), ("溪", "1")]


def test_moments_of_recordings(small):
    found = table(rows(small, "moments", entry="brook"), "source", "moment", "start")
    assert found == [("keynote-2020", "t=12.5", "30"), ("keynote-2020", "t=31.25", "90"), ("show-1", "t=2", "5")]


def test_people_of_a_vendor_and_others_projects(small):
    found = table(rows(small, "people-of-vendor", vendor="acme"), "person", "sources", "projects", "others")
    assert found == [("dan-oak", "1", "1", "Kelp")]


def test_compared_puts_independent_sources_first(small):
    found = table(rows(small, "compared", first="brook", second="kelp"), "source", "firstMentions", "secondMentions")
    assert found == [("keynote-2020", "2", "1"), ("kelp-at-work", "1", "2")]


# --- of all queries -----------------------------------------------------------------------------

NAMES = [query.name for query in library.all()]


def test_each_query_has_a_test_of_its_own():
    text = "".join(file.read_text() for file in Path(__file__).parent.glob("test_library*.py"))
    assert len(NAMES) >= 30
    assert [name for name in NAMES if f'"{name}"' not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_query_is_described_and_answers_with_its_defaults(small, name):
    query = library.get(name)
    assert query.question.endswith("?")
    assert query.tags
    assert {p.name for p in query.parameters} == set(re.findall(r"\$(\w+)", query.body))
    names = {variable.value for variable in small[query.needs].query(library.text(name, base=BASE)).variables}
    assert names
    assert library.text(name, base=BASE).startswith("PREFIX : <")


@pytest.mark.parametrize("name", NAMES)
def test_a_query_that_needs_core_gives_the_same_from_the_full_graph(small, name):
    if library.get(name).needs == "core":
        values = {p.name: "brook" for p in library.get(name).parameters if p.type == "id"}
        assert rows({"core": small["full"]}, name, **values) == rows(small, name, **values)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_over_the_real_graph(name):
    if not (ROOT / opened.STORE).is_dir():
        pytest.skip("no graph is built here")
    store = opened.read(ROOT)
    found = store.query(library.text(name, base=opened.base(store)), use_default_graph_as_union=True)
    assert next(iter(found), None) is not None


# --- parameters ---------------------------------------------------------------------------------


def test_an_unknown_name_gets_the_nearest():
    with pytest.raises(BadInput, match="did you mean co-mentions"):
        library.text("comentions")


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(BadInput) as caught:
        library.text("co-mentions", {"entry": "No Id!", "limit": "many", "entri": "x"})
    messages = "\n".join(map(str, caught.value.problems))
    assert len(caught.value.problems) == 3
    assert "did you mean entry" in messages and "'many'" in messages and "'No Id!'" in messages


@given(st.text(st.characters(codec=None, categories=None)))
def test_a_text_can_never_leave_its_literal(value):
    query = library.text("unmentioned-projects", {"maturity": value}, base=BASE)
    store = ox.Store()
    whole = "".join("?" if "\ud800" <= c <= "\udfff" else c for c in value)
    project, ts = ox.NamedNode(f"{BASE}p"), PREFIXES["ts"]
    for predicate, object_ in (
        (f"{PREFIXES['rdf']}type", ox.NamedNode(f"{ts}Project")),
        (f"{ts}maturity", ox.Literal(whole)),
        (f"{PREFIXES['rdfs']}label", ox.Literal("P")),
    ):
        store.add(ox.Quad(project, ox.NamedNode(predicate), object_))
    assert [row["project"] for row in store.query(query)] == [project]


@given(st.text())
def test_an_id_is_an_id_or_refused(value):
    try:
        text = library.text("maintainers", {"project": value})
    except BadInput:
        return
    assert re.fullmatch(r"[a-z0-9-]+", value)
    assert f":{value} " in text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {}",
        "# title: t\n# question: q?\n# tags: a\n# needs: much\nASK {}",
        "# title: t\n# question: q?\n# tags: a\n# needs: core\n# parameter: x\nASK {}",
    ],
)
def test_a_query_without_its_header_is_refused(text):
    with pytest.raises(ValueError, match="broken.rq"):
        library.parse("broken", text)
