"""Hashes of what pages are made of: equal for equal records, other for any difference, whoever shares what."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.query import views
from kg.query.views import EntityView, Views
from kg.query.views.model import Near, Ranked, Ref
from kg.site import chinese, plan
from kg.site.keys import Hasher, choice, mark
from tests.site import small


def test_equal_pages_have_equal_keys_whatever_they_share(seen: Views) -> None:
    pages = list(plan.pages(seen, "/", None))
    together = Hasher()
    shared = [together.of(page) for page in pages]
    apart = [pickle.loads(pickle.dumps(page)) for page in pages]
    assert shared == [Hasher().of(page) for page in apart]
    assert len(set(shared)) == len(pages)


def test_any_difference_in_a_view_changes_its_key(seen: Views) -> None:
    """Each field of the richest view, changed alone."""
    view = max(seen.entities, key=lambda each: len(repr(each)))
    before = key(view)
    changed = [replace(view, **{field.name: other(getattr(view, field.name))}) for field in fields(view)]
    keys = [key(each) for each in changed]
    assert before not in keys
    assert len(set(keys)) == len(keys)


def key(view: EntityView) -> tuple[str, str]:
    """The hash of what a page shows: what is at hand, and what is chosen late."""
    return Hasher().of(view), choice(view)


def test_what_is_chosen_late_has_the_mark_of_what_it_is_chosen_from(seen: Views) -> None:
    """Another name, another number of sources that name a neighbour: another mark, with the hash of the rest kept."""
    views_of = {view.id: view for view in seen.entities}
    builder = small.Builder()
    builder.store = small.world()
    builder.source("talk", "later", "A later talk", medium="talk", found=(("beacon", 2, None, 1),))
    later = {view.id: view for view in views.read(builder.store, small.BASE).entities}
    beside, alone = views_of["lantern"], views_of["silent"]
    assert mark(beside) != mark(later["lantern"]) and mark(alone) == mark(later["silent"])
    assert key(beside) == key(later["lantern"]), "beacon was named before, and is as near as it was"


def test_topics_in_another_language_have_another_mark(seen: Views) -> None:
    topic = next(view for view in seen.entities if view.kind == "topic" and view.topics)
    labels = chinese.Labels(seen)
    assert mark(labels.topic(topic)) != mark(topic)
    assert [row.ref.name for row in labels.topic(topic).topics] == [labels.ref(row.ref).name for row in topic.topics]


def other(value: Any) -> Any:
    """A value that differs in one place: the last of a tuple, the last field of a record."""
    if isinstance(value, Near):
        more = (*value["software"], Ranked(Ref("project", "other", "Other"), 1))
        return Near({**value, "software": more}.__getitem__, b"other")
    if isinstance(value, tuple):
        return (*value[:-1], other(value[-1])) if value else ("new",)
    if is_dataclass(value) and not isinstance(value, type):
        name = fields(value)[-1].name
        return replace(value, **{name: other(getattr(value, name))})
    if isinstance(value, bool) or value is None:
        return not value
    return value + 1 if isinstance(value, int | float) else f"{value}!"
