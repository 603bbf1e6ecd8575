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
    title = re.sub(r"[@#](?=\w)", "\\g<0>\u200b", done.stdout.splitlines()[0])  # names nobody, closes nothing
    message = f"Asked for in #{number}.\n\n{credit(person)}"
    url = proposed(f"issue-{number}", title, message, f"{told}\nCloses #{number}.\n", ["from an issue"])
    print(forge.say(number, "answer", f"{told}\nProposed as a change: {url}. A person looks at it before it counts.\n"))
    return 0


def credit(person: dict[str, Any]) -> str:
    """The line of a commit's message by which the forge credits who filled the form in."""
    login = re.sub(r"[^A-Za-z0-9-]", "", person["login"])
    return f"Co-authored-by: {login} <{int(person['id'])}+{login}@users.noreply.github.com>"


def imported(name: str, file: str) -> int:
    """The difference that a community's list makes today, as one pull request that is renewed until it is taken."""
    done = forge.kg("import", name, file)
    sys.stdout.write(done.stdout)
    if done.returncode:
        return 1
    if not forge.git("status", "--porcelain", "--", "content"):
        print("nothing is new")
        return 0
    if forge.kg("check").returncode:
        return 1
    report = "\n".join(f"    {line}" for line in done.stdout.splitlines()[:60])
    print(proposed(f"import-{name}", f"Import {name}: what is new", "By the weekly import.", f"{report}\n", ["import"]))
    return 0


def proposed(branch: str, title: str, message: str, body: str, labels: list[str]) -> str:
    """Commit the content to a branch of its own, push it, and open or renew its pull request with what it does."""
    base = os.environ["BASE_BRANCH"]
    start = forge.git("rev-parse", "HEAD")
    forge.git("switch", "--quiet", "-C", branch)
    forge.git("add", "--", "content")
    forge.git("commit", "--quiet", "-m", title, "-m", message)
    forge.git("push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")
    os.environ["BASE"] = start
    told = forge.kg("diff", start, "--format", "markdown")
    does = told.stdout + effect.notes() if told.returncode == 0 else "What it does could not be computed.\n"
    return forge.propose(branch, base, title, "\n".join([NOTE + UNRUN, body, does])[:60_000], labels)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
