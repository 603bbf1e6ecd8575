"""`kg check --fix`: what is mended, that comments and order stay, and that doubt leaves things as they are."""

from __future__ import annotations

import pytest

from kg.ingest import check, mend

VENDOR = {"vendors/quill-works.yaml": "name: Quill Works\nformer_ids: [quill]\n"}


def mended(root, name):
    mend.run(root)
    return (root / "content" / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: B\nhompage: https://b.example.org\n", "name: B\nhomepage: https://b.example.org\n"),
        (
            "# why\nname: B  # its name\nhome_page: 'https://b.example.org'  # seen in May\naliases:\n- bee\n",
            "# why\nname: B  # its name\nhomepage: 'https://b.example.org'   # seen in May\naliases:\n- bee\n",
        ),
        ("name: B\nhomepage: b.example.org\n", "name: B\nhomepage: https://b.example.org\n"),
        ("name: B\nhomepage: https://B.example.org/?utm_source=x\n", "name: B\nhomepage: https://b.example.org/\n"),
        (
            "name: B\nrepositories: [http://github.com/b/b.git]\n",
            "name: B\nrepositories: [https://github.com/b/b]\n",
        ),
        ("name: B\nmaturity: Graduated\n", "name: B\nmaturity: graduated\n"),
        ("name: B\nvendor: Quill Works\n", "name: B\nvendor: quill-works\n"),
        ("name: B\nvendor: quill\n", "name: B\nvendor: quill-works\n"),
        ("name: B\naliases: bee\n", "name: B\naliases:\n  - bee\n"),
        ("name: B\naliases: [bee, bee, boo]\n", "name: B\naliases: [bee, boo]\n"),
        ("name: B\nsummary:\naliases: []\n", "name: B\n"),
        ("name: 'B '\n", "name: 'B'\n"),
        ("name: B\naccepted: 2021/5/4\n", "name: B\naccepted: 2021-05-04\n"),
        ("name: B\naccepted: May 4, 2021\n", "name: B\naccepted: 2021-05-04\n"),
        ("name: B\naliases:\n\t- bee\n", "name: B\naliases:\n  - bee\n"),
        ("name: B\nlicence: MIT\nlicence: MIT\n", "name: B\nlicence: MIT\n"),
        (
            "name: B\r\nhompage: https://b.example.org\r\n",
            "name: B\nhomepage: https://b.example.org\n",
        ),
    ],
)
def test_what_is_sure_is_mended(instance, text, expected):
    root = instance({**VENDOR, "projects/b.yaml": text})
    assert mended(root, "projects/b.yaml") == expected
    assert check.check(root) == []
    assert mend.run(root).changed == ()


@pytest.mark.parametrize(
    "text",
    [
        "name: B\nvendor: quilt\n",
        "name: B\nhomepage: somewhere\n",
        "name: B\naccepted: 4/5/2021\n",
        "name: B\nmaturity: gradated\n",
        "name: B\ncolour: red\n",
        "name: B\nlicence: MIT\nlicence: Apache-2.0\n",
        "aliases: [b]\n",
        "name: [\n",
        "name: \udcff\n",
        "name: B\nparent: b\n",
    ],
)
def test_what_is_doubtful_stays(instance, text):
    root = instance({**VENDOR, "projects/b.yaml": text})
    before = (root / "content/projects/b.yaml").read_bytes()
    done = mend.run(root)
    assert done.changed == () and done.left != ()
    assert (root / "content/projects/b.yaml").read_bytes() == before


def test_a_field_that_is_there_already_is_not_overwritten(instance):
    text = "name: B\nhomepage: https://a.example.org\nhompage: https://b.example.org\n"
    root = instance({"projects/b.yaml": text})
    assert mended(root, "projects/b.yaml") == text


def test_files_without_problems_keep_their_bytes(instance):
    text = "name:   B\r\nhomepage:    'https://b.example.org'\r\n"
    root = instance({"projects/b.yaml": text})
    assert mended(root, "projects/b.yaml").encode() == text.replace("\r\n", "\n").encode()
    assert (root / "content/projects/b.yaml").read_bytes() == text.encode()


def test_a_wrong_suffix_is_mended_and_only_where_it_was_asked_for(instance):
    root = instance({"projects/b.yml": "name: B\n", "vendors/c.yml": "name: C\n"})
    assert mend.run(root, [root / "content/projects"]).changed == ("content/projects/b.yaml",)
    assert (root / "content/vendors/c.yml").is_file()


def test_waivers_that_cover_nothing_are_dropped_with_their_lines(instance):
    waivers = (
        "# reasons\n- path: content/projects/b.yaml\n  finding: is also the homepage of\n  reason: old\n"
        "- path: content/projects/d.yaml  # still so\n  finding: is also the homepage of\n  reason: one page\n"
    )
    same = "homepage: https://c.example.org\n"
    root = instance(
        {"projects/c.yaml": f"name: C\n{same}", "projects/d.yaml": f"name: D\n{same}", "waivers.yaml": waivers}
    )
    assert mended(root, "waivers.yaml").splitlines()[-3:] == [
        "- path: content/projects/d.yaml  # still so",
        "  finding: is also the homepage of",
        "  reason: one page",
    ]
    assert check.check(root) == []
