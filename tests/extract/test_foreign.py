"""Where transliterated names begin and end in text without blanks."""

from __future__ import annotations

import pytest

from kg.extract.foreign import standing, transliterated


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("项目经理安娜·贝克尔来了", ["安娜·贝克尔"]),
        ("当彼得·沃森来时", ["彼得·沃森"]),
        ("彼得·沃森和安娜·贝克尔", ["彼得·沃森", "安娜·贝克尔"]),
        ("彼得·沃森强调了它", ["彼得·沃森"]),
        ("彼得·沃森来自一家公司", ["彼得·沃森"]),
        ("安娜·贝克尔博士", ["安娜·贝克尔"]),
        ("玛丽安娜·史密斯在此", ["玛丽安娜·史密斯"]),
        ("大卫·爱默生说", ["大卫·爱默生"]),
        ("正如贝克尔解释的那样", ["贝克尔"]),
        ("斯蒂芬·里尔登是工程师", ["斯蒂芬·里尔登"]),
        ("工程师克里斯·布拉德福德和杰弗里·卡彭特一起", ["克里斯·布拉德福德", "杰弗里·卡彭特"]),
        ("没有·名字", []),
    ],
)
def test_a_name_has_neither_the_words_before_nor_those_after_it(text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b, _ in transliterated(text)] == wanted


def test_a_part_of_a_name_stands_alone_later() -> None:
    text = "安娜·贝克尔来了。贝克尔笑了。"
    assert [text[a:b] for a, b in standing(text, ["安娜·贝克尔"])][-1] == "贝克尔"


@pytest.mark.parametrize("title", ["产品经理", "总监", "首席工程师"])
def test_a_title_is_no_part_of_the_name_after_it(title: str) -> None:
    text = f"明网{title}加莱姆·卡维奥说"
    assert [text[a:b] for a, b, dotted in transliterated(text) if dotted] == ["加莱姆·卡维奥"]


@pytest.mark.parametrize("verb", ["警告说", "补充说", "建议", "也认为"])
def test_a_surname_alone_speaks_by_any_verb_of_saying(verb: str) -> None:
    text = f"它很好。莱门斯{verb}，它会更好。"
    assert ("莱门斯", False) in [(text[a:b], dotted) for a, b, dotted in transliterated(text)]


def test_a_name_begins_after_the_title_and_ends_before_a_word() -> None:
    text = "首席执行官拉结尔·塔比和首席产品官德扬·德克里奇通过它，能源公司的戴夫·沃星顿"
    found = [text[a:b] for a, b, dotted in transliterated(text) if dotted]
    assert found == ["拉结尔·塔比", "德扬·德克里奇", "戴夫·沃星顿"]


@pytest.mark.parametrize("title", ["首席运营官·", "联合创始人·"])
def test_a_title_joined_to_the_name_is_no_part_of_it(title: str) -> None:
    text = f"根据明网{title}安娜·贝克尔的说法"
    assert [text[a:b] for a, b, dotted in transliterated(text) if dotted] == ["安娜·贝克尔"]
