"""What a hover card says of a page: files of a few entries each, loaded when a pointer or a key rests on a link."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from kg.query.views.model import EntityView, SourceView, Views
from kg.site import leads, sentences

SHARDS = 256
LETTERS = 260
"""Of a lead on a card."""


def shard(id_: str) -> int:
    """The file in which an entry's card is; the script computes the same.

    >>> shard("etcd"), shard("kubernetes")
    (17, 156)
    """
    number = 0
    for char in id_:
        number = (number * 31 + ord(char)) % 65521
    return number % SHARDS


def files(views: Views) -> Iterator[tuple[str, str]]:
    """`cards/N.json`: {id: [kind, name, lead] …}; an id is unique among all kinds."""
    found: dict[int, dict[str, list[str]]] = defaultdict(dict)
    every: tuple[EntityView | SourceView, ...] = (*views.entities, *views.sources)
    for view in every:
        found[shard(view.id)][view.id] = card(view)
    for number in sorted(found):
        yield f"cards/{number}.json", json.dumps(found[number], ensure_ascii=False, separators=(",", ":"))


def card(view: EntityView | SourceView) -> list[str]:
    """Kind, name and lead."""
    lead = sentences.plain(leads.lead(view))
    short = lead if len(lead) <= LETTERS else lead[: LETTERS - 1].rsplit(" ", 1)[0] + "…"
    return [view.kind, view.name, short]
