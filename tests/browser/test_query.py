"""The graph asked in a real browser: no server answers, nobody else is asked, and a heavy query can be stopped.

The pages watch that the policy is kept: a violation is an error on the console, which fails the test.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from kg.site import libraries
from tests.browser.conftest import Handler

ROOT = Path(__file__).parents[2]
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
pytestmark = pytest.mark.skipif(not libraries.files(ROOT), reason="npm ci has not been run in the checkout")


def opened(page: Page, site: str, hash_: str = "") -> Page:
    """The Query page, ready to be typed into."""
    page.goto(f"{site}/query/{hash_}")
    page.wait_for_selector("[data-kg-ask][data-ready]")
    return page


def ask(page: Page, text: str, wait: bool = True) -> None:
    """Type a query in the place of the one that is there, and run it by the keyboard."""
    page.locator(".CodeMirror").click()
    expect(page.locator(".CodeMirror-focused")).to_be_attached()  # a busy machine gives it the keys late
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")
    if wait:
        expect(page.locator("[data-run]")).to_be_enabled()


def rows(page: Page) -> list[str]:
    """The first column of the answer."""
    expect(page.locator("[data-kg-ask] tbody")).to_be_attached()
    return page.locator("[data-kg-ask] tbody tr td:first-child").all_inner_texts()


def test_a_query_is_typed_and_a_row_leads_to_its_page(page: Page, site: str) -> None:
    opened(page, site)
    ask(page, "SELECT ?project ?name WHERE { ?project a ts:Project ; rdfs:label ?name } ORDER BY ?name")
    assert "Lumenkit" in rows(page)
    expect(page.locator("[data-kg-ask] thead th")).to_have_text(["project"])
    page.locator("[data-kg-ask] tbody a", has_text="Lumenkit").click()
    expect(page).to_have_url(f"{site}/projects/lumenkit/")


def test_the_address_holds_the_query(page: Page, site: str) -> None:
    opened(page, site)
    ask(page, 'SELECT ?n WHERE { VALUES ?n { "öl & <b>gas</b>" "#2" } }')
    found = rows(page)
    assert sorted(found) == ["#2", "öl & <b>gas</b>"]
    page.reload()
    assert rows(page) == found


def test_a_heavy_query_is_stopped_and_the_next_one_answered(page: Page, site: str) -> None:
    opened(page, site)
    ask(page, "ASK { ?s ?p ?o }")
    ask(page, HEAVY, wait=False)
    expect(page.locator("[data-stop]")).to_be_enabled()
    page.locator("[data-stop]").click()
    expect(page.locator(".ask-tools [role=status]")).to_have_text("Stopped.")
    ask(page, "SELECT ?n WHERE { VALUES ?n { 7 } }")
    assert rows(page) == ["7"]


def test_a_query_ends_at_its_limit(page: Page, site: str) -> None:
    opened(page, site)
    page.locator("[data-kg-ask] select").evaluate("select => select.add(new Option('1 s', 1, true, true))")
    ask(page, HEAVY)
    expect(page.locator(".ask-tools [role=status]")).to_contain_text("ended after 1 seconds")


def test_a_mistake_shows_line_and_column_and_marks_the_place(page: Page, site: str) -> None:
    opened(page, site)
    ask(page, "SELECT ?x\nWHERE { ?x ts:maturity }")
    said = page.locator("[data-kg-ask] .ask-error")
    expect(said).to_contain_text("Line 2, column ")
    expect(said).to_contain_text("2 | WHERE { ?x ts:maturity }")
    expect(page.locator(".ask-wrong")).to_be_visible()
    ask(page, "ASK {}")
    expect(said).to_be_hidden()
    expect(page.locator(".ask-wrong")).to_have_count(0)


def test_a_graph_that_came_broken_is_asked_for_again(page: Page, site: str) -> None:
    opened(page, site)
    page.context.route("**/data/**", lambda route: route.fulfill(body="no graph"))
    ask(page, "SELECT ?s { ?s a ts:Project }")
    said = page.locator("[data-kg-ask] .ask-error")
    expect(said).to_be_visible()
    page.context.unroute("**/data/**")
    ask(page, "SELECT ?name { ?s a ts:Project ; rdfs:label ?name }")
    expect(said).to_be_hidden()
    assert "Lumenkit" in rows(page)


def test_terms_and_entries_are_completed(page: Page, site: str) -> None:
    opened(page, site)
    ask(page, "ASK {}")
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * { ?x schema:ment", delay=20)
    expect(page.locator(".CodeMirror-hint").first).to_have_text("schema:mentions")
    page.keyboard.press("Enter")
    page.keyboard.type(" :lum", delay=20)
    expect(page.locator(".CodeMirror-hint").first).to_have_text(":lumenkit")


def test_named_queries_run_live_and_charts_are_drawn(page: Page, site: str) -> None:
    page.goto(f"{site}/queries/most-spoken-of/")
    beforehand = page.locator("table tbody tr td:first-child").first.inner_text()
    page.get_by_role("link", name="Run it live").click()
    assert rows(page)[0] == beforehand
    ask(page, "SELECT ?year ?n WHERE { VALUES (?year ?n) { (2020 3) (2021 5) } }")
    expect(page.locator("svg.plot rect").first).to_be_visible()


def test_graphs_are_answered_sorted_and_saved(page: Page, site: str) -> None:
    opened(page, site)
    ask(page, "CONSTRUCT { ?s rdfs:label ?name } WHERE { ?s a ts:Project ; rdfs:label ?name }")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Turtle").click()
    assert b"Lumenkit" in Path(saved.value.path()).read_bytes()
    ask(page, "SELECT ?n WHERE { VALUES ?n { 10 9 2 } }")
    page.locator("[data-kg-ask] thead button").click()
    assert rows(page) == ["10", "9", "2"]
    page.locator("[data-kg-ask] thead button").click()
    assert rows(page) == ["2", "9", "10"]
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    assert Path(saved.value.path()).read_text().splitlines()[0] == "n"


def test_mentions_are_loaded_when_they_are_ticked(page: Page, site: str) -> None:
    opened(page, site)
    count = "SELECT (COUNT(?surface) AS ?n) WHERE { ?m oa:hasBody ?e ; ts:form/ts:surface ?surface }"
    ask(page, count)
    assert rows(page) == ["0"]
    page.locator("[data-kg-ask] > details summary").click()
    for box in page.locator(".ask-shards input").all():
        box.check()
    ask(page, count)
    assert int(rows(page)[0]) > 0
    assert "mentions=" in page.url


def test_without_javascript_the_page_says_how_to_ask(new_page, site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/query/")
    expect(page.locator("main, #main").first).to_contain_text("kg query --list")
    expect(page.locator("#main")).to_contain_text("need JavaScript")
    page.goto(f"{site}/queries/most-spoken-of/")
    expect(page.locator("table tbody tr").first).to_be_visible()


@pytest.fixture(scope="module")
def deep(built_world: Path, tmp_path_factory: pytest.TempPathFactory, kg) -> Iterator[str]:
    """The address of the world's site under a project's path."""
    served = tmp_path_factory.mktemp("deep")
    root = Path(shutil.copytree(built_world, served / "world"))
    kg("build", "--root", root, "--site-url", "https://pages.example/deep/path/", "--no-search")
    (served / "www/deep").mkdir(parents=True)
    (served / "www/deep/path").symlink_to(root / "site")
    shutil.copy(root / "site/404.html", served / "www/404.html")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(served / "www")))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/deep/path"
    server.shutdown()
    server.server_close()


def test_it_works_under_a_project_s_path(browser, deep: str) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
    page.on("request", lambda request: request.url.startswith((deep, "data:", "blob:")) or wrong.append(request.url))
    text = "SELECT ?project WHERE { ?project a ts:Project ; rdfs:label 'Lumenkit' }"
    opened(page, deep, f"#query={quote(text)}")
    page.locator("[data-kg-ask] tbody a", has_text="Lumenkit").click()
    expect(page).to_have_url(f"{deep}/projects/lumenkit/")
    assert wrong == []
    page.close()
