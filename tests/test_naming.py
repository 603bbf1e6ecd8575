"""What a new name meets is told before it is merged: ordinary words, names of other entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import naming
from kg.ingest.check import load

CONFIG = "name: Tiny\nbase_iri: https://example.org/id/\nsite_url: https://example.org/\n"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "talkscape.yml").write_text(CONFIG)
    for name, text in {
        "projects/keep.yaml": "name: Keep\naliases: [Keepalot, {name: Box, language: en}]\nmatch: {Box: cue}\n",
        "vendors/keepalot.yaml": "name: Keepalot\n",
        "projects/lumenkit.yaml": "name: Lumenkit\n",
        "projects/broken.yaml": "nam: Will\n",
        "people/gerhard.yaml": "name: Gerhard\n",
    }.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def told(root: Path, *names: str) -> list[str]:
    return [str(note) for note in naming.notes(root, load.read(root)[0], [root / "content" / name for name in names])]


def test_words_and_other_entries_are_told_at_their_place(root):
    assert told(root, "projects/keep.yaml") == [
        "content/projects/keep.yaml:1:7: note: 'Keep' counts only where the source speaks of the entry elsewhere "
        "(it is also an ordinary word; `match` in the entry overrules this)",
        "content/projects/keep.yaml:2:11: note: 'Keepalot' also names content/vendors/keepalot.yaml "
        "(a mention goes to the one that the source speaks of otherwise, else to none)",
        "content/projects/keep.yaml:2:28: note: 'Box' counts only where a word beside it says that it is a name "
        "(by `match`)",
    ]


def test_a_distinctive_name_needs_nothing(root):
    assert told(root, "projects/lumenkit.yaml") == []


def test_a_given_name_alone_names_nobody(root):
    assert ["only where a ruling says so" in line for line in told(root, "people")] == [True]


def test_a_broken_entry_is_the_checker_s_matter(root):
    assert told(root, "projects/broken.yaml") == []
