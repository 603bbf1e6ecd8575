"""The gazetteer's names, by every way in which linking looks them up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from jellyfish import damerau_levenshtein_distance

from kg.model import Entry, Gazetteer, Name
from kg.names import fold, has_han, key, tokens
from kg.sound import audible, code, likeness
from kg.spoken import LANGUAGE

_FORGES: Final = ("github.com", "gitlab.com", "codeberg.org")
_GENERIC: Final = frozenset(
    "github.com gitlab.com twitter.com x.com linkedin.com youtube.com youtu.be medium.com docs.google.com "
    "google.com microsoft.com linuxfoundation.org events.linuxfoundation.org wikipedia.org en.wikipedia.org github.io "
    "apache.org facebook.com slack.com npmjs.com pypi.org sched.co bit.ly goo.gl crates.io".split()
)


class Index:
    """Lookups over one gazetteer; made once, never changed."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index names by their tokens and by their key, entries by their links, people by the parts of their names."""
        self.names, self.entries, self.jargon = gazetteer.names, gazetteer.entries, gazetteer.jargon()
        self.exact: dict[str, list[Name]] = defaultdict(list)
        self.loose: dict[str, list[Name]] = defaultdict(list)
        self.alike: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        """Folded given name → (folded surname, person ids)."""
        self.longer: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        """The same of names of three and more words: what follows the given name, joined."""
        self.topics: dict[str, list[Name]] = defaultdict(list)
        self.people: dict[str, list[str]] = defaultdict(list)
        """Folded full name → person ids."""
        self.surnames: dict[str, list[str]] = defaultdict(list)
        """Folded last word of a name → person ids."""
        self.given: set[str] = set()
        self.family: set[str] = set()
        for name in gazetteer.names:
            if name.policy == "never":
                continue
            words = [w for w, _, _ in tokens(name.text)]
            if name.kind == "topic":
                self.topics[" ".join(words).lower()].append(name)
                continue
            self.exact[" ".join(words).lower()].append(name)
            if name.language != LANGUAGE and (len(key(name.text)) >= 5 or has_han(name.text)):
                self.loose[key(name.text)].append(name)
            if name.kind == "person" and len(words) > 1 and not has_han(name.text):
                rest = self.alike if len(words) == 2 else self.longer
                rest[fold(words[0])].append((fold("".join(words[1:])), [name.entry]))
                for spelling in {fold(name.text), key(fold(name.text))}:
                    self.people[spelling].append(name.entry)
                self.surnames[fold(words[-1])].append(name.entry)
                self.given.add(fold(words[0]))
                self.family.add(fold(words[-1]))
        self.longest = max((text.count(" ") + 1 for text in self.exact), default=1)

    @cached_property
    def places(self) -> Mapping[str, list[str]]:
        """Host and path, in lower case → ids of the entries whose place it is."""
        found: dict[str, list[str]] = defaultdict(list)
        for entry in self.entries.values():
            for place in places_of(entry):
                found[place].append(entry.id)
        return found

    @cached_property
    def sounds(self) -> Mapping[str, list[Name]]:
        """Sound of a distinctive name or topic → names. Captions alone ask for it."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            spoken = name.text.isascii() and len(name.text) > 4 if name.kind == "topic" else audible(name)
            if spoken and name.policy != "never":
                found[code(key(name.text))].append(name)
        return found

    def named(self, words: Iterable[str], spoken: bool = False) -> list[Name]:
        """The names that these tokens spell, in any case; in captions (`spoken`) also as they are said."""
        found = self.exact.get(" ".join(words).lower(), [])
        return found if spoken or not found else [name for name in found if name.language != LANGUAGE]

    def heard(self, surface: str, least: float = 0.7) -> list[Name]:
        """Distinctive names, or a topic, that sound like a surface and differ from it by a letter or two."""
        whole = key(surface)
        if len(whole) < 4 or not whole.isalpha() or not whole.isascii():
            return []
        near = [(likeness(whole, name.text), name) for name in self.sounds.get(code(whole), [])]
        best = max((like for like, _ in near), default=0.0)
        return [name for like, name in near if like == best >= least]

    def misspelt(self, name: str) -> list[str]:
        """The one person whose full name differs by a letter or two of the surname (transcribers mis-hear)."""
        words = fold(name).split()
        if len(words) != 2 or len(words[1]) < 6:
            return []
        found = {
            id_
            for spelling, ids in self.alike[words[0]]
            for id_ in ids
            if spelling[0] == words[1][0] and damerau_levenshtein_distance(spelling, words[1]) == 1
        }
        return sorted(found) if len(found) == 1 else []

    def at(self, place: str) -> list[str]:
        """Entry ids whose homepage or repository is the place that a link points to, best first."""
        if not place:
            return []
        parts = place.split("/")
        for length in range(len(parts), 0, -1):
            found = self.places.get("/".join(parts[:length]).lower())
            if found and (length > 1 or parts[0] not in _GENERIC):
                return found
        bare = parts[0].partition(".")[2]
        if bare.count(".") and bare not in _GENERIC:
            return self.places.get(bare, [])
        return []


def places_of(entry: Entry) -> Iterable[str]:
    """Hosts and paths, in lower case, that a link to an entry's home, repositories or profiles points to."""
    urls = [entry.homepage, *entry.repositories, entry.links.get("github", ""), entry.links.get("docs", "")]
    if entry.kind == "person":
        urls += [entry.links.get(what, "") for what in ("twitter", "linkedin", "blog")]
    for url in urls:
        match = re.match(r"https?://(?:www\.)?([^/?#]+)([^?#]*)", url or "")
        if match:
            host, path = match.group(1).lower(), match.group(2).rstrip("/")
            yield (host + path).lower()
            if host in _FORGES and path.count("/") > 2:
                yield host + "/".join(path.split("/")[:3]).lower()
