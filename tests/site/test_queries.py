"""The pages of the named queries: their answers, charts and files, from the small world's real graph."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kg.graph import dataset
from kg.query import answered, library
from kg.query.answered import Cell
from kg.site import libraries, pages, plots, queries
from kg.site.shell import Shell
from tests.graph.small import World
from tests.site.conftest import CHROME


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    world = World(tmp_path_factory.mktemp("asked"))
    made = world.make()
    dataset.write(made)
    return world, made, answered.all(made, made.in_memory())


@pytest.fixture(scope="module")
def site(world):
    from kg.query import views

    world, made, answers = world
    core = made.in_memory()
    seen = views.read(core, world.config.base_iri)
    out = world.root / "site"
    pages.write_all(
        world.config, seen, Shell.cut(CHROME, world.root / "chrome"), out, also=queries.pages(answers, live=True)
    )
    queries.write(world.config, answers, answered.terms(core), {}, out)
    return out


def test_every_query_has_a_page_a_table_and_its_files(site, world):
    hub = (site / "queries/index.html").read_text()
    for query in library.all():
        assert f"/queries/{query.name}/" in hub
        page = (site / "queries" / query.name / "index.html").read_text()
        assert f"/query/?name={query.name}" in page
        assert "SELECT" in page and "&lt;" not in page[: page.index("<h1>")]
        text = (site / f"queries/{query.name}.rq").read_text()
        assert f"# needs: {query.needs}\n" in text
        world[1].in_memory().query(text, use_default_graph_as_union=True)
        assert "$" not in re.sub(r"#.*", "", text)
    assert (site / "query/index.html").is_file()


@pytest.mark.parametrize("jobs", [1, 8])
def test_answers_are_the_same_however_many_are_made_at_once(world, jobs):
    small, made, answers = world
    for kept in (small.root / "build/cache/answers").iterdir():
        kept.unlink()
    assert answered.all(made, made.in_memory(), jobs) == answers
    assert [answer.query.name for answer in answers] == [query.name for query in library.all()]


def test_an_answer_links_to_pages_and_says_names_once(site):
    page = (site / "queries/most-spoken-of/index.html").read_text()
    assert '<a class="r r-project" href="/projects/brook/">Brook</a>' in page
    assert page.count(">Brook<") == 2  # in the chart, and in the table
    assert '<th scope="col">name</th>' not in page


def test_the_file_has_all_rows_as_the_store_gives_them(site, world):
    rows = list(csv.DictReader(io.StringIO((site / "queries/speakers-on.csv").read_text())))
    answer = next(each for each in world[2] if each.query.name == "speakers-on")
    assert len(rows) == answer.total
    for each in world[2]:
        found = list(csv.reader(io.StringIO(each.csv)))
        assert len(found) == each.total + 1
        assert found[0] == list(each.names)


def test_answers_are_kept_until_the_graph_changes(world):
    whole, made, answers = world
    broken = made.in_memory()
    broken.clear()
    assert answered.all(made, broken) == answers
    other = whole.renamed("brook", "Rill").make()
    assert "Rill" in {cell.text for each in answered.all(other, other.in_memory()) for row in each.rows for cell in row}
    answered.all(made, made.in_memory())


def test_the_same_graph_gives_the_same_answers(world):
    whole, made, answers = world
    (whole.root / "build/cache/answers").rename(whole.root / "build/cache/answers-before")
    assert answered.all(made, made.in_memory()) == answers


def test_names_from_outside_stay_text(tmp_path):
    world = World(tmp_path).renamed("brook", '<script>alert("1")</script>,\nx')
    made = world.make()
    dataset.write(made)
    answers = answered.all(made, made.in_memory())
    answer = next(each for each in answers if each.query.name == "most-spoken-of")
    view = queries.Shown(answer, queries.columns(answer), plots.choose(answer.names, answer.rows), True)
    assert "<script>alert" not in view.drawn
    assert next(csv.DictReader(io.StringIO(answer.csv)))["name"] == '<script>alert("1")</script>,\nx'


def test_the_editor_knows_the_vocabulary_in_use(site):
    words = json.loads((site / "query/vocabulary.json").read_text())
    assert words["prefixes"]["schema"] == "https://schema.org/"
    assert words["classes"]["ts:Project"] == 3
    assert "schema:mentions" in words["properties"]


def cells(*rows):
    return [tuple(Cell(str(v), number=float(v) if isinstance(v, int | float) else None) for v in row) for row in rows]


def test_a_chart_by_year_is_upright_and_one_by_name_lies():
    plot = plots.choose(("year", "sources"), cells((2020, 3), (2021, 5)))
    assert plot == plots.Plot("year", "sources", True, (("2020", 3.0), ("2021", 5.0)))
    plot = plots.choose(("name", "sources"), cells(("a", 3), ("b", 5)))
    assert plot == plots.Plot("name", "sources", False, (("a", 3.0), ("b", 5.0)))
    assert plots.draw(plot).count("<rect") == 2


@pytest.mark.parametrize(
    "rows",
    [
        [("a", 1)],
        [("a", 1), ("a", 2)],
        [("a", 1), ("b", 1)],
        [("a", -1), ("b", 2)],
        [("a", "x"), ("b", "y")],
        [],
    ],
)
def test_no_chart_where_columns_do_not_fit(rows):
    assert plots.choose(("name", "n"), cells(*rows)) is None


def test_a_chart_has_twenty_bars_and_cuts_long_names():
    plot = plots.choose(("name", "n"), cells(*((f"{i} " + "long " * 20, i) for i in range(30))))
    assert plot and len(plot.bars) == 20
    assert "…" in plots.draw(plot)


def test_libraries_are_copied_with_their_licences(tmp_path):
    assert libraries.files(tmp_path).keys() <= {f"assets/lib/{name}" for name in (
        "LICENSES.txt", "web.js", "web_bg.wasm", "yasqe.min.js", "yasqe.min.css")}  # fmt: skip
    for package, names in libraries.COPIED.items():
        folder = tmp_path / "node_modules" / package
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(f"{package}\n//# sourceMappingURL=x.map")
        (folder / "package.json").write_text(json.dumps(
            {"name": package, "version": "1", "license": "MIT", "dependencies": {"deep": "1"}}))  # fmt: skip
    deep = tmp_path / "node_modules/deep"
    deep.mkdir()
    (deep / "package.json").write_text('{"name": "deep", "version": "2", "license": "ISC"}')
    (deep / "LICENSE").write_text("Copyright of somebody deep")
    found = libraries.files(tmp_path)
    assert found["assets/lib/web.js"] == b"oxigraph"
    assert b"Copyright of somebody deep" in found["assets/lib/LICENSES.txt"]


def test_nothing_of_the_libraries_is_in_the_repository():
    root = Path(__file__).parents[2]
    lock = (root / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert "/node_modules/" in (root / ".gitignore").read_text().split()
