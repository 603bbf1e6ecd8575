"""A list of maintainers as people. Everybody here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ingest import check, entryfile, forgotten, maintainers, personname, remove
from kg.model import BadInput

HEAD = ",Project,Maintainer Name,Company,Github Name,OWNERS/MAINTAINERS\n"
ROWS = """\
Graduated,Lumen steering,Oduya Fennick,"Quillworks, Inc",odfen,https://example.org
,,Tamsin Quayle 谭星,Independent,@tquayle,
,,Ilse (Ivy) Marrowby,Newmill Ltd.,imarrow,
,Lumen: Lamps,Oduya B. Fennick,Quillworks,ODFEN,
,Lumenctl (Governance Committee),Tamsin Quayle,N/A,tquayle,
,,,,ghost,
,Unheard,Chen Example (Docs Maintainer),Quill,not a handle,
,,,,,
Sandbox,Glow,Tamsin Quayle,Quillworks,otherquayle,
"""


def entry(root: Path, kind: str, id_: str, **fields: object) -> None:
    entryfile.write(root, kind, id_, fields)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    entry(tmp_path, "project", "lumen", name="Lumen")
    entry(tmp_path, "project", "lumenctl", name="Lumenctl")
    entry(tmp_path, "project", "glow", name="Glow")
    entry(tmp_path, "vendor", "quill", name="Quillworks", aliases=["Quill"])
    return tmp_path


def run(root: Path, rows: str = ROWS):
    file = root / "project-maintainers.csv"
    file.write_text(HEAD + rows)
    return maintainers.run(root, file)


def person(root: Path, id_: str) -> dict[str, object]:
    found = entryfile.read(entryfile.path(root, "person", id_))
    assert found is not None
    return found


def test_one_github_name_is_one_person(root):
    run(root)
    assert person(root, "oduya-fennick") == {
        "name": "Oduya Fennick",
        "aliases": ["Oduya B. Fennick"],
        "links": {"github": "https://github.com/odfen"},
        "origin": ["maintainers"],
        "employers": [{"vendor": "quill"}],
        "maintains": ["lumen"],
    }


def test_a_second_person_of_the_same_name_gets_an_id_of_their_own(root):
    run(root)
    tamsin = person(root, "tamsin-quayle")
    assert (tamsin["labels"], tamsin["maintains"]) == ({"zh": "谭星"}, ["lumen", "lumenctl"])
    assert "employers" not in tamsin
    assert person(root, "tamsin-quayle-otherquayle")["maintains"] == ["glow"]


def test_an_unknown_company_becomes_a_vendor(root):
    run(root)
    assert person(root, "ilse-marrowby")["employers"] == [{"vendor": "newmill"}]
    assert person(root, "ilse-marrowby")["aliases"] == ["Ivy Marrowby"]
    found = entryfile.read(entryfile.path(root, "vendor", "newmill"))
    assert found == {"name": "Newmill", "aliases": ["Newmill Ltd."], "origin": ["maintainers"]}


def test_what_could_not_be_used_is_told(root):
    report = run(root)
    assert sorted(str(note) for note in report.notes) == [
        "project-maintainers.csv: warning: there is no project 'Unheard'",
        "project-maintainers.csv:7: warning: passed over a row without a name ('ghost')",
        "project-maintainers.csv:8: warning: passed over the GitHub name 'not a handle'",
    ]
    assert person(root, "chen-example") == {
        "name": "Chen Example",
        "origin": ["maintainers"],
        "employers": [{"vendor": "quill"}],
    }


def test_the_result_passes_the_checker_and_is_stable(root):
    run(root)
    assert [str(problem) for problem in check.check(root) if problem.level == "error"] == []
    report = run(root)
    assert (report.created, report.changed, report.left_alone, report.gone) == ((), (), (), ())


def test_a_change_of_employer_and_a_person_s_edit(root):
    run(root)
    file = entryfile.path(root, "person", "ilse-marrowby")
    entryfile.write(root, "person", "ilse-marrowby", {**person(root, "ilse-marrowby"), "name": "Ilse M. Marrowby"})
    run(root, ROWS.replace("Newmill Ltd.", "Quill"))
    assert entryfile.read(file) | {} == {**person(root, "ilse-marrowby"), "name": "Ilse M. Marrowby"}
    assert person(root, "ilse-marrowby")["employers"] == [{"vendor": "quill"}]


def test_a_forgotten_person_does_not_come_back(root):
    run(root)
    remove.forget(root, "oduya-fennick")
    report = run(root)
    assert not entryfile.path(root, "person", "oduya-fennick").exists()
    assert (report.created, report.gone) == ((), ())
    again = run(root, ROWS.replace("Oduya Fennick", "O. Fen"))
    assert again.created == (), "the GitHub name is remembered too"
    assert forgotten.is_forgotten(root)("ODUYA  fennick")


@pytest.mark.parametrize("text", ["a,b\n", "", ",Project,Name\n"])
def test_what_is_no_such_list_is_told(root, text):
    file = root / "list.csv"
    file.write_text(text)
    with pytest.raises(BadInput, match="no list of maintainers"):
        maintainers.run(root, file)


@pytest.mark.parametrize(
    ("text", "name", "aliases", "labels"),
    [
        ("Lin  Shu（林书）", "Lin Shu", (), {"zh": "林书"}),
        ("林书", "林书", (), {}),
        ('Sato "Mo" Example', "Sato Example", ("Mo Example",), {}),
        ("Inho Ex(Ren Chu)", "Inho Ex", ("Ren Chu",), {}),
        ("Chris Example (inactive while on leave)", "Chris Example", (), {}),
        ("Dee Example", "Dee Example", (), {}),
    ],
)
def test_names_of_people_are_taken_apart(text, name, aliases, labels):
    assert personname.parse(text) == personname.PersonName(name, aliases, labels)
