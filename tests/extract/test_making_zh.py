"""How Chinese texts say that somebody makes a thing: several makers or things, things made of others, and occasions."""

from __future__ import annotations

import pytest

from tests.link.field import ENTRIES, entry, linked

FIELD = (
    *ENTRIES,
    entry("harbourtown", "vendor", "Harbourtown", "海港镇"),
    entry("lampwick", "project", "Lampwick"),
    entry("nightboard", "project", "Nightboard"),
)


def made(text: str) -> set[tuple[str, str]]:
    """(maker, thing) of each claim."""
    return {(r.subject_name, r.object_name) for r in linked(text, FIELD).relations if r.kind == "develops"}


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Brightmesh 已经发布了 Lampwick 容器服务(LWC)和 Nightboard 等工具，用户很高兴。", {"Lampwick", "Nightboard"}),
        ("Brightmesh(明网)发布了 Lampwick。", {"Lampwick"}),
        ("Brightmesh 还在峰会上推出了两个新项目，包括 Lampwick 和 Nightboard。", {"Lampwick", "Nightboard"}),
        ("Brightmesh 在本周举行的大会上发布了 Lampwick。", {"Lampwick"}),
        ("Brightmesh 联合 Linkerd、Flux 和 Envoy 创建 Lampwick。", {"Lampwick"}),
        ("Brightmesh 将 Linkerd 和 Flux 捆绑在一起，创建了 Lampwick。", {"Lampwick"}),
        ("Brightmesh 有 Lampwick 来提供服务器。", {"Lampwick"}),
        ("Brightmesh 的旗舰产品 Lampwick 很快。", {"Lampwick"}),
    ],
)
def test_several_things_and_things_made_of_others_are_made_by_who_is_named(text: str, things: set[str]) -> None:
    assert made(text) == {("Brightmesh", thing) for thing in things}


def test_a_thing_of_two_vendors_is_made_by_both() -> None:
    assert made("Brightmesh 和海港镇的开放应用模型(Lampwick)就是这样一个模型。") == {
        ("Brightmesh", "Lampwick"),
        ("Harbourtown", "Lampwick"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Brightmesh 使用了两个项目，包括 Lampwick 和 Nightboard。",
        "Brightmesh 没有 Lampwick 来提供服务器。",
        "请考虑使用 Lampwick，例如由 Brightmesh 提供的服务。",
        "Lampwick 是继最初由 Brightmesh 开发的平台之后毕业的。",
        "Brightmesh 推出了一个共享 Lampwick 安全知识的中心。",
        "Brightmesh 发布了一个 Lampwick 操作器。",
        "Brightmesh 在开源项目中加入了 Lampwick 度量。",
        "它用 Brightmesh 的法兰绒取代了典型的 Lampwick。",
        "Brightmesh 创造了“Lampwick”一词。",
        "Brightmesh 没有联合 Linkerd 和 Flux 创建 Lampwick。",
    ],
)
def test_use_and_what_is_only_for_a_thing_is_no_making(text: str) -> None:
    assert made(text) == set()


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("作为 Brightmesh 的 Copper Fabric 项目的成员，我花了时间。", "Copper Fabric"),
        ("Brightmesh 联合 Linkerd 和 Flux 创建 Atlas。", "Atlas"),
        ("Brightmesh 来了。该公司推出了 Copper Live Hub，这是一个平台。", "Copper Live Hub"),
    ],
)
def test_a_name_of_no_entry_that_is_made_is_a_product(text: str, thing: str) -> None:
    assert ("Brightmesh", thing) in made(text)


@pytest.mark.parametrize(
    "text",
    [
        "Brightmesh 的 REST API 很快。",
        "Brightmesh 开发了一个 GPU。",
        "Brightmesh 的 T2 很快。",
        "这些产品让人想起 Brightmesh 的 Web 2 时代。",
    ],
)
def test_initials_and_what_anybody_has_is_no_product(text: str) -> None:
    assert made(text) == set()
