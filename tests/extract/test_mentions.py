"""Records: every name-like span, linked or not, with features and without sentences; any text whatever is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor, slices
from kg.model import Anchor, Record
from tests.link.field import ENTRIES, document, record, talk

EXTRACTOR = Extractor(make(ENTRIES))


def found(made: Record) -> list[str]:
    return [span.surface for span in made.spans]


def features(made: Record, surface: str) -> set[str]:
    return set(next(span.features for span in made.spans if span.surface == surface))


def test_unknown_names_are_kept_for_a_later_relinking() -> None:
    assert found(record("We moved Frobnitz 2 and quuxd9 behind the Velar Gate at Oxbow Ltd last week.")) == [
        "Frobnitz", "quuxd9", "Velar Gate", "Oxbow Ltd",
    ]  # fmt: skip


def test_ordinary_sentence_starts_are_no_spans() -> None:
    assert found(record("Honestly it works. Yesterday nobody cared. Everything failed again.")) == []


def test_lower_case_hits_need_a_policy_that_allows_them() -> None:
    made = found(record("Try opentelemetry in a kind cluster; be kind and keep the envoy happy."))
    assert made == ["opentelemetry", "kind"]


def test_offsets_are_those_of_the_text() -> None:
    text = "Ünder Ada  Berg's roof,\nKubernetes 1.20 和Envoy在KubeCon EU 2021上"
    for span in record(text).spans:
        assert text[span.start : span.end] == span.surface


def test_a_line_break_ends_a_name() -> None:
    assert found(record("We thank Velar Gate\nOxbow Cloud for it.")) == ["Velar Gate", "Oxbow Cloud"]


def test_context_is_kept_as_features_only() -> None:
    text = "The project Velar is run by Oxbow's team."
    made = record(document(text, anchors=(Anchor(12, 17, "https://github.com/velar/velar?tab=x"),)))
    assert features(made, "Velar") >= {"b:project", "link:github.com/velar/velar"}
    assert features(made, "Oxbow") >= {"poss", "b:by"}
    assert all(len(span.surface) < 40 for span in made.spans)


def test_speaker_labels_are_spans_with_their_feature() -> None:
    made = record(talk(("Ada Berg", "hello there"), ("bo_l", "and hello")))
    assert [s.surface for s in made.spans if "speaker" in s.features] == ["Ada Berg", "bo_l"]


def test_latin_names_are_cut_out_of_chinese_text() -> None:
    assert found(record("我们在Kubernetes上运行kube con和Velar Gate的演示。")) == [
        "Kubernetes",
        "kube con",
        "Velar Gate",
    ]


def test_transliterated_names_end_where_the_name_ends() -> None:
    made = record("以及安娜·贝克尔的演讲。贝克尔说，可以。")
    assert [s.surface for s in made.spans if {"dotted", "translit"} & set(s.features)] == ["安娜·贝克尔", "贝克尔"]


def test_editions_keep_their_region_and_year() -> None:
    made = found(record("See you at KubeCon + CloudNativeCon Europe 2021, as at kubecon NA '19."))
    assert made == ["KubeCon + CloudNativeCon Europe 2021", "kubecon NA '19"]
    assert found(record("在Kubecon+CloudNativeCon 北美 2020 上")) == ["Kubecon+CloudNativeCon 北美 2020"]


def test_times_come_with_the_spans() -> None:
    made = record(document("Kubernetes first, then Envoy", medium="captions", times=((0, 1.5), (18, 7.25))))
    assert [(s.surface, s.time) for s in made.spans] == [("Kubernetes", 1.5), ("Envoy", 7.25)]


def test_topics_are_bounded_however_often_they_are_named() -> None:
    assert found(record("service mesh, " * 500)).count("service mesh") <= 12


def test_slices_cover_the_text_without_a_gap() -> None:
    text = "word " * 200_000
    cuts = list(slices(text))
    assert cuts[0][0] == 0 and cuts[-1][1] == len(text) and len(cuts) > 1
    assert all(a[1] == b[0] for a, b in zip(cuts, cuts[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    ["", "\x00\x00", "\ud800 lone \udfff Kubernetes", "\u200fKubernetes\u200e \u202eEnvoy\u202c", "·" * 999, "“" * 999,
     "A" * 100_000, "Kube" + "\u0301" * 5000, "a.b" * 9999, "Velar & " * 3000, "Ada, " * 3000, "丹·" * 3000],
    ids=range(12),
)  # fmt: skip
def test_hostile_text_is_taken(text: str) -> None:
    made = EXTRACTOR.find(document(text))
    assert made.length == len(text)
    assert all(0 <= s.start < s.end <= len(text) for s in made.spans)
    assert found(made) == [s.surface.encode("utf-8").decode() for s in made.spans]


def test_one_line_of_five_million_code_points_is_read_in_pieces() -> None:
    text = ("kubernetes " + "and some words " * 60) * 5_486
    assert len(text) > 4_990_000
    made = EXTRACTOR.find(document(text))
    assert len(made.spans) == text.count("kubernetes")


@given(st.text(st.characters(), max_size=300))
def test_any_text_gives_a_sorted_record_within_its_bounds(text: str) -> None:
    made = EXTRACTOR.find(document(text))
    places = [(s.start, s.end) for s in made.spans]
    assert places == sorted(places) and all(0 <= a < b <= len(text) for a, b in places)
    assert all(-1 <= c.subject < len(places) and -1 <= c.object < len(places) for c in made.cues)
