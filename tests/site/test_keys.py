"""Hashes of what pages are made of: equal for equal records, other for any difference, whoever shares what."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.query.views import Views
from kg.site import plan
from kg.site.keys import Hasher


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
    before = Hasher().of(view)
    changed = [replace(view, **{field.name: other(getattr(view, field.name))}) for field in fields(view)]
    keys = [Hasher().of(each) for each in changed]
    assert before not in keys
    assert len(set(keys)) == len(keys)


def other(value: Any) -> Any:
    """A value that differs in one place: the last of a tuple, the last field of a record."""
    if isinstance(value, tuple):
        return (*value[:-1], other(value[-1])) if value else ("new",)
    if is_dataclass(value) and not isinstance(value, type):
        name = fields(value)[-1].name
        return replace(value, **{name: other(getattr(value, name))})
    if isinstance(value, bool) or value is None:
        return not value
    return value + 1 if isinstance(value, int | float) else f"{value}!"
