"""A programme of pretalx: event, talks, speakers and tracks; again and again; no text without a licence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.ingest import documents, entries, forgotten, pretalx, records, remove, rename, schedule, texts
from kg.ingest.check import check
from kg.model import BadInput, Record

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


TALK = "pylantern-2025-ferncast-without-a-server"
URL = "https://talks.pylantern.example/2025/talk/PYL01/"
KNOWN = f"title: Other\nurl: {URL}\nmedium: talk\npublisher: P\naffiliation: independent\ndate: unknown\nlanguage: en\n"


def later(tmp_path_factory, change=("Ferncast is", "Ferncast was")):
    file = tmp_path_factory.mktemp("later") / "schedule.json"
    file.write_text(SCHEDULE.read_text().replace(*change))
    return file


@pytest.mark.parametrize("licence", ["", "CC-BY-4.0"])
def test_a_transcript_stays_whoever_brought_the_talk(root, tmp_path_factory, licence):
    options = pretalx.Options(licence=licence)
    pretalx.run(root, SCHEDULE)
    source = talks(root)[TALK]
    transcript = documents.parse(b"[Speaker] Good morning. We speak of Ferncast.", "x.txt")
    texts.keep(root, TALK, transcript)
    report = pretalx.run(root, later(tmp_path_factory), options)
    assert texts.read(root, source) == transcript.text and not (root / f"content/talks/{TALK}.md").exists()
    assert (talks(root)[TALK].licence, talks(root)[TALK].text) == ("unknown", "")
    assert f"{TALK}: note: its text stays" in str(report)


@pytest.mark.parametrize("licence", ["", "CC-BY-4.0"])
@pytest.mark.parametrize("stated", ["hand.md", "hand.vtt", "talk.md", ""])
def test_a_text_kept_by_hand_stays_with_its_licence(instance, licence, stated):
    file = stated or "talk.md"
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n" if file.endswith("vtt") else "Good morning.\n"
    known = KNOWN + (f"text: {stated}\nlicence: CC0-1.0\n" if stated else "")
    root = instance({"talks/talk.yaml": known, f"talks/{file}": text})
    pretalx.run(root, SCHEDULE, pretalx.Options(licence=licence))
    assert (root / f"content/talks/{file}").read_text() == text
    talk = talks(root)["talk"]
    assert (talk.event, talk.text, talk.licence) == ("pylantern-2025", stated, "CC0-1.0" if stated else "")
    assert (root / "content/talks/talk.md").exists() == (file == "talk.md")


def test_a_recorded_text_that_is_not_here_is_not_replaced(instance):
    root = instance({"talks/talk.yaml": KNOWN})
    (source,) = entries.read(root).sources
    records.write(root, source, Record("talk", "en", "a", "b", 60, 10, "1", "1"))
    pretalx.run(root, SCHEDULE)
    assert not (root / "build/texts/talk.txt").exists()


@pytest.mark.parametrize("licence", ["", "CC-BY-4.0"])
def test_an_abstract_is_renewed_where_the_last_one_stands(root, tmp_path_factory, licence):
    pretalx.run(root, SCHEDULE)
    pretalx.run(root, SCHEDULE, pretalx.Options(licence=licence))
    pretalx.run(root, later(tmp_path_factory), pretalx.Options(licence=licence))
    source = talks(root)[TALK]
    assert "Ferncast was" in (texts.read(root, source) or "") and source.quotable == bool(licence)
    pretalx.run(root, SCHEDULE)
    source = talks(root)[TALK]
    assert "Ferncast is" in (texts.read(root, source) or "")
    assert not source.quotable and not list((root / "content/talks").glob("*.md"))


def test_nothing_is_imported_where_a_text_cannot_be_written(root):
    (root / f"content/talks/{TALK}.md/x").mkdir(parents=True)
    before = written(root)
    with pytest.raises(OSError):
        pretalx.run(root, SCHEDULE, pretalx.Options(licence="CC-BY-4.0"))
    assert written(root) == before


@pytest.mark.parametrize("by", ["id", "title"])
def test_the_base_is_found_after_a_rename_of_the_event(root, by):
    pretalx.run(root, SCHEDULE)
    rename.rename(root, "pylantern-2025", "lantern-25")
    (root / f"content/talks/{TALK}.yaml").unlink()
    report = pretalx.run(root, SCHEDULE, pretalx.Options("lantern-25" if by == "id" else ""))
    assert TALK not in talks(root) and f"talk/{TALK}: a person took the file away" in report.left_alone
    assert [file.stem for file in (root / "content/.imported").iterdir()] == ["pretalx-pylantern-2025"]


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
