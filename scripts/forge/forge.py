"""What workflows say to the forge, over its REST interface and with nothing but the standard library.

The forge sets GITHUB_API_URL, GITHUB_REPOSITORY and GITHUB_EVENT_PATH; the workflow gives GITHUB_TOKEN.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

BOT = "github-actions[bot]"
MAIL = "41898282+github-actions[bot]@users.noreply.github.com"
SECONDS = 30
PAGES = 20
"""Pages of comments that are looked through: 2,000."""


OURS = ("OWNER", "MEMBER", "COLLABORATOR")
"""Those whose approval counts, as the forge calls them."""


class Refused(Exception):
    """What a stranger handed over is not what it should be, or a person's work is in the way; nothing is done."""


def ask(method: str, path: str, data: object = None) -> Any:
    """The forge's answer as data. Raises HTTPError where it refuses."""
    url = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}"
    body = None if data is None else json.dumps(data).encode()
    headers = {"Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}", "Accept": "application/vnd.github+json"}
    request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        raw = answer.read()
    return json.loads(raw) if raw else None


def say(number: int, name: str, body: str) -> str:
    """Post the one comment of this name on an issue or a pull request, or put it in the place of the one before.

    A hidden mark tells it from others; only the program's own comments are looked at. Gives the comment's address.
    """
    mark = f"<!-- talkscape: {name} -->"
    for comment in comments(number):
        if comment["user"]["login"] == BOT and comment["body"].startswith(mark):
            return str(ask("PATCH", f"issues/comments/{comment['id']}", {"body": f"{mark}\n{body}"})["html_url"])
    return str(ask("POST", f"issues/{number}/comments", {"body": f"{mark}\n{body}"})["html_url"])


def comments(number: int) -> Iterator[dict[str, Any]]:
    """The comments on an issue or a pull request, oldest first."""
    for page in range(1, PAGES + 1):
        found = ask("GET", f"issues/{number}/comments?{urlencode({'per_page': 100, 'page': page})}")
        yield from found
        if len(found) < 100:
            return


def propose(branch: str, base: str, title: str, body: str, labels: Sequence[str] = ()) -> str:
    """Open the pull request of a branch, or renew what it says. Gives its address."""
    if known := pull(branch, base):
        return str(ask("PATCH", f"pulls/{known['number']}", {"title": title, "body": body})["html_url"])
    made = ask("POST", "pulls", {"title": title, "body": body, "head": branch, "base": base})
    if labels:
        ask("POST", f"issues/{made['number']}/labels", {"labels": list(labels)})
    return str(made["html_url"])


def pull(branch: str, base: str) -> dict[str, Any] | None:
    """The open pull request of a branch of ours."""
    owner = os.environ["GITHUB_REPOSITORY"].partition("/")[0]
    found = ask("GET", f"pulls?{urlencode({'state': 'open', 'head': f'{owner}:{branch}', 'base': base})}")
    return found[0] if found else None


def approved(number: int) -> bool:
    """Whether the last word of somebody who belongs to the project on a pull request is that it is good."""
    last = {}
    for page in range(1, PAGES + 1):
        found = ask("GET", f"pulls/{number}/reviews?{urlencode({'per_page': 100, 'page': page})}")
        for review in found:
            if review["author_association"] in OURS and review["state"] != "COMMENTED":
                last[(review["user"] or {}).get("login")] = review["state"]
        if len(found) < 100:
            break
    return "APPROVED" in last.values()


def tip(branch: str) -> str:
    """The commit of a branch at the forge, "" where there is no such branch. Raises Refused where a person made it."""
    if not git("ls-remote", "origin", f"refs/heads/{branch}"):
        return ""
    depth = ["--depth=1"] if git("rev-parse", "--is-shallow-repository") == "true" else []
    git("fetch", "--quiet", "--no-tags", *depth, "origin", f"+refs/heads/{branch}:refs/remotes/origin/{branch}")
    found, *who = git("log", "-1", "--format=%H %ae %ce", f"refs/remotes/origin/{branch}").split(" ")
    if who != [MAIL, MAIL]:
        raise Refused("somebody has committed to its branch")
    return found


def event() -> dict[str, Any]:
    """What happened, as the forge tells it. It is never put into a shell."""
    found: dict[str, Any] = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    return found


def git(*arguments: str) -> str:
    """What git says, in the folder where the work is."""
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in _WHO.items()}
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, timeout=600, env=os.environ | who)
    if done.returncode:
        raise RuntimeError(f"git {arguments[0]}: {done.stderr.strip()[-500:]}")
    return done.stdout.strip()


_WHO = {"NAME": BOT, "EMAIL": MAIL}


def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, as KG names it; what it says on standard error is passed on."""
    command = [os.environ.get("KG", ".venv/bin/kg"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=3000, env=os.environ | {"NO_COLOR": "1"})
    sys.stderr.write(still(done.stderr))
    return done


def still(text: str) -> str:
    """Text for a log, in which a runner finds no command of its own, whatever names stand in it.

    >>> still("  ::add-mask::x ##[error]y").replace("\u200b", "~")
    '  ~::add-mask::x ##~[error]y'
    """
    return re.sub(r"((?:^|[\r\n])\s*)(?=::)", "\\1\u200b", text.replace("##[", "##\u200b["))


def plain(text: str) -> str:
    """Text in which nothing is Markdown, HTML, a mention or a reference."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, entity)
    for sign in "\\`*_{}[]|!~":
        text = text.replace(sign, "\\" + sign)
    text = spoken(text).replace("@", "@\u200b").replace("#", "#\u200b")
    return text.replace("://", ":\u200b//").replace("\n", " ")


def quiet(text: str) -> str:
    """Text that names nobody, closes nothing, leads nowhere, and keeps no workflow from running: for a commit's title.

    >>> quiet("fixes GH-12 [skip ci]").replace("\u200b", "~")
    'fixes GH~-12 [~skip ci]'
    """
    text = re.sub(r"[@#](?=\w)|\[", "\\g<0>\u200b", text)
    return spoken(text).replace("://", ":\u200b//")


def spoken(text: str) -> str:
    """Text without the words by which a forge is told to close an issue or to run no checks."""
    return re.sub(r"(?i)(gh|skip)-(?=\d|checks)", "\\1\u200b-", text)
