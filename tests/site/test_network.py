"""The picture of the first page: projects that are spoken of together stand beside each other, tied by lines."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.query import views
from kg.query.views.model import Appearance, EntityView
from kg.site import network
from kg.site.phrases import Phrases
from tests.graph.small import World


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """Makes a project that is spoken of in the sources of these numbers."""
    seen = views.of(World(tmp_path_factory.mktemp("net")).make())
    view = next(each for each in seen.entities if each.appearances)
    line = view.appearances[0].line

    def make(name: str, *sources: int) -> EntityView:
        lines = (replace(line, id=f"source-{n}") for n in sources)
        appearances = tuple(Appearance(each, "independent", 1, None, 0) for each in lines)
        counts = replace(view.counts, sources=len(sources), independent=len(sources) // 2)
        id_ = name.split()[0].lower()
        return replace(view, kind="project", id=id_, name=name, appearances=appearances, counts=counts)

    return make


@pytest.fixture(scope="module")
def drawn(heard):
    pair = heard("Bolt", 1, 2, 3, 4), heard("Nut", 1, 2, 3, 4)
    found = network.of([pair[0], heard("Rope", 5, 6), heard("Sail", 6, 7, 8), pair[1], heard("Alone <&>", 9)])
    assert found
    return found


def test_what_is_named_together_stands_side_by_side_and_is_tied(drawn):
    names = [node.ref.name for node in drawn.nodes]
    assert names == ["Bolt", "Nut", "Rope", "Sail", "Alone <&>"]
    assert [(names[a], names[b]) for a, b, _ in drawn.ties] == [("Rope", "Sail"), ("Bolt", "Nut")], "the weakest first"
    assert drawn.ties[-1][2] == 3


def test_every_node_is_a_link_that_says_how_much_is_said_of_it(drawn):
    svg = network.draw(drawn, lambda ref: f"/p/{ref.id}/", "The most <spoken> of", Phrases().heard)
    assert re.findall(r'href="([^"]+)"', svg) == [f"/p/{node.ref.id}/" for node in drawn.nodes]
    assert "<title>Bolt, 4 sources, 2 independent</title>" in svg
    assert "Alone &lt;&amp;&gt;" in svg and "&lt;spoken&gt;" in svg and "<&>" not in svg


def test_labels_stay_inside(drawn):
    svg = network.draw(drawn, lambda ref: "/", "", Phrases().heard)
    for left, x, label in re.findall(r'<text (class="l" )?x="([0-9.]+)"[^>]*>([^<]+)<', svg):
        room = float(x) if left else network.WIDTH - float(x)
        assert 0 < network.LETTER * len(label) <= room + network.LETTER


def test_few_projects_are_not_drawn(heard):
    assert network.of([heard(name, 1) for name in "abcd"]) is None
