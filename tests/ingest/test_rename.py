"""Another id: files move, references follow, comments stay, the old id is a redirect; or nothing changes at all."""

from __future__ import annotations

import json

import pytest

from kg.ingest import changes, entries, merge, records, remove, rename
from kg.ingest.check import check
from kg.model import BadInput, Record, Span
from tests.ingest.conftest import CONFIG

SOURCE = "url: ''\nmedium: talk\npublisher: quill\naffiliation: vendor\nof: quill\ndate: unknown\nlanguage: en\n"
FILES = {
    "vendors/quill.yaml": "# kept\nname: Quillworks  # the firm\nformer_ids: [plume]\n",
    "people/ada.yaml": "# Ada's\nname: Ada Fennick\nemployers:\n  # first job\n  - vendor: quill\n    role: CTO\n",
    "projects/ink.yaml": "name: Ink\nvendor: 'quill'\nsummary: Made at quill.\n",
    "talks/first.yaml": f"title: First\n{SOURCE}text: first.md\n",
    "talks/first.md": "Quillworks.\n",
    "rulings/names.yaml": "- {surface: Quill, entry: quill, source: first}  # why\n"
    "- {claim: {subject: ada, predicate: works_for, object: quill}, verdict: rejected}\n",
    "waivers.yaml": "- path: content/vendors/quill.yaml\n  finding: nothing of the name\n  reason: It is so.\n",
    "pages/about.md": "See [them](/vendors/quill/).\n",
}


@pytest.fixture
def root(instance):
    path = instance(FILES)
    for source in entries.read(path).sources:
        records.write(path, source, Record(source.id, "en", "a", "b", 12, 2, "1", "1", spans=(Span("Quill", 0, 5),)))
    brought = {("person", "ada"): {"name": "Ada Fennick", "employers": [{"vendor": "quill"}]}}
    merge.keep(path, "maintainers", {**brought, ("vendor", "quill"): {"name": "Quillworks"}})
    return path


def snapshot(root):
    return {path: path.read_bytes() for path in sorted((root / "content").rglob("*")) if path.is_file()}


def test_references_follow_and_comments_stay(root):
    moved = rename.rename(root, "quill", "quillworks")
    text = {path.relative_to(root).as_posix(): raw.decode() for path, raw in snapshot(root).items()}
    assert "content/vendors/quill.yaml" not in text
    assert text["content/vendors/quillworks.yaml"].startswith("# kept\nname: Quillworks  # the firm\n")
    assert entries.read(root).entries[-1].former_ids == ("plume", "quill")
    assert text["content/people/ada.yaml"] == FILES["people/ada.yaml"].replace("quill", "quillworks")
    assert text["content/projects/ink.yaml"] == FILES["projects/ink.yaml"].replace("'quill'", "'quillworks'")
    assert "publisher: quillworks" in text["content/talks/first.yaml"]
    assert "of: quillworks" in text["content/talks/first.yaml"]
    assert "entry: quillworks, source: first} # why" in text["content/rulings/names.yaml"]
    assert "object: quillworks" in text["content/rulings/names.yaml"]
    assert "content/vendors/quillworks.yaml" in text["content/waivers.yaml"]
    kept = merge.base(root, "maintainers")
    assert kept["person", "ada"]["employers"] == [{"vendor": "quillworks"}]
    assert ("vendor", "quillworks") in kept and ("vendor", "quill") not in kept
    assert "content/pages/about.md" in str(moved)
    assert not [problem for problem in check(root) if problem.level == "error"]


def test_former_ids_are_withdrawn_too(root):
    rename.rename(root, "first", "opening")
    remove.withdraw(root, "opening")
    assert all(map(remove.withdrawn(root), ("first", "opening")))


def test_a_file_of_rulings_may_be_called_as_the_new_id(root):
    old = root / "content/rulings/names.yaml"
    old.rename(old.with_name("review.yaml"))
    rename.rename(root, "quill", "review")
    assert old.with_name("review.yaml").read_text().startswith("- {surface: Quill, entry: review, source: first} # why")
    assert "object: review" in old.with_name("review.yaml").read_text()


def test_back_again_takes_the_former_id(root):
    rename.rename(root, "quill", "quillworks")
    rename.rename(root, "quillworks", "quill")
    assert entries.read(root).entries[-1].former_ids == ("plume", "quillworks")


def test_a_source_takes_its_record_and_text_along(root):
    texts = root / "build/texts"
    texts.mkdir(parents=True)
    (texts / "first.txt").write_text("words")
    rename.rename(root, "first", "second")
    source = entries.read(root).sources[0]
    assert (source.id, source.text, source.former_ids) == ("second", "second.md", ("first",))
    record = records.read(root, source)
    assert record is not None and (record.source, record.spans[0].surface) == ("second", "Quill")
    assert not list((root / "content/talks").glob("first*"))
    assert (texts / "second.txt").read_text() == "words" and "second.txt" in (texts / "SHA256").read_text()
    assert "source: second" in (root / "content/rulings/names.yaml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("quil", "x", "there is no entry or source 'quil' .did you mean 'quill'"),
        ("plume", "x", "it is 'quill' now"),
        ("quill", "ink", "the id 'ink' is taken .by content/projects/ink.yaml"),
        ("ink", "plume", "is taken .*former id"),
        ("quill", "../up", "is no id"),
        ("quill", "quill", "is taken"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(root, old, new, message):
    before = snapshot(root)
    with pytest.raises(BadInput, match=message):
        rename.rename(root, old, new)
    assert snapshot(root) == before


def test_a_broken_file_that_names_it_stops_all(root):
    (root / "content/people/bo.yaml").write_text("name: Bo\nemployers: [{vendor: quill\n")
    before = snapshot(root)
    with pytest.raises(BadInput, match="content/people/bo.yaml"):
        rename.rename(root, "quill", "quillworks")
    assert snapshot(root) == before


def test_a_change_that_breaks_the_content_is_taken_back(root):
    before = snapshot(root)
    broken = {root / "content/vendors/quill.yaml": None, root / "content/topics/new.yaml": b"name: New\n"}
    with pytest.raises(BadInput, match="there is no vendor 'quill'"):
        changes.apply(root, broken)
    assert snapshot(root) == before


def test_the_config_is_not_touched(root):
    rename.rename(root, "quill", "quillworks")
    assert (root / "talkscape.yml").read_text() == CONFIG
    assert json.loads((root / "content/.imported/maintainers.json").read_text())
