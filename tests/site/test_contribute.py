"""The page of the form, the page for people, the prefilled forms, and who is left to search engines."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.ingest.check import shape
from kg.model import KINDS, Kind
from kg.site import contribute
from tests.ingest.test_forms import template
from tests.site.conftest import Built, build

FORM = re.compile(r'href="(https://forge\.example/small/issues/new\?[^"]+)"')


def forms(page: str) -> list[dict[str, str]]:
    """The query of each link to a form on a page."""
    found = [parse_qs(urlsplit(html.unescape(url)).query) for url in FORM.findall(page)]
    return [{name: values[0] for name, values in query.items()} for query in found]


def test_every_prefilled_field_is_a_field_of_its_form(built: Built) -> None:
    """The forge passes over what it does not know, so that a misnamed field would never be noticed."""
    seen = [query for page in built.report.pages for query in forms(built.page(page.path))]
    assert {query["template"] for query in seen} == {"correct.yml", "entry.yml", "link.yml", "source.yml", "person.yml"}
    for query in seen:
        name = query["template"].removesuffix(".yml")
        known = {field["id"] for field in template(name)} | {"template", "title"}
        assert set(query) <= known
        dropdowns = {field["id"] for field in template(name) if field["type"] == "dropdown"}
        assert not dropdowns & set(query), "a forge need not fill these in"


def test_a_statement_is_named_from_its_subject_whichever_page_it_stands_on(built: Built) -> None:
    queries = [query for page in built.report.pages for query in forms(built.page(page.path))]
    claims = {query["claim"] for query in queries if "claim" in query}
    people = {view.id for view in built.views.of_kind("person")}
    works = [claim.split() for claim in claims if " works_for " in claim]
    assert works and all(subject in people and object_ not in people for subject, _, object_ in works)


def test_an_entry_is_edited_by_its_form_and_in_its_file(built: Built) -> None:
    view = built.views.of_kind("project")[0]
    page = built.page(f"projects/{view.id}")
    (query,) = (query for query in forms(page) if query.get("title") == f"Correct: {view.name}")
    assert (query["template"], query["id"]) == ("correct.yml", view.id)
    assert query["value"].splitlines()[0] == f"Name: {view.name}"
    assert f"https://forge.example/small/edit/main/{view.path}" in page


def test_where_there_is_no_repository_nothing_leads_to_one(built: Built, tmp_path: Path) -> None:
    config = replace(built.config, repository="", root=tmp_path / "other")
    report = build(config, built.views, tmp_path / "other/site")
    assert "add/" not in {page.path for page in report.pages}
    for page in report.pages:
        text = (tmp_path / "other/site" / page.path / "index.html").read_text("utf-8")
        assert "/issues/new" not in text and 'href="/deep/path/add/"' not in text


def test_people_whom_nobody_confirmed_are_left_to_this_site_s_own_search(built: Built) -> None:
    people = built.views.of_kind("person")
    one = people[0]
    assert not one.confirmed
    page = built.page(f"people/{one.id}")
    assert '<meta name="robots" content="noindex,follow">' in page
    assert "describedby" not in page and "describedby" in built.page(f"projects/{built.views.of_kind('project')[0].id}")
    assert all(f'{kind}" rel="nofollow">' in page for kind in ("text/turtle", "application/ld+json"))
    assert "data-pagefind-body" in page and f"people/{one.id}/" in built.report.indexed
    assert f"/people/{one.id}/<" not in (built.out / "sitemap.xml").read_text()
    confirmed = tuple(replace(v, confirmed="2024-05-01") if v.id == one.id else v for v in built.views.entities)
    build(built.config, replace(built.views, entities=confirmed), built.out)
    assert "robots" not in built.page(f"people/{one.id}") and "describedby" in built.page(f"people/{one.id}")
    assert f"/people/{one.id}/<" in (built.out / "sitemap.xml").read_text()


@pytest.mark.parametrize(
    ("contact", "link"),
    [("mailto:a@example.org", 'href="mailto:a@example.org"'), ("https://example.org/write", 'href="https://example.org/')],
)
def test_the_page_for_people_names_the_private_contact(built: Built, contact: str, link: str) -> None:
    assert "has named no private contact yet" in built.page("privacy")
    build(replace(built.config, contact=contact), built.views, built.out)
    page = built.page("privacy")
    assert link in page and "has named no private contact" not in page


def test_the_form_knows_every_field_that_is_a_person_s_to_fill(built: Built) -> None:
    data = re.search(r"<script type=\"application/json\" data-kg-rules>(.*?)</script>", built.page("add"))
    assert data and "<" not in data[1]
    kinds = json.loads(data[1])["kinds"]
    assert tuple(kinds) == KINDS
    for kind, rules in kinds.items():
        assert set(rules["fields"]) == set(shape.schema(kind)["properties"]) - contribute.KEPT
        assert set(rules["first"]) <= set(rules["fields"]) and rules["first"][0] == "name"
        assert all(field["title"] and field["description"] for field in rules["fields"].values())


def test_the_form_offers_the_words_of_the_instance(built: Built) -> None:
    config = replace(built.config, vocabulary={"maturity": {"young": "Young"}})
    (page,) = (page for page in contribute.pages(config) if page.path == "add/")
    kinds = json.loads(page.view.rules)["kinds"]
    assert kinds["project"]["fields"]["maturity"]["enum"] == ["young"]
    assert not {"membership", "roles"} & set(kinds["vendor"]["fields"])


@pytest.mark.parametrize(
    ("there", "offered", "lead"),
    [
        (("event",), ["event"], "An event that"),
        ((), list(KINDS), "A project, product, vendor, person, event or topic that"),
    ],
)
def test_the_form_offers_what_is_there_and_an_empty_instance_everything(
    built: Built, there: tuple[Kind, ...], offered: list[str], lead: str
) -> None:
    (page,) = (page for page in contribute.pages(built.config, there) if page.path == "add/")
    kinds = json.loads(page.view.rules)["kinds"]
    assert [kind for kind, rules in kinds.items() if rules["here"]] == offered and tuple(kinds) == KINDS
    assert page.view.lead == f"{lead} is not here yet. Nothing to install."


def test_the_page_for_people_is_in_chinese_too_where_the_site_is(built: Built, tmp_path: Path) -> None:
    assert "zh/privacy/" not in {page.path for page in built.report.pages}
    config = replace(built.config, languages=("en", "zh"), contact="mailto:a@example.org", root=tmp_path / "zh")
    out = tmp_path / "zh/site"
    build(config, built.views, out)
    english, chinese = ((out / path / "index.html").read_text("utf-8") for path in ("privacy", "zh/privacy"))
    assert '<html lang="zh">' in chinese and "a@example.org" in chinese and "私下联系" in chinese
    assert 'href="/deep/path/zh/privacy/"' in english and 'href="/deep/path/privacy/"' in chinese
    sections = [re.findall(r'<section id="(\w+)">', page) for page in (english, chinese)]
    assert sections[0] == sections[1] and len(sections[0]) == 5
