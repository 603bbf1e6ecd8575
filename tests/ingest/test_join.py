"""Two entries that are one: names, identifiers and facts go together, the first's word stands, imports keep to it."""

from __future__ import annotations

import pytest

from kg.ingest import entries, join, landscape, maintainers
from kg.ingest.check import check
from kg.model import Alias, BadInput

FILES = {
    "projects/ink.yaml": "# ours\nname: Ink\nlicence: MIT\nrepositories: [https://github.com/ink-example/ink]\n"
    "categories: [oil]\nlabels: {zh: 墨水}\n",
    "projects/inkwell.yaml": "# theirs\nname: Inkwell\naliases: [ink, IW]\nlicence: Apache-2.0\n"
    "homepage: https://ink.example\n"
    "repositories: [https://github.com/ink-example/ink-2]\n"
    "categories: [wick, oil]\nlabels: {zh: 墨水瓶}\nparent: ink\nformer_ids: [inkpot]\n",
    "projects/nib.yaml": "name: Nib\nparent: inkwell\n",
    "topics/oil.yaml": "name: Oil\n",
    "topics/wick.yaml": "name: Wick\n",
    "vendors/ink-inc.yaml": "name: Ink Incorporated\n",
    "people/ada.yaml": "name: Ada Fennick\nmaintains: [ink, inkwell]\nlinks: {github: https://github.com/adafen}\n",
    "people/ada-f.yaml": "name: Ada F.\nlinks: {github: https://github.com/ada-two}\n"
    "employers: [{vendor: ink-inc, role: CTO}]\n",
    "rulings/names.yaml": "- {claim: {subject: ink, predicate: integrates_with, object: inkwell}, verdict: rejected}\n"
    "- {surface: IW, entry: inkwell}\n",
}


@pytest.fixture
def root(instance):
    files = {name: text for name, text in FILES.items() if name != "projects/inkwell.yaml"}
    return instance({**files, "projects/inkwell.yaml": FILES["projects/inkwell.yaml"].replace("ink, IW", "IW")})


def entry(root, id_):
    return next(entry for entry in entries.read(root).entries if entry.id == id_)


def test_what_the_first_lacks_is_taken_and_conflicts_are_told(root):
    told = str(join.join(root, "ink", "inkwell"))
    ink = entry(root, "ink")
    assert ink.aliases == (Alias("Inkwell"), Alias("墨水瓶", "zh"), Alias("IW"))
    assert (ink.licence, ink.homepage, ink.parent) == ("MIT", "https://ink.example", "")
    assert ink.repositories == ("https://github.com/ink-example/ink", "https://github.com/ink-example/ink-2")
    assert ink.categories == ("oil", "wick") and ink.labels == {"zh": "墨水"}
    assert ink.former_ids == ("inkpot", "inkwell")
    assert entry(root, "nib").parent == "ink" and entry(root, "ada").maintains == ("ink",)
    assert "kept licence: 'MIT', not 'Apache-2.0'" in told and "gone with its file: # theirs" in told
    assert (root / "content/rulings/names.yaml").read_text().count("surface") == 1
    assert "subject" not in (root / "content/rulings/names.yaml").read_text()
    assert (root / "content/projects/ink.yaml").read_text().startswith("# ours\nname: Ink\n")
    assert not [problem for problem in check(root) if problem.level == "error"]


def test_the_second_may_be_preferred(root):
    join.join(root, "ink", "inkwell", prefer="inkwell")
    ink = entry(root, "ink")
    assert (ink.name, ink.licence, ink.labels) == ("Inkwell", "Apache-2.0", {"zh": "墨水瓶"})
    assert Alias("Ink") in ink.aliases and Alias("墨水", "zh") in ink.aliases


@pytest.mark.parametrize(
    ("first", "second", "prefer", "message"),
    [
        ("ink", "ink-inc", "", "only entries of one kind"),
        ("ink", "ink", "", "is one entry"),
        ("ink", "inkwell", "nib", "is neither of the two"),
        ("ink", "inkwel", "", "did you mean 'inkwell'"),
    ],
)
def test_what_cannot_be_joined_is_refused(root, first, second, prefer, message):
    before = sorted(path.read_bytes() for path in (root / "content").rglob("*.yaml"))
    with pytest.raises(BadInput, match=message):
        join.join(root, first, second, prefer)
    assert sorted(path.read_bytes() for path in (root / "content").rglob("*.yaml")) == before


ROW = "          - item:\n            name: {name}\n            homepage_url: https://{host}.example/\n"
HEAD = "landscape:\n  - category:\n    name: CNCF Members\n    subcategories:\n      - subcategory:\n"
HEAD += "        name: Silver\n        items:\n"


@pytest.mark.parametrize("stays", ["bolt", "arrow"])
def test_an_import_does_not_part_what_a_person_joined(root, tmp_path_factory, stays):
    file = tmp_path_factory.mktemp("upstream") / "landscape.yml"
    file.write_text(HEAD + "".join(ROW.format(name=name, host=name.lower()) for name in ("Arrow", "Bolt", "Crank")))
    assert len(landscape.run(root, file).created) == 3
    gone = "arrow" if stays == "bolt" else "bolt"
    join.join(root, stays, gone)
    before = (root / f"content/vendors/{stays}.yaml").read_text()
    again = landscape.run(root, file)
    assert (again.created, again.changed, again.left_alone) == ((), (), ())
    assert (root / f"content/vendors/{stays}.yaml").read_text() == before
    assert not (root / f"content/vendors/{gone}.yaml").exists()


def test_one_person_with_two_accounts_stays_one(root, tmp_path_factory):
    file = tmp_path_factory.mktemp("upstream") / "maintainers.csv"
    head = ",Project,Maintainer Name,Company,Github Name,OWNERS\n"
    rows = ("Sandbox,Ink,Ada Fennick,Ink Incorporated,adafen,x\n", ",,Ada Fennick,Ink Incorporated,ada-two,x\n")
    file.write_text(head + "".join(rows))
    maintainers.run(root, file)
    told = str(join.join(root, "ada", "ada-f"))
    assert "links.github" in told
    ada = entry(root, "ada")
    assert Alias("ada-two") in ada.aliases and ada.match == {"ada-two": "never"}
    assert [employer.role for employer in ada.employers] == ["CTO"]
    again = maintainers.run(root, file)
    assert again.created == () and not (root / "content/people/ada-f.yaml").exists()
    assert entry(root, "ada").links["github"] == "https://github.com/adafen"
