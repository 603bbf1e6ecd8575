"""What a process that builds again and again keeps of the views: what was made of the same things is not made anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Things by key, each with what it was made of, from this build and the one before it."""

    __slots__ = ("_before", "_now")

    def __init__(self) -> None:
        """Nothing yet."""
        self._before: dict[Hashable, tuple[Any, T]] = {}
        self._now: dict[Hashable, tuple[Any, T]] = {}

    def begin(self) -> None:
        """Another build: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def of(self, key: Hashable, parts: Any, make: Callable[[], T]) -> T:
        """What stands under a key, made anew where its parts are not equal to those of the build before.

        >>> kept: Kept[list[int]] = Kept()
        >>> first = kept.of("a", (1, 2), lambda: [3])
        >>> kept.begin()
        >>> kept.of("a", (1, 2), lambda: [3]) is first, kept.of("b", (1, 3), lambda: [4])
        (True, [4])
        """
        known = self._before.get(key)
        if known is None or known[0] != parts:
            known = (parts, make())
        self._now[key] = known
        return known[1]

    def same(self, key: Hashable, made: T) -> T:
        """What stands under a key: the object of the build before where it is equal."""
        return self.of(key, made, lambda: made)


@dataclass(slots=True, eq=False)
class Memory:
    """All that is kept. Equal parts are the same objects in both builds wherever that makes comparing quick."""

    base: str = ""
    world: Any = None
    """The graph as it is now: what is chosen late is chosen from it, by views of earlier builds too."""
    nodes: Kept[Any] = field(default_factory=Kept)
    refs: Kept[Any] = field(default_factory=Kept)
    lines: Kept[Any] = field(default_factory=Kept)
    hits: Kept[Any] = field(default_factory=Kept)
    claims: Kept[Any] = field(default_factory=Kept)
    turned: Kept[Any] = field(default_factory=Kept)
    heard: Kept[Any] = field(default_factory=Kept)
    entities: Kept[Any] = field(default_factory=Kept)
    sources: Kept[Any] = field(default_factory=Kept)

    def begin(self, base: str) -> None:
        """Another build, of an instance with this base IRI."""
        for each in fields(self):
            if each.default_factory is Kept:
                kept = Kept() if base != self.base else getattr(self, each.name)
                kept.begin()
                setattr(self, each.name, kept)
        self.base = base
