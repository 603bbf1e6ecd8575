"""A stranger adds an entry: fills the form, sees the YAML, and the forge gets a file that the checker takes."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from kg import iri
from kg.ingest.check import syntax
from tests.browser.conftest import NewPage
from tests.conftest import Run
from tests.ingest.test_forms import filled

SIZES = {"desktop": {"viewport": {"width": 1280, "height": 800}}, "phone": {"viewport": {"width": 360, "height": 740}}}
FILE = """\
# yaml-language-server: $schema=../../kg/schema/project.json
name: Wick & Gate
aliases:
  - WG
  - name: 灯芯
    language: zh
homepage: https://wickgate.example/
links:
  blog: https://wickgate.example/blog
repositories:
  - https://forge.example/wick/gate
categories:
  - observability
vendor: quillworks
maturity: sandbox
accepted: 2023-05
"""


@pytest.fixture(params=SIZES)
def form(request: pytest.FixtureRequest, new_page: NewPage, site: str) -> Page:
    """The page of the form, on a desktop's and on a phone's screen."""
    page = new_page(**SIZES[request.param])
    page.goto(f"{site}/add/")
    expect(page.get_by_role("heading", name="The file")).to_be_visible()
    return page


def text(page: Page, label: str, value: str) -> None:
    """Fill the field of this label."""
    page.locator("#main .field").get_by_label(label, exact=True).first.fill(value)


def handed(page: Page, name: str) -> dict[str, str]:
    """What a link hands over to the forge."""
    url = page.get_by_role("link", name=name, exact=True).get_attribute("href") or ""
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}


def project(page: Page) -> None:
    """Fill in a project, references by their list."""
    page.get_by_label("Name needed").fill("Wick & Gate")
    text(page, "Homepage", "https://wickgate.example/")
    text(page, "Repositories", "https://forge.example/wick/gate")
    page.get_by_role("button", name="Add: categories").click()
    page.keyboard.type("observ")
    page.get_by_role("option", name="Observability").click()
    page.get_by_text("More fields").click()
    text(page, "Vendor", "quill")
    page.get_by_role("option", name="Quillworks").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    text(page, "Aliases", "WG\n灯芯")
    page.get_by_label("Maturity").select_option("sandbox")
    text(page, "Accepted", "2023-05")
    page.get_by_role("button", name="Add: links").click()
    page.get_by_label("What", exact=True).select_option("blog")
    text(page, "Address", "https://wickgate.example/blog")


def test_a_project_is_handed_over_as_the_file_that_it_becomes(form: Page, world: Path, kg: Run) -> None:
    project(form)
    form.get_by_role("heading", name="The file").click()
    expect(form.locator(".made pre code")).to_have_text(FILE)
    expect(form.locator(".told li")).to_have_count(0)
    url = urlsplit(form.get_by_role("link", name="Open it as a new file").get_attribute("href") or "")
    assert (url.netloc, url.path) == ("forge.example", "/lanternfield/site/new/main")
    given = handed(form, "Open it as a new file")
    assert given["filename"] == "content/projects/wick-and-gate.yaml"
    (world / given["filename"]).write_text(given["value"], encoding="utf-8")
    said = kg("check", world / given["filename"], "--root", world)
    assert "0 errors, 0 warnings" in said.stderr
    assert form.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_same_entry_sent_as_an_issue_becomes_the_same_file(form: Page, world: Path, kg: Run) -> None:
    project(form)
    given = handed(form, "Send it as an issue")
    assert given.pop("template") == "entry.yml" and given.pop("title") == "Add: Wick & Gate"
    issue = world / "issue.md"
    issue.write_text(filled("entry", **given, shown="https://wickgate.example/"), encoding="utf-8")
    kg("from-issue", issue, "--root", world)
    made = (world / "content/projects/wick-and-gate.yaml").read_text("utf-8")
    assert sorted(made.splitlines()) == sorted(FILE.splitlines())


def test_a_person_is_filled_in_with_the_keyboard_alone(form: Page, world: Path, kg: Run) -> None:
    form.get_by_role("radio", name="Project").focus()
    for _ in range(2):
        form.keyboard.press("ArrowRight")
    expect(form.get_by_role("radio", name="Person")).to_be_checked()
    form.keyboard.press("Tab")
    expect(form.get_by_role("button", name="Another kind")).to_be_focused()
    form.keyboard.press("Tab")
    form.keyboard.type("Bo Tarn")
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")
    form.keyboard.type("ferry la")
    expect(form.get_by_role("option", name="Ferry Labs")).to_be_visible()
    form.keyboard.press("ArrowDown")
    form.keyboard.press("Enter")
    form.keyboard.press("Tab")
    form.keyboard.type("Engineer: boats")
    form.keyboard.press("Tab")
    given = handed(form, "Open it as a new file")
    assert given["filename"] == "content/people/bo-tarn.yaml"
    assert given["value"].endswith('employers:\n  - vendor: ferry-labs\n    role: "Engineer: boats"\n')
    (world / given["filename"]).write_text(given["value"], encoding="utf-8")
    kg("check", "--root", world)


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_handed_over(form: Page, site: str) -> None:
    link = form.get_by_role("link", name="Open it as a new file")
    expect(form.locator(".told")).to_contain_text("A name is needed.")
    assert form.locator(".acts a[href]").count() == 0
    form.get_by_label("Name needed").fill("lumenkit")
    expect(form.locator(".told")).to_contain_text("The id “lumenkit” is taken")
    expect(form.locator(".told").get_by_role("link", name="Lumenkit")).to_have_attribute("href", "/projects/lumenkit/")
    form.get_by_label("Name needed").fill("Wick")
    text(form, "Homepage", "wick.example")
    text(form, "Repositories", "")
    expect(form.locator(".field .wrong:visible")).to_have_text("Homepage must be a URL, as https://example.org/.")
    expect(form.get_by_label("Homepage")).to_have_attribute("aria-invalid", "true")
    assert form.locator(".acts a[href]").count() == 0
    text(form, "Homepage", "https://wick.example/")
    form.get_by_text("More fields").click()
    text(form, "Vendor", "nobody")
    text(form, "Repositories", "")
    expect(form.locator(".told")).to_contain_text("There is no vendor “nobody” here yet")
    text(form, "Vendor", "")
    expect(link).to_have_attribute("href", re.compile("^https://forge.example/"))


def test_an_address_brings_kind_and_name_along(page: Page, site: str) -> None:
    page.goto(f"{site}/add/?kind=event&name=Wick%20Day")
    expect(page.get_by_role("radio", name="Event")).to_be_checked()
    expect(page.locator(".made pre code")).to_contain_text("name: Wick Day")


def test_a_search_that_finds_nothing_and_a_list_lead_to_the_form(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=Zyzzogeton")
    page.locator("#main").get_by_role("link", name="Add an entry").click()
    expect(page.locator(".made pre code")).to_contain_text("name: Zyzzogeton")
    page.goto(f"{site}/vendors/")
    page.get_by_role("link", name="Something missing?").click()
    expect(page.get_by_role("radio", name="Vendor")).to_be_checked()


def test_the_page_makes_ids_as_the_program_does(page: Page, site: str) -> None:
    odd = ["C++", "Wojciech Tyczyński", "Kube + Native 2020", "O'Reilly & Søn", "云原生", "a@b #1 ", "x" * 99]
    page.goto(f"{site}/add/")
    made = page.evaluate("async (names) => names.map((await import('/assets/kg/yaml.js')).slug)", odd)
    assert made == [iri.slug(name) for name in odd]


ODD = (
    "true|null|~|no|1.0|0x1F|1e3|2024|2024-05-01|a: b|a:|a #b|- x|-|'q'|\"q\"|é|云原生|😀 go|@x|`x`|%x|!x|&x|*x|? x|>"
    "|{a}|[a]|, a|a,b|x\\y|http://a.b/c#d|https://a.b/c?d=e&f|C++|C#|a\tb|\u2028|\u0085|\ufeff|.|...|---|O'Reilly|<b>|=|%"
    '|a"b|a\'b|(a)|_a|a\\nb'
)


def test_any_text_is_written_as_yaml_that_says_the_same(page: Page, site: str) -> None:
    texts = ODD.split("|")
    more = [{"aliases": [text, {"name": text, "language": "zh"}], "links": {"blog": text}} for text in texts]
    data = [{"name": text, **fields} for text, fields in zip(texts, more, strict=True)]
    page.goto(f"{site}/add/")
    write = "async (all) => { const y = await import('/assets/kg/yaml.js'); return all.map(d => y.file('project', d)) }"
    for given, text in zip(data, page.evaluate(write, data), strict=True):
        assert syntax.parse(text.encode(), "x.yaml") == (given, []), text
        assert str(yaml.safe_load(text)["name"]) == given["name"], "to other readers of YAML too"


def test_without_scripts_there_is_another_way(new_page: NewPage, site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/add/")
    expect(page.get_by_text("The form needs JavaScript")).to_be_visible()
    for name in ("the form of the repository", "Correct an entry", "A name was read wrongly", "It is about me"):
        expect(page.get_by_role("link", name=name).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_for_people_reads_on_any_screen(new_page: NewPage, site: str, width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page.goto(f"{site}/people/ilse-marrowby/")
    page.get_by_role("link", name="Is this you?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy")
    expect(page.get_by_role("link", name="keepers@lanternfield.example")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_people_whom_search_engines_leave_out_are_found_here(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=Marrowby&kind=person")
    page.locator("#main").get_by_role("link", name=re.compile("Ilse Marrowby")).click()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex,follow"


def test_a_kind_that_the_instance_lacks_is_offered_when_asked_for(new_page: NewPage, site: str) -> None:
    page = new_page(**SIZES["phone"])
    page.goto(f"{site}/add/")
    kinds = page.get_by_role("group", name="What is it?")
    expect(kinds.get_by_role("radio")).to_have_count(5)
    kinds.get_by_role("button", name="Another kind").click()
    expect(kinds.get_by_label("Product")).to_be_focused()
    kinds.get_by_label("Product").check()
    page.get_by_label("Name needed").fill("Lampworks")
    expect(page.get_by_text("content/products/lampworks.yaml")).to_be_visible()
    expect(kinds.get_by_role("button")).to_have_count(0)
