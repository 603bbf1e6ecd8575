"""What readers do: search, read, follow; by mouse, by keys, on a phone, in the dark, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

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
    "add": "/add/",
    "privacy": "/privacy/",
}

# The contrast of an element's text with what lies behind it, by WCAG 2's formula. Colours of any notation are painted.
CONTRAST = """element => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  const paint = colours => {
    brush.clearRect(0, 0, 1, 1);
    for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = channels => channels.map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = [];
  for (let e = element; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
  const back = paint(['#fff', ...behind]);
  const text = paint([`rgb(${back})`, getComputedStyle(element).color]);
  const [dark, light] = [luminance(text), luminance(back)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}"""


def search_field(page: Page) -> Locator:
    """The search field in the header."""
    return page.get_by_role("banner").locator("input[name=q]")


def search(page: Page, words: str) -> Locator:
    """Type into the field in the header and go to all results; the links to them."""
    search_field(page).fill(words)
    page.get_by_role("option", name=f"All results for “{words}”").click()
    page.wait_for_url(re.compile(r"/search/\?q="))
    return page.locator("[data-kg-results] a")


def hit(results: Locator, text: str) -> Locator:
    """The first result with this text."""
    return results.filter(has_text=text).first


def test_an_alias_leads_to_its_project(page: Page, site: str) -> None:
    page.goto(site)
    search_field(page).fill("lmk")
    page.get_by_role("option").filter(has_text="Lumenkit").first.click()
    expect(page).to_have_url(f"{site}/projects/lumenkit/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lumenkit")


def test_a_misspelt_name_is_found(page: Page, site: str) -> None:
    page.goto(site)
    search_field(page).fill("tarnstroe")
    expect(page.get_by_role("option").filter(has_text="Tarnstore").first).to_be_visible()


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
    found = search(page, "可观测性")
    expect(hit(found, "山谷里的灯")).to_be_visible()
    expect(hit(found, "Observability")).to_be_visible()


def test_english_words_find_english_and_chinese_pages_from_a_chinese_page(page: Page, site: str) -> None:
    page.goto(f"{site}/articles/lanterns-in-the-valley/")
    assert page.locator("html").get_attribute("lang") == "zh"
    found = search(page, "Tarnstore")
    expect(hit(found, "Small files in deep water")).to_be_visible()
    expect(hit(found, "山谷里的灯")).to_be_visible()


def test_results_can_be_narrowed_to_a_kind_and_the_address_keeps_it(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=Tarnstore")
    found = page.locator("[data-kg-results] a")
    expect(hit(found, "Person")).to_be_visible()
    page.locator("#main").get_by_label(re.compile("^Talk")).check()
    expect(hit(found, "Small files in deep water")).to_be_visible()
    expect(found.filter(has_text="Person")).to_have_count(0)
    page.reload()
    expect(hit(found, "Small files in deep water")).to_be_visible()
    expect(page.locator("#main").get_by_label(re.compile("^Talk"))).to_be_checked()


def test_what_is_not_found_is_said(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=xyzzyplugh")
    expect(page.locator("[data-kg-results]").get_by_role("status")).to_have_text(re.compile("^(0|No) "))


def test_hostile_words_stay_words(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22%27")
    expect(page.locator("[data-kg-results]").get_by_role("status")).not_to_be_empty()
    search_field(page).fill("<img src=x onerror=alert(1)>")
    expect(page.get_by_role("option").last).to_contain_text("<img")
    assert page.locator("#main img, [role=listbox] img").count() == 0


def test_keys_alone_lead_from_the_home_page_to_an_entry(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", re.compile("#main"))
    page.keyboard.press("/")
    expect(page.locator(":focus")).to_have_attribute("name", "q")
    page.keyboard.type("fer")
    expect(page.get_by_role("option").filter(has_text="Ferry Labs")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Ferry")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Control+A")
    page.keyboard.type("tarnstore")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Tarnstore")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/projects/tarnstore/")


def test_the_focus_is_seen_wherever_it_goes(page: Page, site: str) -> None:
    page.goto(f"{site}/projects/tarnstore/")
    unseen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' || s.boxShadow !== 'none' "
            "|| e.matches('[type=search]') || s.opacity === '0' })(document.activeElement)"
        )
        if not seen:
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unseen == []


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


def legible(page: Page) -> None:
    """Text stands out from what is behind it, once the page is whole: results of a search come in pieces."""
    page.wait_for_load_state("networkidle")
    for element in page.locator("#main :is(h1, h2, p, li, a, dt, dd, td):not(svg *)").all()[:60]:
        if element.is_visible() and element.inner_text().strip():
            assert element.evaluate(CONTRAST) >= 4.5, element.inner_text()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_the_dark_is_dark_and_legible(new_page: NewPage, site: str, path: str) -> None:
    page = new_page(color_scheme="dark")
    page.goto(site + path)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)")
    assert max(light) < 90, f"the background is {light}"
    legible(page)


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_the_light_is_legible(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    legible(page)


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
            e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.title
            || (e.innerText ?? e.textContent).trim()
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
