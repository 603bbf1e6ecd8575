"""Interview transcripts: turns, labels, times."""

from __future__ import annotations

import pytest

from kg.ingest import documents
from kg.ingest.bylines import full_name
from kg.model import Document

TALK = """**Ada Example:** Welcome, Bo.

**Bo Sample:**Thanks. \\[04:20\\] We run Foo.

And we like it. \\[unintelligible 00:05:10.00\\]

**Break:** \\[06:00\\]

**Ada Example:** Great. \\[01:00:00.50\\] Bye. **Foo:** is bold.

**Bo Sample**: Bye.
"""


@pytest.fixture(scope="module")
def talk() -> Document:
    return documents.parse(TALK.encode(), "talk.md")


def test_turns_hold_label_and_words(talk: Document) -> None:
    told = [(talk.text[t.label_start : t.label_end], talk.text[t.label_end : t.end]) for t in talk.turns]
    assert [label for label, _ in told] == ["Ada Example", "Bo Sample", "Break", "Ada Example", "Bo Sample"]
    assert told[1][1] == ": Thanks. We run Foo.\nAnd we like it. [unintelligible]"
    assert told[-1][1] == ": Bye."


def test_times_are_taken_out_of_the_text_and_point_into_it(talk: Document) -> None:
    assert "04:20" not in talk.text
    assert [(talk.text[at : at + 4], time) for at, time in talk.times][1] == ("We r", 260.0)
    assert [time for _, time in talk.times] == [0.0, 260.0, 310.0, 360.0, 3600.5]
    assert not talk.exact_times


def test_a_time_that_goes_back_loses_itself_only() -> None:
    times = ("00:10", "99:00", "00:30", "00:40")
    words = "\n\n".join(f"**{'AC'[n % 2]} B:** \\[{time}\\] word" for n, time in enumerate(times))
    assert [time for _, time in documents.parse(words.encode(), "t.md").times] == [0.0, 10.0, 30.0, 40.0]


@pytest.mark.parametrize(
    "post",
    [
        "Text.\n\n**Note:** one\n\n**Tip:** x\n\n" + "Text.\n\n" * 6 + "**Note:** two\n\n**Tip:** y",
        "- **Fast:** one\n- **Safe:** two\n- **Fast:** three\n- **Safe:** four",
    ],
)
def test_a_post_with_bold_remarks_is_no_transcript(post: str) -> None:
    document = documents.parse(post.encode(), "p.md")
    assert (document.turns, document.medium) == ((), "article")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Ada Example", "Ada Example"),
        ("Dr. Ada van der Example", "Ada van der Example"),
        ("Élodie O'Sample-Müller✌", "Élodie O'Sample-Müller"),
        ("V Example", "V Example"),
        ("Ada Example, Acme (host)", "Ada Example"),
        ("Ada", ""),
        ("Speaker 0", ""),
        ("Guest", ""),
        ("Break", ""),
        ("Jingle", ""),
        ("Clip from Some Show", ""),
        ("Acme Engineering Team", ""),
        ("@ada", ""),
        ("the cloud", ""),
    ],
)
def test_full_names(label: str, name: str) -> None:
    assert full_name(label) == name
