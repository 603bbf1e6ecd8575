"""The file that the landscape's filters load."""

from __future__ import annotations

import json

from kg.query.views import Views
from kg.site import filters
from tests.site.conftest import Built


def test_each_thing_has_the_values_that_it_can_be_found_by(seen: Views) -> None:
    found = json.loads(filters.rows(seen))
    rows = {row[0]: row[1:] for row in found["rows"]}
    assert rows["lantern"] == [
        ["lantern-inc"],
        ["observability", "tracing"],
        [2020, 2021, 2022],
        ["openconf-2020"],
        4,
        3,
    ]
    assert found["labels"]["event"] == {"openconf-2020": "OpenConf 2020"}
    assert found["labels"]["topic"]["tracing"] == "Tracing"


def test_what_can_be_found_by_nothing_is_left_out(seen: Views) -> None:
    assert "silent" not in {row[0] for row in json.loads(filters.rows(seen))["rows"]}


def test_every_option_of_a_category_names_a_part_of_the_page(built: Built) -> None:
    page = built.page("landscape")
    for id_ in ("landscape-watching", "landscape-monitoring"):
        assert f'<option value="{id_}"' in page and f'data-topic="{id_}"' in page
