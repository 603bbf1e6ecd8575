"""What the brackets and legal forms in a row's name mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

ROLES: Final = {"member", "kcsp", "kcntp", "supporter", "contributor", "wasm"}
"""Words in brackets that say what the row is, not what the thing is called."""
LEGAL: Final = re.compile(
    r"(?i)[,\s]+(?:inc|incorporated|llc|l\.l\.c|ltd|limited|gmbh|corp|corporation|ag|s\.a|sa|plc|b\.v|bv|ab|oy|co|pty|pvt|pte"
    r"|private limited|s\.?r\.?l|s\.?a\.?s|kk|k\.k|nv|n\.v|ug)\.?$"
)
KEPT: Final = {"LY Corporation", "McKinsey & Company", "Control Plane Corporation", "Oxide Computer Company"}
"""Names that are not known without their legal form."""


@dataclass(frozen=True, slots=True)
class RowName:
    """A row's name taken apart."""

    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]


def parse(text: str, organisation: bool = False) -> RowName:
    """A row's name without role and legal form; brackets that are no role give an alias.

    >>> parse("Open Policy Agent (OPA)")
    RowName(name='Open Policy Agent', aliases=('OPA',), roles=())
    >>> parse("Example Labs, Inc. (member)", organisation=True)
    RowName(name='Example Labs', aliases=('Example Labs, Inc.',), roles=('member',))
    """
    name = " ".join(text.split())
    aliases: list[str] = []
    roles: list[str] = []
    while found := re.match(r"^(.*\S)\s*\(([^()]+)\)$", name):
        name, inside = found[1], found[2].strip()
        if inside.casefold() in ROLES:
            roles.append(inside.casefold())
        else:
            aliases.append(re.sub(r"(?i)^(?:formerly|previously|was|f/k/a|fka|aka)\s+", "", inside))
    by = re.match(r"^(.*\S) by ([A-Z]\S*(?: [A-Z]\S*)*)$", name)
    if by and not organisation:
        aliases.append(name)
        name = by[1]
    if organisation:
        short = without_legal_form(name)
        if short != name:
            aliases.insert(0, name)
            name = short
    return RowName(name, tuple(aliases), tuple(roles))


def without_legal_form(name: str) -> str:
    """An organisation's name without Inc, GmbH and the like.

    >>> without_legal_form("Example Systems Co., Ltd."), without_legal_form("McKinsey & Company")
    ('Example Systems', 'McKinsey & Company')
    """
    while name not in KEPT and (shorter := LEGAL.sub("", name).rstrip(" ,.")) not in (name, ""):
        name = shorter
    return name
