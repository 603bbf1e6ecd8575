"""Records on disk: exact round trips, damage told by its line, staleness."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import documents, records, texts
from kg.model import BadInput, Catalogue, Cue, Record, Source, Span

SOURCE = Source(
    "a-talk", "talk", "A talk", "content/talks/a-talk.yaml", "https://t.example/", "talk", "x", "independent"
)
RECORD = Record("a-talk", "en", "0" * 64, "1" * 64, 500, 90, documents.VERSION, "7")

texts_ = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
numbers = st.integers(0, 10**6)
seconds = st.floats(0, 1e6, allow_nan=False)
span = st.builds(Span, texts_, numbers, numbers, st.none() | seconds, st.lists(texts_, max_size=3).map(tuple))
cue = st.builds(Cue, texts_, numbers, st.integers(-1, 10**6), numbers, numbers, texts_, st.floats(0, 1))


@given(st.lists(span, max_size=6), st.lists(cue, max_size=4), texts_, st.booleans())
def test_a_record_comes_back_exactly(spans: list[Span], cues: list[Cue], language: str, exact: bool) -> None:
    record = replace(RECORD, language=language, exact_times=exact, spans=tuple(spans), cues=tuple(cues))
    assert records.loads(records.dumps(record), "x") == record


def test_what_is_empty_takes_no_room() -> None:
    record = replace(RECORD, spans=(Span("Foo", 0, 3), Span("Bar", 4, 7, 1.5), Span("Baz", 8, 11, None, ("code",))))
    assert records.dumps(record).splitlines()[1:] == ['["Foo",0,3]', '["Bar",4,7,1.5]', '["Baz",8,11,null,["code"]]']


def test_read_and_write(tmp_path: Path) -> None:
    assert records.read(tmp_path, SOURCE) is None
    assert records.digest_of(tmp_path, SOURCE) == ""
    records.write(tmp_path, SOURCE, RECORD)
    assert records.read(tmp_path, SOURCE) == RECORD
    records.write(tmp_path, SOURCE, replace(RECORD, ingest=""))
    assert records.read(tmp_path, SOURCE) == RECORD
    assert len(records.digest_of(tmp_path, SOURCE)) == 64


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("", 1),
        ("[]", 1),
        ('{"record": 1}', 1),
        (records.dumps(RECORD) + "[1]", 2),
        (records.dumps(RECORD) + '["Foo",0,3]\n{"a": 1}', 3),
        (records.dumps(RECORD) + '["cue","said"]', 2),
        (records.dumps(RECORD) + "[" * 100_000, 2),
    ],
)
def test_a_damaged_record_is_told_by_its_line(lines: str, line: int) -> None:
    with pytest.raises(BadInput) as caught:
        records.loads(lines, "content/talks/a.jsonl")
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("content/talks/a.jsonl", line)


def test_another_format_version_counts_as_none() -> None:
    assert records.loads(records.dumps(RECORD).replace('"record":1', '"record":0'), "x") is None


def test_stale_records_are_told_and_never_silently_absent(tmp_path: Path) -> None:
    catalogue = Catalogue((), (SOURCE,))
    assert [str(p) for p in records.stale(tmp_path, catalogue, "7")] == [
        "content/talks/a-talk.yaml: warning: stale: its record is missing, and its text is not here "
        "(ingest it again from https://t.example/)"
    ]
    records.write(tmp_path, SOURCE, RECORD)
    assert records.stale(tmp_path, catalogue, "7") == []
    assert records.state(tmp_path, SOURCE, "8") == "of another version"
    assert len(records.stale(tmp_path, catalogue, "8")) == 1
    texts.keep(tmp_path, "a-talk", documents.parse(b"Hello there", "a.txt"))
    assert records.state(tmp_path, SOURCE, "7") == "of another text"
    assert records.stale(tmp_path, catalogue, "8") == []
