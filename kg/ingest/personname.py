"""Names of people as a list writes them, taken apart: the name, further spellings, the name in Chinese script."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_REMARK = re.compile(
    r"(?i)\b(?:maintainer|inactive|on leave|emeritus|lead|chair|admin|contractor|retired|voting|member|alumni)\b"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A cleaned name."""

    name: str
    aliases: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> PersonName:
    """The name without nickname, remark and second script, which become alias, nothing and label.

    >>> parse("Zhao (Robin) Example"), parse("Example (Integration Maintainer)").name
    (PersonName(name='Zhao Example', aliases=('Robin Example',), labels={}), 'Example')
    >>> parse("Lin Shu 林书").labels
    {'zh': '林书'}
    """
    name = " ".join(text.replace("（", "(").replace("）", ")").split())
    aliases: list[str] = []
    labels: dict[str, str] = {}
    chinese = re.search(rf"[{HAN}]+(?:·[{HAN}]+)*", name)
    if chinese and re.search(r"[A-Za-z]{2}", name):
        labels["zh"] = chinese[0]
        name = re.sub(rf"\(\s*{chinese[0]}\s*\)|{chinese[0]}", "", name)
    for whole, inside in re.findall(r"(\(([^()]*)\))", name):
        name = name.replace(whole, " ", 1)
        aliases += _nickname(inside, name)
    for quoted in re.findall(r"[\"“]([^\"”]+)[\"”]", name):
        name = re.sub(rf"[\"“]{re.escape(quoted)}[\"”]", " ", name)
        aliases += _nickname(quoted, name)
    name = " ".join(name.split()).strip(" ,;-")
    return PersonName(name, tuple(alias for alias in dict.fromkeys(aliases) if alias != name), labels)


def _nickname(inside: str, rest: str) -> list[str]:
    """What brackets or quotes add: another full name, or a first name before the family name; remarks add nothing."""
    inside = " ".join(inside.split())
    words = rest.split()
    if not inside or _REMARK.search(inside):
        return []
    if " " in inside:
        return [inside]
    return [f"{inside} {words[-1]}"] if len(words) > 1 and inside.isalpha() and inside[0].isupper() else []
