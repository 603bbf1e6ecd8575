"""Hashes of records, quickly: what a page is made of says by its hash whether the page must be written again."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final, get_type_hints

from kg.cache import digest
from kg.query.views.model import EntityView, Near

_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_RANKED: Final = attrgetter("ref.kind", "ref.id", "ref.name", "sources", "independent")
Take = Callable[[Any], Any]


class Hasher:
    """Hashes of frozen records that share parts: a source that stands on a hundred pages is taken apart once.

    Records are known again by identity, so all that was hashed must live as long as the hasher.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[int, tuple[Any, ...]] = {}

    def of(self, value: object) -> str:
        """The hash of a record, a tuple or plain values: equal for equal ones, in every process.

        What is chosen late is left out: see `mark` and `choice`.

        >>> from kg.query.views.model import Ref
        >>> refs = Ref("project", "etcd", "etcd"), Ref("project", "etcd", "etcd"), Ref("project", "etcd", "etcd 3")
        >>> one, same, other = (Hasher().of((ref, 1)) for ref in refs)
        >>> one == same, one == other
        (True, False)
        """
        return digest(marshal.dumps(self._flat(value), 2))  # version 2 does not tell by whom a string is shared

    def _flat(self, value: Any) -> Any:
        """Nested tuples of plain values."""
        kind: Any = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return self._row(value)
        known = self._known.get(id(value))
        if known is None:
            name, take, leaves = _parts(kind)
            known = self._known[id(value)] = (name, take(value) if leaves else self._row(take(value)))
        return known

    def _row(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        kinds = set(map(type, values))
        if kinds <= _PLAIN:
            return values
        if len(kinds) == 1:
            name, take, leaves = _parts(kinds.pop())
            if leaves:
                return (name, *map(take, values))
        return tuple(map(self._flat, values))


@cache
def _parts(kind: type) -> tuple[str, Take, bool]:
    """A kind of value: its name, what gives its parts as a tuple, and whether these are plain values, all of them."""
    if is_dataclass(kind):
        leaves = list(_leaves(kind))
        whole = None not in leaves
        names = [name for name in leaves if name] if whole else [name for name, late in _fields(kind) if not late]
        take = attrgetter(*names)
        return kind.__name__, take if len(names) > 1 else lambda value: (take(value),), whole
    if issubclass(kind, dict):
        return "dict", lambda value: tuple(value.items()), False
    if kind is tuple or issubclass(kind, list):
        return kind.__name__, tuple, False
    return kind.__name__, lambda value: (repr(value),), True


def _fields(kind: Any) -> Iterator[tuple[str, bool]]:
    """The names of a record's fields, and whether what is in them is chosen late."""
    for name, hint in get_type_hints(kind).items():
        yield name, hint is Near


def mark(view: object) -> str:
    """Hash of what the choices of a view rest on that are made late; "" for a view without any."""
    return (view.near.mark + view.inside.mark).hex() if isinstance(view, EntityView) else ""


def choice(view: object) -> str:
    """Hash of these choices as a page shows them."""
    if not isinstance(view, EntityView):
        return ""
    shown = (view.together, view.people, view.vendors, view.topics, view.mentioned, view.beside)
    return digest(marshal.dumps([list(map(_RANKED, rows)) for rows in shown], 2))[:32]


def _leaves(kind: Any, above: str = "") -> Iterator[str | None]:
    """The dotted names of the plain values in a record, those of its records among them; None for what may be other."""
    for name, hint in get_type_hints(kind).items():
        if hint in _PLAIN or hint == float | None:
            yield above + name
        elif is_dataclass(hint):
            yield from _leaves(hint, f"{above}{name}.")
        else:
            yield None
