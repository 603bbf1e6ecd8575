"""Canonical names of conference editions: region and year as the source states them, by what their series says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Entry
from kg.names import parts, spelt


class Series:
    """A series of events whose editions are named "NAME REGION YEAR".

    >>> from kg.model import Editions
    >>> regions = {"Europe": ("eu", "europe", "欧洲", "berlin"), "North America": ("na", "north america")}
    >>> said = Editions("LampCon + WickCon", regions, {"berlin": "2017"})
    >>> lamps = Series(Entry("lampcon", "event", "LampCon", "", editions=said))
    >>> lamps.names("lamp con+WickCon Europe"), lamps.names("LampCons"), lamps.names("WickCon")
    (True, True, False)
    >>> lamps.parts("LampCon EU '21"), lamps.parts("lampcon-north-america-2019"), lamps.parts("Berlin")
    (('Europe', '2021'), ('North America', '2019'), ('Europe', '2017'))
    >>> lamps.canonical("LampCon EU 2022", []), lamps.canonical("LampCon", [("Europe", "2021")])
    ('LampCon + WickCon Europe 2022', 'LampCon + WickCon Europe 2021')
    >>> lamps.canonical("LampCon", [])
    'LampCon'
    """

    def __init__(self, entry: Entry) -> None:
        """Learn the words of the entry's `editions`."""
        said = entry.editions
        if said is None:
            raise ValueError(f"{entry.id} says nothing of its editions")
        self.name, self.full = entry.name, said.name
        self.key = "".join(parts(entry.name)).lower()
        """How links write the name."""
        self._called = re.compile(rf"(?i)\W*{spelt(entry.name)}s?(?![a-z])")
        self._of = {re.sub(r"\s", "", word): region for region, words in said.regions.items() for word in words}
        self._years = {re.sub(r"\s", "", town): year for town, year in said.years.items()}
        many = [word for words in said.regions.values() for word in words if re.search(r"\s", word)]
        self._joined = [re.compile("(?i)" + r"[\s-]+".join(map(re.escape, word.split()))) for word in many]

    def names(self, surface: str) -> bool:
        """Whether an event's surface is of the series."""
        return self._called.match(surface) is not None

    def parts(self, text: str) -> tuple[str, str]:
        """(region, year) that a surface, a title or a link's path states, each empty where it does not."""
        year = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)|['’]\s?(\d\d)(?!\d)", text)
        found = (year.group(1) or "20" + year.group(2)) if year else ""
        squeezed = text
        for several in self._joined:
            squeezed = several.sub(lambda match: re.sub(r"[\s-]", "", match.group()), squeezed)
        words = [word.lower() for word in re.findall(r"[A-Za-z]+|[\u4e00-\u9fff]{2,3}", squeezed)]
        region = next((self._of[word] for word in words if word in self._of), "")
        found = found or next((self._years[word] for word in words if word in self._years), "")
        if not region:
            region = next((r for word, r in self._of.items() if not word.isascii() and word in text), "")
        return region, found

    def canonical(self, surface: str, context: Sequence[tuple[str, str]]) -> str:
        """The edition's name: from the surface, completed by the one edition that the source is about (`context`)."""
        region, year = self.parts(surface)
        fitting = {c for c in context if (not region or c[0] == region) and (not year or not c[1] or c[1] == year)}
        fullest = max(fitting, key=lambda c: (bool(c[0]) + bool(c[1]), c), default=("", ""))
        if len({c[0] for c in fitting}) == 1:
            region, year = region or fullest[0], year or fullest[1]
        return f"{self.full} {region} {year}".strip() if region else self.name

