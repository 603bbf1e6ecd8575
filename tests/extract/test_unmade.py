"""Makers that only have to do with a thing, or with who made it, do not make it."""

from __future__ import annotations

import pytest

from tests.link.field import stated


@pytest.mark.parametrize(
    "text",
    [
        "Linkerd, backed by Brightmesh's rivals, is a proxy.",
        "Linkerd was developed at Brightmesh's conference.",
        "Two people who left Brightmesh developed Linkerd.",
        "Brightmesh 差点开发了 Linkerd。",
        "Brightmesh 发布了 Linkerd 的漏洞报告。",
        "Brightmesh launched its own version of Linkerd.",
        "Brightmesh 推出的 Linkerd 替代品很好。",
        "Brightmesh provides managed Linkerd.",
    ],
)
def test_rivals_leavers_reports_and_substitutes_make_no_maker(text: str) -> None:
    assert not stated(text, "develops"), text


@pytest.mark.parametrize(
    "text",
    [
        "Linkerd was developed at Brightmesh.",
        "Linkerd, which was developed by Brightmesh, is a proxy.",
        "Brightmesh 开发了 Linkerd。",
        "Brightmesh 推出的 Linkerd 很好。",
    ],
)
def test_a_maker_still_makes_its_thing(text: str) -> None:
    assert stated(text, "develops"), text
