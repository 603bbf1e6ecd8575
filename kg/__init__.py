"""Talkscape: the knowledge graph of what a technical community says on stage and in writing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.frame import frame, open

__version__ = "0.1.0"
__all__ = ["__version__", "frame", "open"]


def __getattr__(name: str) -> object:
    """`kg.open` and `kg.frame`, whose libraries are loaded when they are first asked for."""
    if name in ("frame", "open"):
        return getattr(import_module("kg.query.frame"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
