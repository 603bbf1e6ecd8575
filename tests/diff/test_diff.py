"""What a change does, on the tiny world under git: a renamed entry, a new alias, a ruling, nothing at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.diff import changes, report, revisions, states
from kg.model import BadInput


def git(root, *arguments):
    who = {
        f"GIT_{role}_{part}": "keeper@lanternfield.example"
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    command = ["git", "-C", str(root), "-c", "init.defaultBranch=main", *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | who)


@pytest.fixture
def kept(world):
    """The tiny world in a repository, with one commit."""
    (world / ".gitignore").write_text("/build/\n/site/\n")
    git(world, "init", "-q")
    git(world, "add", ".")
    git(world, "commit", "-q", "-m", "The world as it was")
    return world


def diff(root, base="HEAD"):
    return changes.compare(*states.pair(root, base, jobs=1))


def edit(root, name, text):
    path = root / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def test_nothing_changes_where_nothing_did(kept):
    found = diff(kept)
    assert not found
    assert report.as_text(found).endswith("nothing changes")
    assert "Nothing changes" in report.as_markdown(found)


def test_a_ruling_takes_links_away_at_their_places(kept):
    before = diff(kept)
    assert before.mentions == ()
    edit(kept, "rulings/lumenkit.yaml", "- surface: Lumenkit\n  reason: another one is meant\n")
    found = diff(kept)
    lost = [mention for mention in found.mentions if mention.before == "lumenkit"]
    assert lost and {mention.after for mention in lost} == {""}
    assert all(mention.surface for mention in lost)
    assert {"projects/lumenkit/", "talks/night-shift-7/"} <= {path for path, _ in found.pages}
    assert found.triples_removed > 0
    assert "lose it" in report.as_text(found)


def test_a_new_entry_brings_claims_pages_and_an_ambiguous_name(kept):
    edit(kept, "products/lumenkit-cloud.yaml", "name: Lumenkit Cloud\naliases: [Lumenkit]\nvendor: ferry-labs\n")
    found = diff(kept)
    assert [thing.id for thing in found.entries.added] == ["lumenkit-cloud"]
    assert ("lumenkit-cloud", "behind", "ferry-labs") in {
        (c.subject, c.predicate, c.object) for c in found.claims.added
    }
    assert ("Lumenkit", ("lumenkit", "lumenkit-cloud")) in found.ambiguous
    assert ("products/lumenkit-cloud/", "new") in found.pages
    assert found.triples_added > 5


def test_a_renamed_entry_is_not_removed_and_added(kept):
    path = kept / "content/projects/tarnstore.yaml"
    text = path.read_text() + "former_ids: [tarnstore]\n"
    path.unlink()
    edit(kept, "projects/tarn-store.yaml", text)
    for name in ("articles/tarnstore-1-0.yaml", "people/oduya-fennick.yaml"):
        other = kept / "content" / name
        edit(kept, name, re.sub(r"(?<=[ \[])tarnstore(?=[,\]\s])", "tarn-store", other.read_text()))
    found = diff(kept)
    assert (found.entries.added, found.entries.removed) == ((), ())
    renamed = [(thing.id, thing.former) for thing in found.entries.changed if thing.former]
    assert renamed == [("tarn-store", "tarnstore")]
    assert ("projects/tarn-store/", "renamed") in found.pages


def test_two_revisions_and_two_folders_compare_alike(kept, tmp_path):
    edit(kept, "vendors/hollow.yaml", "name: Hollow Works\n")
    git(kept, "add", ".")
    git(kept, "commit", "-q", "-m", "Add a vendor")
    commits = diff(kept, "HEAD~1")
    shutil.copytree(revisions.folder(kept, "HEAD~1")[0], tmp_path / "old")
    folders = diff(kept, str(tmp_path / "old"))
    assert commits.entries == folders.entries != changes.Changes()
    assert (commits.claims, commits.mentions, commits.triples_added) == (
        folders.claims,
        folders.mentions,
        folders.triples_added,
    )


def test_two_revisions_are_compared_without_the_folder(kept):
    for name in ("hollow", "marsh", "quarry"):
        edit(kept, f"vendors/{name}.yaml", f"name: {name.title()} Works\n")
        git(kept, "add", ".")
        git(kept, "commit", "-q", "-m", f"Add {name}")
    edit(kept, "vendors/not-yet.yaml", "name: Not Yet\n")
    for base, now, ids in (
        ("HEAD~2", "HEAD~1", ["marsh"]),
        ("HEAD~1", "HEAD", ["quarry"]),
        ("HEAD~2", "HEAD", ["marsh", "quarry"]),
    ):
        found = changes.compare(*states.pair(kept, base, now, jobs=1))
        assert [thing.id for thing in found.entries.added] == ids
        assert not found.entries.removed
    assert [thing.id for thing in diff(kept).entries.added] == ["not-yet"]


def test_the_folder_of_a_revision_becomes_that_of_another(kept):
    """Files that went, came, changed or became links: as if it had been laid out anew."""
    (kept / "content/vendors/to-go").with_suffix(".yaml").write_text("name: To Go\n")
    edit(kept, "odd/alone.yaml", "name: Alone\n")
    edit(kept, "vendors/a*b.yaml", "name: Stars\n")
    git(kept, "add", ".")
    git(kept, "commit", "-q", "-m", "Before")
    (kept / "content/vendors/to-go.yaml").unlink()
    (kept / "content/odd/alone.yaml").unlink()
    edit(kept, "vendors/a*b.yaml", "name: Other stars\n")
    edit(kept, "vendors/new.yaml", "name: New\n")
    git(kept, "add", ".")
    git(kept, "commit", "-q", "-m", "After")

    def files(name):
        path, _ = revisions.folder(kept, name)
        return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}, path

    expected = {name: files(name)[0] for name in ("HEAD", "HEAD~2")}
    shutil.rmtree(kept / revisions.FOLDER)
    expected["HEAD~1"], _ = files("HEAD~1")
    for name in ("HEAD", "HEAD~1", "HEAD~2", "HEAD", "HEAD~2", "HEAD~1"):
        found, path = files(name)
        assert found == expected[name]
        assert (path / "content/odd").exists() == (name == "HEAD~1")
        assert [each.name for each in (kept / revisions.FOLDER).iterdir()] == [path.name]


def test_a_base_that_is_broken_is_compared_by_what_is_sound_in_it(kept):
    edit(kept, "vendors/hollow.yaml", "nam: Hollow Works\n")
    git(kept, "add", ".")
    git(kept, "commit", "-q", "-m", "Break something")
    edit(kept, "vendors/hollow.yaml", "name: Hollow Works\n")
    assert [thing.id for thing in diff(kept).entries.added] == ["hollow"]


@pytest.mark.parametrize("name", ["no-such-thing", "--output=x", "HEAD~99"])
def test_a_base_that_is_none_is_bad_input(kept, name):
    with pytest.raises(BadInput):
        revisions.folder(kept, name)


def test_links_in_a_revision_are_left_out(kept, tmp_path):
    (tmp_path / "secret").write_text("name: Secret\n")
    (kept / "content/vendors/link.yaml").symlink_to(tmp_path / "secret")
    git(kept, "add", ".")
    git(kept, "commit", "-q", "-m", "Add a link")
    assert not (revisions.folder(kept, "HEAD")[0] / "content/vendors/link.yaml").exists()


def test_the_command_says_it_in_three_ways(kept, kg):
    edit(kept, "vendors/hollow.yaml", "name: Hollow Works\n")
    assert "+ vendor hollow “Hollow Works”" in kg("diff", "--root", kept).stdout
    marked = kg("diff", "HEAD", "--root", kept, "--format", "markdown", "--preview", "https://p.example/7/").stdout
    assert "<details>" in marked and "(https://p.example/7/vendors/hollow/)" in marked
    assert json.loads(kg("diff", "--root", kept, "--format", "json").stdout)["entries"]["added"][0]["id"] == "hollow"
    kg("diff", "--root", kept, "--format", "html", status=1)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_no_name_can_write_into_the_comment(text):
    thing = changes.Thing("vendor", "x", text)
    none = changes.Changes()
    found = changes.Diff("a", "b", changes.Changes(added=(thing,)), none, none, 0, 0, (), (), ())
    marked = report.as_markdown(found)
    body = marked.partition("<summary>Entries")[2].partition("</summary>")[2].rpartition("</details>")[0]
    assert "<" not in body and body.count("\n- ") == 1
    assert "@" not in body.replace("@\u200b", "")


def test_a_long_list_stays_within_a_comment():
    many = tuple(changes.Thing("vendor", f"v{n}", "Name " * 20) for n in range(5000))
    none = changes.Changes()
    found = changes.Diff("a", "b", changes.Changes(added=many), none, none, 9, 9, (), (), ())
    assert len(report.as_markdown(found)) < 65_536
