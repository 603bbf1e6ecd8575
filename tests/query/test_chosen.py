"""Neighbours are chosen as if each were weighed against all others, though most of them are only counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log, log1p
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.query.views import chosen
from kg.query.views.memory import Memory
from kg.query.views.model import Ref
from kg.query.views.world import World

IDS = [f"wick-{n}" for n in range(60)]
SOURCES = st.lists(
    st.tuples(st.lists(st.sampled_from(IDS), unique=True), st.sampled_from("abc"), st.booleans()),
    min_size=1,
    max_size=8,
)


def world(sources: list[tuple[list[str], str, bool]]) -> Any:
    """The part of a joined graph that a choice rests on: of each source what stands in it, and whose it is."""
    made = World.__new__(World)
    many = Counter(id_ for ids, *_ in sources for id_ in ids)
    made.refs = {id_: Ref("project", id_, id_.title()) for id_ in IDS}
    made.ranked = {}
    told = {
        f"s{n}": SimpleNamespace(publisher=whose, affiliation="independent" if free else "vendor")
        for n, (_, whose, free) in enumerate(sources)
    }
    vars(made).update(
        lines=told,
        inside={"software": {f"s{n}": tuple(ids) for n, (ids, *_) in enumerate(sources)}},
        rarity={id_: log(1 + len(sources) / (1 + n)) for id_, n in many.items()},
    )
    return made


def weighed(made: Any, own: bool) -> list[tuple[str, int, int]]:
    """(id, sources, independent ones) as the rule says it."""
    count, free, published = Counter[str](), Counter[str](), defaultdict[str, Counter[str]](Counter)
    for source, ids in made.inside["software"].items():
        count.update(ids)
        published[made.lines[source].publisher].update(ids)
        free.update(ids if made.lines[source].affiliation == "independent" else ())
    del count[IDS[0]]
    heard = {id_: count[id_] if own else sum(log1p(of[id_]) for of in published.values() if of[id_]) for id_ in count}
    best = sorted(count, key=lambda id_: (-heard[id_] * made.rarity[id_], id_))[: chosen.SHOWN]
    if own:
        best.sort(key=lambda id_: (-count[id_], -free[id_], id_))
    return [(id_, count[id_], free[id_]) for id_ in best]


@given(SOURCES, st.booleans())
def test_the_choice_is_that_of_weighing_each(sources: list[tuple[list[str], str, bool]], own: bool) -> None:
    memory, made = Memory(), world(sources)
    memory.world = made
    found = chosen._chosen(memory, IDS[0], tuple(made.lines), own, "software")
    assert [(row.ref.id, row.sources, row.independent) for row in found] == weighed(made, own)
