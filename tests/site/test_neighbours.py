"""The small graph of what stands nearest."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.query.views import Views
from kg.query.views.model import Near, Ranked, Ref
from kg.site import drawings, neighbours
from kg.site.phrases import Phrases
from tests.site.conftest import Built

OTHERS = tuple(
    Ranked(Ref("project", f"p{n}", f"Project <{n}> & sons, makers of very long names"), 40 - n) for n in range(40)
)


def drawn(seen: Views) -> str:
    view = next(view for view in seen.entities if view.id == "lantern")
    people = tuple(replace(r, ref=Ref("person", f"q{r.ref.id}", "Q")) for r in OTHERS)
    beside = Near({**view.near, "software": OTHERS, "speakers": people}.__getitem__, b"")
    near = neighbours.of(replace(view, near=beside))
    return drawings.Drawings(lambda ref: f"/a/path/{ref.kind}s/{ref.id}/", Phrases().why).draw("Lantern", near)


def test_it_is_small_and_every_node_is_a_link_that_says_why(seen: Views) -> None:
    svg = drawn(seen)
    nodes = re.findall(r'<a href="([^"]+)"><title>([^<]+)</title>', svg)
    assert 12 <= len(nodes) <= neighbours.MOST <= 24 and len(set(nodes)) == len(nodes)
    assert len(svg.encode()) < 5 * 1024
    assert any("named together in 40 sources" in title for _, title in nodes)
    assert "<1>" not in svg and "&lt;1&gt;" in svg


def test_nodes_never_lie_on_each_other_and_labels_stay_inside() -> None:
    for count in range(3, neighbours.MOST + 1):
        places = [(place.x, place.y) for place in drawings.places(count)]
        assert len(set(places)) == len(places) == count
        assert all(0 < x < drawings.WIDTH for x, _ in places)
        for side in (
            {y for x, y in places if x > drawings.WIDTH / 2},
            {y for x, y in places if x < drawings.WIDTH / 2},
        ):
            rows = sorted(side)
            assert all(b - a >= drawings.ROW for a, b in zip(rows, rows[1:], strict=False))


def test_the_graph_stands_as_a_list_too(built: Built) -> None:
    page = built.page("projects/lantern")
    graph, rest = re.search(r'<svg class="near".*?</svg>(.*?)</section>', page, re.DOTALL), ""
    assert graph
    rest = graph[1]
    for link in re.findall(r'<a href="([^"]+)"><title>', graph[0]):
        assert f'href="{link}"' in rest


def test_where_little_is_near_nothing_is_drawn(built: Built) -> None:
    assert 'class="near"' not in built.page("projects/silent")
