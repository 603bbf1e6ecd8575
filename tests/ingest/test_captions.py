"""Captions and speech JSON: words, voices, times, and what is wrong with them."""

from __future__ import annotations

import json

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import documents
from kg.model import BadInput, Document


def read(text: str, name: str = "a.vtt") -> Document:
    return documents.parse(text.encode(), name)


def clock(seconds: float) -> str:
    return f"{int(seconds) // 3600:02d}:{int(seconds) // 60 % 60:02d}:{seconds % 60:06.3f}"


def vtt(*cues: tuple[float, float, str]) -> str:
    return "WEBVTT\n\n" + "\n\n".join(f"{clock(a)} --> {clock(b)}\n{words}" for a, b, words in cues) + "\n"


def test_notes_styles_settings_and_tags_are_no_words() -> None:
    document = read(
        "WEBVTT - A title\nKind: captions\nLanguage: en\n\nNOTE\nCreated: 2025-04-29\n\nSTYLE\n::cue { color: red }\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start position:0%\n<c.yellow>Foo</c> &amp; <i>bar</i>\nbaz\n\n"
        "NOTE one line\n\n00:00:03.000 --> 00:00:04.500\nqux<00:03.500> <c>end</c>\n"
    )
    assert document.text == "Foo & bar baz qux end"
    assert document.times == ((0, 1.0), (14, 3.0))
    assert document.exact_times
    assert document.language == "en"
    assert "date" not in document.metadata


def test_voices_are_turns_and_named_ones_have_labels() -> None:
    document = read(vtt((0, 1, "<v Speaker 0>Hello"), (1, 2, "<v Speaker 0>there."), (2, 3, "<v Ada Example>Hi.")))
    assert document.text == "Hello there.\nAda Example: Hi."
    assert [document.text[t.label_start : t.label_end] for t in document.turns] == ["", "Ada Example"]
    assert [document.text[t.label_end : t.end] for t in document.turns] == ["Hello there.", ": Hi."]
    assert [document.text[at : at + 2] for at, _ in document.times] == ["He", "th", "Hi"]


def test_two_voices_in_one_cue() -> None:
    assert read(vtt((0, 1, "<v Ada Example>One.\n<v Bo Sample>Two."))).text == "Ada Example: One.\nBo Sample: Two."


def test_rolling_captions_say_each_line_once() -> None:
    lines = ["welcome to the", "show we talk", "about foo and", "bar today"]
    cues = [(0.0, 2.0, lines[0])]
    for number, (above, below) in enumerate(zip(lines, lines[1:], strict=False), 1):
        cues += [(number * 2.0, number * 2 + 0.01, above), (number * 2 + 0.01, number * 2.0 + 2, f"{above}\n{below}")]
    document = read(vtt(*cues))
    assert document.text == "welcome to the show we talk about foo and bar today"
    assert document.times[1] == (15, 2.01)


def test_growing_captions_say_each_word_once() -> None:
    document = read(vtt((0, 1, "hello"), (1, 2, "hello world"), (2, 3, "hello world again"), (3, 4, "and so on")))
    assert document.text == "hello world again and so on"


def test_a_word_said_twice_stays_twice() -> None:
    assert (
        read(vtt((0, 1, "Yes."), (1, 2, "Yes."), (2, 3, "So"), (3, 4, "we go"), (4, 5, "on."))).text
        == "Yes. Yes. So we go on."
    )


def test_subrip_with_html_and_forgotten_blank_lines() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n<i>Foo</i> {\\an8}bar\n2\n00:00:02,000 --> 00:00:03,000\nbaz\n"
    document = read(text, "a.srt")
    assert (document.text, document.times) == ("Foo bar baz", ((0, 1.0), (8, 2.0)))


@pytest.mark.parametrize(
    ("text", "places", "words"),
    [
        (vtt((1, 5, "one"), (3, 6, "two")), [6], "overlaps the one above it by 2.00 s"),
        (vtt((3, 4, "one"), (1, 2, "two")), [6], "starts at 1.0 s, before the one above it"),
        (vtt((3, 2, "one")), [3], "ends at 2.0 s, before it starts"),
        ("WEBVTT\n\nno times here\n", [3], "cue without times"),
        ("WEBVTT\n\n00:01.000 -->\nfoo\n\n00:0x --> 1\nbar\n", [3, 6], "times cannot be read"),
        ("1\n00:00:01,000 --> 00:00:02,000\nok\n\n2\nno times\n", [5], "cue without times"),
    ],
)
def test_bad_times_are_all_told_with_their_lines(text: str, places: list[int], words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(text)
    assert [p.line for p in caught.value.problems] == places
    assert all(words in p.message and p.level == "error" for p in caught.value.problems)


def test_a_few_overlaps_in_long_captions_are_a_warning() -> None:
    cues = [(n * 2.0, n * 2.0 + 2, f"it is the word {n} of the day") for n in range(100)]
    cues[50] = (99.0, 102.0, "it is early")
    (note,) = read(vtt(*cues)).notes
    assert (note.level, note.message) == ("warning", "1 of 100 cues overlap the one above them")


def test_two_voices_may_overlap() -> None:
    assert read(vtt((0, 3, "<v A B>One"), (2, 4, "<v C D>Two"))).notes == ()


def test_youtube_json() -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 9000, "wpWinId": 1},
        {"tStartMs": 160, "dDurationMs": 4000, "segs": [{"utf8": "hello"}, {"utf8": " foo", "tOffsetMs": 200}]},
        {"tStartMs": 1000, "dDurationMs": 3000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 2000, "dDurationMs": 4000, "segs": [{"utf8": "bar"}]},
    ]
    document = read(json.dumps({"wireMagic": "pb3", "events": events}), "a.json")
    assert (document.text, document.times, document.notes) == ("hello foo bar", ((0, 0.16), (10, 2.0)), ())


def test_whisper_json() -> None:
    segments = [
        {"id": 0, "start": 0.0, "end": 2.5, "text": " 大家好"},
        {"id": 1, "start": 2.5, "end": 4, "text": " 谢谢"},
    ]
    document = read(json.dumps({"text": "x", "language": "zh", "segments": segments}), "a.json")
    assert (document.text, document.language, document.times) == ("大家好 谢谢", "zh", ((0, 0.0), (4, 2.5)))


@given(
    st.lists(
        st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{1,8}){0,4}\Z", fullmatch=True), min_size=1, max_size=12, unique=True
    )
)
def test_sound_captions_read_as_by_webvtt_py(lines: list[str]) -> None:
    text = vtt(*((n * 2.0, n * 2.0 + 1, line) for n, line in enumerate(lines)))
    document = read(text)
    theirs = webvtt.from_string(text)
    assert document.text == " ".join(caption.text for caption in theirs)
    assert [time for _, time in document.times] == [caption.start_in_seconds for caption in theirs]
