"""Withdrawing a source, forgetting a person: nothing is left, and nothing brings them back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ingest import check, entries, entryfile, forgotten, records, remove
from kg.model import BadInput, Cue, Record, Span

FILES = {
    "people/ada.yaml": "name: Ada Fennick\naliases: [A. Fennick]\nlabels: {zh: 阿达·芬尼克}\n"
    "links: {github: https://github.com/adafen}\n",
    "people/bo.yaml": "name: Bo Fennick\nemployers: [{vendor: quill}]\n",
    "vendors/quill.yaml": "name: Quillworks\nsummary: Ada Fennick's company.\n",
    "talks/first.yaml": "# kept\ntitle: First\nurl: https://example.org/1\nmedium: talk\npublisher: quill\n"
    "affiliation: independent\n"
    "date: unknown\nlanguage: en\nspeakers: [ada, bo]\n",
    "articles/second.yaml": "title: Second\nurl: ''\nmedium: post\npublisher: P\naffiliation: independent\n"
    "date: unknown\n"
    "language: en\nspeakers: [ada]\ntext: second.md\n",
    "articles/second.md": "By ADA FENNICK.\n",
    "rulings/names.yaml": "# kept\n- {surface: Fennick, entry: ada}\n- {surface: Ada fennick, entry: ''}\n"
    "- {surface: Quill, entry: quill, source: first}\n"
    "- {claim: {subject: bo, predicate: said, object: first}, verdict: rejected}\n"
    "- {claim: {subject: ada, predicate: works_for, object: quill}, verdict: rejected}\n",
}
SPANS = (
    Span("Ada Fennick", 0, 11),
    Span("Quill", 20, 25),
    Span("Ada", 30, 33),
    Span("Bo", 40, 42),
    Span("Fennick", 50, 57),
)
CUES = (
    Cue("works_for", 0, 1, 0, 25),
    Cue("works_for", 3, 1, 0, 25),
    Cue("said", 3, -1, 0, 5),
    Cue("develops", 1, 2, 0, 5),
)


def record(source: str, spans: tuple[Span, ...] = SPANS, cues: tuple[Cue, ...] = CUES) -> Record:
    return Record(source, "en", "a", "b", 60, 10, "1", "1", spans=spans, cues=cues)


@pytest.fixture
def root(instance):
    path = instance(FILES)
    for source in entries.read(path).sources:
        records.write(path, source, record(source.id))
    (path / "build/texts").mkdir(parents=True, exist_ok=True)
    (path / "build/texts/first.txt").write_text("words")
    return path


def test_withdraw_takes_yaml_record_text_and_rulings(root):
    removal = remove.withdraw(root, "first")
    assert removal.deleted == ("content/talks/first.jsonl", "content/talks/first.yaml", "build/texts/first.txt")
    assert "surface: Quill" not in (root / "content/rulings/names.yaml").read_text()
    assert [rejection.subject for rejection in entries.read(root).rejections] == ["ada"]
    assert (root / "content/rulings/names.yaml").read_text().startswith("# kept\n")
    assert [source.id for source in entries.read(root).sources] == ["second"]
    assert remove.withdrawn(root)("first") and remove.withdrawn(root)("https://example.org/1")
    assert not remove.withdrawn(root)("second") and not remove.withdrawn(root)("")


def test_withdraw_takes_the_committed_text(root):
    remove.withdraw(root, "second")
    assert not [path for path in (root / "content/articles").iterdir()]
    assert remove.withdrawn(root)("second")


@pytest.mark.parametrize("id_", ["nobody", "../talks/first", "ada", ""])
def test_withdraw_of_what_is_not_there(root, id_):
    with pytest.raises(BadInput, match="there is no source"):
        remove.withdraw(root, id_)


def test_forget_takes_the_person_everywhere(root):
    removal = remove.forget(root, "ada")
    catalogue = entries.read(root)
    assert [entry.id for entry in catalogue.entries] == ["bo", "quill"]
    assert {source.id: source.speakers for source in catalogue.sources} == {"first": ("bo",), "second": ()}
    assert [ruling.surface for ruling in catalogue.rulings] == ["Quill"]
    assert [rejection.subject for rejection in catalogue.rejections] == ["bo"]
    assert (root / "content/talks/first.yaml").read_text().startswith("# kept\n")
    assert [problem for problem in check.check(root) if problem.level == "error"] == []
    for source in catalogue.sources:
        assert records.read(root, source) == record(
            source.id, (SPANS[1], SPANS[3]), (Cue("works_for", 1, 0, 0, 25), Cue("said", 1, -1, 0, 5))
        )
    assert removal.left == ("content/articles/second.md", "content/vendors/quill.yaml")
    assert "still named in  content/articles/second.md" in str(removal)


def test_the_list_holds_no_name(root):
    remove.forget(root, "ada")
    text = (root / forgotten.FORGOTTEN).read_text().casefold()
    assert not [word for word in ("ada", "fennick", "阿达") if word in text.replace("# salted hashes", "")]


def test_names_are_known_again_however_written(root):
    remove.forget(root, "ada")
    gone = forgotten.is_forgotten(root)
    assert all(gone(name) for name in ("Ada Fennick", "ada  FENNICK", "A. Fennick", "阿达·芬尼克", "adafen", "ada"))
    assert not any(gone(name) for name in ("Bo Fennick", "Fennick", ""))


def test_two_people_are_forgotten_under_one_salt(root):
    remove.forget(root, "ada")
    first = entryfile.plain(root / forgotten.FORGOTTEN)
    remove.forget(root, "bo")
    second = entryfile.plain(root / forgotten.FORGOTTEN)
    assert first["salt"] == second["salt"]
    assert set(first["hashes"]) < set(second["hashes"])


def test_nobody_is_forgotten_at_first(root):
    assert not forgotten.is_forgotten(root)("Ada Fennick")
    assert forgotten.cleaned(record("x"), forgotten.is_forgotten(root)) == record("x")


@pytest.mark.parametrize("id_", ["nobody", "../people/ada", "quill", ""])
def test_forget_of_who_is_not_there(root, id_):
    with pytest.raises(BadInput, match="there is no person"):
        remove.forget(root, id_)


@pytest.mark.parametrize(
    ("passage", "named"),
    [
        ("Thanks to Ada Fennick, who found it.", True),
        ("ADA FENNICK: good morning", True),
        ("后来阿达·芬尼克也来了", False),  # only names without a dot between Han characters are looked for
        ("谢谢陈望舒的建议", True),
        ("Ada thanked Fennick.", False),
        ("Nobody is named here.", False),
    ],
)
def test_a_passage_that_names_a_forgotten_person_is_known(tmp_path: Path, passage: str, named: bool) -> None:
    (tmp_path / "content").mkdir()
    assert not forgotten.names_any(tmp_path)(passage)
    forgotten.remember(tmp_path, ["Ada Fennick", "陈望舒"])
    assert forgotten.names_any(tmp_path)(passage) is named
