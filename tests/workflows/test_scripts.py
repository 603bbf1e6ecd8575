"""The workflows' own scripts, run on the tiny world under git against a forge that listens."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.test_forms import filled
from tests.workflows.conftest import BOT, SCRIPTS, Forge, Script, git

sys.path.insert(0, str(SCRIPTS))
import comment  # noqa: E402
import forge as forge_module  # noqa: E402

WICK = "name: Wick Gate\naliases: [Lantern]\nhomepage: https://wick.example/\ncategories: [observability]\n"


@pytest.fixture
def change(checkout: Path) -> Path:
    """A branch that adds a project whose alias others have."""
    git(checkout, "switch", "-q", "-c", "wick")
    (checkout / "content/projects/wick-gate.yaml").write_text(WICK)
    (checkout / "content/projects/ferry.yaml").write_text(
        (checkout / "content/projects/ferry.yaml").read_text().replace("graduated", "archived")
    )
    git(checkout, "add", "content")
    git(checkout, "commit", "-q", "-m", "Add Wick Gate")
    return checkout


def ran(root: Path) -> dict[str, object]:
    """What comment.yml is told of the run that ended."""
    run = {"head_sha": git(root, "rev-parse", "HEAD"), "html_url": "https://forge.example/lanternfield/site/actions/runs/1"}
    return {"workflow_run": run}


def opened(forge: Forge, root: Path, number: int = 7) -> None:
    """The pull request of what is checked out."""
    forge.pulls[number] = {"state": "open", "head": {"sha": git(root, "rev-parse", "HEAD"), "ref": "wick"}}


def effect(script: Script, root: Path) -> str:
    """Run the first half."""
    head = git(root, "rev-parse", "HEAD")
    script("effect.py build/effect", NUMBER="7", HEAD=head, BASE="HEAD^1", GITHUB_TOKEN="")
    return (root / "build/effect/comment.md").read_text("utf-8")


def test_a_change_is_told_on_its_pull_request_once_and_renewed(change: Path, script: Script, forge: Forge) -> None:
    told = effect(script, change)
    assert told.startswith("**What this change does**") and "project wick-gate" in told
    assert "(http://localhost:8000/projects/wick-gate/)" in told
    pages = {p.relative_to(change / "build/effect-preview").as_posix() for p in (change / "build").rglob("index.html")
             if "effect-preview" in p.parts}  # fmt: skip
    assert {"projects/wick-gate/index.html", "projects/ferry/index.html", "projects/index.html", "index.html"} <= pages
    assert "talks/night-shift-7/index.html" in pages or "night-shift-7" not in told
    assert (change / "build/effect-preview/assets/kg/site.css").is_file()
    opened(forge, change)
    forged = {"user": {"login": "stranger"}, "body": "<!-- talkscape: effect -->"}
    forge.comments[7] = [{"id": number, **forged} for number in range(120)]
    script("comment.py build/effect", event=ran(change))
    assert len(forge.comments[7]) == 121
    said = forge.comments[7][-1]
    assert "project wick-gate" in said["body"] and "[the run](https://forge.example/lanternfield" in said["body"]
    assert "(http://localhost:8000/projects/wick-gate/)" in said["body"]
    git(change, "commit", "-q", "--allow-empty", "-m", "Again")
    effect(script, change)
    opened(forge, change)
    script("comment.py build/effect", event=ran(change))
    assert len(forge.comments[7]) == 121
    assert "Nothing changes" in forge.comments[7][-1]["body"]


def test_what_is_wrong_is_told_in_the_same_comment(change: Path, script: Script, forge: Forge) -> None:
    (change / "content/projects/wick-gate.yaml").write_text("name: Wick\nhompage: wick\nmaturity: <b>grown\n")
    git(change, "commit", "-q", "-a", "-m", "Worse")
    told = effect(script, change)
    assert told.startswith("**The checker found 2 errors**")
    assert "wick-gate.yaml:2: unknown field 'hompage' (did you mean 'homepage'?)" in told
    assert "<b>" not in told
    assert not (change / "build/effect-preview").exists()


def test_a_hosted_preview_is_linked(change: Path, script: Script, forge: Forge) -> None:
    hosted = {"PREVIEW_URL": "https://preview.example/7"}
    script("effect.py build/effect", NUMBER="7", HEAD=git(change, "rev-parse", "HEAD"), BASE="HEAD^1", **hosted)
    assert (change / "build/effect-preview/7/projects/wick-gate/index.html").is_file()
    opened(forge, change)
    script("comment.py build/effect", event=ran(change), **hosted)
    assert "](https://preview.example/7/projects/wick-gate/)" in forge.comments[7][-1]["body"]
    assert "http.server" not in forge.comments[7][-1]["body"]


HEAD = "a" * 40
STRANGE = {
    "another pull request's number": {"number": "8"},
    "no number": {"number": "7; rm -rf /"},
    "a number of a file": {"number": "../7"},
    "another commit": {"head": "b" * 40},
    "no commit": {"head": "main"},
    "too long a text": {"comment.md": "x" * 300_000},
    "no text": {"comment.md": ""},
    "no UTF-8": {"comment.md": b"\xff\xfe"},
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_a_stranger_s_run_hands_over_is_refused(tmp_path: Path, script: Script, forge: Forge, name: str) -> None:
    forge.pulls[7] = {"state": "open", "head": {"sha": HEAD}}
    forge.pulls[8] = {"state": "open", "head": {"sha": "c" * 40}}
    folder = tmp_path / "effect"
    folder.mkdir()
    for file, text in ({"number": "7", "head": HEAD, "comment.md": "Fine."} | STRANGE[name]).items():
        if text:
            (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    run = {"workflow_run": {"head_sha": HEAD, "html_url": "https://forge.example/r"}}
    script(f"comment.py {folder}", status=0 if name.startswith("another pull") else 1, event=run)
    assert forge.comments == {}


def test_a_link_instead_of_a_file_is_refused(tmp_path: Path, script: Script, forge: Forge) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "effect").mkdir()
    for file, text in {"number": "7", "head": HEAD}.items():
        (tmp_path / "effect" / file).write_text(text)
    (tmp_path / "effect/comment.md").symlink_to(tmp_path / "secret")
    script(f"comment.py {tmp_path / 'effect'}", status=1, event={"workflow_run": {"head_sha": HEAD, "html_url": ""}})


HARMFUL = [
    ("@keepers look", "@keepers"),
    ("&#64;keepers look", "&#64;"),
    ("\\@keepers", "@keepers"),
    ("![x](https://evil.example/pixel)", "!["),
    ("<img src=//evil.example>", "<img"),
    ("<!-- talkscape: effect -->", "<!--"),
    ("[Log in](https://evil.example/)", "](http"),
    ("[Log in]( https://evil.example/)", "]( http"),
    ("[Log in](//evil.example/)", "](//"),
    ("[Log in](https://preview.example.evil.example/)", "](http"),
    ("[Log in](mailto:a@evil.example)", "](mailto"),
    ("[a]\n\n[a]: //evil.example", "[a]:"),
    ("see https://evil.example and www.evil.example", "https://evil"),
    ("<https://evil.example>", "<https"),
    ("as in #12 and a/b#12", "#12"),
    ("- [y]: //evil.example/x\n\n[click][y]", "[y]:"),
    ("1. [y]: //evil.example/x\n\n[click][y]", "]["),
    ("> - [y\nz]: //evil.example/x\n\n[y z]", "]:"),
    ("[x](https://preview.example/../../evil/repo)", "]("),
    ("[x](https://preview.example/.%2e/evil)", "]("),
    ("[x](https://preview.example/\\.\\./evil)", "]("),
    ("[x](https://preview.example//evil.example)", "]("),
    ("[x](https://preview.example/a?next=b)", "]("),
    ("(https://preview.example/../../evil/repo)", "https://"),
    ("[x](https://preview.example/../../evil/repo)", "https://"),
    ("as in GH-12 and gh-7", "GH-"),
    ("as in GH-12 and gh-7", "gh-"),
    ("<details open ontoggle=alert(1)>", "<details "),
]


@pytest.mark.parametrize(("text", "harm"), HARMFUL)
def test_markdown_that_reaches_out_is_made_harmless(text: str, harm: str) -> None:
    assert harm not in comment.harmless(text, ("https://preview.example/",))


def test_what_kg_diff_writes_stays_alive() -> None:
    link = "[projects/a/](https://preview.example/projects/a/)"
    text = f"<details><summary>Pages (1)</summary>\n\n- {link} (new)\n\n</details>\n"
    assert comment.harmless(text, ("https://preview.example/",)) == text


@given(st.text(alphabet="@#![]()<>&;:/\\`ahtps.www \n1", max_size=80))
def test_no_mix_of_signs_brings_a_link_or_a_name_to_life(text: str) -> None:
    safe = comment.harmless(text, ("https://preview.example/",))
    assert not re.search(r"@\w|!\[|\]\(|\][:\[]|<(?!/?(details|summary)>)|[a-z]://|#\d", safe)


def test_a_long_comment_is_cut_and_its_folds_closed() -> None:
    long = "<details><summary>x</summary>\n" + "- line\n" * 20_000
    safe = comment.harmless(long, ())
    assert len(safe) < 61_000 and safe.count("<details>") == safe.count("</details>")


def issue(text: str, number: int = 5) -> dict[str, object]:
    """What issue-form.yml is told."""
    return {"action": "opened", "issue": {"number": number, "body": text, "user": {"login": "ada-f", "id": 42}}}


def test_a_form_becomes_a_pull_request_and_the_issue_is_told(checkout: Path, script: Script, forge: Forge) -> None:
    text = filled("entry", kind="Project", name="Wick Gate", homepage="https://wick.example/", shown="https://a.example/")
    script("change.py issue", event=issue(text))
    (made,) = forge.pulls.values()
    assert (made["title"], made["head"]["ref"]) == ("Add the project Wick Gate", "issue-5")
    assert "Closes #5." in made["body"] and "What this change does" in made["body"]
    pushed = git(checkout, "ls-remote", "origin", "refs/heads/issue-5").split()[0]
    assert pushed == git(checkout, "rev-parse", "issue-5")
    assert git(checkout, "show", "--stat", "--format=%an%n%B", "issue-5").splitlines()[:4] == [
        BOT, "Add the project Wick Gate", "", "Asked for in #5."]  # fmt: skip
    assert "Co-authored-by: ada-f <42+ada-f@users.noreply.github.com>" in git(checkout, "show", "issue-5")
    assert git(checkout, "diff", "--name-only", "main", "issue-5") == "content/projects/wick-gate.yaml"
    assert f"Proposed as a change: {made['html_url']}" in forge.comments[5][0]["body"]
    git(checkout, "switch", "-q", "main")
    script("change.py issue", event=issue(text.replace("wick.example", "wickgate.example")))
    assert len(forge.pulls) == 1 and len(forge.comments[5]) == 1
    assert "wickgate" in git(checkout, "show", "issue-5:content/projects/wick-gate.yaml")


ENTRY = {"kind": "Project", "name": "Wick Gate", "homepage": "https://wick.example/", "shown": "https://a.example/"}


def reviewed(forge: Forge, *states: str, association: str = "MEMBER") -> None:
    """The pull request of the form has these reviews of one person."""
    (number,) = forge.pulls
    review = {"user": {"login": "keeper"}, "author_association": association}
    forge.reviews[number] = [review | {"state": state} for state in states]


@pytest.mark.parametrize("name", ["issue-5", "import-landscape"])
def test_a_person_s_commit_on_a_proposed_branch_stays(checkout: Path, script: Script, forge: Forge, name: str) -> None:
    def run(more: str = "") -> str:
        git(checkout, "switch", "-q", "main")
        (checkout / "build/landscape").write_text(LANDSCAPE.replace("Candlewright", f"Candlewright{more}"))
        event = issue(filled("entry", **ENTRY | {"name": f"Wick Gate{more}"}))
        words = "issue" if name == "issue-5" else "import landscape build/landscape"
        return script(f"change.py {words}", event=event).stdout

    run()
    first = git(checkout, "rev-parse", "HEAD")
    run(" Two")
    assert git(checkout, "ls-remote", "origin", name).split()[0] == git(checkout, "rev-parse", "HEAD") != first
    git(checkout, "commit", "-q", "--allow-empty", "-m", "A reviewer's own")
    git(checkout, "push", "-q", "origin", f"HEAD:refs/heads/{name}")
    theirs = git(checkout, "rev-parse", "HEAD")
    said = run(" Three")
    assert git(checkout, "ls-remote", "origin", name).split()[0] == theirs
    told = forge.comments[5][0]["body"] if name == "issue-5" else said
    assert "not renewed" in told and "somebody has committed to its branch" in told


def test_what_was_approved_is_not_changed_by_an_edit_of_the_issue(checkout: Path, script: Script, forge: Forge) -> None:
    def edited(name: str) -> bool:
        """Whether the edit reached the branch."""
        git(checkout, "switch", "-q", "main")
        script("change.py issue", event=issue(filled("entry", **ENTRY | {"name": name})))
        return name in git(checkout.parent / "origin.git", "log", "-1", "--format=%s", "issue-5")

    assert edited("Wick One")
    reviewed(forge, "APPROVED", association="NONE")
    assert edited("Wick Two")
    reviewed(forge, "APPROVED", "COMMENTED")
    assert not edited("Wick Three")
    assert "it has been approved" in forge.comments[5][0]["body"]
    assert "Wick Two" in next(iter(forge.pulls.values()))["title"]
    reviewed(forge, "APPROVED", "CHANGES_REQUESTED")
    assert edited("Wick Four")


def test_a_form_that_changes_nothing_is_answered(checkout: Path, script: Script, forge: Forge) -> None:
    with (checkout / ".gitignore").open("a") as file:
        file.write("wick-gate.yaml\n")
    script("change.py issue", event=issue(filled("entry", **ENTRY)))
    assert "Nothing was changed" in forge.comments[5][0]["body"] and forge.pulls == {}


@pytest.mark.parametrize("name", ["Wick [skip ci]", "Wick [CI skip] no", "Wick skip-checks: true", "fixes GH-1 wick"])
def test_a_name_in_a_title_keeps_nothing_from_running(checkout: Path, script: Script, forge: Forge, name: str) -> None:
    script("change.py issue", event=issue(filled("entry", **ENTRY | {"name": name})))
    (made,) = forge.pulls.values()
    for said in (made["title"], made["body"], git(checkout, "log", "-1", "--format=%B")):
        assert "ick" in said and not re.search(r"(?i)\[(skip ci|ci skip)\]|skip-checks|gh-1 ", said)


def test_a_form_that_cannot_be_done_is_answered_and_not_pushed(checkout: Path, script: Script, forge: Forge) -> None:
    hostile = "$(touch /tmp/owned); `id` @keepers <script>alert(1)</script>"
    script("change.py issue", event=issue(filled("entry", kind="Project", name="X", homepage=hostile, shown=hostile)))
    said = forge.comments[5][0]["body"]
    assert "homepage must be a URL" in said and "@keepers" not in said and "<script" not in said
    assert forge.pulls == {} and git(checkout, "ls-remote", "origin", "refs/heads/issue-*") == ""
    assert git(checkout, "status", "--porcelain") == ""


def test_a_name_in_a_title_calls_nobody_and_closes_nothing(checkout: Path, script: Script, forge: Forge) -> None:
    script("change.py issue", event=issue(filled("entry", kind="Project", name="Wick, fixes #12 @keepers", shown="x")))
    (made,) = forge.pulls.values()
    for said in (made["title"], made["body"].replace("Closes #5.", ""), git(checkout, "log", "-1", "--format=%s")):
        assert "fixes" in said and not re.search(r"[@#]\w", said)


LANDSCAPE = """landscape:
  - category:
    name: Lamps
    subcategories:
      - subcategory:
        name: Wicks
        items:
          - item:
            name: Candlewright
            homepage_url: https://candlewright.example/
            repo_url: https://github.com/example-candlewright/candlewright
"""


def test_an_import_proposes_the_difference_and_nothing_twice(checkout: Path, script: Script, forge: Forge) -> None:
    (checkout / "build/landscape").write_text(LANDSCAPE)
    script("change.py import landscape build/landscape")
    (made,) = forge.pulls.values()
    assert made["head"]["ref"] == "import-landscape" and "candlewright" in made["body"]
    assert forge.labels == {made["number"]: ["import"]}
    assert "content/projects/candlewright.yaml" in git(checkout, "diff", "--name-only", "main", "import-landscape")
    before = git(checkout, "rev-parse", "import-landscape")
    said = script("change.py import landscape build/landscape")
    assert "nothing is new" in said.stdout and git(checkout, "rev-parse", "import-landscape") == before


def test_an_import_that_is_broken_proposes_nothing(checkout: Path, script: Script, forge: Forge) -> None:
    (checkout / "build/landscape").write_text("landscape: [")
    script("change.py import landscape build/landscape", status=1)
    assert forge.pulls == {} and git(checkout, "status", "--porcelain") == ""


def test_a_person_is_forgotten_and_no_log_says_who(checkout: Path, script: Script, forge: Forge) -> None:
    forge.caches = [1, 2]
    said = script("forget.py", event={"inputs": {"person": "oduya-fennick"}})
    logged = said.stdout.replace("::add-mask::oduya-fennick\n", "") + said.stderr
    assert "fennick" not in logged.lower()
    assert git(checkout, "ls-remote", "origin", "refs/heads/main").split()[0] == git(checkout, "rev-parse", "HEAD")
    assert "fennick" not in git(checkout, "log", "-1", "--format=%B").lower()
    assert not (checkout / "content/people/oduya-fennick.yaml").exists()
    assert (forge.caches, forge.dispatched) == ([], ["ci.yml main"])
    script("forget.py", status=1, event={"inputs": {"person": "../../etc/passwd"}})


def test_the_mask_is_said_before_anything_else_can_be(checkout: Path, tmp_path: Path) -> None:
    """A runner hides a word from then on only: what a child says must not come before it."""
    together = tmp_path / "together"
    (tmp_path / "kg").write_text(f"#!/bin/sh\ncp {together} {together}.then\nexit 3\n")
    (tmp_path / "kg").chmod(0o755)
    command = f"{sys.executable} {SCRIPTS / 'forget.py'} > {together}"
    (tmp_path / "event.json").write_text('{"inputs": {"person": "ada"}}')
    environment = os.environ | {"GITHUB_EVENT_PATH": str(tmp_path / "event.json"), "KG": str(tmp_path / "kg")}
    environment["PYTHONUNBUFFERED"] = ""  # as it is in a runner
    assert subprocess.run(["/bin/sh", "-c", command], cwd=checkout, env=environment, check=False).returncode == 1
    assert Path(f"{together}.then").read_text() == "::add-mask::ada\n"


def test_plain_text_has_no_sign_left_that_means_anything() -> None:
    assert json.dumps(forge_module.plain("a*b <i> @you #1 [x](https://e.example)")).isascii() is True
    assert "@you" not in forge_module.plain("@you") and "<" not in forge_module.plain("<i>")


@given(st.lists(st.sampled_from(["::", "##[", "stop-commands", "error", "]", "\n", "\r", "\t", " ", "x"])).map("".join))
def test_no_line_of_a_log_is_a_command_to_the_runner(text: str) -> None:
    for line in forge_module.still(text).splitlines():
        assert not line.lstrip().startswith("::") and "##[" not in line
