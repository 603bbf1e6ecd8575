"""What a reader does on the landscape, in comparisons and with the keyboard; and what no page may do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_journeys import KINDS


def test_the_landscape_is_narrowed_and_the_address_can_be_shared(page: Page, new_page: NewPage, site: str) -> None:
    page.goto(f"{site}/landscape/")
    status = page.locator(".filters [role=status]")
    expect(status).to_have_text(re.compile("^All [0-9]+ shown$"))
    page.get_by_role("searchbox", name="Name", exact=True).fill("lumen")
    expect(status).to_have_text(re.compile("^1 of [0-9]+ shown$"))
    page.get_by_role("radio", name="List").check()
    page.get_by_role("switch").check()
    table = page.get_by_role("table")
    expect(table.get_by_role("link", name="Lumenkit")).to_be_visible()
    expect(table.get_by_role("link")).to_have_count(1)
    assert "name=lumen" in page.url and "view=list" in page.url and "tint=1" in page.url
    other = new_page()
    other.goto(page.url)
    expect(other.get_by_role("table").get_by_role("link", name="Lumenkit")).to_be_visible()
    expect(other.get_by_role("switch")).to_be_checked()
    other.get_by_role("button", name="Clear filters").click()
    expect(other.locator(".filters [role=status]")).to_have_text(re.compile("^All"))
    assert "name=" not in other.url and "view=list" in other.url


def test_the_landscape_is_narrowed_by_a_facet_with_the_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/landscape/")
    expect(page.locator(".filters [role=status]")).to_have_text(re.compile("^All"))
    select = page.get_by_label("Vendor")
    select.focus()
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile(r"\?vendor=[a-z-]+$"))
    expect(page.locator(".filters [role=status]")).to_have_text(re.compile("^[0-9]+ of "))
    shown = page.locator(".sub li:not([hidden])")
    assert 0 < shown.count() < page.locator(".sub li").count()


def test_without_scripts_the_landscape_is_whole_and_has_no_dead_filters(new_page: NewPage, site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/landscape/")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".sub").get_by_role("link", name="Lumenkit").first).to_be_visible()


def test_two_things_are_set_side_by_side_and_the_address_can_be_shared(
    page: Page, new_page: NewPage, site: str
) -> None:
    page.goto(f"{site}/compare/")
    page.get_by_label("First").fill("lmk")
    page.get_by_label("Second").fill("Tarnstore")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"\?p=lumenkit,tarnstore$"))
    heads = page.get_by_role("columnheader")
    expect(heads.filter(has_text="Lumenkit").first).to_be_visible()
    expect(heads.filter(has_text="Tarnstore").first).to_be_visible()
    expect(page.get_by_role("heading", name="Who talks about both")).to_be_visible()
    other = new_page()
    other.goto(page.url)
    expect(other.get_by_role("columnheader").filter(has_text="Tarnstore").first).to_be_visible()


def test_without_scripts_pairs_are_set_side_by_side_beforehand(new_page: NewPage, site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/compare/")
    page.locator("#pairs").get_by_role("link", name="Ferry and Tarnstore").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ferry and Tarnstore")
    expect(page.get_by_role("columnheader", name="Tarnstore").first).to_be_visible()


def test_a_node_of_the_graph_leads_to_its_page(page: Page, site: str) -> None:
    page.goto(f"{site}/projects/lumenkit/")
    node = page.locator("svg.near a").first
    target = node.get_attribute("href") or ""
    node.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(target) + "$"))


def test_a_card_says_where_a_link_leads_to_a_mouse_and_to_the_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/talks/night-shift-7/")
    link, card = page.locator("#main .lead").get_by_role("link", name="Lumenkit"), page.get_by_role("tooltip")
    link.hover()
    expect(card).to_contain_text("Lumenkit is")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(card).to_contain_text("Lumenkit is")
    expect(link).to_have_attribute("aria-describedby", "kg-card")


def test_a_finger_gets_no_card(new_page: NewPage, site: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page.goto(f"{site}/talks/night-shift-7/")
    page.locator("#main .lead").get_by_role("link", name="Lumenkit").tap()
    expect(page).to_have_url(f"{site}/projects/lumenkit/")
    assert page.locator(".kg-card").count() == 0


@pytest.mark.parametrize("path", [*KINDS.values(), "/compare/?p=lumenkit,tarnstore", "/data/", "/404.html"])
def test_the_policy_holds_and_nothing_on_the_page_breaks_it(new_page: NewPage, site: str, path: str) -> None:
    """A violation would be an error on the console, and no page may have one; here the browser is asked as well."""
    page = new_page()
    page.add_init_script("addEventListener('securitypolicyviolation', e => (window.broken ??= []).push(e.blockedURI))")
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "script-src 'self'" in policy and "unsafe-inline" not in policy
    assert page.evaluate("window.broken || []") == []


def test_a_chinese_reader_goes_from_the_home_page_to_a_topic_and_over_to_english(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(f"{site}/zh/")
    assert page.locator("html").get_attribute("lang") == "zh"
    page.locator("#main .ways").get_by_role("link", name="主题").click()
    page.locator("#main .index").get_by_role("link", name="可观测性").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("可观测性")
    expect(page.locator(".lead")).to_contain_text("主题")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{site}/topics/observability/")
