"""Adding sources: honest YAML that people own, texts that runs renew, people by full name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.ingest import check, documents, entries, records, sources
from kg.model import BadInput, Record

TALK = """**Ada Example:** Hi Bo.

**Bo Sample:** Hi.

**Ada Example:** So, Foo?

**Tom:** Yes.

**Bo Sample:** Foo.
"""
TABLE = """file,medium,title,url,date,date_basis,publisher,licence,language
talks/show-1.md,podcast,Show 1,https://show.example/1,2021-02-03,transcript date,Show Media,CC-BY-SA-4.0,en
posts/foo-con.md,post,What we saw at FooCon 2021,https://foo.example/con/,2021-05-06,stated,Foo,CC-BY-4.0,en
posts/zh.md,article,富的故事,https://news.example/foo/,,,News,not republishable (machine translation),zh
"""


def entry(root: Path, folder: str, id_: str, text: str) -> None:
    path = root / "content" / folder / f"{id_}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An instance with a project, an event and a person; and three files with their table beside it."""
    root = tmp_path / "instance"
    entry(root, "projects", "foo", "name: Foo\n")
    entry(root, "events", "foocon-2021", "name: FooCon Europe 2021\naliases:\n  - FooCon 2021\n")
    entry(root, "people", "ada-example", "name: Ada Example\nlinks:\n  github: https://github.com/adaex\n")
    files = tmp_path / "files"
    for name, text in (
        ("talks/show-1.md", TALK),
        ("posts/foo-con.md", "---\nauthor: adaex\n---\n\nWe were there."),
        ("posts/zh.md", "# 富的故事\n\n正文。"),
    ):
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_text(text)
    (files / "sources.csv").write_text(TABLE)
    return root


def said(root: Path, path: str) -> dict[str, object]:
    data: dict[str, object] = yaml.load((root / "content" / path).read_text(), Loader=yaml.BaseLoader)
    return data


def test_what_is_written_is_what_is_stated(root: Path) -> None:
    report = sources.add(root, [root.parent / "files/talks", root.parent / "files/posts"])
    assert (report.added, report.people, report.unchanged) == (("show-1", "foo-con", "zh"), ("bo-sample",), 0)
    assert said(root, "talks/show-1.yaml") == {
        "title": "Show 1", "url": "https://show.example/1", "medium": "podcast", "publisher": "Show Media",
        "affiliation": "independent", "date": "unknown", "speakers": ["ada-example", "bo-sample"], "language": "en",
        "licence": "CC-BY-SA-4.0",
    }  # fmt: skip
    assert said(root, "articles/foo-con.yaml") == {
        "title": "What we saw at FooCon 2021", "url": "https://foo.example/con/", "medium": "post", "publisher": "Foo",
        "affiliation": "project", "of": "foo", "date": "2021-05-06", "date_basis": "stated", "event": "foocon-2021",
        "speakers": ["ada-example"], "language": "en", "licence": "CC-BY-4.0",
    }  # fmt: skip
    assert said(root, "articles/zh.yaml")["machine_translated"] == "true"
    assert said(root, "articles/zh.yaml")["date"] == "unknown"
    assert said(root, "people/bo-sample.yaml") == {"name": "Bo Sample"}


def test_the_checker_finds_nothing_wrong_and_texts_are_at_hand(root: Path) -> None:
    sources.add(root, [root.parent / "files"])
    assert check.check(root) == []
    catalogue = entries.read(root)
    assert [source.id for source in catalogue.sources] == ["foo-con", "show-1", "zh"]
    assert [line.split("  ")[1] for line in (root / "build/texts/SHA256").read_text().splitlines()] == [
        "foo-con.txt", "show-1.txt", "zh.txt",
    ]  # fmt: skip


def test_adding_again_leaves_what_a_person_wrote(root: Path) -> None:
    folder = root.parent / "files"
    sources.add(root, [folder])
    file = root / "content/talks/show-1.yaml"
    edited = file.read_text().replace("date: unknown", "date: 2021-01-01\ndate_basis: programme") + "# mine\n"
    file.write_text(edited)
    (folder / "posts/zh.md").write_text("# 富的故事\n\n新的正文。")
    report = sources.add(root, [folder])
    assert (report.added, report.renewed, report.unchanged, report.people) == ((), ("zh",), 2, ())
    assert file.read_text() == edited
    assert "新的正文" in (root / "build/texts/zh.txt").read_text()


def test_a_source_is_known_again_by_its_url_whatever_its_files_name(root: Path) -> None:
    sources.add(root, [root.parent / "files/posts/foo-con.md"])
    table = root.parent / "other.csv"
    table.write_text("file,url\nrenamed.md,https://foo.example/con/\n")
    (root.parent / "renamed.md").write_text("Other words.")
    assert sources.add(root, [root.parent / "renamed.md"], table=table).renewed == ("foo-con",)


def test_an_id_is_never_given_twice(root: Path) -> None:
    (root.parent / "foo.md").write_text("About Foo.")
    assert sources.add(root, [root.parent / "foo.md"]).added == ("foo-2",)


def test_a_later_source_of_a_publisher_is_filed_as_the_first_was(root: Path) -> None:
    sources.add(root, [root.parent / "files/talks"])
    file = root / "content/talks/show-1.yaml"
    file.write_text(file.read_text().replace("affiliation: independent", "affiliation: project\nof: foo"))
    table = root.parent / "more.csv"
    table.write_text("file,publisher,medium\nshow-2.md,Show Media,podcast\n")
    (root.parent / "show-2.md").write_text(TALK)
    sources.add(root, [root.parent / "show-2.md"], table=table)
    assert said(root, "talks/show-2.yaml")["of"] == "foo"


def test_everything_wrong_is_told_at_once_and_nothing_is_written(root: Path) -> None:
    files = root.parent / "bad"
    files.mkdir()
    (files / "a.md").write_bytes(b"\xff\xff")
    (files / "b.vtt").write_text("WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny\n")
    (files / "c.md").write_text("")
    (files / "d.md").write_text("fine")
    with pytest.raises(BadInput) as caught:
        sources.add(root, [files, root.parent / "nowhere.md", root / "build"])
    told = {Path(problem.path).name: problem.line for problem in caught.value.problems}
    assert told == {"a.md": 1, "b.vtt": 6, "c.md": 0, "nowhere.md": 0, "build": 0}
    assert not (root / "content/articles").exists()


def test_a_broken_table_is_told(root: Path) -> None:
    (root.parent / "files/sources.csv").write_text("title,url\nx,y\n")
    with pytest.raises(BadInput, match="no column `file`"):
        sources.add(root, [root.parent / "files/talks"])


@pytest.mark.parametrize("date", ["2021-13-01", "soon", "2021-02-30", "../../x"])
def test_what_is_no_date_is_unknown(root: Path, date: str) -> None:
    (root.parent / "files/sources.csv").write_text(f"file,date,url\ntalks/show-1.md,{date},javascript:alert(1)\n")
    sources.add(root, [root.parent / "files/talks"])
    written = said(root, "talks/show-1.yaml")
    assert (written["date"], written["url"], written["licence"]) == ("unknown", "", "unknown")


def test_the_same_original_under_another_name_is_the_same_source(root: Path, tmp_path: Path) -> None:
    one, again = tmp_path / "first.md", tmp_path / "another-name.md"
    for file in (one, again):
        file.write_text("# Brook grows\n\nBrook is a broker.\n", encoding="utf-8")
    added = sources.add(root, [one]).added
    (source,) = (s for s in entries.read(root).sources if s.id in added)
    document = documents.of(root, source)
    assert document is not None
    records.write(root, source, Record(source.id, "en", document.source_sha256, "", 0, 0, "", ""))
    assert sources.add(root, [again]).added == ()
