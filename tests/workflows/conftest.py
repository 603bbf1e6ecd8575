"""A forge of one's own: its REST interface, as far as the scripts use it, over a real socket; and the scripts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import TESTS

SCRIPTS = TESTS.parent / "scripts/forge"
REPOSITORY = "lanternfield/site"
BOT = "github-actions[bot]"


@dataclass
class Forge:
    """What the forge holds, and what it was asked."""

    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    labels: dict[int, list[str]] = field(default_factory=dict)
    reviews: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    caches: list[int] = field(default_factory=list)
    dispatched: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, method: str, path: str, query: dict[str, str], data: Any) -> Any:
        """The answer to a request; KeyError is 404."""
        match method, *path.split("/"):
            case "GET", "pulls":
                return [p for p in self.pulls.values() if p["head"]["ref"] == query["head"].partition(":")[2]]
            case "POST", "pulls":
                number = 100 + len(self.pulls)
                self.pulls[number] = {"number": number, "state": "open", "html_url": f"{self.url}/pull/{number}"}
                self.pulls[number] |= {"head": {"ref": data["head"], "sha": ""}}
                self.pulls[number] |= {key: data[key] for key in ("title", "body")}
                return self.pulls[number]
            case "GET", "pulls", number, "reviews":
                return self.reviews.get(int(number), [])
            case "GET", "pulls", number:
                return self.pulls[int(number)]
            case "PATCH", "pulls", number:
                return self.pulls[int(number)].update(data) or self.pulls[int(number)]
            case "GET", "issues", number, "comments":
                first = 100 * (int(query["page"]) - 1)
                return self.comments.get(int(number), [])[first : first + 100]
            case "POST", "issues", number, "comments":
                kept = self.comments.setdefault(int(number), [])
                made = {"id": 1000 * int(number) + len(kept), "user": {"login": BOT}, "html_url": self.url} | data
                kept.append(made)
                return made
            case "PATCH", "issues", "comments", id_:
                found = next(c for kept in self.comments.values() for c in kept if c["id"] == int(id_))
                return found.update(data) or found
            case "POST", "issues", number, "labels":
                self.labels.setdefault(int(number), []).extend(data["labels"])
                return []
            case "GET", "actions", "caches":
                return {"actions_caches": [{"id": id_} for id_ in self.caches]}
            case "DELETE", "actions", "caches", id_:
                self.caches.remove(int(id_))
                return None
            case "POST", "actions", "workflows", name, "dispatches":
                self.dispatched.append(f"{name} {data['ref']}")
                return None
        raise KeyError(path)


class Handler(BaseHTTPRequestHandler):
    """Hands requests to the forge, if they carry its token."""

    forge: Forge

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def serve(self) -> None:
        """Answer one request."""
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        data = json.loads(self.rfile.read(length)) if length else None
        path = parts.path.removeprefix(f"/repos/{REPOSITORY}/")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        try:
            allowed = self.headers.get("Authorization") == "Bearer token-of-the-run"
            status, found = (200, self.forge.answer(self.command, path, query, data)) if allowed else (403, None)
        except (KeyError, StopIteration):
            status, found = 404, None
        body = b"" if found is None else json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = do_DELETE = serve


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A forge that listens."""
    kept = Forge()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"forge": kept}))
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield kept
    server.shutdown()
    server.server_close()


def git(root: Path, *arguments: str) -> str:
    """What git says."""
    roles = [f"GIT_{role}_{part}" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")]
    who = dict.fromkeys(roles, "keeper@lanternfield.example")
    command = ["git", "-C", str(root), "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | who).stdout.strip()


@pytest.fixture
def checkout(world: Path, tmp_path: Path) -> Path:
    """The tiny world in a repository with one commit, and a bare one that it is pushed to."""
    (world / ".gitignore").write_text("/build/\n/site/\n")
    git(world, "init", "-q")
    git(world, "add", ".")
    git(world, "commit", "-q", "-m", "The world as it was")
    subprocess.run(["git", "clone", "-q", "--bare", str(world), str(tmp_path / "origin.git")], check=True)
    git(world, "remote", "add", "origin", str(tmp_path / "origin.git"))
    return world


Script = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def script(forge: Forge, checkout: Path, tmp_path: Path) -> Script:
    """Run a script as its workflow does: `script("effect.py build/effect", status=0, event={…}, NUMBER="7")`."""

    def run(command: str, status: int = 0, event: object = None, **environment: str):
        told = tmp_path / "event.json"
        told.write_text(json.dumps(event))
        name, *arguments = command.split()
        given = {
            "GITHUB_API_URL": forge.url,
            "GITHUB_SERVER_URL": "https://forge.example",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_PATH": str(told),
            "GITHUB_TOKEN": "token-of-the-run",
            "BASE_BRANCH": "main",
            "KG": shutil.which("kg", path=str(Path(sys.executable).parent)) or "kg",
        }
        done = subprocess.run(
            [sys.executable, str(SCRIPTS / name), *arguments],
            cwd=checkout,
            capture_output=True,
            text=True,
            timeout=300,
            env={k: v for k, v in os.environ.items() if not re.match("GITHUB_|PREVIEW_URL", k)} | given | environment,
        )
        assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    return run
