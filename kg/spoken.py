"""How names are spoken, as a captioning machine that does not know them writes them down.

A small pronunciation lexicon in our own words: the ways in which people say a written name (kubectl: "cube control").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final

LANGUAGE: Final = "x-spoken"
"""Language tag (BCP 47, private use) of a name's spoken form: it counts in captions alone."""
MOST: Final = 64
"""Forms of one name at most."""
_NUMBERS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_PARTS: Final = {
    "kube": ("cube", "coop", "koop", "kube", "queue"),
    "ctl": ("control", "cuddle", "cuttle", "cattle", "c t l", "ctl"),
    "adm": ("admin", "adam", "a d m", "adm"),
    "git": ("get", "git"),
    "wasm": ("wazm", "wasm", "was m"),
    "sql": ("sequel", "s q l", "sql"),
    "db": ("d b", "db"),
    "cd": ("c d", "cd"),
    "os": ("o s", "os"),
}
"""Part of a name → how it is said."""
_CUT: Final = re.compile(r"(kube(?!r[nm])|ctl$|adm$|^git|^wasm|(?<=..)sql$)")


GENERIC: Final = frozenset(
    """
using etcetera http https ssh ssl tls mtls dns tcp udp ip ipv ipam yaml yamal yml json xml csv toml html css unix
posix cron auth sso oidc ldap rbac abac api apis sdk cli gui ui ux url uri id guid uuid os vm cpu gpu ram ssd tty pid
env cfg arg args crd cr cve cert org repo distro config regex async onboard backend frontend login logout tarball
timestamp namespace sidecar devops gitops finops devsecops sre paas saas iaas faas ai ml llm iot cicd ci cd pr prs faq
ide callback
""".split()
)
"""Terms of the field that no dictionary has and that name nothing: never taken for a mis-heard or a new name."""


def generic(word: str) -> bool:
    """Whether a word, or its singular, is a term that names nothing.

    >>> generic("URLs"), generic("Yaml"), generic("Skaffold")
    (True, True, False)
    """
    lowered = word.lower()
    return lowered in GENERIC or lowered.removesuffix("s") in GENERIC


@lru_cache(maxsize=20_000)
def forms(name: str) -> tuple[str, ...]:
    """The ways in which a name is spoken, as a machine that does not know it writes them, sorted; none for most names.

    >>> "cube control" in forms("kubectl"), "k fourteen s" in forms("k14s"), "w q z" in forms("WQZ"), forms("Envoy")
    (True, True, True, ())
    """
    found = {*_numbered(name), *islice(_composed(name), MOST)}
    if re.fullmatch(r"[A-Z]{3,5}|[bcdfghj-np-tv-z]{3,5}", name):
        found.add(" ".join(name.lower()))
    return tuple(sorted(form for form in found if len(form) > 3 and form != name.lower()))


def _numbered(name: str) -> Iterator[str]:
    """k14s: k 14 s, k fourteen s; 1Password: one password."""
    match = re.fullmatch(r"([A-Za-z]{0,2})(\d{1,2})([A-Za-z]*)", name)
    if not match or not match.group(1) + match.group(3) or len(match.group(3)) == 2:
        return
    head, number, tail = match.groups()
    yield " ".join((head, number, tail)).lower().strip()
    if int(number) < len(_NUMBERS):
        yield " ".join((head, _NUMBERS[int(number)], tail)).lower().strip()


def _composed(name: str) -> Iterator[str]:
    """Names of parts that are said otherwise than they are written (mini + kube: mini cube), and of camel case."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)
    if not 4 < sum(map(len, words)) == len(re.sub(r"[\s-]", "", name)):
        return
    parts = [[part for part in _CUT.split(word.lower()) if part] for word in words]
    if sum(map(len, parts)) > 1 and any(part in _PARTS for word in parts for part in word):
        yield from map(" ".join, product(*map(_said, parts)))


def _said(parts: list[str]) -> list[str]:
    """One written word in the ways in which it is said: as so many words, and with "kube" as one."""
    ways = list(product(*(_PARTS.get(part, (part,)) for part in parts)))
    joined = ["".join(way) for way in ways if "kube" in parts and len(parts) == 2 and " " not in "".join(way)]
    return [" ".join(way) for way in ways] + joined
