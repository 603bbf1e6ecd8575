"""The front door: formats told apart by content, hostile bytes refused with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import documents, encoding, texts
from kg.model import BadInput, Document, Source

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello"


def spans(document: Document) -> list[tuple[int, int]]:
    """Every span that a Document holds."""
    turns = [pair for t in document.turns for pair in ((t.label_start, t.label_end), (t.label_end, t.end))]
    anchors = [(a.start, a.end) for a in document.anchors]
    return [*turns, *anchors, *document.code, *document.headings, *document.byline]


def sound(document: Document) -> None:
    """Offsets lie within the text and times grow."""
    length = len(document.text)
    assert all(0 <= start <= end <= length for start, end in spans(document))
    assert all(document.text[a.start : a.end].strip() == document.text[a.start : a.end] != "" for a in document.anchors)
    assert [at for at, _ in document.times] == sorted({at for at, _ in document.times})
    assert [time for _, time in document.times] == sorted(time for _, time in document.times)
    assert all(0 <= at < length for at, _ in document.times)
    document.text.encode()


@pytest.mark.parametrize(
    ("name", "data", "medium", "text"),
    [
        ("a.md", VTT, "captions", "Hello"),
        ("a.txt", "1\n00:00:01,000 --> 00:00:02,000\nHello", "captions", "Hello"),
        ("a.txt", '{"events": [{"tStartMs": 0, "segs": [{"utf8": "Hello"}]}]}', "captions", "Hello"),
        ("a.json", '{"segments": [{"start": 0, "end": 1, "text": " Hello"}]}', "captions", "Hello"),
        ("a.json", '[{"start": 0, "end": 1, "text": " Hello"}]', "captions", "Hello"),
        ("a.md", "# Hello\n", "article", "Hello"),
        ("a", "---\ntitle: Hello\n---\n", "article", "Hello"),
        ("a", "Hello\nthere.\n\nYou two.", "article", "Hello there.\nYou two."),
        ("a.txt", "\ufeffHello", "article", "Hello"),
    ],
)
def test_format_is_told_by_content(name: str, data: str, medium: str, text: str) -> None:
    document = documents.parse(data.encode(), name)
    assert (document.medium, document.text, document.id) == (medium, text, "a")


@pytest.mark.parametrize(
    ("name", "data", "place", "words"),
    [
        ("a.md", b"", (0, 0), "empty"),
        ("a.md", b" \n\x00\n", (0, 0), "empty"),
        ("a.md", b"<!-- nothing -->", (0, 0), "nothing to read"),
        ("a.md", b"one\ntw\xc3\xb6 \xff", (2, 5), "not valid UTF-8"),
        ("a.md", b"\xff\xfea\x00b", (1, 2), "not valid UTF-16-LE"),
        ("a.md", b"x" * (encoding.LIMIT + 1), (0, 0), "10,000,001 bytes"),
        ("a.md", b"one\n\n\ntwo " + b"[" * 200_000, (4, 1), "a paragraph of 200,004 characters"),
        ("a.json", b'{"events": [}', (1, 13), "not valid JSON"),
        ("a.json", b'{"a": 1}', (0, 0), "without timed speech"),
        ("a.json", b"[" * 100_000, (0, 0), "cannot be read"),
        ("a.json", b'{"segments": [{"start": "x", "text": "a"}]}', (0, 0), "segments[0].start must be a time"),
        ("a.json", b'{"segments": [{"start": NaN, "text": "a"}]}', (0, 0), "must be a time"),
        ("a.vtt", b"WEBVTT\n", (0, 0), "no cue"),
        ("a.html", b"<html><body></body></html>", (0, 0), "no main text"),
    ],
)
def test_bad_input_says_where(name: str, data: bytes, place: tuple[int, int], words: str) -> None:
    with pytest.raises(BadInput) as caught:
        documents.parse(data, name)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == (name, *place)
    assert words in problem.message


def test_a_large_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    file = tmp_path / "large.md"
    with file.open("wb") as handle:
        handle.truncate(50_000_000)
    with pytest.raises(BadInput, match="50,000,000 bytes"):
        documents.read(file)


def test_a_missing_file_and_a_folder_are_bad_input(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            documents.read(path)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_byte_order_marks(codec: str) -> None:
    mark = "" if codec == "utf-8-sig" else "\ufeff"
    assert documents.parse((mark + "# Zoë\r\n\r\nHi").encode(codec), "a.md").text == "Zoë\nHi"


def test_unseen_characters_never_reach_the_text() -> None:
    data = '{"segments": [{"start": 0, "end": 1, "text": "a\\ud800b\\u200fc\\u0000d\\u202ee"}]}'
    assert documents.parse(data.encode(), "a.json").text == "abcde"


@pytest.mark.parametrize(
    ("text", "language", "noted"),
    [
        ("我们在 Foo 上运行 Bar 的服务。", "zh", False),
        ("We run it, and that is what you have to know of the thing that we are in.", "en", False),
        ("Мы работаем над этим проектом уже давно.", "ru", True),
        ("これはとても良いプロジェクトです。", "ja", True),
        (
            "Das ist nicht die Software, die wir für den Dienst von der Firma haben, und auf die wir zu oft warten.",
            "de",
            True,
        ),
    ],
)
def test_language_by_script_and_small_words(text: str, language: str, noted: bool) -> None:
    document = documents.parse(text.encode(), "a.txt")
    assert document.language == language
    assert bool(document.notes) is noted


MARKS = [
    "# ",
    "**A B:** ",
    "[",
    "](",
    "](x)",
    "\n\n",
    "```\n",
    "`",
    "{{< x >}}",
    "<b>",
    "<svg",
    "</svg>",
    "-->",
    "WEBVTT\n\n",
    "00:01.000 --> 00:02.000\n",
    "---\n",
    "title: x\n",
    "![",
    "\\[04:20\\]",
    "<a href='u'>",
    "</a>",
    "<!--",
    "\u200f",
    "é",
    "word ",
]


@given(st.binary(max_size=300), st.sampled_from(["a.md", "a.vtt", "a.json", "a.html", "a"]))
def test_any_bytes_give_a_document_or_bad_input(data: bytes, name: str) -> None:
    try:
        sound(documents.parse(data, name))
    except BadInput as error:
        assert error.problems


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join), st.sampled_from(["a.md", "a.vtt", "a.html", "a"]))
def test_any_markup_gives_a_document_or_bad_input(text: str, name: str) -> None:
    try:
        sound(documents.parse(text.encode(), name))
    except BadInput as error:
        assert error.problems


@given(
    st.dictionaries(
        st.sampled_from(["segments", "events", "language"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["start", "end", "text", "tStartMs", "segs", "utf8", "speaker"]), inner, max_size=4
                )
            ),
        ),
    )
)
def test_any_json_gives_a_document_or_bad_input(data: object) -> None:
    import json

    try:
        sound(documents.parse(json.dumps(data).encode(), "a.json"))
    except BadInput as error:
        assert error.problems


def test_a_committed_source_comes_back_as_it_was_read(tmp_path: Path) -> None:
    document = documents.parse(b"# T\n\n[Ada Example](https://a.example/) uses `foo`.", "t.md")
    source = Source("t", "article", "Title", "content/articles/t.yaml", "", "post", "x", "independent", language="en")
    assert documents.of(tmp_path, source) is None
    assert not documents.at_hand(tmp_path, source)
    texts.keep(tmp_path, "t", document)
    found = documents.of(tmp_path, source)
    assert found is not None
    assert documents.at_hand(tmp_path, source)
    assert (found.title, found.medium) == ("Title", "post")
    assert (found.text, found.anchors, found.code, found.headings) == (
        document.text,
        document.anchors,
        document.code,
        document.headings,
    )
