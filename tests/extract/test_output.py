"""How the line of a document writes persons' names."""

from __future__ import annotations

import pytest

from kg.extract.output import line
from tests.link.field import ENTRIES, document, entry, linked, record

FIELD = (
    *ENTRIES,
    entry("cora-j-lind", "person", "Cora J Lind"),
    entry("ville-aeki", "person", "Ville Aki"),
    entry("bo-lindqvist", "person", "Bo Lindqvist"),
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It is quite fast, and we like it,” said Cora Lind.", "Cora Lind"),
        ("“It is quite fast, and we like it,” said Cora J Lind.", "Cora J Lind"),
        ("“It is quite fast, and we like it,” said Ville Äki.", "Ville Äki"),
        ("“It is quite fast, and we like it,” said Ville Aki.", "Ville Aki"),
    ],
)
def test_a_speakers_name_is_written_as_the_source_does_in_full(text: str, name: str) -> None:
    made = document(text)
    written = line(made, record(made, FIELD), linked(made, FIELD))
    assert [r["person"] for r in written["relations"] if r["type"] == "said"] == [name]


def test_a_part_of_a_name_is_written_in_full() -> None:
    made = document("Bo Lindqvist spoke. “It is quite fast, and we like it,” said Lindqvist.")
    written = line(made, record(made, FIELD), linked(made, FIELD))
    assert {m["name"] for m in written["mentions"] if m["type"] == "person"} == {"Bo Lindqvist"}
