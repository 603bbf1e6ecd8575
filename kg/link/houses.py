"""Employers that a text calls by what they make: the chief executive of Widget works for Widget, Inc."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.link.owners import SERVICES
from kg.model import Entry, Link
from kg.names import key

REASON: Final = "called by its product's name"
STATED: Final = 0.75
"""How plainly an employment without a title has to be stated for the employer to be meant by its product's name."""
_OFFICER: Final = re.compile(
    r"(?i)\b(?:c[etoifmpr]o|ciso|vp|svp|evp|president|chief|director|head of|(?:sales|marketing|account) \w+)\b"
    r"|首席(?!架构师|维护|开发|工程)|总裁|执行官|总监|营销|销售|总经理|产品经理|产品负责人"
)
"""Titles that only a company gives."""
_FOUNDER: Final = re.compile(r"(?i)founder|创始人|创办人")
_COMMUNITY: Final = re.compile(
    r"(?i)\b(?:maintainers?|contributors?|members?|ambassadors?|authors?|creators?|co-?chairs?|chairs?|leads?|users?|"
    r"hosts?)\b"
    r"|维护者|贡献者|成员|大使|项目负责人|项目组|作者|创造者|创建者|主席|撰写者|拥护者|管理员|爱好者|用户"
)
"""Titles that are held in a project."""
_OTHER: Final = re.compile(r"公司|发行商|[A-Z][a-z]+.*[\u4e00-\u9fff]")
"""A title in Chinese that names another employer."""
_LEGAL: Final = re.compile(r"(?i)[ ,]+(?:inc|labs?|ltd|llc|gmbh|corp|co|software|technologies|systems|hq|io)\b\.?$")


def employer(things: Sequence[Link], title: str, strength: float, entries: Mapping[str, Entry]) -> Link | None:
    """The vendor that is meant by a project's or product's name where an employer is stated, or None.

    Its vendor, where the two are called alike or the name begins with the vendor's; where the catalogue knows no
    vendor, the unknown one of that name, if the title is one that only a company gives.
    """
    for thing in things:
        entry = entries.get(thing.entry)
        if entry is None or thing.kind not in ("project", "product") or thing.surface.startswith("Apache "):
            continue
        maker = _maker(entry, entries)
        if _COMMUNITY.search(title) or _OTHER.search(title) or not (title or _said(entry, maker, strength)):
            continue
        bought = maker and title and not _alike(maker.name, entry.name) and _own_site(entry)
        if bought or maker is None and _corporate(entry, title):
            return replace(thing, kind="vendor", name=entry.name, entry="", reason=REASON)
        if maker and _alike(maker.name, entry.name):
            return replace(thing, kind="vendor", name=maker.name, entry=maker.id, reason=REASON)
    return None


def _maker(entry: Entry, entries: Mapping[str, Entry]) -> Entry | None:
    """The company that bears a thing's name, also where another owns the thing now; else its vendor."""
    begins, called = entry.name[:3].casefold(), key(entry.name)
    likely = (e for e in entries.values() if e.kind == "vendor" and e.name[:3].casefold() == begins)
    own = min((e for e in likely if _bare(e.name) == called), key=lambda e: (len(e.name), e.id), default=None)
    return own or entries.get(entry.vendor)


def _said(entry: Entry, maker: Entry | None, strength: float) -> bool:
    """Whether the name alone, without a title, may be the employer's: it is just the company's."""
    return bool(maker and strength >= STATED and entry.id not in SERVICES and _bare(maker.name) == key(entry.name))


def _corporate(entry: Entry, title: str) -> bool:
    """Whether a title makes a company of a thing without a vendor: of a community's project or a language none."""
    community = entry.maturity or entry.name.startswith("Apache ") or "languages" in entry.categories
    if entry.kind == "project" and community:
        return False
    return bool(_OFFICER.search(title) or entry.kind == "product" and _FOUNDER.search(title))


def _own_site(entry: Entry) -> bool:
    """Whether a product is at home at a site of its name: that of the company that made it before another bought it."""
    host = re.sub(r"^https?://(?:www\.)?", "", entry.homepage).split("/")[0]
    return entry.kind == "product" and key(host.split(".")[0]) == key(entry.name)


def _alike(maker: str, thing: str) -> bool:
    """Whether a thing is called like its maker, or by the maker's name and its own.

    >>> _alike("Widget Labs", "Widget"), _alike("Acme", "Acme Widget"), _alike("Acme", "Widget")
    (True, True, False)
    """
    return _bare(maker) == key(thing) or thing.startswith((f"{_LEGAL.sub('', maker)} ", f"{maker} "))


def _bare(maker: str) -> str:
    """The key of a company's name without what it adds to its product's."""
    return key(_LEGAL.sub("", maker))
