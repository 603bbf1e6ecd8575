"""One instance's settings: `talkscape.yml` at its root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.ingest.check import load
from kg.model import BadInput, Config, Problem

FILE = "talkscape.yml"
PAPER = {"light": "#ffffff", "dark": "#14171a"}
"""The backgrounds of the site."""
LEGIBLE = 4.5
"""The contrast that text needs."""


def read(root: Path, site_url: str | None = None) -> Config:
    """The settings of the instance at `root`; `site_url` moves the site's links for this run.

    Raises BadInput with every problem of the file. The base IRI never follows `site_url`.
    """
    path = root / FILE
    if not path.is_file():
        raise BadInput(
            [Problem(FILE, 0, 0, "error", f"there is no {FILE} in {root}", "is this the root of an instance?")]
        )
    file = load.one(root, path, "config")
    if file.problems:
        raise BadInput(list(file.problems))
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in file.data.items()
    }
    if site_url is not None:
        values["site_url"] = site_url
    if not str(values["site_url"]).startswith(("http://", "https://")):
        raise BadInput([Problem(FILE, 0, 0, "error", "site_url must be a URL", f"found {values['site_url']!r}")])
    values["site_url"] = str(values["site_url"]).rstrip("/") + "/"
    if faint := list(_faint(values.get("colours", {}))):
        raise BadInput(faint)
    return Config(root=root, **values)


def problems(root: Path) -> list[Problem]:
    """What is wrong with the settings of the instance at `root`."""
    try:
        read(root)
    except BadInput as bad:
        return bad.problems
    return []


def _faint(colours: Mapping[str, str]) -> Iterator[Problem]:
    """Colours that are hard to read on their background."""
    for scheme, colour in colours.items():
        if (found := contrast(colour, PAPER[scheme])) < LEGIBLE:
            told = f"colours.{scheme} is hard to read on a {scheme} background"
            yield Problem(FILE, 0, 0, "error", told, f"its contrast is {found:.1f} : 1, {LEGIBLE} : 1 is needed")


def contrast(one: str, other: str) -> float:
    """How far two colours ("#rrggbb") differ in lightness, 1 to 21, as WCAG counts it.

    >>> round(contrast("#ffffff", "#000000")), round(contrast("#777777", "#ffffff"), 2)
    (21, 4.48)
    """

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)
