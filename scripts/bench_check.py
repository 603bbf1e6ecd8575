"""Measure the checker: `python scripts/bench.py check [--entries N] [--root DIR] [--json]`.

Made-up content of N entries is checked by `kg check` in a process of its own, as a person runs it: all of it for the
first time (nothing cached), all of it again, and one changed file. With --root an instance's own content is copied and
measured instead. Seconds are those of the whole process, with its start. With --json the last line of standard output
is one JSON object.
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

SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo kal lun mir nox pev riz".split()
LETTER = {"projects": "p", "topics": "t", "vendors": "v", "people": "h"}
CONFIG = "name: Bench\nbase_iri: https://bench.example/id/\nsite_url: https://bench.example/\n"


def word(number: int) -> str:
    """A made-up word of four syllables, another for each number below 160,000."""
    rest = number * 7919 % len(SYLLABLES) ** 4
    parts = []
    for _ in range(4):
        rest, place = divmod(rest, len(SYLLABLES))
        parts.append(SYLLABLES[place])
    return "".join(parts)


def entry(kind: str, number: int) -> str:
    """The YAML of a made-up entry that has what a real one has."""
    offset = ("topics", "vendors", "people", "projects").index(kind) * 20_000
    name = f"{word(number + offset).title()} {LETTER[kind]}{number}"
    if kind == "topics":
        return f"name: {name}\nscheme: talkscape\nlabels:\n  zh: 灯{number}\n"
    if kind == "vendors":
        return f"name: {name}\naliases: [{name} Inc]\nhomepage: https://v{number}.example.org/\nmembership: silver\n"
    if kind == "people":
        jobs = f"employers:\n  - vendor: v{number % 100}\n    role: Keeper\n    since: 2019-03\n"
        return f"name: {name}\nlinks:\n  github: https://github.com/h{number}\n{jobs}maintains: [p{number % 100}]\n"
    return (
        f"name: {name}\naliases:\n  - {name}ctl\n  - {{name: 灯塔{number}, language: zh}}\n"
        f"homepage: https://p{number}.example.org/\nrepositories:\n  - https://github.com/bench/p{number}\n"
        f"categories: [t{number % 50}]\nvendor: v{number % 100}\nmaturity: sandbox\naccepted: 2021-05-04\n"
    )


def made_up(root: Path, count: int) -> None:
    """Write an instance of `count` entries."""
    (root / "talkscape.yml").write_text(CONFIG, encoding="utf-8")
    sizes = {"topics": 50, "vendors": max(100, count // 6), "people": count // 3}
    sizes["projects"] = count - sum(sizes.values())
    for kind, size in sizes.items():
        folder = root / "content" / kind
        folder.mkdir(parents=True)
        for number in range(size):
            text = f"# yaml-language-server: $schema=../../kg/schema/x.json\n{entry(kind, number)}"
            (folder / f"{LETTER[kind]}{number}.yaml").write_text(text, encoding="utf-8")


def timed(root: Path, *paths: str) -> dict[str, float]:
    """Wall and processor seconds of one `kg check` in a process of its own, and what it found."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "kg", "--root", str(root), "check", "--format", "json", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    found = json.loads(done.stdout)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    problems = sum(problem["level"] != "note" for problem in found)
    return {"seconds": seconds, "processor": processor, "problems": problems}


def measure(root: Path) -> dict[str, dict[str, float]]:
    """The three checks of an instance."""
    one = sorted((root / "content" / "projects").glob("*.yaml"))[0]
    result = {"nothing cached": timed(root), "again": timed(root)}
    one.write_text(one.read_text(encoding="utf-8") + "summary: Changed.\n", encoding="utf-8")
    result["one changed file"] = timed(root, str(one))
    return result


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000, help="how many entries to make up")
    parser.add_argument("--root", type=Path, help="measure a copy of this instance's content instead")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if options.root:
            shutil.copy(options.root / "talkscape.yml", root / "talkscape.yml")
            shutil.copytree(options.root / "content", root / "content")
        else:
            made_up(root, options.entries)
        entries = sum(1 for _ in root.glob("content/*/*.yaml"))
        result = measure(root)
    print(f"{entries:,} files{'':<12}{'seconds':>9}{'processor':>11}{'problems':>10}")
    for name, run in result.items():
        print(f"{name:<24}{run['seconds']:>9.2f}{run['processor']:>11.2f}{run['problems']:>10,.0f}")
    if options.json:
        print(json.dumps({"files": entries, "runs": result}))


if __name__ == "__main__":
    main()
