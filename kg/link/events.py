"""Canonical names of conference editions: region and year as the source states them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

REGIONS: Final = {
    "Europe": "eu europe 欧洲 berlin copenhagen barcelona valencia amsterdam paris london",
    "North America": (
        "na northamerica 北美 seattle austin sandiego detroit chicago saltlakecity losangeles atlanta sanfrancisco "
        "西雅图"
    ),
    "China": "china 中国 shanghai hongkong 上海",
    "India": "india 印度 delhi hyderabad",
    "Japan": "japan 日本 tokyo",
}
_OF: Final = {word: region for region, words in REGIONS.items() for word in words.split()}
_YEARS: Final = {
    "berlin": "2017",
    "copenhagen": "2018",
    "barcelona": "2019",
    "valencia": "2022",
    "amsterdam": "2023",
    "paris": "2024",
    "london": "2025",
    "austin": "2017",
    "sandiego": "2019",
    "detroit": "2022",
    "chicago": "2023",
    "saltlakecity": "2024",
    "atlanta": "2025",
}
"""Town → the one year in which the conference was there."""
KUBECON: Final = "KubeCon"
SERIES: Final = "KubeCon + CloudNativeCon"


def is_kubecon(surface: str) -> bool:
    """Whether an event's surface is of the KubeCon series.

    >>> is_kubecon("kube con+CloudNativeCon Europe"), is_kubecon("GitOpsCon")
    (True, False)
    """
    return re.match(r"(?i)\W*kube\s?cons?(?![a-z])", surface) is not None


def parts(text: str) -> tuple[str, str]:
    """(region, year) that a surface, a title or a link's path states, each empty where it does not.

    >>> parts("KubeCon EU '21"), parts("kubecon-cloudnativecon-north-america-2019"), parts("KubeCon")
    (('Europe', '2021'), ('North America', '2019'), ('', ''))
    """
    year = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)|['’]\s?(\d\d)(?!\d)", text)
    found = (year.group(1) or "20" + year.group(2)) if year else ""
    squeezed = re.sub(
        r"(?i)(north|san|salt|(?<=salt.)lake|(?<=salt)lake|los|hong)[\s-]+(?=[a-z])",
        lambda m: re.sub(r"[\s-]", "", m.group()),
        text,
    )
    words = re.findall(r"[A-Za-z]+|[\u4e00-\u9fff]{2,3}", squeezed)
    region = next((_OF[w.lower()] for w in words if w.lower() in _OF), "")
    found = found or next((_YEARS[w.lower()] for w in words if w.lower() in _YEARS), "")
    if not region:
        region = next((r for w, r in _OF.items() if not w.isascii() and w in text), "")
    return region, found


def canonical(surface: str, context: Sequence[tuple[str, str]]) -> str:
    """The edition's name: from the surface, completed by the one edition that the source is about (`context`).

    >>> canonical("KubeCon EU 2022", []), canonical("KubeCon", [("Europe", "2021")]), canonical("KubeCon", [])
    ('KubeCon + CloudNativeCon Europe 2022', 'KubeCon + CloudNativeCon Europe 2021', 'KubeCon')
    """
    region, year = parts(surface)
    fitting = {c for c in context if (not region or c[0] == region) and (not year or not c[1] or c[1] == year)}
    fullest = max(fitting, key=lambda c: (bool(c[0]) + bool(c[1]), c), default=("", ""))
    if len({c[0] for c in fitting}) == 1:
        region, year = region or fullest[0], year or fullest[1]
    if not region:
        return KUBECON
    return f"{SERIES} {region} {year}".strip()
