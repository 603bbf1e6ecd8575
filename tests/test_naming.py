"""What a new name meets is told before it is merged: ordinary words, names of other entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import naming
from kg.ingest import check
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


def test_files_are_chosen_by_name_by_folder_and_through_a_link_to_their_folder(tmp_path: Path) -> None:
    root = tmp_path / "instance"
    for path in ("content/projects/quill.yaml", "content/projects/quilt.yaml", "content/vendors/quill-inc.yaml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("name: X\n", encoding="utf-8")
    (tmp_path / "link").symlink_to(root)
    files, _ = load.read(root)
    chosen = {
        "content/projects": 2,
        "content/projects/quill.yaml": 1,
        "content": 3,
        "content/projects/quil": 0,
        "content/projects/gone.yaml": 0,
    }
    for start in (root, tmp_path / "link"):
        for path, count in chosen.items():
            assert len(check.among(root, files, [start / path])) == count, path
            assert len(check.among(start, files, [root / path])) == count, path
    assert len(check.among(root, files, [])) == 3
