"""The words of an instance: which values its fields may have, from `vocabulary` in its `talkscape.yml`."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kg.ingest.check import syntax

FIELDS: Final = ("maturity", "membership", "roles", "scheme")
"""Fields whose values a community says itself."""
Vocabulary = tuple[tuple[str, tuple[str, ...]], ...] | None
"""(field, its values) of all FIELDS; None where the instance says nothing of them: then the schemas' own hold."""


def of(root: Path) -> Vocabulary:
    """The vocabulary of the instance at `root`; None too where its config cannot be read, which others tell."""
    try:
        data, _ = syntax.parse((root / "talkscape.yml").read_bytes(), "talkscape.yml")
    except OSError:
        return None
    words = data.get("vocabulary") if isinstance(data, dict) else None
    return table(words) if isinstance(words, dict) else None


def table(words: Mapping[str, Any] | None) -> Vocabulary:
    """The vocabulary that a config states.

    >>> table({"maturity": {"stable": "stable"}})
    (('maturity', ('stable',)), ('membership', ()), ('roles', ()), ('scheme', ()))
    """
    if words is None:
        return None
    return tuple((field, tuple(map(str, words.get(field) or ()))) for field in FIELDS)


def restricted(schema: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """A kind's schema with the instance's values in place of its own."""
    if vocabulary is None:
        return schema
    own = copy.deepcopy(schema)
    for field, words in vocabulary:
        rules = own.get("properties", {}).get(field)
        if rules is not None and "$ref" not in rules:
            many = rules.get("type") == "array"
            (rules["items"] if many else rules)["enum"] = list(words)
            rules["examples"] = [[word] if many else word for word in words[:1]]
    return own
