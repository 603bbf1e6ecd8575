"""Another community, made as CONTRIBUTING says: a Python conference, without vendors and without maturity levels."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from tests.conftest import TESTS, Run, run_kg

SCHEDULE = TESTS / "second" / "schedule.json"
COMMUNITY = r"kube\W*con|kubernetes|cloud\W*native|kcsp|kcntp|cncf|云原生"
WORDS = r"matur|sandbox|incubat|graduat|vendor|kubernetes|cloud native|cncf"


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance, made by the commands and built with search. Only to be read."""
    root = tmp_path_factory.mktemp("second") / "pylantern"
    said = ("--name", "PyLantern", "--site-url", "https://pylantern.example/scape/")
    more = ("--tagline", "What the lantern makers say", "--colours", "#7a3e9d,#c9a2e8", "--category", "Web")
    run_kg("init", root, *said, *more)
    run_kg("import", "pretalx", SCHEDULE, "--licence", "CC-BY-4.0", "--root", root)
    for name, category in (("Ferncast", "Web"), ("Mothwing", "Data")):
        run_kg("new", "project", name, "--set", f"categories={category}", "--yes", "--root", root)
    run_kg("check", "--root", root)
    run_kg("build", "--root", root)
    return root


def page(root: Path, path: str = "") -> str:
    return (root / "site" / path / "index.html").read_text(encoding="utf-8")


def text(html: str) -> str:
    """What a reader reads of a page."""
    return " ".join(re.sub(r"<(script|style|head)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def test_the_menu_has_only_lists_with_something_in_them(second: Path) -> None:
    menu = re.search(r'<nav class="md-tabs".*?</nav>', page(second), re.DOTALL)
    assert menu
    names = re.findall(r"md-tabs__link[^>]*>\s*([^<]+?)\s*<", menu[0])
    assert names == ["Landscape", "Projects", "People", "Topics", "Events", "Talks", "Queries", "About"]
    for folder in ("products", "vendors", "articles"):
        assert not (second / "site" / folder).exists()
        assert f'/{folder}/"' not in page(second) + page(second, "search") + (second / "site/404.html").read_text()


def test_the_first_page_speaks_of_what_is_there(second: Path) -> None:
    said = text(page(second))
    assert "What the lantern makers say 6 talks" in said
    assert "each project and person that they name" in said
    assert "joins a catalogue of projects with what is said about them" in said
    assert not re.search(WORDS, said, re.IGNORECASE)


@pytest.mark.parametrize("path", ["projects", "landscape", "projects/ferncast", "topics/data", "people", "talks"])
def test_no_page_speaks_of_what_the_community_has_not(second: Path, path: str) -> None:
    said = text(page(second, path))
    assert not re.search(WORDS, said, re.IGNORECASE), re.search(WORDS, said, re.IGNORECASE)


def test_the_landscape_has_the_tracks_as_categories(second: Path) -> None:
    html = page(second, "landscape")
    assert re.findall(r'<h2 id="([^"]+)"', html) == ["data", "web"]
    assert "Every project in its category" in html and 'name="vendor"' not in html


def test_a_project_is_spoken_of_at_the_conference(second: Path) -> None:
    said = text(page(second, "projects/ferncast"))
    assert "Ferncast is a project for Web . 3 sources speak of it here, 3 of them independent." in said
    assert "Where to begin, what to leave for later, and how Ferncast became typed in one summer." in said
    talk = text(page(second, "talks/pylantern-2025-mothwing-at-a-billion-rows"))
    assert "A talk with Runa Feldspar and Tobin Ashgrove , at PyLantern 2025 , 12 June 2025." in talk


def test_the_accent_is_its_own(second: Path) -> None:
    css = (second / "site/assets/kg/site.css").read_text()
    assert '[data-md-color-scheme="slate"]{--kg-accent:#c9a2e8;' in css
    assert "#7a3e9d" in (second / "site/assets/kg/mark.svg").read_text()


def test_its_query_and_its_search_work(second: Path, kg: Run) -> None:
    asked = "SELECT DISTINCT ?name { ?t schema:about :data ; schema:performer ?p . ?p rdfs:label ?name } ORDER BY ?name"
    done = kg("query", "--format", "csv", asked, "--root", second)
    assert done.stdout.split() == ["name", "Ilka", "Morvane", "Runa", "Feldspar", "Tobin", "Ashgrove"]
    names = json.loads((second / "site/names.json").read_text())
    assert ["Ferncast"] in [row[2:3] for row in names["rows"]]
    entry = json.loads((second / "site/pagefind/pagefind-entry.json").read_text())
    assert {name: found["page_count"] > 10 for name, found in entry["languages"].items()}["en"]


def test_its_queries_ask_for_what_is_there(second: Path) -> None:
    assert "Mentioned together" in text(page(second, "queries"))
    together = text(page(second, "queries/co-mentions"))
    assert "Mothwing" in together and ":ferncast" in together and "kubernetes" not in together.lower()
    for query in ("maturity-at-the-time", "unmentioned-projects", "before-graduation", "people-of-vendor"):
        assert not (second / "site/queries" / query).exists()


def test_the_site_has_no_dead_link(second: Path) -> None:
    site = second / "site"
    dead = set()
    for file in sorted(site.rglob("*.html")):
        for link in re.findall(r'(?:href|src)="(/scape/[^"#?]*)', file.read_text(encoding="utf-8")):
            target = site / link.removeprefix("/scape/")
            if not (target / "index.html").is_file() and not target.is_file():
                dead.add((file.relative_to(site).as_posix(), link))
    assert not dead


def test_importing_again_changes_nothing(second: Path, kg: Run) -> None:
    before = {path: path.read_bytes() for path in sorted((second / "content").rglob("*")) if path.is_file()}
    done = kg("import", "pretalx", SCHEDULE, "--licence", "CC-BY-4.0", "--root", second)
    assert "0 new, 0 changed, 15 unchanged" in done.stdout
    assert {path: path.read_bytes() for path in sorted((second / "content").rglob("*")) if path.is_file()} == before


def test_the_code_names_no_community() -> None:
    """Outside docstrings, and outside the importers of a community's own files."""
    named = []
    for path in sorted((TESTS.parent / "kg").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose]
        if not path.name.startswith(("landscape", "maintainers", "rowname", "upstream")):
            told = [node.value for node in strings if isinstance(node.value, str)]
            named += [f"{path.name}: {text[:60]}" for text in told if re.search(COMMUNITY, text, re.IGNORECASE)]
    assert not named


def test_no_field_is_described_by_a_community() -> None:
    for path in sorted((TESTS.parent / "kg/schema").glob("*.json")):
        told = re.findall(r'"(?:title|description)": "(.*)"', path.read_text(encoding="utf-8"))
        assert not [text for text in told if re.search(r"cloud native|kubernetes|cncf", text, re.IGNORECASE)], path.name
