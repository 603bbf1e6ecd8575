"""The patch to a landscape.yml: it applies, it parses, and it touches nothing but what is wrong."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kg.ingest import patch, upstream
from kg.model import BadInput

LANDSCAPE = """\
# A head that stays.

landscape:
  - category:
    name: Lamps
    subcategories:
      - subcategory:
        name: Oil & Wick
        items:
          - item:
            name:   Candlewright   # odd blanks stay
            homepage_url: "https://candlewright.example/?utm_source=x"
            repo_url: https://github.com/candlewright-example/candlewright
            logo: candlewright.svg
            second_path:
              - 'Lights / Lanterns and Lamps'
            extra:
              documentation_ul: https://docs.candlewright.example
              lampe: 1
          - item:
            name: Ferncast (member)
            homepage_url: https://ferncast.example
            logo: ferncast.svg
            second_path: Lights / Nowhere at all
          - item:
            name: Tarnstore (TS)
            homepge_url: https://tarnstore.example
            logo: tarnstore.svg
  - category:
    name: Lights
    subcategories:
      - subcategory:
        name: Lanterns & Lamps
        items:
      - subcategory:
        name: Wicks
        items:
          - item:
            name: Candlewright
            repo_url: https://github.com/Candlewright-Example/candlewright/
            homepage_url: "https://candlewright.example/?utm_source=x"
            logo: ./other.svg
            description: |
              Another text
              of two lines.

          - item:
            name: Mothwing
            homepage_url: https://mothwing.example
            logo: mothwing.svg
      - subcategory:
        name: Mothwings
        items:
          - item:
            name: Mothwing
            homepage_url: https://elsewhere.example
            logo: mothwing.svg
          - item:
            name: Mothwing
            homepage_url: https://mothwing.example
            logo: mothwing.svg
  - category:
    name: CNCF Members
    subcategories:
      - subcategory:
        name: Silver
        items:
          - item:
            name: Candlewright (member)
            homepage_url: https://candlewright.example/
            logo: candlewright.svg
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "landscape.yml"
    path.write_text(LANDSCAPE)
    return path


def applied(file: Path, text: str, tool: str) -> str:
    """The file after the patch, applied by `patch` or `git`."""
    command = {"patch": ["patch", "-s", "-p1"], "git": ["git", "apply"]}[tool]
    subprocess.run(command, input=text.encode(), cwd=file.parent, check=True, capture_output=True)
    return file.read_text()


def test_the_patch_does_what_it_says_and_no_more(file: Path) -> None:
    found = upstream.landscape(file)
    changes = [line for line in found.text.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changes == [
        '-            homepage_url: "https://candlewright.example/?utm_source=x"',
        '+            homepage_url: "https://candlewright.example/"',
        "-              - 'Lights / Lanterns and Lamps'",
        "+              - 'Lights / Lanterns & Lamps'",
        '+              - "Lights / Wicks"',
        "-              documentation_ul: https://docs.candlewright.example",
        "+              documentation_url: https://docs.candlewright.example",
        "-            name: Ferncast (member)",
        "+            name: Ferncast",
        "-            homepge_url: https://tarnstore.example",
        "+            homepage_url: https://tarnstore.example",
        "-          - item:",
        "-            name: Candlewright",
        "-            repo_url: https://github.com/Candlewright-Example/candlewright/",
        '-            homepage_url: "https://candlewright.example/?utm_source=x"',
        "-            logo: ./other.svg",
        "-            description: |",
        "-              Another text",
        "-              of two lines.",
        "+            second_path:",
        '+              - "Lights / Mothwings"',
        "-            logo: mothwing.svg",
        "-          - item:",
        "-            name: Mothwing",
        "-            homepage_url: https://mothwing.example",
    ]
    left = [(problem.line, problem.message) for problem in found.left]
    assert left == [
        (19, "'Candlewright': unknown field 'lampe'"),
        (24, "'Ferncast (member)': second path 'Lights / Nowhere at all' leads nowhere"),
        (26, "1 names hold a second name in brackets, as 'Tarnstore (TS)'"),
        (54, "'Mothwing' stands in 'Lights / Wicks' too, with other values"),
    ]


@pytest.mark.parametrize("tool", ["patch", "git"])
def test_it_applies_parses_and_is_not_needed_again(file: Path, tool: str) -> None:
    if not shutil.which(tool):
        pytest.skip(f"no {tool} here")
    done = upstream.landscape(file)
    before, after = yaml.safe_load(LANDSCAPE), yaml.safe_load(applied(file, done.text, tool))
    rows = [
        [item["name"] for top in tree["landscape"] for sub in top["subcategories"] for item in sub["items"] or ()]
        for tree in (before, after)
    ]
    assert rows[1] == ["Candlewright", "Ferncast", "Tarnstore (TS)", "Mothwing", "Mothwing", "Candlewright (member)"]
    assert len(rows[0]) == 8
    assert upstream.landscape(file).text == ""


def test_windows_line_ends_and_a_missing_last_one_stay(file: Path) -> None:
    file.write_bytes(LANDSCAPE.replace("\n", "\r\n").rstrip("\r\n").encode())
    text = upstream.landscape(file).text
    assert "+            name: Ferncast\r\n" in text
    made = applied(file, text, "git")
    assert made.count("\r\n") == made.count("\n") or "\r" not in made
    assert not file.read_bytes().endswith(b"\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "not YAML"),
        ("landscape:\n  - &a {name: x}\n  - *a\n", "x.yml:2:5: error: anchors and aliases"),
        ("landscape: []\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "aliases"),
        ("landscape: " + "[" * 3000 + "]" * 3000, "nested deeper than 40 levels"),
        ("landscape: &a [*a]", "aliases"),
        ("- a", "no landscape file"),
        ("landscapes: []", "no landscape file"),
        ("", "no landscape"),
    ],
)
def test_what_is_no_landscape_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.yml").write_text(text)
    with pytest.raises(BadInput, match=message):
        upstream.landscape(tmp_path / "x.yml")


def test_a_diff_without_a_last_line_end_says_so() -> None:
    assert patch.unified("x", ["a", "b"], ["a", "c"]).endswith(
        "-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
    )
    assert patch.unified("x", ["a", ""], ["a", ""]) == ""
