"""Views of the core graph: what a page shows, joined from a made-up world."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import iri
from kg.query import views
from kg.query.views import EntityView, SourceView, Views, rows
from tests.graph.small import BASE, World
from tests.site import small


@pytest.fixture(scope="module")
def seen() -> Views:
    return views.read(small.world(), small.BASE)


def entity(seen: Views, id_: str) -> EntityView:
    return next(view for view in seen.entities if view.id == id_)


def source(seen: Views, id_: str) -> SourceView:
    return next(view for view in seen.sources if view.id == id_)


def test_the_same_graph_gives_equal_views(seen: Views) -> None:
    again = views.read(small.world(), small.BASE)
    assert again == seen
    assert repr(again) == repr(seen)
    assert [view.id for view in seen.entities] == sorted(view.id for view in seen.entities)


def test_facts_names_and_links_come_from_the_entry(seen: Views) -> None:
    lantern = entity(seen, "lantern")
    assert (lantern.name, lantern.aliases, lantern.path) == ("Lantern", ("LN",), "content/projects/lantern.yaml")
    assert lantern.fact("maturity") == "graduated" and lantern.fact("accepted") == "2016-05-01"
    assert lantern.links[0] == ("homepage", "https://lantern.example/project")
    assert ("repository", "https://github.com/example/lantern") in lantern.links
    assert entity(seen, "observability").labels == (("zh", "可观测性"),)
    assert lantern.former_ids == ("old-lantern",)


def test_its_vendors_voice_is_its_own_and_not_independent(seen: Views) -> None:
    lantern = entity(seen, "lantern")
    groups = {row.line.id: row.group for row in lantern.appearances}
    assert groups == {
        "podcast-7": "independent",
        "keynote": "independent",
        "zh-recap": "independent",
        "blog-post": "own",
    }
    assert (lantern.counts.sources, lantern.counts.independent) == (4, 3)
    assert (lantern.counts.dated, lantern.counts.talks, lantern.counts.mentions) == (3, 1, 49)


def test_voices_are_newest_first_with_undated_ones_last(seen: Views) -> None:
    rows = [row for row in entity(seen, "lantern").appearances if row.role == "independent"]
    assert [row.line.id for row in rows] == ["podcast-7", "zh-recap"]


def test_years_leave_undated_sources_out_and_keep_empty_years(seen: Views) -> None:
    years = entity(seen, "lantern").years
    assert [(row.year, row.independent, row.other) for row in years] == [(2020, 1, 0), (2021, 0, 1), (2022, 1, 0)]


def test_a_claim_is_told_from_both_ends(seen: Views) -> None:
    (forward,) = entity(seen, "lantern").related("behind")
    (backward,) = [s for s in entity(seen, "lantern-inc").related("behind", forward=False) if s.other.id == "lantern"]
    assert (forward.other.id, forward.curated, backward.curated) == ("lantern-inc", True, True)


def test_a_sponsor_is_the_subject_though_its_triple_runs_the_other_way(seen: Views) -> None:
    (claim,) = entity(seen, "lantern-inc").related("sponsors")
    assert (claim.other.id, claim.confidence, claim.curated) == ("openconf-2020", 0.6, False)
    assert [s.other.id for s in entity(seen, "openconf-2020").related("sponsors", forward=False)] == ["lantern-inc"]


def test_an_extracted_claim_names_its_passage(seen: Views) -> None:
    (claim,) = entity(seen, "bo-muster").related("works_for")
    assert (claim.role, claim.support) == ("SRE", 1)
    assert [(place.id, place.start, place.time) for place in claim.where] == [("keynote", 100, 65.0)]
    assert [(subject.id, claim.predicate) for subject, claim in source(seen, "keynote").statements] == [
        ("bo-muster", "works_for")
    ]


def test_a_rejected_claim_is_not_shown(seen: Views) -> None:
    assert entity(seen, "ada-example").related("maintains") and not entity(seen, "bo-muster").related("maintains")


def test_what_people_say_themselves_stands_apart_from_what_is_said_of_them(seen: Views) -> None:
    ada = entity(seen, "ada-example")
    assert [line.id for line in ada.sources] == ["keynote"]
    assert ada.appearances == ()
    assert [row.ref.id for row in ada.beside] == ["bo-muster"]
    assert {row.ref.id for row in ada.mentioned} == {"lantern", "beacon"}


def test_neighbours_are_counted_by_sources_with_the_independent_apart(seen: Views) -> None:
    near = {row.ref.id: (row.sources, row.independent) for row in entity(seen, "lantern").together}
    assert near == {"beacon": (1, 1), "lantern-cloud": (1, 0)}


def test_what_stands_at_the_foot_of_one_publishers_every_post_is_no_near_neighbour() -> None:
    b = small.Builder()
    for id_ in ("brook", "mesh", "chat"):
        b.entry("project", id_, id_.title())
    for n in range(8):
        found = (("brook", 1, None, 0), ("chat", 1, None, 9))
        b.source("article", f"own-{n}", "Post", medium="post", publisher="Brook blog", found=found)
    for n in range(4):
        found = (("brook", 1, None, 0), ("mesh", 1, None, 9))
        b.source("article", f"else-{n}", "Post", medium="post", publisher=f"Review {n}", found=found)
    for n in range(4):
        b.source("article", f"mesh-{n}", "Post", medium="post", publisher="Mesh news", found=(("mesh", 1, None, 0),))
    brook = entity(views.read(b.store, small.BASE), "brook")
    assert [(row.ref.id, row.sources) for row in brook.together] == [("mesh", 4), ("chat", 8)]


def test_a_source_shows_what_was_found_with_places(seen: Views) -> None:
    keynote = source(seen, "keynote")
    assert [(f.ref.id, f.mentions, f.time) for f in keynote.found][:2] == [("lantern", 12, 312.4), ("beacon", 3, 20.0)]
    assert [(c.name, c.kind) for c in keynote.candidates] == [("Unknown & Sons", "vendor")]
    assert [(a.ref.id, a.inherited) for a in keynote.about] == [("observability", False), ("tracing", True)]
    assert keynote.line.exact and keynote.line.event and keynote.line.event.id == "openconf-2020"
    assert source(seen, "zh-recap").line.machine_translated and source(seen, "zh-recap").line.date == ""


def test_a_topic_joins_its_sources_members_and_neighbours(seen: Views) -> None:
    topic = entity(seen, "observability")
    assert [line.id for line in topic.sources] == ["podcast-7", "keynote", "zh-recap"]
    assert [s.other.id for s in topic.related("broader", forward=False)] == ["tracing"]
    members = entity(seen, "landscape-monitoring").related("category", forward=False)
    assert {s.other.id for s in members} == {"beacon", "lantern", "lantern-cloud", "long", "silent"}


def test_an_entry_that_nobody_speaks_of_has_a_view(seen: Views) -> None:
    silent = entity(seen, "silent")
    assert silent.counts.sources == 0 and silent.years == () and silent.together == ()


def test_an_empty_graph_gives_no_views() -> None:
    import pyoxigraph

    assert views.read(pyoxigraph.Store(), small.BASE) == Views((), (), 0)


def test_a_maintainer_is_a_maintainer_wherever_they_speak(seen: Views) -> None:
    found = {row.line.id: (row.group, row.role) for row in entity(seen, "lantern").appearances}
    assert found["keynote"] == ("independent", "maintainer")
    assert found["blog-post"] == ("own", "own")
    assert found["podcast-7"] == ("independent", "independent")


def test_who_speaks_for_a_vendor_and_about_what(seen: Views) -> None:
    (ada,) = entity(seen, "lantern-inc").speakers
    assert (ada.ref.id, ada.sources, ada.published, ada.employed) == ("ada-example", 1, 0, True)
    assert [ref.id for ref in ada.own] == ["lantern"] and [ref.id for ref in ada.others] == ["beacon"]


def test_an_edition_stands_against_the_one_before_it(seen: Views) -> None:
    assert entity(seen, "openconf-2020").before is None
    later = entity(views.read(with_a_later_edition(), small.BASE), "openconf-2021")
    assert later.before and later.before.id == "openconf-2020" and later.before_sources == 1
    changes = {change.ref.id: (change.now, change.before) for change in later.changes}
    assert changes == {"lantern": (0, 1), "beacon": (1, 1)}


def with_a_later_edition() -> ox.Store:
    builder = small.Builder()
    builder.store = small.world()
    builder.entry("event", "openconf-2021", "OpenConf 2021", schema__startDate="2021-11-01")
    builder.claim("openconf-2021", "edition_of", "openconf")
    builder.source(
        "talk", "later", "A later talk", medium="talk", event="openconf-2021", found=(("beacon", 2, None, 1),)
    )
    return builder.store


def test_a_statement_says_which_file_states_it_and_whether_a_person_confirmed_it(seen: Views) -> None:
    assert all(s.confirmed == "" for s in entity(seen, "lantern").statements)
    builder = small.Builder()
    builder.store = small.world()
    builder.add("curated", small.BASE + "lantern", "ts:confirmed", "2024-01-02")
    builder.add(
        "claims",
        iri.claim(small.BASE, "lantern", "behind", "lantern-inc"),
        "prov:wasDerivedFrom",
        iri.file(small.BASE, "content/projects/lantern.yaml"),
    )
    (behind,) = entity(views.read(builder.store, small.BASE), "lantern").related("behind")
    assert (behind.path, behind.confirmed) == ("content/projects/lantern.yaml", "2024-01-02")


def test_nodes_kept_by_the_parts_are_those_of_the_graph(tmp_path: Path) -> None:
    """Merged over shards and sources, and decoded: a name with every character that N-Triples escapes."""
    odd = 'Brook "\\ \t\n\r\x01 云 \U0001f600'
    made = World(tmp_path).renamed("brook", odd).make()
    kept, asked = rows.join(made), rows.read(made.in_memory(), BASE)
    assert kept == asked
    for table in ("entries", "sources", "claims", "topic_links", "candidates"):
        assert list(getattr(kept, table)) == list(getattr(asked, table)), f"{table} in another order"
    assert views.of(made) == views.read(made.in_memory(), BASE)
    assert any(view.name == odd for view in views.of(made).entities)
