"""Write a made-up instance of any size: `python scripts/synthetic.py DIR --entities 15000`.

Every entity is named in three sources with a sentence each that may be shown, and so stands beside forty others; one
vendor, the hub, is behind so many things that three pages of ten name it. The same numbers give the same files.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random

SETTINGS = """name: Synthetic
base_iri: https://synthetic.example/id/
site_url: https://synthetic.example/
tagline: Nobody said any of this
repository: https://forge.example/synthetic
"""
APPEARS = 3
"""Sources that name an entity."""
NAMED = 40
"""Entities that a source names."""
HUB = "harbourmaster"
KINDS = ("project",) * 11 + ("product",) * 4 + ("vendor",) * 2 + ("person",) * 2 + ("topic",)
FOLDERS = {"person": "people"}
SAYINGS = (
    "{one} carries what {two} keeps, and the keepers of the light are content with both.",
    "Nobody on the pier had heard of {one} before {two} came up the river last spring.",
    "When the tide is out we run {one} without {two}, for the sake of quiet nights.",
)


def word(random: Random) -> str:
    """A name that no language knows."""
    return "".join(random.choice("bdfgklmnprtvz") + random.choice("aeiou") for _ in range(4)) + random.choice("xzq")


def names(random: Random, count: int) -> list[str]:
    """Different names."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[word(random).title()] = None
    return list(found)


def entries(names: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, name and YAML of every entity; the last is the hub."""
    ids = {name: name.lower() for name in names}
    of = {kind: [n for i, n in enumerate(names) if KINDS[i % len(KINDS)] == kind] for kind in set(KINDS)}
    for number, name in enumerate(names):
        kind = KINDS[number % len(KINDS)]
        full = f"{name} {names[-number - 1]}" if kind == "person" else name
        lines = [f"name: {full}", f"homepage: https://{ids[name]}.example/"]
        if kind in ("project", "product"):
            lines += [
                f"categories: [{ids[of['topic'][number % len(of['topic'])]]}]",
                f"vendor: {HUB if number % 5 < 2 else ids[of['vendor'][number % len(of['vendor'])]]}",
            ]
        if kind == "project":
            lines += ["maturity: incubating", "accepted: '2021-03-04'"]
        if kind == "person":
            lines += [f"employers: [{{vendor: {ids[of['vendor'][number % len(of['vendor'])]]}, role: keeper}}]"]
        yield kind, ids[name], full, "\n".join(lines) + "\n"
    yield "vendor", HUB, HUB.title(), f"name: {HUB.title()}\nhomepage: https://{HUB}.example/\n"


def sources(entities: list[tuple[str, str]], people: list[str], random: Random) -> Iterator[tuple[str, str, str]]:
    """Id, YAML and text of every source. `entities` are (id, name)."""
    named = [name for _, name in entities for _ in range(APPEARS)]
    random.shuffle(named)
    for number, start in enumerate(range(0, len(named), NAMED)):
        group = named[start : start + NAMED] + ([HUB.title()] if number % 10 < 3 else [])
        pairs = zip(group, group[1:] + group[:1], strict=True)
        text = "\n\n".join(SAYINGS[i % len(SAYINGS)].format(one=a, two=b) for i, (a, b) in enumerate(pairs))
        speaker = people[number % len(people)]
        data = (
            f"title: Talk {number}\nurl: https://talks.example/{number}\nmedium: post\npublisher: The Pier\n"
            f"affiliation: independent\ndate: '{2015 + number % 10}-0{1 + number % 9}-11'\ndate_basis: stated\n"
            f"speakers: [{speaker}]\nlanguage: en\nlicence: CC-BY-4.0\ntext: talk-{number}.md\n"
        )
        yield f"talk-{number}", data, text + "\n"


def write(root: Path, count: int, seed: int = 1) -> None:
    """Write an instance of `count` entities and about `count` × 3 / 40 sources at `root`, which must be new."""
    random = Random(seed)
    made = list(entries(names(random, count - 1)))
    root.mkdir(parents=True)
    (root / "talkscape.yml").write_text(SETTINGS)
    for kind, id_, _, text in made:
        file = root / "content" / FOLDERS.get(kind, f"{kind}s") / f"{id_}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (root / "content/articles").mkdir()
    people = [id_ for kind, id_, _, _ in made if kind == "person"]
    for id_, data, text in sources([(id_, name) for _, id_, name, _ in made[:-1]], people, random):
        (root / "content/articles" / f"{id_}.yaml").write_text(data)
        (root / "content/articles" / f"{id_}.md").write_text(text)


def main() -> None:
    """Write one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entities", type=int, default=15_000)
    options = parser.parse_args()
    write(options.folder, options.entities)


if __name__ == "__main__":
    main()
