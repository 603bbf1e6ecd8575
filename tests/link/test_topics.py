"""What a source is about, as against what it merely mentions."""

from __future__ import annotations

from tests.link.field import ENTRIES, document, entry, linked

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


def test_a_category_that_readers_do_not_follow_is_its_near_duplicate() -> None:
    kept = tuple(e for e in ENTRIES if e.id != "opentelemetry")
    security = entry("cloud-native-security", "topic", "Cloud Native Security")
    serverless = entry("security", "topic", "Security", "安全", instead="cloud-native-security")
    text = "安全很重要\n" + "安全帮助我们。" * 6
    assert [t.topic for t in linked(text, (*kept, security, serverless)).topics] == ["cloud-native-security"]


def test_a_project_is_about_what_it_is_for_before_its_category() -> None:
    assert about("Flux is fine. " * 10 + FILLER) == [("gitops", True)]


def test_a_project_among_many_passes_nothing_on() -> None:
    assert (
        about("OpenTelemetry is fine. " + "Kubernetes and Envoy and Linkerd are fine. " * 12)[0][0]
        == "kubernetes-topic"
    )
    assert "observability" not in dict(about("OpenTelemetry is fine. " + "Kubernetes and Envoy are fine. " * 12))


def test_what_is_far_below_the_first_topic_is_cut() -> None:
    text = "GitOps for Everybody\n" + "GitOps helps. " * 30 + "There is monitoring. " * 2 + FILLER + FILLER[:900]
    titled = linked(document(text, headings=((0, 20),)))
    assert [t.topic for t in titled.topics] == ["gitops"]
    assert ("observability", False) in about(text.replace("GitOps", "Nothing"))


def test_a_long_source_may_be_about_what_its_record_keeps_twelve_hits_of() -> None:
    assert about(("We speak of GitOps. " + FILLER) * 30) == [("gitops", False)]


def test_a_category_that_says_too_little_is_none_and_one_that_says_more_counts_besides() -> None:
    kept = tuple(e for e in ENTRIES if e.id not in ("flux", "opentelemetry"))
    tools = entry("tools", "topic", "Tools for Everything", vague=True)
    plain = entry("flux", "project", "Flux", "Flux CD", categories=("tools",))
    assert linked("Flux CD is fine. " * 10 + FILLER, (*kept, tools, plain)).topics == ()
    delivery = entry("delivery", "topic", "Delivering Things", besides=True)
    closer = entry("flux", "project", "Flux", "Flux CD", categories=("delivery",), about=("gitops",))
    found = linked("Flux CD is fine. " * 10 + FILLER, (*kept, delivery, closer)).topics
    assert [t.topic for t in found] == ["delivery", "gitops"]


def test_a_common_name_counts_only_in_titles() -> None:
    text = "We speak of the harness a lot. " * 6 + FILLER
    plain = entry("harness", "topic", "Harness Work", "harness")
    common = entry("harness", "topic", "Harness Work", "harness", common=("harness",))
    assert [t.topic for t in linked(text, (*ENTRIES, plain)).topics] == ["harness"]
    assert linked(text, (*ENTRIES, common)).topics == ()
