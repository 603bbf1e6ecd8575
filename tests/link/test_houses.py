"""Employers that texts call by what they make."""

from __future__ import annotations

import pytest

from kg.extract.gazetteer import make
from kg.link.decide import Linker
from tests.link.field import ENTRIES, entry, record

FIELD = (
    *ENTRIES,
    entry("quillmesh", "project", "Quillmesh", vendor="quillmesh-labs"),
    entry("quillmesh-labs", "vendor", "Quillmesh Labs", homepage="https://quillmesh.example"),
    entry("brightmesh-edge", "product", "Brightmesh Edge", vendor="brightmesh"),
    entry("zorbix", "product", "Zorbix"),
    entry("quorbit", "product", "Quorbit", vendor="brightmesh", homepage="https://www.quorbit.example"),
    entry("drambly", "product", "Drambly", vendor="brightmesh", homepage="https://brightmesh.example/drambly"),
    entry("vendrix", "project", "Vendrix", vendor="brightmesh"),
    entry("plonk", "project", "Plonk", categories=("languages",)),
    entry("crinkle", "project", "Crinkle"),
    entry("the-crinkle-house", "vendor", "Crinkle Technologies"),
    entry("vendrix-labs", "vendor", "Vendrix", match={"Vendrix": "never"}),
)


def employed(text: str) -> list[tuple[str, str]]:
    """(employer, its entry) of what the text states."""
    made = Linker(make(FIELD)).link(record(text, FIELD))
    return [(r.object_name, r.object) for r in made.relations if r.kind == "works_for"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Berg, CTO of Quillmesh, uses the Quillmesh project.", [("Quillmesh Labs", "quillmesh-labs")]),
        ("Quillmesh 项目的 Quillmesh 首席执行官 Ada Berg 表示同意。", [("Quillmesh Labs", "quillmesh-labs")]),
        ("Deep dive into the Quillmesh project - Ada Berg (Quillmesh)", [("Quillmesh Labs", "quillmesh-labs")]),
        ("Brightmesh Edge 高级副总裁 Ada Berg 表示同意。", [("Brightmesh", "brightmesh")]),
        ("Vendrix 的联合创始人 Ada Berg 表示同意。", [("Vendrix", "vendrix-labs")]),
        ("Zorbix 的首席技术官 Ada Berg 表示同意。", [("Zorbix", "")]),
        ("Quorbit 的技术总监 Ada Berg 表示同意。", [("Quorbit", "")]),
        ("Drambly 的技术总监 Ada Berg 表示同意。", []),
        ("Ada Berg is a maintainer of the Quillmesh project.", []),
        ("Kubernetes 的首席执行官 Ada Berg 表示同意。", []),
        ("Quillmesh 的项目负责人 Ada Berg 表示同意。", []),
        ("Find Ada Berg at GitHub.", []),
        ("Ada Berg is president of the Plonk conference.", []),
        ("Ada Berg is president of the Zorbix conference.", []),
        ("Ada Berg, CTO of Plonk, agreed.", []),
        ("Ada Berg, CTO of Crinkle, agreed.", [("Crinkle Technologies", "the-crinkle-house")]),
    ],
    ids=[
        "english",
        "chinese",
        "no title",
        "its maker's name",
        "sold",
        "no vendor",
        "bought, at home at its own site",
        "never apart from its vendor",
        "maintainer",
        "community's",
        "project lead",
        "handle",
        "conference of a language",
        "conference",
        "language",
        "any id",
    ],
)
def test_a_company_may_be_called_by_its_product(text: str, found: list[tuple[str, str]]) -> None:
    assert employed(text) == found


def test_a_title_after_a_product_in_one_run_means_its_vendor() -> None:
    assert employed("Linkerd contributor and Brightmesh Edge Advocate Ada Berg agreed.") == [
        ("Brightmesh", "brightmesh")
    ]
    assert employed("Linkerd contributor and Crinkle Maintainer Ada Berg agreed.") == []
