"""Employments that are another's, another time's or only thought of are not read."""

from __future__ import annotations

import pytest

from tests.extract.test_cues import WORKS
from tests.link.field import stated


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, who interviewed engineers at Brightmesh, agreed.",
        "Ada Berg, who trained developers at Brightmesh, agreed.",
        "Ada Berg, who replaced the CTO of Brightmesh, agreed.",
        "Ada Berg manages a team that sells to engineers at Brightmesh.",
        "Ada Berg, advisor to the CTO of Brightmesh, agreed.",
        "Ada Berg is an advisor to the CTO of Brightmesh.",
        "Ada Berg, coach of the CTO of Brightmesh, agreed.",
        "Ada Berg, the daughter of the CEO of Brightmesh, agreed.",
        "Ada Berg, author and friend of the CEO of Brightmesh, agreed.",
    ],
)
def test_the_title_of_another_is_not_ones_own(text: str) -> None:
    assert not stated(text, WORKS), text


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, then VP of engineering at Brightmesh, agreed.",
        "Ada Berg, back then CTO at Brightmesh, agreed.",
        "Ada Berg, once lead engineer at Brightmesh, agreed.",
        "Ada Berg, one-time CTO of Brightmesh, agreed.",
        "Ada Berg, retired CTO of Brightmesh, agreed.",
        "Ada Berg, the late founder of Brightmesh, agreed.",
        "Ada Berg, no longer CTO of Brightmesh, agreed.",
        "Ada Berg worked as principal engineer at Brightmesh until 2019.",
        "Ada Berg, as principal engineer at Brightmesh until 2019, agreed.",
        "Ada Berg, principal engineer at Brightmesh until 2019, agreed.",
        "Brightmesh hired Ada Berg as a consultant in 2012.",
        "Brightmesh's then CTO Ada Berg agreed.",
        "Brightmesh's retired CTO Ada Berg agreed.",
    ],
)
def test_an_employment_of_another_time_is_over(text: str) -> None:
    assert not stated(text, WORKS), text


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, future CTO of Brightmesh, agreed.",
        "Ada Berg, incoming CTO of Brightmesh, agreed.",
        "Brightmesh's incoming CTO Ada Berg agreed.",
        "Imagine Ada Berg, a DevOps engineer at Brightmesh.",
        "Ada Berg, engineer at Brightmesh Summit, agreed.",
        "Ada Berg，假如是 Brightmesh 的工程师，会同意。",
        "如果 Ada Berg 是 Brightmesh 的首席执行官，她会同意。",
        "Brightmesh 候任首席技术官 Ada Berg 表示同意。",
    ],
)
def test_an_employment_that_is_to_come_or_thought_of_is_none(text: str) -> None:
    assert not stated(text, WORKS), text


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg 担任 Brightmesh 首席技术官的顾问。",
        "Ada Berg 是 Brightmesh 工程师的朋友。",
        "Ada Berg 是 Brightmesh 首席技术官的妻子。",
        "Brightmesh 的 Ada Berg 粉丝很多。",
        "Brightmesh 原首席技术官 Ada Berg 表示同意。",
        "Brightmesh 前首席技术官 Ada Berg 表示同意。",
        "Brightmesh 竞争对手的首席技术官 Ada Berg 表示同意。",
        "Brightmesh 解雇了首席技术官 Ada Berg。",
        "Brightmesh 大会上的工程师 Ada Berg 表示同意。",
    ],
)
def test_in_chinese_too_a_title_may_be_another_s_or_over(text: str) -> None:
    assert not stated(text, WORKS), text


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, who is the engineer on call at Brightmesh, once agreed.",
        "Ada Berg, CTO of Brightmesh, retired the old cluster.",
        "如果你不知道，Ada Berg 是 Brightmesh 的首席执行官。",
        "Brightmesh 的云原生首席架构师 Ada Berg 表示同意。",
        "Brightmesh 的技术顾问 Ada Berg 表示同意。",
        "Brightmesh 的大会负责人 Ada Berg 表示同意。",
    ],
)
def test_such_words_elsewhere_leave_an_employment(text: str) -> None:
    assert stated(text, WORKS), text
