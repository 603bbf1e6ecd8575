"""The version of what is found: apart, so that a build that finds nothing anew need not load what finds."""

from __future__ import annotations

from typing import Final

from kg.extract.statistical import Finder

VERSION: Final = "8"
"""Raise it whenever the same text would give another record."""


def of(finder: Finder | None = None) -> str:
    """The version of what is found, with a further finder where there is one."""
    return f"{VERSION}+{finder.name}" if finder else VERSION
