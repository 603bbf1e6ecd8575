"""What a source is about, as against what it merely mentions."""

from __future__ import annotations

from tests.link.field import linked

FILLER = "Words about something else altogether, and then some more of them. " * 40


def about(text: str) -> list[tuple[str, bool]]:
    return [(t.topic, t.inherited) for t in linked(text).topics]


def test_a_title_and_repeated_labels_make_a_topic() -> None:
    text = "A Service Mesh for Everybody\n" + "The service mesh helps. " * 6 + FILLER
    assert about(text) == [("service-mesh", False)]


def test_one_mention_in_passing_makes_none() -> None:
    assert about(FILLER + "There is monitoring too, and GitOps. " + FILLER) == []


def test_a_central_project_passes_its_category_on() -> None:
    text = "OpenTelemetry is fine. " * 10 + FILLER
    assert about(text) == [("observability", True)]
    assert linked(text).topics[0].evidence == "OpenTelemetry"


def test_a_project_with_a_topic_of_its_own_is_that_topic() -> None:
    assert ("kubernetes-topic", True) in about("Kubernetes is fine. " * 10 + FILLER)


def test_a_source_full_of_events_is_about_the_community() -> None:
    assert about("We met at KubeCon. " * 10 + FILLER) == [("community", True)]


def test_labels_in_chinese_count() -> None:
    assert ("observability", False) in about("可观测性很重要\n" + "可观测性帮助我们。" * 5)
