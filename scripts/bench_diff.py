"""Measure `kg diff`: `python scripts/bench.py diff [--root DIR] [--json]`.

A clone of the instance's repository (with the stage outputs of its last build, where there are some) gets one project
of median degree changed, and is compared with its last commit, as a person runs it: for the first time after that
commit (its files are laid out, what differs is linked), again, and after another change. Seconds are those of the whole
process, with its start; processor seconds count its workers too. With --json the last line of standard output is one
JSON object.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import change_one

KEPT = ("cache", "store")
"""What a clone takes over of a build: the cache of the stages, and the store that tells degrees."""
Run = dict[str, float]


def clone(root: Path, target: Path) -> None:
    """A clone of the repository at `root`, with what its last build kept."""
    subprocess.run(["git", "clone", "--quiet", "--shared", str(root), str(target)], check=True)
    for name in KEPT:
        if (root / "build" / name).is_dir():
            shutil.copytree(root / "build" / name, target / "build" / name)


def timed(root: Path) -> Run:
    """Wall and processor seconds of one `kg diff` in a process of its own, and what it found."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "kg", "--root", str(root), "diff", "HEAD", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"kg diff ended with status {done.returncode}: {done.stderr[-2000:]}")
    found = json.loads(done.stdout)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    changed = sum(len(found["entries"][how]) for how in ("added", "removed", "changed"))
    return {"seconds": seconds, "processor": processor, "entries": changed, "mentions": len(found["mentions"])}


def measure(root: Path) -> dict[str, Run]:
    """The comparisons of an instance in a repository of its own."""
    timed(root)  # links what the clone's code and content want
    shutil.rmtree(root / "build" / "base", ignore_errors=True)
    change_one(root)
    result = {"first after a commit": timed(root), "again": timed(root)}
    change_one(root)
    result["another change"] = timed(root)
    return result


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(), help="the built instance to measure (default: here)")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "instance"
        clone(options.root.resolve(), root)
        result = measure(root)
    print(f"{'kg diff':<24}{'seconds':>9}{'processor':>11}{'entries':>9}{'mentions':>10}")
    for name, run in result.items():
        print(f"{name:<24}{run['seconds']:>9.2f}{run['processor']:>11.2f}{run['entries']:>9.0f}{run['mentions']:>10.0f}")
    if options.json:
        print(json.dumps({"runs": result}))


if __name__ == "__main__":
    main()
