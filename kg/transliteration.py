"""Names of persons as Chinese usually spells them: which Latin name a spelling stands for, and where a name begins.

The tables in `data/` hold usual spellings of frequent English and other Western names, as reference works and the
press use them: a Latin name and its spellings a line. Of names that are spelt alike the likelier stands first here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

_LIKELIER: Final = frozenset(
    "Alan Baker Brian Brown Catherine Chris Christine Clark Dan Eric Jeffrey Johnson Jonathan Kelly Kohn Lambert Lee "
    "Mark Matt McDonald Meyer Michelle Mike Neil Nicholas Philip Robertson Ross Russell Sarah Sean Stephen Thomas "
    "Weber Williams Jeff Dennis Carl Kathy Janet Glenn Peter Louis Mary Austin Lucas Tony Jesse Paul Tyler".split()
)
"""The most frequent of the names that share a spelling."""


@cache
def _spellings(table: str) -> Mapping[str, tuple[str, ...]]:
    """Chinese spelling → the Latin names that it stands for, the likelier first."""
    found: dict[str, list[str]] = {}
    for line in (files("kg") / "data" / table).read_text(encoding="utf-8").splitlines():
        name, *spellings = line.split()
        for spelling in spellings:
            found.setdefault(spelling, []).append(name)
    return {han: tuple(sorted(names, key=lambda n: (n not in _LIKELIER, n))) for han, names in found.items()}


def given(han: str) -> tuple[str, ...]:
    """The given names that are spelt so.

    >>> given("马克"), given("布莱恩"), given("大会")
    (('Mark', 'Marc'), ('Brian', 'Bryan'), ())
    """
    return _spellings("given.txt").get(han, ())


def family(han: str) -> tuple[str, ...]:
    """The family names that are spelt so.

    >>> family("科尔曼"), family("科恩")
    (('Coleman',), ('Kohn', 'Cohen'))
    """
    return _spellings("family.txt").get(han, ())


@cache
def usual_given() -> frozenset[str]:
    """The given names of the table, in lower case.

    >>> "mark" in usual_given(), "coleman" in usual_given()
    (True, False)
    """
    return frozenset(name.lower() for names in _spellings("given.txt").values() for name in names)


@cache
def characters() -> frozenset[str]:
    """The characters of all spellings."""
    return frozenset("".join((*_spellings("given.txt"), *_spellings("family.txt"))))
