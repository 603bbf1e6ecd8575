"""Editions of a series of conferences, whichever the community: what a text says of them, by the series' own words."""

from __future__ import annotations

import pytest

from kg.link.events import Series
from kg.model import Editions
from tests.link.field import ENTRIES, document, entry, linked

LAMPS = entry(
    "lampcon",
    "event",
    "LampCon",
    editions=Editions("LampCon", {"Nordics": ("nordics", "new harbour"), "South": ("south",)}, {"new harbour": "2023"}),
)
NORTH = entry("lampcon-nordics-2023", "event", "LampCon Nordics 2023")
FIELD = (*ENTRIES, LAMPS, NORTH)


def editions(text: str) -> list[tuple[str, str]]:
    """(surface, entry or canonical name) of the events of a text."""
    return [(m.surface, m.entry or m.name) for m in linked(text, FIELD).mentions if m.kind == "event"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We met at LampCon Nordics 2023.", "lampcon-nordics-2023"),
        ("We met at LampCon New Harbour.", "lampcon-nordics-2023"),
        ("We met at LampCon Nordics '23.", "lampcon-nordics-2023"),
        ("We met at LampCon South 2019.", "LampCon South 2019"),
        ("We met at LampCon.", "lampcon"),
    ],
)
def test_an_edition_is_named_by_its_region_town_or_year(text: str, wanted: str) -> None:
    assert [found for _, found in editions(text)] == [wanted]


def test_two_series_keep_their_own_regions() -> None:
    found = dict(editions("We met at LampCon Nordics 2023, and later at KubeCon Europe 2021."))
    assert set(found.values()) == {"lampcon-nordics-2023", "kubecon-cloudnativecon-europe-2021"}


def test_without_a_series_nothing_is_known_of_editions() -> None:
    kept = tuple(e for e in ENTRIES if e.kind != "event")
    names = {m.entry for m in linked(document("We met at KubeCon Europe 2021."), kept).mentions}
    assert names <= {""}


def test_names_of_several_words_are_spelt_with_and_without_blanks() -> None:
    series = Series(entry("wick-days", "event", "Wick Days", editions=LAMPS.editions))
    assert series.key == "wickdays"
    texts = ("Wick Days", "WickDays 2020", "wick day", "Wickets")
    assert [series.names(text) for text in texts] == [True, True, False, False]


def test_an_entry_without_editions_is_no_series() -> None:
    with pytest.raises(ValueError, match="says nothing of its editions"):
        Series(NORTH)
