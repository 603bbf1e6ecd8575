"""The shape of the house: who may import whom, which library has which door, and that each room says what it is for."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"

# From the top down: a line may import the lines below it, and itself only within one part. The parts of one line do
# not know each other. A new module must be given its place here.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("commands",),
    ("live",),
    ("build", "diff"),
    ("review",),
    ("relink", "accuracy"),
    ("corpus", "reliability", "naming"),
    ("site",),
    ("publish",),
    ("query",),
    ("graph",),
    ("ingest", "extract", "link", "claims"),
    ("vocabulary",),
    ("sound", "spoken", "titles", "transliteration"),
    ("iri", "cache", "names", "cluster"),
    ("model",),
    ("__init__",),
)
LEVEL = {part: level for level, line in enumerate(LAYERS) for part in line}

# Library → the parts that may import it: behind each door the library can be replaced.
DOORS: dict[str, set[str]] = {
    "yaml": {"ingest"},
    "ruamel": {"ingest"},
    "jsonschema": {"ingest"},
    "jsonschema_rs": {"ingest"},
    "markdown_it": {"ingest"},
    "trafilatura": {"ingest"},
    "webvtt": {"ingest"},
    "spacy": {"extract"},
    "wordfreq": {"extract"},
    "rdflib": {"graph", "query"},
    "pyoxigraph": {"graph", "query"},
    "oxrdflib": {"graph", "query"},
    "pyshacl": {"graph"},
    "jinja2": {"site"},
    "nh3": {"site"},
    "typer": {"__main__", "commands"},
    "rich": {"__main__", "commands"},
    "uvicorn": {"commands"},
    "watchdog": {"live"},
    "distributed": {"cluster"},
    "pagefind": {"site"},
    "mkdocs": set(),
}


def modules() -> list[Path]:
    """All modules of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """`kg/graph/dataset.py` → `kg.graph.dataset`; a package is named without its `__init__`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def part_of(module: str) -> str:
    """`kg.graph.dataset` → `graph`; `kg` → `__init__`."""
    return (module.split(".") + ["__init__"])[1]


def imports(path: Path) -> set[str]:
    """Full names of what a module imports anywhere, also in functions and under TYPE_CHECKING."""
    found: set[str] = set()
    package = name_of(path).split(".") if path.stem == "__init__" else name_of(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            if source == "kg":
                found.update("kg" if alias.name.startswith("__") else f"kg.{alias.name}" for alias in node.names)
            else:
                found.add(source)
    return found


# The package's front names for type checkers what it loads only when it is asked for it.
@pytest.mark.parametrize("path", [p for p in modules() if p != PACKAGE / "__init__.py"], ids=name_of)
def test_imports_point_against_the_flow(path: Path) -> None:
    part = part_of(name_of(path))
    assert part in LEVEL, f"{part} has no place in LAYERS (tests/test_house.py)"
    wrong = []
    for module in sorted(imports(path)):
        if module.split(".")[0] != "kg":
            continue
        other = part_of(module)
        if other != part and LEVEL.get(other, -1) <= LEVEL[part]:
            wrong.append(module)
    assert not wrong, f"{name_of(path)} imports {wrong}: not below {part}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_each_library_has_one_door(path: Path) -> None:
    part = part_of(name_of(path))
    wrong = {top for module in imports(path) if part not in DOORS.get(top := module.split(".")[0], {part})}
    assert not wrong, f"{name_of(path)} imports {sorted(wrong)}; their doors: {[DOORS[name] for name in sorted(wrong)]}"


def test_what_is_imported_is_declared() -> None:
    """A library that only another library brings along may leave with it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    declared = {normal(re.split(r"[\[<>=!~; ]", line)[0]) for line in lines}
    brings = packages_distributions()
    used = defaultdict(set)
    for path in modules():
        for module in imports(path):
            used[module.split(".")[0]].add(name_of(path))
    undeclared = {
        library: sorted(users)
        for library, users in used.items()
        if library not in {*sys.stdlib_module_names, "_typeshed", "kg"}
        if declared.isdisjoint(map(normal, brings.get(library, [library])))
    }
    assert not undeclared


def normal(distribution: str) -> str:
    """A distribution's normalised name."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_each_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [p for p in modules() if LEVEL[part_of(name_of(p))] > LEVEL["commands"]], ids=name_of)
def test_a_library_neither_prints_nor_exits(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    calls = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    assert not {"print", "exit", "quit", "sys.exit", "os._exit"} & calls


def test_the_names_of_modules_are_of_the_domain() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
    assert not [path for path in modules() if vague & set(path.with_suffix("").parts)]


def test_sizes_are_reported(record_property: pytest.RecordProperty, capsys: pytest.CaptureFixture[str]) -> None:
    """No limit: a report of the modules and functions that are longest, to be read now and then (`-s`)."""
    lengths, functions = [], []
    for path in modules():
        source = path.read_text(encoding="utf-8")
        lengths.append((source.count("\n"), name_of(path)))
        functions += [
            ((node.end_lineno or 0) - node.lineno + 1, f"{name_of(path)}.{node.name}")
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
    lengths.sort(reverse=True)
    functions.sort(reverse=True)
    median = lengths[len(lengths) // 2][0]
    report = [f"{len(lengths)} modules, median {median} lines; {len(functions)} functions", "longest modules:"]
    report += [f"  {count:4} {name}" for count, name in lengths[:5]] + ["longest functions:"]
    report += [f"  {count:4} {name}" for count, name in functions[:5]]
    record_property("sizes", "\n".join(report))
    with capsys.disabled():
        print("\n" + "\n".join(report))
    assert functions
