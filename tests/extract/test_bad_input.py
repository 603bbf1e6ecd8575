"""Input that nobody should send: no crash, no hang, a clear note, and what the gazetteer gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import mentions
from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor, slices
from kg.extract.output import line
from kg.ingest import documents, records
from kg.link.decide import Linker
from kg.model import BadInput, Document, Linked, Record
from tests.link.field import ENTRIES, document

GAZETTEER = make(ENTRIES)
EXTRACTOR, LINKER = Extractor(GAZETTEER), Linker(GAZETTEER)


def both(made: Document) -> tuple[Record, Linked]:
    record = EXTRACTOR.find(made)
    return record, LINKER.link(record)


def known(made: Document) -> list[str]:
    return [m.entry for m in both(made)[1].mentions if m.entry]


def test_an_empty_text_holds_nothing() -> None:
    record, linked = both(document(""))
    assert (record.length, record.words, record.spans, linked.mentions, linked.relations) == (0, 0, (), (), ())
    with pytest.raises(BadInput, match="the file is empty"):
        documents.parse(b"", "empty.md")


@pytest.mark.parametrize(
    "text",
    [
        "\u202eKubernetes\u202c and \u200eLinkerd\u200f run.",
        "Kubernetes \ud800and\udfff Linkerd run.",
        "Kubernetes \x00and\x00 Linkerd run.",
        "\ufeffKubernetes\u2028and\u2029Linkerd run.",
    ],
    ids=["right-to-left marks", "lone surrogates", "NULs", "line separators and a byte-order mark"],
)
def test_odd_characters_hide_no_name_and_move_no_offset(text: str) -> None:
    record, linked = both(document(text))
    assert [m.entry for m in linked.mentions] == ["kubernetes", "linkerd"]
    assert [text[m.start : m.end] for m in linked.mentions] == ["Kubernetes", "Linkerd"]
    assert records.loads(records.dumps(record), "x.jsonl") == record
    records.dumps(record).encode()


def test_a_line_without_an_end_is_taken_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentions, "SLICE", 4000)
    word = "Kubernetes and Linkerd, "
    text = word * (8000 // len(word) + 9)
    pieces = list(slices(text))
    assert len(pieces) == 3 and [a for a, _ in pieces[1:]] == [b for _, b in pieces[:-1]] and pieces[-1][1] == len(text)
    found = known(document(text))
    assert len(found) == text.count("Kubernetes") + text.count("Linkerd")


def test_a_single_word_of_five_million_characters_ends() -> None:
    record, linked = both(document("k" * 5_000_000))
    assert record.length == 5_000_000 and linked.mentions == ()


def test_five_million_characters_of_prose_in_one_line_end() -> None:
    text = "it rains in the valley and we stay at home with tea and bread, " * 80_000 + "Kubernetes"
    assert len(text) > 5_000_000 and known(document(text)) == ["kubernetes"]


def test_captions_without_times_are_said_with_what_to_do_and_read_where_they_are_given() -> None:
    with pytest.raises(BadInput, match="cue without times"):
        documents.parse(b"WEBVTT\n\nwe run kubernetes\n", "untimed.vtt")
    record, linked = both(document("we run kubernetes and linkerd", medium="captions"))
    assert {m.entry for m in linked.mentions} == {"kubernetes", "linkerd"} and all(
        m.time is None for m in linked.mentions
    )
    assert all(span.time is None for span in record.spans)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Das ist nicht ein Text für den Wald: wir mit Kubernetes und Linkerd auf der Welt, und das ist Zeit.",
            "de",
        ),
        ("Мы запускаем Kubernetes и Linkerd в облаке, и это работает.", "ru"),
        ("私たちはクラウドでKubernetesとLinkerdを動かしています。", "ja"),
    ],
)
def test_a_language_that_we_do_not_read_is_said_and_gives_what_the_gazetteer_has(text: str, language: str) -> None:
    made = documents.parse(text.encode(), "other.md")
    assert made.language == language and f"language {language!r} is not read" in str(made.notes[0])
    assert known(made) == ["kubernetes", "linkerd"]


@given(st.text(alphabet=st.characters(), max_size=300), st.sampled_from(["article", "captions", "podcast"]))
def test_any_text_gives_a_record_whose_places_are_in_it(text: str, medium: str) -> None:
    made = replace(document("x", medium=medium), text=text + " Kubernetes \u202e\ud800" + text)
    record, linked = both(made)
    assert all(0 <= s.start < s.end <= len(made.text) for s in record.spans)
    assert all(0 <= m.start < m.end <= len(made.text) for m in linked.mentions)
    line(made, record, linked)
