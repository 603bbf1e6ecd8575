"""What readers do: search, read, follow; by mouse, by keys, on a phone, in the dark, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage

KINDS = {
    "home": "/",
    "landscape": "/landscape/",
    "hub": "/projects/",
    "project": "/projects/lumenkit/",
    "vendor": "/vendors/ferry-labs/",
    "person": "/people/ilse-marrowby/",
    "topic": "/topics/observability/",
    "event": "/events/wickcon-2024/",
    "talk": "/talks/night-shift-7/",
    "article": "/articles/lanterns-in-the-valley/",
    "search": "/search/?q=Lumenkit",
}

# The contrast of an element's text with what lies behind it, by WCAG 2's formula.
CONTRAST = """element => {
  const channels = text => text.match(/[0-9.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  let behind = element, colour = [255, 255, 255];
  for (; behind; behind = behind.parentElement) {
    const found = channels(getComputedStyle(behind).backgroundColor);
    if (found.length === 3 || found[3] > 0) { colour = found; break; }
  }
  const [dark, light] = [luminance(channels(getComputedStyle(element).color)), luminance(colour)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}"""


def search(page: Page, words: str) -> None:
    """Type into the search field in the header and go to all results."""
    field = page.get_by_role("banner").get_by_role("searchbox").or_(page.get_by_role("banner").get_by_role("combobox"))
    field.fill(words)
    field.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))


def results(page: Page) -> object:
    """The links to what was found."""
    return page.locator("[data-kg-results] a")


def test_an_alias_finds_its_project(page: Page, site: str) -> None:
    page.goto(site)
    search(page, "lmk")
    hit = page.locator("[data-kg-results]").get_by_role("link", name="Lumenkit", exact=True).first
    hit.click()
    expect(page).to_have_url(f"{site}/projects/lumenkit/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lumenkit")


def test_a_reader_goes_from_a_project_to_the_moment_and_to_the_person(page: Page, site: str) -> None:
    page.goto(f"{site}/projects/lumenkit/")
    main = page.locator("#main")
    main.get_by_role("link", name="Night Shift 7: lamps before dawn").first.click()
    expect(page).to_have_url(re.compile(r"/talks/night-shift-7/"))
    main.get_by_role("link", name="Ilse Marrowby").first.click()
    expect(page).to_have_url(f"{site}/people/ilse-marrowby/")
    expect(main).to_contain_text("Quillworks")


def test_chinese_words_find_chinese_and_english_pages_from_an_english_page(page: Page, site: str) -> None:
    page.goto(f"{site}/projects/tarnstore/")
    search(page, "可观测性")
    found = page.locator("[data-kg-results]")
    expect(found.get_by_role("link", name=re.compile("山谷里的灯")).first).to_be_visible()
    expect(found.get_by_role("link", name="Observability").first).to_be_visible()


def test_english_words_find_english_and_chinese_pages_from_a_chinese_page(page: Page, site: str) -> None:
    page.goto(f"{site}/articles/lanterns-in-the-valley/")
    assert page.locator("html").get_attribute("lang") == "zh"
    search(page, "Tarnstore")
    found = page.locator("[data-kg-results]")
    expect(found.get_by_role("link", name="Tarnstore", exact=True).first).to_be_visible()
    expect(found.get_by_role("link", name=re.compile("山谷里的灯")).first).to_be_visible()


def test_results_can_be_narrowed_to_a_kind(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=Tarnstore")
    found = page.locator("[data-kg-results]")
    expect(found.get_by_role("link", name="Oduya Fennick").first).to_be_visible()
    page.locator("#main").get_by_text("Projects", exact=False).first.click()
    expect(found.get_by_role("link", name="Tarnstore", exact=True).first).to_be_visible()
    expect(found.get_by_role("link", name="Oduya Fennick")).to_have_count(0)


def test_what_is_not_found_is_said(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=xyzzyplugh")
    expect(page.locator("[data-kg-results]")).to_contain_text(re.compile("(?i)no |nothing"))


def test_hostile_words_stay_words(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22%27")
    expect(page.locator("[data-kg-results]")).to_contain_text(re.compile("(?i)no |nothing|img"))
    assert page.locator("#main img").count() == 0


def test_keys_alone_lead_from_the_home_page_to_an_entry(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", re.compile("#"))
    page.keyboard.press("/")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("name", "q")
    page.keyboard.type("Tarnstore")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    expect(results(page).first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.pathname === '/projects/tarnstore/'"):
            break
    outline = page.evaluate(
        "(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none')(getComputedStyle(document.activeElement))"
    )
    assert outline, "the focus cannot be seen"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/projects/tarnstore/")


def test_without_scripts_everything_can_still_be_reached_and_read(new_page: NewPage, site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site)
    page.locator("#main").get_by_role("link", name=re.compile("Projects")).first.click()
    page.locator("#main").get_by_role("link", name="Lumenkit").first.click()
    main = page.locator("#main")
    expect(main.get_by_role("heading", level=1)).to_contain_text("Lumenkit")
    expect(main).to_contain_text("Night Shift 7")
    page.goto(f"{site}/search/?q=lmk")
    expect(page.locator("#main").get_by_role("link", name="People").first).to_be_visible()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_the_dark_is_dark_and_legible(new_page: NewPage, site: str, path: str) -> None:
    page = new_page(color_scheme="dark")
    page.goto(site + path)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)")
    assert max(light) < 90, f"the background is {light}"
    for element in page.locator("#main :is(h1, h2, p, li, a, dt, dd, td)").all()[:60]:
        if element.is_visible() and element.inner_text().strip():
            assert element.evaluate(CONTRAST) >= 4.5, element.inner_text()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_the_light_is_legible(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    for element in page.locator("#main :is(h1, h2, p, li, a, dt, dd, td)").all()[:60]:
        if element.is_visible() and element.inner_text().strip():
            assert element.evaluate(CONTRAST) >= 4.5, element.inner_text()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_phone_scrolls_one_way_only(new_page: NewPage, site: str, path: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, f"{path} is {width} pixels wide"


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_every_page_says_what_it_is(page: Page, site: str, path: str) -> None:
    """To readers who listen as to those who look: title, language, one main heading, names for fields and pictures."""
    page.goto(site + path)
    assert page.title().strip()
    assert page.locator("html").get_attribute("lang") in ("en", "zh")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('img:not([alt]), a[href], button, input:not([type=hidden])')]
          .filter(e => e.checkVisibility() && !e.closest('[aria-hidden=true]') && (e.tagName === 'IMG' || !(
            e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.title || e.innerText.trim()
            || (e.labels && e.labels.length) || e.querySelector('img[alt]:not([alt=""])'))))
          .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []


def test_what_is_not_there_leads_on(new_page: NewPage, site: str) -> None:
    page = new_page(java_script_enabled=False)
    answer = page.goto(f"{site}/projects/nothing-of-this-name/")
    assert answer and answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Projects")).first).to_be_attached()
