"""Importing again: what a person edited stays, what the source changed comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import entryfile, merge
from kg.model import BadInput

SCALAR = st.sampled_from(["", "a", "b", "c"])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["a", "b", "c"]),
        "aliases": st.lists(st.sampled_from("pqrs"), unique=True, min_size=1),
        "links": st.dictionaries(st.sampled_from(["blog", "docs"]), st.sampled_from("uv"), min_size=1),
    },
)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        # nothing edited: the source is followed, to the end of a field
        ({"start": "1"}, {"start": "1"}, {"start": "2"}, {"start": "2"}),
        ({"start": "1"}, {"start": "1"}, {}, {}),
        ({}, {}, {"start": "1"}, {"start": "1"}),
        # edited, added and taken away by a person: stays so
        ({"start": "1"}, {"start": "9"}, {"start": "1"}, {"start": "9"}),
        ({"start": "1"}, {"start": "9"}, {"start": "2"}, {"start": "9"}),
        ({"start": "1"}, {}, {"start": "1"}, {}),
        ({}, {"summary": "ours"}, {}, {"summary": "ours"}),
        # lists: both sides' additions, both sides' removals
        ({"aliases": ["a", "b"]}, {"aliases": ["b", "x"]}, {"aliases": ["a", "b", "c"]}, {"aliases": ["b", "x", "c"]}),
        ({"aliases": ["a", "b"]}, {"aliases": ["a", "b", "x"]}, {"aliases": ["b"]}, {"aliases": ["b", "x"]}),
        # mappings: by key
        (
            {"links": {"blog": "u", "docs": "v"}},
            {"links": {"blog": "u", "docs": "ours"}},
            {"links": {"blog": "w", "docs": "v"}},
            {"links": {"blog": "w", "docs": "ours"}},
        ),
    ],
)
def test_field_by_field(base, mine, theirs, merged):
    assert merge.merge(base, mine, theirs)[0] == merged


def test_what_was_left_alone_is_told():
    _, kept = merge.merge(
        {"name": "A", "links": {"blog": "u"}},
        {"name": "B", "links": {"blog": "w"}},
        {"name": "C", "links": {"blog": "v"}},
    )
    assert kept == [
        ("links.blog", "a person wrote 'w', the source says 'v'"),
        ("name", "a person wrote 'B', the source says 'C'"),
    ]


@given(FIELDS, FIELDS)
def test_an_unedited_entry_becomes_what_the_source_says(base, theirs):
    assert merge.merge(base, base, theirs) == (theirs, [])


@given(FIELDS, FIELDS)
def test_an_unchanged_source_changes_nothing(base, mine):
    assert merge.merge(base, mine, base) == (mine, [])


@given(FIELDS, FIELDS, FIELDS)
def test_merging_twice_changes_nothing_more(base, mine, theirs):
    merged, _ = merge.merge(base, mine, theirs)
    assert merge.merge(theirs, merged, theirs) == (merged, [])


def entries(*names: str) -> dict[merge.Key, dict[str, str]]:
    return {("project", name): {"name": name.upper()} for name in names}


def test_a_first_import_and_a_second(tmp_path):
    report = merge.apply(tmp_path, "x", entries("a", "b"), [])
    assert (report.created, report.changed, report.unchanged) == (("project/a", "project/b"), (), 0)
    again = merge.apply(tmp_path, "x", entries("a", "b"), [])
    assert (again.created, again.changed, again.unchanged, again.left_alone) == ((), (), 2, ())


def test_a_person_s_edit_and_comment_survive(tmp_path):
    merge.apply(tmp_path, "x", {("project", "a"): {"name": "A", "homepage": "https://a.example.org"}}, [])
    file = entryfile.path(tmp_path, "project", "a")
    file.write_text(file.read_text().replace("name: A", "name: Better  # as people say it"))
    report = merge.apply(tmp_path, "x", {("project", "a"): {"name": "Ay", "homepage": "https://b.example.org"}}, [])
    assert "name: Better  # as people say it" in file.read_text()
    assert entryfile.read(file) == {"name": "Better", "homepage": "https://b.example.org"}
    assert report.left_alone == ("project/a name: a person wrote 'Better', the source says 'Ay'",)


def test_a_file_that_a_person_took_away_stays_away(tmp_path):
    merge.apply(tmp_path, "x", entries("a"), [])
    entryfile.path(tmp_path, "project", "a").unlink()
    report = merge.apply(tmp_path, "x", entries("a"), [])
    assert report.left_alone == ("project/a: a person took the file away",)
    assert not entryfile.path(tmp_path, "project", "a").exists()


def test_what_the_source_lost_is_told_and_stays(tmp_path):
    names = [f"n{number}" for number in range(20)]
    merge.apply(tmp_path, "x", entries(*names), [])
    report = merge.apply(tmp_path, "x", entries(*names[1:]), [])
    assert report.gone == ("project/n0",)
    assert entryfile.path(tmp_path, "project", "n0").exists()
    assert "project/n0 (its file stays)" in str(report)


def test_a_source_that_shrank_fails_and_writes_nothing(tmp_path):
    names = [f"n{number}" for number in range(20)]
    merge.apply(tmp_path, "x", entries(*names), [])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(BadInput, match="3 of 20 entries are gone from the source"):
        merge.apply(tmp_path, "x", {**entries(*names[3:]), ("project", "new"): {"name": "New"}}, [])
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_source_that_shrank_for_good_is_taken(tmp_path):
    names = [f"n{number}" for number in range(20)]
    merge.apply(tmp_path, "x", entries(*names), [])
    report = merge.apply(tmp_path, "x", entries(*names[10:]), [], shrunk=True)
    assert len(report.gone) == 10 and entryfile.path(tmp_path, "project", "n0").exists()


def test_a_broken_file_of_a_person_stops_all_before_anything_is_written(tmp_path):
    merge.apply(tmp_path, "x", entries("a", "b"), [])
    entryfile.path(tmp_path, "project", "b").write_text("name: [")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(BadInput, match="not YAML"):
        merge.apply(tmp_path, "x", {("project", "a"): {"name": "A2"}, ("project", "b"): {"name": "B2"}}, [])
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_damaged_base_is_told(tmp_path):
    merge.apply(tmp_path, "x", entries("a"), [])
    (tmp_path / "content/.imported/x.json").write_text("{")
    with pytest.raises(BadInput, match=r"\.imported/x\.json:1: error: cannot be read"):
        merge.apply(tmp_path, "x", entries("a"), [])


def test_a_fresh_file_reads_back(tmp_path):
    data = {
        "name": "yes",
        "aliases": ["2021", "- x", "a: b", "#1", {"name": "名", "language": "zh"}],
        "accepted": "2021-05-04",
        "summary": 'It\'s "so"; 100 %',
        "archived": "2022",
    }
    assert entryfile.write(tmp_path, "project", "x", data)
    assert entryfile.read(entryfile.path(tmp_path, "project", "x")) == data
    assert not entryfile.write(tmp_path, "project", "x", data)
    assert (
        entryfile.path(tmp_path, "project", "x")
        .read_text()
        .startswith("# yaml-language-server: $schema=../../kg/schema/project.json\n")
    )
