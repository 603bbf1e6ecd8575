"""Measure builds of an instance, in a copy of its own: `python scripts/bench.py [--root DIR] [--json] [--no-search]`.

With a word before the options something else is measured, by the script beside this one of that name, which says with
--help what it takes: `query`, `check`, `diff`, `extract`; `site` is a made-up instance's beside Hugo.

Four builds, each in a fresh process: a clean one; one for which the site was taken away, whose pages a second count (in
a clean one they wait for the store); one after a single entry of median degree changed; and (apart, because its time is
Pagefind's own) one that makes the full-text index. Memory is the highest sum of what the process
and its workers hold (what several share is counted once), read twice a second where /proc is there; elsewhere it
is that of the largest process.
With --json the last line of standard output is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import runpy
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

DEGREES = """SELECT ?entry (COUNT(?appearance) AS ?degree)
WHERE { ?appearance a ts:Appearance ; ts:entity ?entry . ?entry a ts:Project }
GROUP BY ?entry ORDER BY ?degree ?entry"""


def tree(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for parent in found:
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                found += map(int, Path(f"/proc/{parent}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    """Memory of a process in bytes, its share of what it has in common with others; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    except (OSError, StopIteration):
        return 0


def measured_build(root: Path, jobs: int, search: bool) -> dict[str, object]:
    """Build `root` in a process of its own; seconds in all and by stage, counts, and peak memory in bytes."""
    code = (
        "import json, sys; from pathlib import Path; from kg import build; "
        "made = build.build(Path(sys.argv[1]), jobs=int(sys.argv[2]), with_search=sys.argv[3] == 'yes'); "
        "print(json.dumps({'stages': made.seconds, 'counts': made.counts}))"
    )
    command = [sys.executable, "-c", code, str(root), str(jobs), "yes" if search else "no"]
    output, seconds, peak = measured(command)
    return {"seconds": seconds, "peak_bytes": peak, **json.loads(output.splitlines()[-1])}


def measured(command: list[str]) -> tuple[str, float, int]:
    """Run a command: its standard output, seconds, and peak memory in bytes, that of its children included."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.5):
            peak = max(peak, sum(map(resident, tree(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    ended.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    peak = peak or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    return output, time.perf_counter() - start, peak


def change_one(root: Path) -> tuple[str, int]:
    """Give a project of median degree a new alias; its id and its degree (sources that mention it)."""
    from kg.query import answer

    rows = [line.split(",") for line in answer.ask(root, DEGREES, "csv").split()[1:]]
    middle = len(rows) // 2
    for iri, degree in rows[middle:] + rows[:middle][::-1]:
        id_ = iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        path = root / "content" / "projects" / f"{id_}.yaml"
        text = path.read_text(encoding="utf-8")
        if "\naliases:" not in text:
            path.write_text(text.rstrip("\n") + "\naliases: [Benchmarked Quux]\n", encoding="utf-8")
            return id_, int(degree)
    raise SystemExit("every project has an alias already")


def copy_of(root: Path, folder: Path) -> Path:
    """What a fresh clone holds of an instance: no build, no site, no texts but the committed ones."""
    target = folder / "instance"
    target.mkdir()
    for name in ("talkscape.yml", "mkdocs.yml"):
        if (root / name).is_file():
            shutil.copy(root / name, target / name)
    shutil.copytree(root / "content", target / "content")
    return target


def report(result: dict[str, dict[str, object]]) -> None:
    """Print the results as a table."""
    print(f"{'build':<28}{'seconds':>9}{'peak MB':>9}")
    for name, run in result.items():
        print(f"{name:<28}{run['seconds']:>9.2f}{run['peak_bytes'] / 1e6:>9.0f}")  # type: ignore[operator]
        for stage, seconds in run["stages"].items():  # type: ignore[attr-defined]
            print(f"  {stage:<26}{seconds:>9.2f}")


def another(name: str) -> bool:
    """Measure something else by the script of that name beside this one; False where there is none."""
    script = Path(__file__).with_name(f"bench_{name}.py")
    if not name.isalpha() or not script.is_file():
        return False
    sys.argv[:2] = [f"{sys.argv[0]} {name}"]
    runpy.run_path(str(script), run_name="__main__")
    return True


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(), help="the instance to measure (default: here)")
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0 is one a core")
    parser.add_argument("--no-search", action="store_true", help="leave Pagefind out")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = copy_of(options.root.resolve(), Path(folder))
        result = {"clean": measured_build(root, options.jobs, False)}
        shutil.rmtree(root / "site")
        result["all pages"] = measured_build(root, options.jobs, False)
        entry, degree = change_one(root)
        result["one entry changed"] = measured_build(root, options.jobs, False)
        if not options.no_search:
            result["with search"] = measured_build(root, options.jobs, True)
    counts, stages = result["all pages"]["counts"], result["all pages"]["stages"]
    rate = counts["rendered"] / (stages["plan"] + stages["first pages"] + stages["pages"])  # type: ignore[index]
    report(result)
    print(f"changed: {entry}, in {degree} sources; {counts['pages']:,} pages at {rate:,.0f} a second")  # type: ignore[index]
    if options.json:
        print(json.dumps({"runs": result, "pages_per_second": rate, "changed": {"entry": entry, "degree": degree}}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["site"]:
        import bench_site

        bench_site.main(sys.argv[2:])
    elif len(sys.argv) < 2 or not another(sys.argv[1]):
        main()
