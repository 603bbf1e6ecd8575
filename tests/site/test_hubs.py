"""Lists of a kind: sorted as readers expect, paginated, without losing anything."""

from __future__ import annotations

from dataclasses import replace

from kg.model import FOLDERS
from kg.query.views import EntityView, Views
from kg.site import hubs, overview, plan
from kg.site.hubs import Hub


def many(seen: Views, names: list[str]) -> Views:
    """Vendors of these names."""
    pattern = next(view for view in seen.entities if view.id == "rtl")
    vendors: list[EntityView] = [replace(pattern, id=f"v-{n}", name=name) for n, name in enumerate(names)]
    return replace(seen, entities=tuple(vendors))


def vendor_pages(seen: Views) -> list[Hub]:
    return [hub for hub in hubs.hubs(seen, "/") if hub.kind == "vendor"]


def test_names_stand_under_their_letter_whatever_their_case_or_accents(seen: Views) -> None:
    (hub,) = vendor_pages(many(seen, ["zeta", "Émile", "eagle", "3scale", "云原生", "Zebra"]))
    shown = [(letter, [row.ref.name for row in rows]) for letter, rows in hub.groups]
    assert shown == [("0–9", ["3scale"]), ("E", ["eagle", "Émile"]), ("Z", ["Zebra", "zeta"]), ("…", ["云原生"])]


def test_a_long_list_is_cut_into_pages_that_together_hold_everything(seen: Views) -> None:
    names = [f"{'ABC'[n % 3]}{n:04}" for n in range(1234)]
    found = vendor_pages(many(seen, names))
    assert len(found) > 2 and {hub.pages for hub in found} == {len(found)}
    assert all(sum(len(rows) for _, rows in hub.groups) <= hubs.PER_PAGE for hub in found)
    assert [row.ref.name for hub in found for _, rows in hub.groups for row in rows] == sorted(names)
    for letter, number in found[0].letters:
        assert letter in [name for name, _ in found[number - 1].groups]


def test_a_kind_without_entries_has_no_list(seen: Views) -> None:
    assert vendor_pages(Views((), ())) == []
    made = [page.path for page in plan.pages(Views((), ()), "/", None)]
    assert made == ["", "search/"]
    assert set(plan.empty(Views((), ()))) == {*FOLDERS.values(), "landscape", "compare"}
    assert plan.empty(seen) == ()


def test_sources_stand_by_year_with_undated_ones_last(seen: Views) -> None:
    articles = next(hub for hub in hubs.hubs(seen, "/") if hub.kind == "article")
    assert [year for year, _ in articles.groups] == ["2021", "Undated"]


def test_the_landscape_has_categories_with_their_subcategories_most_mature_first(seen: Views) -> None:
    (category,) = overview.landscape(seen).categories
    assert (category.ref.id, [sub.ref.id for sub in category.subs]) == ("landscape-watching", ["landscape-monitoring"])
    assert [row.ref.id for row in category.subs[0].items] == ["lantern", "beacon", "silent", "long", "lantern-cloud"]


def test_the_first_page_ranks_by_independent_sources(seen: Views) -> None:
    home = overview.home(seen)
    assert [(row.ref.id, row.sources, row.independent) for row in home.projects] == [
        ("lantern", 4, 3),
        ("beacon", 2, 2),
    ]
    assert dict(home.counts)["talk"] == 2 and home.newest[0].id == "podcast-7"
