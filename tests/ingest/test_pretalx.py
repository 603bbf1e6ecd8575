"""A programme of pretalx: event, talks, speakers and tracks; again and again; no text without a licence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.ingest import entries, forgotten, pretalx, remove, schedule, texts
from kg.ingest.check import check
from kg.model import BadInput

SCHEDULE = Path(__file__).parent.parent / "second" / "schedule.json"
SUBMISSION = {
    "code": "Q1",
    "title": "Lamps in Rust",
    "state": "confirmed",
    "abstract": "About lamps.",
    "description": None,
    "content_locale": "pt-br",
    "track": {"id": 3, "name": {"de": "Netz", "en": "Web"}},
    "speakers": [{"code": "S1", "name": "Ada Fennick", "biography": "x"}, {"code": "S2", "name": "Bo  Quill\n"}],
}
EVENT = {"events/wickcon-2025.yaml": "name: Wickcon 2025\nstart: 2025-05-01\n"}


@pytest.fixture
def root(instance):
    return instance({"projects/ferncast.yaml": "name: Ferncast\n", "people/ilka.yaml": "name: Ilka Morvane\n"})


def talks(root):
    return {source.id: source for source in entries.read(root).sources}


def errors(root):
    return [problem for problem in check(root) if problem.level == "error"]


def written(root):
    return {path: path.read_bytes() for path in sorted((root / "content").rglob("*")) if path.is_file()}


def test_event_talks_speakers_and_tracks(root):
    report = pretalx.run(root, SCHEDULE)
    catalogue = entries.read(root)
    by_id = {entry.id: entry for entry in catalogue.entries}
    event = by_id["pylantern-2025"]
    assert (event.kind, event.start, event.end, event.origin) == ("event", "2025-06-12", "2025-06-13", ("pretalx",))
    assert event.homepage == "https://talks.pylantern.example"
    talk = talks(root)["pylantern-2025-mothwing-at-a-billion-rows"]
    assert (talk.kind, talk.medium, talk.event, talk.date) == ("talk", "talk", "pylantern-2025", "2025-06-12")
    assert talk.speakers == ("tobin-ashgrove", "runa-feldspar") and talk.topics == ("data",)
    assert talk.url == "https://talks.pylantern.example/2025/talk/PYL02/"
    assert (talk.publisher, talk.affiliation) == ("PyLantern 2025", "independent")
    assert (talk.licence, talk.text) == ("unknown", "")
    assert talks(root)["pylantern-2025-mothwing-und-ferncast-zusammen"].language == "de"
    assert talks(root)["pylantern-2025-ferncast-without-a-server"].speakers == ("ilka",)
    assert by_id["ilka"].origin == () and by_id["bramble"].match == {"Bramble": "never"}
    assert {id_ for id_, entry in by_id.items() if entry.kind == "topic"} == {"web", "data", "language", "community"}
    assert len(talks(root)) == 6 and "passed over 'Lunch': nobody speaks" in str(report)
    assert not errors(root)


def test_abstracts_are_committed_only_under_a_licence(root):
    pretalx.run(root, SCHEDULE)
    assert not list((root / "content/talks").glob("*.md"))
    source = talks(root)["pylantern-2025-ferncast-without-a-server"]
    assert "Mothwing Studio and measure both." in (texts.read(root, source) or "")
    pretalx.run(root, SCHEDULE, pretalx.Options(licence="CC-BY-4.0"))
    source = talks(root)["pylantern-2025-ferncast-without-a-server"]
    assert (source.text, source.licence, source.quotable) == (f"{source.id}.md", "CC-BY-4.0", True)
    assert (root / "content/talks" / source.text).read_text().startswith("# Ferncast without a server\n\nFerncast is")
    assert not errors(root)


def test_again_nothing_changes_and_what_people_wrote_stays(root):
    pretalx.run(root, SCHEDULE)
    file = root / "content/talks/pylantern-2025-packaging-the-slow-way.yaml"
    file.write_text(file.read_text().replace("title: Packaging, the slow way", "title: Packaging  # shorter"))
    (root / "content/people/oleander-quist.yaml").unlink()
    before = written(root)
    report = pretalx.run(root, SCHEDULE)
    assert (report.created, report.changed) == ((), ("talk/pylantern-2025-teaching-python-with-paper-lanterns",))
    assert "person/oleander-quist: a person took the file away" in report.left_alone
    assert talks(root)["pylantern-2025-teaching-python-with-paper-lanterns"].speakers == ()
    assert written(root)[file] == before[file] and not errors(root)
    after = written(root)
    assert pretalx.run(root, SCHEDULE).changed == () and written(root) == after


def test_who_was_forgotten_and_what_was_withdrawn_stay_away(root):
    pretalx.run(root, SCHEDULE)
    remove.forget(root, "runa-feldspar")
    remove.withdraw(root, "pylantern-2025-mothwing-at-a-billion-rows")
    report = pretalx.run(root, SCHEDULE)
    assert "passed over: the source was withdrawn" in str(report)
    assert "pylantern-2025-mothwing-at-a-billion-rows" not in talks(root)
    assert not (root / "content/people/runa-feldspar.yaml").exists()
    assert forgotten.is_forgotten(root)("Runa Feldspar") and not errors(root)


def test_a_programme_that_shrank_is_refused_unless_that_is_right(root, tmp_path_factory):
    pretalx.run(root, SCHEDULE)
    data = json.loads(SCHEDULE.read_text())
    data["schedule"]["conference"]["days"].pop()
    file = tmp_path_factory.mktemp("later") / "schedule.json"
    file.write_text(json.dumps(data))
    before = written(root)
    with pytest.raises(BadInput, match="are gone from the source; nothing was imported .*--shrunk"):
        pretalx.run(root, file)
    assert written(root) == before
    assert "talk/pylantern-2025-packaging-the-slow-way" in pretalx.run(root, file, pretalx.Options(shrunk=True)).gone


@pytest.mark.parametrize(
    ("more", "date"),
    [
        ({"slot": {"room": {"en": "A"}, "start": "2025-05-02T09:00:00+02:00", "end": ""}}, "2025-05-02"),
        ({"slots": [{"id": 1, "start": "2025-05-03T09:00:00Z"}], "slot": None}, "2025-05-03"),
        ({"slots": [17]}, "unknown"),
    ],
    ids=["slot", "slots", "slots by number"],
)
def test_the_talks_of_the_api(instance, tmp_path_factory, more, date):
    root = instance(EVENT)
    file = tmp_path_factory.mktemp("api") / "talks.json"
    rejected = {**SUBMISSION, "title": "Not taken", "state": "rejected"}
    file.write_text(json.dumps({"count": 2, "next": "https://x.example", "results": [SUBMISSION | more, rejected]}))
    with pytest.raises(BadInput, match="does not name its event .*--event"):
        pretalx.run(root, file)
    report = pretalx.run(root, file, pretalx.Options("wickcon-2025"))
    (talk,) = talks(root).values()
    assert (talk.id, talk.date, talk.language) == ("wickcon-2025-lamps-in-rust", date, "pt-br")
    assert (talk.speakers, talk.topics) == (("ada-fennick", "bo-quill"), ("web",))
    assert "one page of several" in str(report) and not errors(root)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "talks.json:1:2: error: not JSON"),
        ("[1, 2", "talks.json:1:6: error: not JSON"),
        ('{"a": 1}', "no programme of pretalx"),
        ('"x"', "no programme of pretalx"),
        ("[" * 100_000, "not JSON"),
        ("\xff", "not JSON"),
    ],
    ids=["cut", "list", "other", "text", "deep", "bytes"],
)
def test_what_is_no_programme_is_refused(instance, tmp_path_factory, text, message):
    file = tmp_path_factory.mktemp("api") / "talks.json"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadInput, match=message):
        pretalx.run(instance(EVENT), file, pretalx.Options("wickcon-2025"))


def test_odd_values_are_passed_over(instance, tmp_path_factory):
    root = instance(EVENT)
    odd = {
        "title": {"en": "A\x1b[31m talk"},
        "speakers": [None, {"name": 7}, {"name": "  Ada\tFennick "}, "S3"],
        "url": "javascript:alert(1)",
        "track": 5,
        "slot": "never",
        "abstract": ["x"],
        "content_locale": "../etc",
    }
    file = tmp_path_factory.mktemp("api") / "talks.json"
    file.write_text(json.dumps([odd, 3, None, {"title": None}, {}]))
    pretalx.run(root, file, pretalx.Options("wickcon-2025"))
    (talk,) = talks(root).values()
    assert (talk.title, talk.url, talk.date, talk.language) == ("A [31m talk", "", "unknown", "en")
    assert talk.speakers == ("ada-fennick",) and not errors(root)


def test_an_unknown_event_and_a_licence_that_forbids_are_refused(root):
    with pytest.raises(BadInput, match="there is no event 'pylantern'"):
        pretalx.run(root, SCHEDULE, pretalx.Options("pylantern"))
    with pytest.raises(BadInput, match="is no licence to republish by"):
        pretalx.run(root, SCHEDULE, pretalx.Options(licence="unknown"))


def test_breaks_are_noted_and_the_programme_is_whole():
    notes = []
    programme = schedule.read(SCHEDULE, notes)
    assert (programme.title, len(programme.talks), len(notes)) == ("PyLantern 2025", 6, 1)
