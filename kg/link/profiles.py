"""The Latin name of a transliterated person in the address of a profile: linkedin.com/in/ada-berg, …/in/aberg."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.link.sounds import alike, fits, spoken
from kg.names import fold
from kg.transliteration import family, given

SPELT: Final = 0.75
"""How well a family name has to fit the address of a profile that begins with the given name."""
SURE: Final = 0.85
"""How well it has to fit where the given name's usual spelling is not known."""
VERY: Final = 0.95
"""How well it has to fit then where the family name's usual spelling is known, so that this is another."""
OWN: Final = 0.7
"""How well both parts have to fit the address of a link on the name itself."""
TURNED: Final = 0.8
"""How well they have to fit it where the family name stands first."""
_PARTICLE: Final = re.compile(r"^(mc|mac(?=[bcdfgk])|di|de|van|von|la|le|du)(?=\w{3})")
PARTICLES: Final[Mapping[str, str]] = dict(
    zip("迪 德 范 冯 拉 勒 杜".split(), "Di De Van Von La Le Du".split(), strict=True)
)
"""How Chinese writes the particles of family names."""


def near(slug: str, han: Sequence[str]) -> str:
    """The name that a profile near a spelling has, or "": given name as usually spelt, family name by its sound.

    >>> near("markcoleman", ["马克", "科尔曼"]), near("adaberg", ["马克", "科尔曼"])
    ('Mark Coleman', '')
    """
    family_name = "".join(han[1:]) if len(han) > 2 and han[1] in PARTICLES else han[-1]
    for first in given(han[0]):
        if last := _best(family_name, _ends(slug, fold(first))):
            return f"{first} {_cased(last, han)}"
    return ""


def own(slug: str, han: Sequence[str]) -> str:
    """The name that the profile has on which the spelling itself is a link, or "".

    Both names by their sound, in either order; the family name after an initial or alone, where the given name's
    usual spelling is known.

    >>> own("jordi-moncompa-12ab", ["乔迪", "蒙孔帕"]), own("hausenblasmichael", ["迈克尔", "豪森布拉斯"])
    ('Jordi Moncompa', 'Michael Hausenblas')
    >>> own("mhausenblas", ["迈克尔", "豪森布拉斯"]), own("adaberg", ["迈克尔", "豪森布拉斯"])
    ('Michael Hausenblas', '')
    """
    if found_near := near(slug, han):
        return found_near
    words = [word for word in re.split(r"[-_.%]", slug) if word.isalpha()]
    usual, last = given(han[0]), "".join(han[1:])
    found: list[tuple[float, str]] = []
    for one, other in _halves(words):
        for first, second in ((one, other), (other, one)):
            both = min(_given(han[0], first), alike(last, second))
            if len(words) == 1 and not _cut(han[0], first, last, second):
                continue
            if both >= (OWN if first is one else TURNED) and min(len(first), len(second)) > 1 + (first is other):
                both += _onset(han[0], first) + _onset(last, second)
                found.append((both, f"{_known(first, usual)} {_cased(second, han)}"))
    if not found and usual and words:
        joined = "".join(words)
        initialled = joined[:1] == fold(usual[0])[:1]
        names = [(usual[0], joined[n:]) for n in (1, 2) if initialled] + [(usual[0], joined)] * (len(joined) > 4)
        found = [
            (score, f"{first} {_cased(rest, han)}")
            for first, rest in names
            if len(rest) > 3 and (score := alike(last, rest)) >= (VERY if family(last) else SURE) and _onset(last, rest)
        ]
    return max(found, key=lambda x: (x[0], -len(x[1]), x[1]))[1] if found else ""


def _halves(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The ways to cut an address in two: between its words, else anywhere."""
    if len(words) > 1:
        yield from ((words[0], "".join(words[1:n])) for n in range(2, min(len(words), 4) + 1))
    elif words:
        yield from ((words[0][:n], words[0][n:]) for n in range(2, len(words[0]) - 1))


def _cut(han: str, first: str, last: str, second: str) -> bool:
    """Whether a word may be cut in two names where nothing in it does.

    The first is the given name as usually spelt and the other begins like its spelling; where no usual spelling is
    known, both begin so, and neither is short.
    """
    usual = {fold(name) for name in given(han)}
    if usual:
        return first in usual and len(first) > 2 < len(second) and _onset(last, second) > 0
    return min(len(first), len(second)) > 3 and _onset(han, first) > 0 and _onset(last, second) > 0


def _given(han: str, latin: str) -> float:
    """How well a given name fits; one that is usually spelt so fits wholly."""
    return 1.0 if latin in {fold(name) for name in given(han)} else alike(han, latin)


def _onset(han: str, latin: str) -> float:
    """What it adds that both begin with a vowel, or with consonants that Chinese does not tell apart."""
    one, other = ((text[:2].replace("ph", "f").translate(_ONSETS))[:1] for text in (spoken(han), latin))
    return 0.1 if one == other else 0.0


_ONSETS: Final = str.maketrans("eiouyrvwpqjxzctk", "aaaaalffbsssssdg")
"""First letters that stand for one another."""


def _known(first: str, usual: Sequence[str]) -> str:
    return next((name for name in usual if fold(name) == first), first.capitalize())


def _cased(last: str, han: Sequence[str]) -> str:
    """A family name with the capital after its particle, where the spelling has one too."""
    found = _PARTICLE.match(last)
    if found and (len(han) > 2 and han[1] in PARTICLES or found[1] in ("mc", "mac")):
        blank = "" if found[1] in ("mc", "mac") else " "
        return f"{found[1].capitalize()}{blank}{last[found.end() :].capitalize()}"
    return last.capitalize()


def _best(han: str, ends: Iterator[str]) -> str:
    """The family name in lower case that fits a spelling best, the longest of those that hardly differ; or ""."""
    usual = family(han)
    ends = (end for end in ends if not usual or len(end) > 3 or end.capitalize() in usual)
    fit = [(fits(han, end.capitalize(), usual) + 0.1 * (spoken(han)[:1] == end[:1]), end) for end in ends]
    top = max(fit, default=(0.0, ""))[0]
    if top < (SURE if usual else SPELT):
        return ""
    return max((end for score, end in fit if score > top - 0.05), key=len)


def _ends(slug: str, first: str) -> Iterator[str]:
    """What may be the family name in an address that begins with a given name."""
    words = [word for word in re.split("[-_%]", slug) if word.isalpha()]
    if len(words) > 1 and words[0] == first:
        return iter(words[1:])
    joined = words[0] if words and len(words[0]) > len(first) + 2 and words[0].startswith(first) else ""
    return (joined[at:] for at in range(len(first), len(joined) - 2))
