"""Where a Chromium or Chrome is, and how to get one: `python tests/browser/chromium.py [--install]` prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = tuple(f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Chromium"))
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def candidates() -> Iterator[str]:
    """Paths where a browser may be, the one that was asked for first."""
    if chosen := os.environ.get("CHROME_PATH"):
        yield chosen
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, MAC)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def works(path: str) -> bool:
    """Whether the file at `path` starts: some systems install a stub that only names a package."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@cache
def find() -> str | None:
    """The path of a browser that starts, or None."""
    return next(filter(works, candidates()), None)


def install() -> None:
    """Try Playwright's own Chromium, then the system's package; what fails is said and passed over."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    debian = root and Path("/usr/bin/apt-get").exists()
    download = [sys.executable, "-m", "playwright", "install", *(["--with-deps"] if debian else []), "chromium"]
    ways = [[download]]
    if debian:
        ways.append([["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]])
    for way in ways:
        for command in way:
            print("$", *command, file=sys.stderr)
            if subprocess.run(command, stdout=sys.stderr).returncode != 0:
                break
        find.cache_clear()
        if find():
            return


def main() -> int:
    """Print the path; 1 where there is no browser and CI demands one."""
    if not find() and "--install" in sys.argv:
        install()
    if path := find():
        print(path)
        return 0
    print("No Chromium or Chrome was found, and none could be installed: browser tests cannot run.", file=sys.stderr)
    print("Install one, or name it in CHROME_PATH.", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
