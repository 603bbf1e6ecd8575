"""A landscape file as entries. The organisations and projects here are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.ingest import check, entryfile, landscape, rowname
from kg.model import BadInput

CRUNCH = "https://www.crunchbase.com/organization/"


def row(name: str, **fields: object) -> dict[str, object]:
    return {
        "item": None,
        "name": name,
        "homepage_url": f"https://{name.split()[0].lower()}.example.org",
        "logo": "x.svg",
        **fields,
    }


MEMBERS = [
    row(
        "Quillworks, Inc. (member)",
        crunchbase=CRUNCH + "quill",
        joined="2019-03-15",
        enduser=True,
        description="Not ours.",
    ),
    row("Lumen (member)", crunchbase=CRUNCH + "lumen-co"),
    row("Non-Public Organization Newt (member)"),
]
CARE = {
    "Provisioning": {
        "Automation & Configuration": [
            row(
                "Lumen",
                repo_url="https://git.example.org/Lumen/lumen",
                project="graduated",
                crunchbase=CRUNCH + "lumen-co",
                twitter="https://twitter.com/lumen?utm_source=x",
                description="A lamp.",
                extra={
                    "accepted": "2018-01-02",
                    "graduated": "2020-01-02",
                    "slack_url": "https://slack.example.org",
                    "audits": [],
                },
                additional_repos=[{"repo_url": "https://git.example.org/lumen/more"}],
                second_path=["Wasm / Runtimes"],
            ),
            row("Lumenctl", repo_url="https://git.example.org/lumen/ctl", extra={"parent_project": "Lumen"}),
        ],
    },
    "App Definition and Development": {
        "Database": [
            row("Tarn Store Engine (TSE)", crunchbase=CRUNCH + "quill", url_for_bestpractices="x"),
            row("Openstone", repo_url="https://git.example.org/openstone", open_source=False),
        ],
    },
    "CNCF Members": {
        "Silver": MEMBERS,
        "End User Supporter and Contributor": [row("Millhouse (supporter)", crunchbase=CRUNCH + "mill")],
    },
    "Special": {
        "Kubernetes Certified Service Provider": [row("Quillworks (KCSP)", crunchbase=CRUNCH + "quill")],
        "Kubernetes and Cloud Native Training Partner": [row("Millhouse Ltd (KCNTP)", crunchbase=CRUNCH + "mill")],
    },
    "Wasm": {
        "Runtimes": [
            row("lumen (Wasm)", repo_url="https://git.example.org/lumen/lumen.git"),
            row("Glow", repo_url="https://git.example.org/lumen/lumen"),
        ]
    },
}


def write(root: Path, tree: dict[str, dict[str, list[dict[str, object]]]] = CARE) -> Path:
    """The tree as a landscape file beside the instance."""
    categories = [
        {
            "category": None,
            "name": name,
            "subcategories": [{"subcategory": None, "name": sub, "items": items} for sub, items in subs.items()],
        }
        for name, subs in tree.items()
    ]
    file = root / "landscape.yml"
    file.write_text(yaml.safe_dump({"landscape": categories}, sort_keys=False))
    return file


def data(root: Path, kind: str, id_: str) -> dict[str, object]:
    found = entryfile.read(entryfile.path(root, kind, id_))
    assert found is not None
    return found


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    landscape.run(tmp_path, write(tmp_path))
    return tmp_path


def test_the_result_passes_the_checker(imported):
    assert [str(problem) for problem in check.check(imported) if problem.level == "error"] == []


def test_a_row_with_a_repository_is_a_project(imported):
    assert data(imported, "project", "lumen") == {
        "name": "Lumen",
        "homepage": "https://lumen.example.org",
        "links": {"twitter": "https://twitter.com/lumen", "slack": "https://slack.example.org"},
        "origin": ["landscape"],
        "repositories": ["https://git.example.org/Lumen/lumen", "https://git.example.org/lumen/more"],
        "categories": ["automation-configuration", "runtimes"],
        "vendor": "lumen-inc",
        "maturity": "graduated",
        "accepted": "2018-01-02",
        "graduated": "2020-01-02",
    }


def test_project_and_company_of_one_name_have_two_ids(imported):
    assert data(imported, "vendor", "lumen-inc")["name"] == "Lumen"


def test_parts_name_their_parent(imported):
    assert data(imported, "project", "lumenctl")["parent"] == "lumen"
    glow = data(imported, "project", "glow")
    assert glow["parent"] == "lumen" and "repositories" not in glow


def test_else_a_product_with_the_vendor_behind_it(imported):
    tarn = data(imported, "product", "tarn-store-engine")
    assert (tarn["name"], tarn["aliases"], tarn["vendor"]) == ("Tarn Store Engine", ["TSE"], "quillworks")
    assert data(imported, "product", "openstone")["repositories"] == ["https://git.example.org/openstone"]


def test_the_rows_of_one_organisation_are_one_vendor(imported):
    assert data(imported, "vendor", "quillworks") == {
        "name": "Quillworks",
        "aliases": ["Quillworks, Inc."],
        "homepage": "https://quillworks,.example.org".replace(",", ""),
        "origin": ["landscape"],
        "membership": "silver",
        "roles": ["kcsp"],
        "joined": "2019-03-15",
        "end_user": True,
    } | {"homepage": data(imported, "vendor", "quillworks")["homepage"]}
    mill = data(imported, "vendor", "millhouse")
    assert (mill["membership"], mill["roles"], mill["end_user"]) == ("end user", ["end-user-supporter", "kcntp"], True)


def test_categories_are_topics(imported):
    assert data(imported, "topic", "automation-configuration") == {
        "name": "Automation & Configuration",
        "origin": ["landscape"],
        "broader": ["provisioning"],
        "scheme": "landscape",
    }
    assert data(imported, "topic", "runtimes")["broader"] == ["webassembly-topic"]
    assert not entryfile.path(imported, "topic", "cncf-members").exists()


def test_nothing_of_crunchbase_no_logo_and_no_description_is_kept(imported):
    for file in (imported / "content").rglob("*"):
        if file.is_file():
            text = file.read_text()
            assert not [
                word for word in ("crunchbase", ".svg", "A lamp", "Not ours", "utm_", "Newt") if word in text
            ], file


def test_importing_again_changes_nothing(imported):
    before = {path: path.read_bytes() for path in (imported / "content").rglob("*") if path.is_file()}
    report = landscape.run(imported, write(imported))
    assert (report.created, report.changed, report.left_alone, report.gone) == ((), (), (), ())
    assert {path: path.read_bytes() for path in (imported / "content").rglob("*") if path.is_file()} == before
    assert any("Newt" in note.message for note in report.notes)


def test_a_renamed_row_keeps_its_id_and_an_edit_stays(imported):
    file = entryfile.path(imported, "project", "lumenctl")
    file.write_text(
        file.read_text().replace("homepage: https://lumenctl.example.org", "homepage: https://ours.example.org")
    )
    changed = yaml.safe_load(yaml.safe_dump(CARE))
    changed["Provisioning"]["Automation & Configuration"][1]["name"] = "Lumen Control"
    report = landscape.run(imported, write(imported, changed))
    assert report.gone == ()
    assert data(imported, "project", "lumenctl")["name"] == "Lumen Control"
    assert data(imported, "project", "lumenctl")["homepage"] == "https://ours.example.org"


def test_an_entry_that_a_person_renamed_is_found_by_its_former_id(imported):
    old = entryfile.path(imported, "project", "lumenctl")
    entryfile.write(
        imported, "project", "lumen-control", {**data(imported, "project", "lumenctl"), "former_ids": ["lumenctl"]}
    )
    old.unlink()
    changed = yaml.safe_load(yaml.safe_dump(CARE))
    changed["Provisioning"]["Automation & Configuration"][1]["homepage_url"] = "https://new.example.org"
    report = landscape.run(imported, write(imported, changed))
    assert (report.created, report.left_alone, report.gone) == ((), (), ())
    assert data(imported, "project", "lumen-control")["homepage"] == "https://new.example.org"
    assert not old.exists()
    assert landscape.run(imported, write(imported, changed)).changed == ()


def test_an_entry_that_a_person_wrote_is_adopted(tmp_path):
    mine = {"name": "Lumen Lamps", "aliases": ["LL"], "repositories": ["https://git.example.org/lumen/lumen"]}
    entryfile.write(tmp_path, "project", "lamp", mine)
    report = landscape.run(tmp_path, write(tmp_path))
    lamp = data(tmp_path, "project", "lamp")
    assert (lamp["name"], lamp["aliases"], lamp["maturity"]) == ("Lumen Lamps", ["LL"], "graduated")
    assert not entryfile.path(tmp_path, "project", "lumen").exists()
    assert "project/lamp name: a person wrote 'Lumen Lamps', the source says 'Lumen'" in report.left_alone


@pytest.mark.parametrize("text", ["landscape: 3\n", "a: [\n", "other: []\n", "\udcff"])
def test_what_is_no_landscape_is_told(tmp_path, text):
    file = tmp_path / "landscape.yml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadInput, match="no landscape file"):
        landscape.run(tmp_path, file)


@pytest.mark.parametrize(
    ("text", "organisation", "expected"),
    [
        ("Lumen  (member)", True, ("Lumen", (), ("member",))),
        ("Service Lamp Interface (SLI)", False, ("Service Lamp Interface", ("SLI",), ())),
        ("Lamp (SLI) (Wasm)", False, ("Lamp", ("SLI",), ("wasm",))),
        ("Lamp ADC (formerly Old Lamp)", False, ("Lamp ADC", ("Old Lamp",), ())),
        ("Stow by LampCode", False, ("Stow", ("Stow by LampCode",), ())),
        ("Lamp GmbH (KCSP)", True, ("Lamp", ("Lamp GmbH",), ("kcsp",))),
        ("Incline", True, ("Incline", (), ())),
        ("Co", True, ("Co", (), ())),
    ],
)
def test_names_are_taken_apart(text, organisation, expected):
    found = rowname.parse(text, organisation)
    assert (found.name, found.aliases, found.roles) == expected
