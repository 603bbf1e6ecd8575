"""Pull requests that a program makes: `change.py issue` from an issue's form, `change.py import NAME FILE` from a list.

Both run on the main branch's own code. What a stranger wrote reaches `kg` as a file, and never a shell.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import effect
import forge

NOTE = "A program made this change; a person has to look at it. "
UNRUN = (
    "The forge starts no checks on what a program proposes, so this text holds what the checker and the diff said."
    " Close and open it again to have the checks run.\n"
)
NOTHING = "**Nothing was changed:** the content says so already. A person reads this too.\n"
KEPT = (
    "**The proposed change was not renewed:** {why}, and what was looked at by a person is not put aside for an edit of"
    " this issue. Say in the pull request what is to be other.\n"
)


def main(words: list[str]) -> int:
    """Run one of the two."""
    return issue() if words == ["issue"] else imported(*words[1:])


def issue() -> int:
    """The change that an issue's form asks for, as a pull request; what is wrong with it, as an answer to the issue."""
    event = forge.event()["issue"]
    number, person = int(event["number"]), event["user"]
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.md"
        done = forge.kg("from-issue", os.environ["GITHUB_EVENT_PATH"], "--answer", str(answer))
        if not answer.is_file():
            raise RuntimeError("kg from-issue said nothing")
        told = answer.read_text(encoding="utf-8")
    if done.returncode:
        print(forge.say(number, "answer", told))
        return 0
    if not forge.git("status", "--porcelain", "--", "content"):
        print(forge.say(number, "answer", f"{told}\n{NOTHING}"))
        return 0
    title = forge.quiet(done.stdout.splitlines()[0])
    message = f"Asked for in #{number}.\n\n{credit(person)}"
    try:
        url = proposed(f"issue-{number}", title, message, f"{told}\nCloses #{number}.\n", ["from an issue"])
    except forge.Refused as why:
        print(forge.say(number, "answer", KEPT.format(why=why)))
        return 0
    print(forge.say(number, "answer", f"{told}\nProposed as a change: {url}. A person looks at it before it counts.\n"))
    return 0


def credit(person: dict[str, Any]) -> str:
    """The line of a commit's message by which the forge credits who filled the form in."""
    login = re.sub(r"[^A-Za-z0-9-]", "", person["login"])
    return f"Co-authored-by: {login} <{int(person['id'])}+{login}@users.noreply.github.com>"


def imported(name: str, file: str) -> int:
    """The difference that a community's list makes today, as one pull request that is renewed until it is taken."""
    done = forge.kg("import", name, file)
    sys.stdout.write(forge.still(done.stdout))
    if done.returncode:
        return 1
    if not forge.git("status", "--porcelain", "--", "content"):
        print("nothing is new")
        return 0
    if forge.kg("check").returncode:
        return 1
    report = "\n".join(f"    {line}" for line in done.stdout.splitlines()[:60])
    title, message = f"Import {name}: what is new", "By the weekly import."
    try:
        print(proposed(f"import-{name}", title, message, f"{report}\n", ["import"]))
    except forge.Refused as why:
        print(f"::warning::import-{name} was not renewed: {why}; take it in or close it, and delete the branch")
    return 0


def proposed(branch: str, title: str, message: str, body: str, labels: list[str]) -> str:
    """Commit the content to a branch of its own, push it, and open or renew its pull request with what it does.

    Raises Refused where a person has committed to the branch or approved what stands there.
    """
    base = os.environ["BASE_BRANCH"]
    start, known = forge.git("rev-parse", "HEAD"), forge.tip(branch)
    if (pull := forge.pull(branch, base)) and forge.approved(int(pull["number"])):
        raise forge.Refused("it has been approved")
    forge.git("switch", "--quiet", "-C", branch)
    forge.git("add", "--", "content")
    forge.git("commit", "--quiet", "-m", title, "-m", message)
    lease = f"--force-with-lease=refs/heads/{branch}:{known}"  # nobody's commit since then is lost
    forge.git("push", "--quiet", lease, "origin", f"HEAD:refs/heads/{branch}")
    os.environ["BASE"] = start
    told = forge.kg("diff", start, "--format", "markdown")
    does = told.stdout + effect.notes() if told.returncode == 0 else "What it does could not be computed.\n"
    return forge.propose(branch, base, title, forge.spoken("\n".join([NOTE + UNRUN, body, does]))[:60_000], labels)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
