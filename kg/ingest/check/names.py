"""An entry's names by themselves: the id fits them, and what is said of matching is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from kg.ingest.check import shape
from kg.iri import slug


def check(id_: str, data: Mapping[str, Any]) -> Iterator[tuple[Literal["error", "warning"], shape.Finding]]:
    """Every finding on the names of one well-formed entry, with its level."""
    also = [alias if isinstance(alias, str) else alias["name"] for alias in data.get("aliases", ())]
    own = [data["name"], *also, *data.get("labels", {}).values()]
    yield from (("error", finding) for finding in matching(own, data))
    yield from (("warning", finding) for finding in fitting(id_, own))


def matching(own: list[str], data: Mapping[str, Any]) -> Iterator[shape.Finding]:
    """A matching policy is for a name, alias or label of the entry itself."""
    for name in data.get("match", ()):
        if name not in own:
            yield ("match", name), True, f"{name!r} is no name of the entry", shape.near(name, sorted(own))


def fitting(id_: str, own: list[str]) -> Iterator[shape.Finding]:
    """An id has a word in common with a name of its entry, or one is written in the other."""
    words = id_.split("-")
    plain = "".join(words)
    slugs = [text for name in own if (text := slug(name))]
    if slugs and not any(
        not set(words).isdisjoint(text.split("-")) or (joined := text.replace("-", "")) in plain or plain in joined
        for text in slugs
    ):
        told = f"the id {id_!r} has nothing of the name {own[0]!r}"
        yield ("name",), False, told, f"rename the entry to {slugs[0]!r}, or add an alias"
