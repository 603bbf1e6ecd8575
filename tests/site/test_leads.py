"""Lead sentences, as a reader reads them."""

from __future__ import annotations

import pytest

from kg.query.views import Views
from kg.query.views.model import Ref
from kg.site import leads, sentences

ENTITIES = {
    "lantern": "Lantern is a graduated project for Monitoring, from Lantern, Inc. Accepted in May 2016, graduated in "
    "August 2018. 4 sources speak of it here, 3 of them independent.",
    "silent": "Silent Project is an archived project for Monitoring. No source here speaks of it yet.",
    "lantern-cloud": "Lantern Cloud is a product for Monitoring, from Lantern, Inc. "
    "1 source speaks of it here, 0 of them independent.",
    "lantern-inc": "Lantern, Inc. is a gold member since March 2017, behind Lantern and Lantern Cloud. "
    "1 source speaks of it here, 1 of them independent.",
    "ada-example": "Ada Example is CTO at Lantern, Inc. and maintains Lantern; speaks or writes in 1 source here, "
    "most of all about Beacon 🔥 and Lantern.",
    "openconf-2020": "OpenConf 2020 is an edition of OpenConf, held 17 to 20 November 2020 (Online). "
    "1 source here is about it.",
    "observability": "Observability is a topic; 3 sources are about it.",
    "landscape-monitoring": "Monitoring is a topic within Watching with 5 projects and products.",
}
SOURCES = {
    "keynote": "A talk with Ada Example and Bo Müster, published by Example Review, at OpenConf 2020, "
    "18 November 2020. It speaks of Lantern and Beacon 🔥.",
    "blog-post": "A blog post, published by Lantern blog, 2 June 2021. It speaks of Lantern and Lantern Cloud.",
}


@pytest.mark.parametrize("id_", ENTITIES)
def test_an_entrys_lead(seen: Views, id_: str) -> None:
    view = next(view for view in seen.entities if view.id == id_)
    assert sentences.plain(leads.lead(view)) == ENTITIES[id_]


@pytest.mark.parametrize("id_", SOURCES)
def test_a_sources_lead(seen: Views, id_: str) -> None:
    view = next(view for view in seen.sources if view.id == id_)
    assert sentences.plain(leads.lead(view)) == SOURCES[id_]


def test_a_chinese_sources_lead_is_chinese(seen: Views) -> None:
    view = next(view for view in seen.sources if view.id == "zh-recap")
    assert sentences.plain(leads.lead(view)).startswith("文章，Example Review 发布，日期不详。文中提到 Lantern")


def test_what_a_lead_names_are_links(seen: Views) -> None:
    view = next(view for view in seen.entities if view.id == "lantern")
    assert Ref("vendor", "lantern-inc", "Lantern, Inc.") in leads.lead(view)
