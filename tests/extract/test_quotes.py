"""What stands between quotation marks, and which of it is speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quotes import MANY, between_marks, find, named
from kg.model import Document, Span


def between(text: str) -> list[str]:
    """What stands between marks."""
    return [text[q.start : q.end] for q in between_marks(text, 0, len(text))]


def spoken(text: str, *names: str, **fields: object) -> list[tuple[str, str, str]]:
    """(speaking span or nothing, stand-in, beginning of the quotation) of the cues, with spans at the names given."""
    spans = sorted((Span(name, i, i + len(name)) for name in names for i in _places(text, name)), key=lambda s: s.start)
    given_ = {"id": "x", "language": "zh", "medium": "article"} | fields
    document = Document(text=text, **given_)  # type: ignore[arg-type]
    cues = find(document, (0, len(text)), spans)
    return [(spans[c.subject].surface if c.subject >= 0 else "", c.value, text[c.start : c.end][:4]) for c in cues]


def _places(text: str, name: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(name, i)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We ship it.” Then “We test it.”", ["We ship it.", "We test it."]),
        ("她说:“先测试。”", ["先测试。"]),
        ("她说：「先測試。」", ["先測試。"]),
        ('"We ship," he said. "Daily."', ["We ship,", "Daily."]),
        ("“The ‘mesh’ is the ‘net’,” he said.", ["The ‘mesh’ is the ‘net’,"]),
        (
            "“贝克尔先说一句。" + "接着她又说了很多，没有人知道结尾在哪里。",
            ["贝克尔先说一句。接着她又说了很多，没有人知道结尾在哪里。"],
        ),
        ("“先测试再发布。贝克尔说:“再发布一次。”", ["先测试再发布。", "再发布一次。"]),
        ('A 5" disk and nothing else.', []),
    ],
    ids=["two", "chinese", "corners", "straight", "inner", "unclosed", "never closed before the next", "inch"],
)
def test_marks_are_paired(text: str, found: list[str]) -> None:
    assert between(text) == found


@given(st.text(alphabet='“”"「」a。.， \n', max_size=60))
def test_any_marks_give_stretches_in_order_that_never_overlap(text: str) -> None:
    found = list(between_marks(text, 0, len(text)))
    assert all(0 <= q.left < q.start <= q.end <= q.right <= len(text) for q in found)
    assert all(one.right <= other.left for one, other in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("在她的演讲“从零到一的网格”中", True),
        ("所谓的“落后者”", True),
        ("他所谓的“更快的那条路”", False),
        ("a session called “Meshes for Two”", True),
        ("the so-called “edge of things”", True),
        ("“single” was the word", True),
        ("“先测试再发布”一词", True),
        ("Berg told us: “We ship it.”", False),
        ("In her talk “we ship, and then we test,” Berg said", False),
    ],
)
def test_titles_terms_and_names_are_no_speech(text: str, is_named: bool) -> None:
    quotation = next(between_marks(text, 0, len(text)))
    assert named(text, 0, quotation) is is_named


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“我们先测试，”贝克尔说。", [("贝克尔", "", "我们先测")]),
        ("贝克尔说:“我们先测试。”", [("贝克尔", "", "我们先测")]),
        ("“我们先测试，”贝克尔说。“然后发布。”", [("贝克尔", "", "我们先测"), ("", "same", "然后发布")]),
        ("贝克尔来了。“我们先测试，”她说。", [("贝克尔", "she", "我们先测")]),
        ("贝克尔希望大家都来。“我们先测试，然后就发布它。”", [("贝克尔", "last", "我们先测")]),
        ("贝克尔说，发布“已经完成”，“还会更快”。", [("贝克尔", "", "已经完成"), ("贝克尔", "", "还会更快")]),
        ("据贝克尔称，“我们先测试。”", [("贝克尔", "", "我们先测")]),
        ("招聘经理表示:“我们先测试再发布。”", []),
        ("贝克尔很高兴。网格是“一种网络”。", []),
        ("“我们先测试。”贝克尔说，明网会发布新版本。网格很好。", [("贝克尔", "", "我们先测")]),
        ("明网很好。“我们先测试。”贝克尔说，明网会发布新版本。", []),
    ],
    ids=[
        "after",
        "before",
        "continued",
        "pronoun",
        "after a sentence",
        "pieces",
        "by account",
        "nobody named",
        "term",
        "alone",
        "new sentence",
    ],
)
def test_chinese_attribution(text: str, said: list[tuple[str, str, str]]) -> None:
    assert spoken(text, "贝克尔") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We ship it,” said Ada Berg.", [("Ada Berg", "", "We s")]),
        ("“We ship it,” Ada Berg, who runs it, told us.", [("Ada Berg", "", "We s")]),
        ("Ada Berg, who runs it, stated: “We ship it.”", [("Ada Berg", "", "We s")]),
        ("“We ship,” said Ada Berg, “and test.”", [("Ada Berg", "", "We s"), ("", "same", "and ")]),
        ("It works. “We ship it.” Ada Berg said that Brightmesh will test it.", []),
        ("According to Ada Berg, “we ship it.”", [("Ada Berg", "last", "we s")]),
        ("The company said: “We ship it.”", []),
        ("Ada Berg put it so:\n“We ship what we test.”", [("Ada Berg", "", "We s")]),
        (
            "“We ship it,” said Ada Berg.\n“We always ship it before lunch.”",
            [("Ada Berg", "", "We s"), ("", "same", "We a")],
        ),
    ],
)
def test_english_attribution(text: str, said: list[tuple[str, str, str]]) -> None:
    assert spoken(text, "Ada Berg", language="en") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bo Lind came.\n“We ship it.”\n-- Ada Berg, Brightmesh", [("Ada Berg", "", "We s")]),
        ("“We ship it.”\nAda Berg, Chief Engineer at Brightmesh", [("Ada Berg", "", "We s")]),
        ("“We ship it,” said Bo Lind.\nAda Berg, Chief Engineer at Brightmesh", [("Bo Lind", "", "We s")]),
        ("“We ship it.”\nAda Berg wrote a book.", []),
    ],
    ids=["dash", "title", "attributed", "no signature"],
)
def test_the_line_under_a_quotation_signs_it(text: str, said: list[tuple[str, str, str]]) -> None:
    assert spoken(text, "Bo Lind", "Ada Berg", language="en") == said


def test_an_attribution_inside_marks_that_nothing_closes_ends_the_quotation() -> None:
    text = "“网格应该让更多的人更容易地使用它，贝克尔说。“这个版本做到了这一点，它很好。”"
    assert [(who, text[at : at + 4]) for who, _, q in spoken(text, "贝克尔") for at in [text.find(q)]] == [
        ("贝克尔", "网格应该"),
        ("", "这个版本"),
    ]


def test_marks_opened_again_after_a_sentence_begin_another_quotation() -> None:
    text = "贝克尔说:“她是创始人之一。“我们已经开始行动了，它很好。”"
    assert spoken(text, "贝克尔") == [("贝克尔", "", "她是创始"), ("", "same", "我们已经")]


def test_a_long_attribution_after_a_full_stop_ends_its_sentence() -> None:
    text = "它支持“在性能和安全之间取得平衡。”明网联合创始人兼首席技术官贝克尔在一封很长的电子邮件中这样写道。"
    assert spoken(text, "贝克尔") == [("贝克尔", "", "在性能和")]


@pytest.mark.parametrize("text", ["正如贝克尔所写的，“我们先测试。”", "贝克尔主张建立团队:“我们先测试。”"])
def test_writing_and_advocating_are_saying(text: str) -> None:
    assert spoken(text, "贝克尔") == [("贝克尔", "", "我们先测")]


def test_who_is_cited_says_the_quotation() -> None:
    text = "博客引用了贝克尔在一份声明中的话:“我们先测试。”"
    assert [c[0] for c in spoken(text, "贝克尔")] == ["贝克尔"]


def test_a_name_inside_a_quotation_does_not_say_the_next_one() -> None:
    text = "“贝克尔来了，”安娜说。“她写的文章很好。”"
    assert [c[0] for c in spoken(text, "贝克尔", "安娜")] == ["安娜", ""]


def test_transcripts_and_code_have_no_quotations() -> None:
    text = "“We ship it,” said Ada Berg."
    assert spoken(text, "Ada Berg", medium="podcast") == []
    assert spoken(text, "Ada Berg", code=((0, 14),)) == []


@pytest.mark.parametrize("unit", ["“", '"', "“甲乙丙丁，”", "A 说“甲乙丙丁戊”", "甲:“乙。"])
def test_any_number_of_marks_is_bounded_work(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    found = list(find(Document("x", text, "zh", "article"), (0, len(text)), [Span("A", 0, 1)]))
    assert len(found) <= MANY
