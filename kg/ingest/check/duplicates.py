"""One thing, one entry: the same or nearly the same name, repository, homepage. A rule's docstring is the rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from rapidfuzz.distance import OSA

from kg.ingest.check.finding import Finding, aliases, entries, grouped, related
from kg.ingest.check.load import File
from kg.ingest.check.values import fold, repository

LONG: Final = 8
"""Letters and digits from which on two names that differ by one letter are near; shorter ones often differ so."""


def check(files: list[File]) -> Iterator[Finding]:
    """Every finding of this room's rules, across the well-formed files."""
    for rule in (names, near_names, other_names, repositories, homepages):
        yield from rule(files)


def names(files: list[File]) -> Iterator[Finding]:
    """Two entries of one kind have not the same name, whatever its case, spacing and punctuation."""
    for (kind, _), same in grouped(files, lambda file: [(file.kind, fold(file.data["name"]))]):
        for file in same[1:]:
            told = f"{file.data['name']!r} is also the name of {same[0].path}"
            if kind == "person":
                yield Finding(file, ("name",), "warning", told, "one person or two?")
            else:
                yield Finding(file, ("name",), "error", told, "merge the two")


def near_names(files: list[File]) -> Iterator[Finding]:
    """Two entries of one kind have not names that differ by one letter, unless something tells them apart.

    Apart are digits (versions, years), two addresses, two GitHub names, and an entry that a person confirmed.
    """
    for first, second in sorted(_near(files), key=lambda pair: (pair[1].path, pair[0].path)):
        if not _apart(first, second):
            told = f"{second.data['name']!r} is nearly {first.data['name']!r}, the name of {first.path}"
            yield Finding(second, ("name",), "warning", told, "one thing or two?")


def _near(files: list[File]) -> Iterator[tuple[File, File]]:
    """Pairs of one kind, in the order of their paths, whose folded names differ by one letter and not by digits.

    One slip leaves the first or the last part of a name as it is, so only names that share either are compared.
    """
    groups: dict[tuple[str, int, str], dict[str, File]] = defaultdict(dict)
    for file in entries(files):
        key = fold(file.data["name"])
        for length in (len(key), len(key) - 1) if len(key) >= LONG else ():
            part = (length - 2) // 2
            groups[file.kind, length, key[:part]].setdefault(key, file)
            groups[file.kind, length, "…" + key[-part:]].setdefault(key, file)
    seen: set[tuple[str, str]] = set()
    for (_, length, _), keys in groups.items():
        for a, b in combinations(keys, 2) if len(keys) > 1 else ():
            if min(len(a), len(b)) == length and OSA.distance(a, b, score_cutoff=1) == 1 and _letters(a) != _letters(b):
                first, second = sorted((keys[a], keys[b]), key=lambda file: file.path)
                if (first.path, second.path) not in seen:
                    seen.add((first.path, second.path))
                    yield first, second


def other_names(files: list[File]) -> Iterator[Finding]:
    """An alias is not the name of another entry of its kind; people may share one."""
    named = {(file.kind, fold(file.data["name"])): file for file in reversed(entries(files))}
    for file in entries(files):
        for index, text in enumerate(aliases(file)) if file.kind != "person" else ():
            other = named.get((file.kind, fold(text)), file)
            if other is not file:
                yield Finding(file, ("aliases", index), "error", f"the alias {text!r} is the name of {other.path}")


def repositories(files: list[File]) -> Iterator[Finding]:
    """A repository belongs to one project, or to a project and its parts."""
    for (key, _), same in grouped(files, _repositories):
        for file in same[1:]:
            if not related(file, same[0]):
                urls = [repository(url) for url in file.data["repositories"]]
                told = f"the repository {key} also belongs to {same[0].path}"
                yield Finding(file, ("repositories", urls.index(key)), "error", told, "merge the two")


def _repositories(file: File) -> list[tuple[str, str]]:
    return [(repository(url), file.kind) for url in file.data.get("repositories", ())] if file.kind == "project" else []


def homepages(files: list[File]) -> Iterator[Finding]:
    """Two entries of one kind seldom have the same homepage."""

    def key(file: File) -> list[tuple[str, str]]:
        return [(file.kind, repository(file.data["homepage"]))] if file.data.get("homepage") else []

    for (_, url), same in grouped(files, key):
        for file in same[1:]:
            if not related(file, same[0]):
                yield Finding(file, ("homepage",), "warning", f"{url} is also the homepage of {same[0].path}")


def _letters(key: str) -> str:
    return re.sub(r"\d", "", key)


def _apart(a: File, b: File) -> bool:
    """Whether something says that two entries are two things: an address that each has, a part, a person's word."""
    if related(a, b) or a.data.get("confirmed") or b.data.get("confirmed"):
        return True
    mine, other = (_addresses(file) for file in (a, b))
    return any(mine[field] != other[field] for field in mine.keys() & other.keys())


def _addresses(file: File) -> dict[str, str]:
    found = {"homepage": file.data.get("homepage", ""), "github": file.data.get("links", {}).get("github", "")}
    found["repository"] = next(iter(file.data.get("repositories", ())), "")
    return {field: repository(url) for field, url in found.items() if url}
