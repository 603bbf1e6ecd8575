"""A build after edits gives byte for byte the site of a clean build: random edits of the tiny world."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from kg import build, cache
from kg.ingest import remove
from kg.model import BadInput
from kg.site import pages
from tests.conftest import WORLD

FILES = {
    path.stem: path.relative_to(WORLD).as_posix()
    for path in sorted(WORLD.glob("content/*/*.yaml"))
    if path.parent.name != "rulings"
}
SOURCES = [id_ for id_, path in FILES.items() if path.split("/")[1] in ("talks", "articles")]
ENTRIES = [id_ for id_ in FILES if id_ not in SOURCES]
OF = {kind: [id_ for id_ in ENTRIES if kind in FILES[id_]] for kind in ("projects", "vendors", "people")}
NAMES = ("Night Shift", "Ferry", "Lamp & <Door>", "Marrowby", "流明", "trace", "Deep Water Store")
"""Some stand in the sources, one is another entry's, one must be escaped."""
DATES = ("2024-06-12", "2019", "unknown")


@dataclass(frozen=True)
class Edit:
    """One change of one file, as a person makes it."""

    what: str
    id: str
    value: str = ""


def edits() -> st.SearchStrategy[Edit]:
    """Any edit: on an entry, on what is claimed, on a source."""

    def of(what: str, ids: list[str], values: tuple[str, ...] | list[str] = ("",)) -> st.SearchStrategy[Edit]:
        return st.builds(Edit, st.just(what), st.sampled_from(ids), st.sampled_from(values))

    return st.one_of(
        of("rename", ENTRIES, NAMES),
        of("alias", ENTRIES, NAMES),
        of("remove", ENTRIES),
        of("add", ["night-shift", "deep-water"], ["project", "vendor", "person", "topic"]),
        of("employer", OF["people"], OF["vendors"]),
        of("vendor", OF["projects"], OF["vendors"]),
        of("maturity", OF["projects"], ["sandbox", "graduated"]),
        of("reject", OF["people"], OF["vendors"]),
        of("former", ENTRIES, ["old-lamp", "old-door"]),
        of("withdraw", SOURCES),
        of("date", SOURCES, DATES),
        of("title", SOURCES, NAMES),
    )


def make(root: Path, edit: Edit) -> None:
    """Carry an edit out. Raises OSError or BadInput where there is nothing to edit."""
    file = root / FILES.get(edit.id, f"content/projects/{edit.id}.yaml")
    changes: dict[str, Callable[[dict[str, Any]], object]] = {
        "rename": lambda data: data.update(name=edit.value),
        "alias": lambda data: data.setdefault("aliases", []).append(edit.value),
        "employer": lambda data: data.update(employers=[{"vendor": edit.value, "role": "keeper"}]),
        "vendor": lambda data: data.update(vendor=edit.value),
        "maturity": lambda data: data.update(maturity=edit.value),
        "former": lambda data: data.update(former_ids=[edit.value]),
        "date": lambda data: data.update(date=edit.value),
        "title": lambda data: data.update(title=edit.value),
    }
    if edit.what == "remove":
        file.unlink()
    elif edit.what == "withdraw":
        remove.withdraw(root, edit.id)
    elif edit.what == "add":
        folder = {"person": "people"}.get(edit.value, f"{edit.value}s")
        name = edit.id.replace("-", " ").title()
        (root / "content" / folder / f"{edit.id}.yaml").write_text(f"name: {name}\n")
    elif edit.what == "reject":
        claim = {"subject": edit.id, "predicate": "works_for", "object": edit.value}
        (root / "content/rulings").mkdir(exist_ok=True)
        (root / "content/rulings/claims.yaml").write_text(yaml.safe_dump([{"claim": claim, "verdict": "rejected"}]))
    else:
        data = yaml.safe_load(file.read_text())
        changes[edit.what](data)
        file.write_text(yaml.safe_dump(data, allow_unicode=True))


def site(root: Path) -> dict[str, bytes]:
    """Path → bytes of all files of a site."""
    folder = root / "site"
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def first() -> Iterator[Path]:
    """The world, built once; each example goes on from a copy."""
    with TemporaryDirectory() as folder:
        root = Path(shutil.copytree(WORLD, Path(folder) / "world", ignore=shutil.ignore_patterns("build", "site")))
        build.build(root, jobs=1, with_search=False)
        yield root


def clean(root: Path, folder: Path) -> dict[str, bytes]:
    """The site that the same content gives in another place, where nothing is kept but mkdocs' own output."""
    other = folder / "clean"
    shutil.copytree(root / "content", other / "content")
    shutil.copy(root / "talkscape.yml", other)
    shutil.copytree(root / "build/shell", other / "build/shell")
    build.build(other, jobs=1, with_search=False)
    return site(other)


@settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.generate),  # an example takes a second: too long to be shrunk
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(edits(), min_size=2, max_size=3, unique_by=lambda edit: (edit.what, edit.id)))
def test_edits_give_the_site_of_a_clean_build(first: Path, made: list[Edit]) -> None:
    with TemporaryDirectory() as temporary:
        root = Path(shutil.copytree(first, Path(temporary) / "edited"))
        for edit in made:
            tried(root, edit)
        assert_equal(site(root), clean(root, Path(temporary)))


@settings(
    max_examples=6,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(edits(), min_size=3, max_size=5, unique_by=lambda edit: (edit.what, edit.id)))
def test_edits_in_a_process_that_remembers_give_the_site_of_a_clean_build(first: Path, made: list[Edit]) -> None:
    """As `kg serve --watch` builds: what was read and made stays in memory, and pages come before all else."""
    with TemporaryDirectory() as temporary:
        root = Path(shutil.copytree(first, Path(temporary) / "edited"))
        with cache.remembering():
            for edit in made:
                tried(root, edit, shown=lambda _: None)
        assert_equal(site(root), clean(root, Path(temporary)))


def tried(root: Path, edit: Edit, **options: Any) -> None:
    """Build after an edit; where it cannot be built, the site is as it was, and the edit is taken back."""
    with TemporaryDirectory() as folder:
        kept = Path(shutil.copytree(root / "content", Path(folder) / "kept"))
        before = site(root)
        try:
            make(root, edit)
            build.build(root, jobs=1, with_search=False, **options)
            event(edit.what)
        except (BadInput, OSError) as error:  # an entry that others name cannot go: the site stays, the edit not
            event(f"{edit.what}: {type(error).__name__}")
            assert site(root) == before
            shutil.rmtree(root / "content")
            shutil.copytree(kept, root / "content")


def assert_equal(found: dict[str, bytes], wanted: dict[str, bytes]) -> None:
    """Say which files differ, and the first place of one."""
    assert sorted(found) == sorted(wanted)
    for name, data in wanted.items():
        if found[name] != data:
            place = next(n for n, (a, b) in enumerate(zip(found[name] + b"\0", data + b"\0", strict=False)) if a != b)
            around = slice(max(0, place - 80), place + 80)
            pytest.fail(f"{name} differs at {place}: {found[name][around]!r} instead of {data[around]!r}")


def moved(root: Path, old: str, new: str) -> None:
    """Give an entry that nothing names a new id, and back: its former id is kept only on the way there."""
    folder = root / "content/projects"
    text = (folder / f"{old}.yaml").read_text()
    (folder / f"{old}.yaml").unlink()
    former = "former_ids: [glowmoth]\n"
    (folder / f"{new}.yaml").write_text(text.replace(former, "") if former in text else text + former)


def test_a_rename_that_is_taken_back_gives_the_page_back(first: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(first, tmp_path / "edited"))
    (root / "content/projects/glowmoth.yaml").write_text("name: Glowmoth\n")
    build.build(root, jobs=1, with_search=False)
    for old, new in (("glowmoth", "nightmoth"), ("nightmoth", "glowmoth")):
        moved(root, old, new)
        build.build(root, jobs=1, with_search=False)
    assert "Glowmoth" in (root / "site/projects/glowmoth/index.html").read_text()
    assert_equal(site(root), clean(root, tmp_path))


def test_a_hand_written_page_stands_in_the_place_of_ours_and_gives_it_back(first: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(first, tmp_path / "edited"))
    page, ours = root / "site/privacy/index.html", (first / "site/privacy/index.html").read_bytes()
    (root / "content/pages/privacy.md").write_text("# Our own words\n\nWritten by hand.\n")
    build.build(root, jobs=1, with_search=False)
    assert "Written by hand." in page.read_text()
    (root / "content/pages/privacy.md").unlink()
    build.build(root, jobs=1, with_search=False)
    assert page.read_bytes() == ours


def test_pages_show_a_change_before_the_graph_is_stored(first: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(first, tmp_path / "edited"))
    make(root, Edit("rename", "tarnstore", "Deep Water Store"))
    store, page = root / "build/store", root / "site/projects/tarnstore/index.html"
    before = {file: file.stat().st_mtime_ns for file in store.rglob("*")}
    at_first: list[tuple[int, bool, bool, int]] = []

    def shown(written: int) -> None:
        same = {file: file.stat().st_mtime_ns for file in store.rglob("*")} == before
        at_first.append((written, "Deep Water Store" in page.read_text(), same, page.stat().st_mtime_ns))

    build.build(root, jobs=1, with_search=False, shown=shown)
    ((written, there, same, when),) = at_first
    assert written > 3 and there and same
    assert page.stat().st_mtime_ns == when, "the page is written again"
    assert_equal(site(root), clean(root, tmp_path))


def test_an_interrupted_build_whose_edit_is_taken_back_leaves_no_trace(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(first, tmp_path / "edited"))
    before, old = site(root), (root / FILES["tarnstore"]).read_text()
    make(root, Edit("rename", "tarnstore", "Deep Water Store"))
    make(root, Edit("add", "night-shift", "project"))
    page, write = root / "site/projects/night-shift/index.html", pages.Writer.write

    def stopping(writer: pages.Writer, *given: Any) -> pages.Done:
        done = write(writer, *given)
        if page.is_file():
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(pages.Writer, "write", stopping)
        build.build(root, jobs=1, with_search=False)
    begun = site(root)
    assert page.is_file() and any(begun[name] != data for name, data in before.items())
    (root / FILES["tarnstore"]).write_text(old)
    (root / "content/projects/night-shift.yaml").unlink()
    build.build(root, jobs=1, with_search=False)
    assert_equal(site(root), before)


def test_a_hand_written_page_that_changed_is_counted_once(first: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(first, tmp_path / "edited"))
    file, at_first = root / "content/pages/tides.md", list[int]()
    for text in ("# Tides\n", "# Tides\n\nHigh and low.\n"):
        file.write_text(text)
        summary = build.build(root, jobs=1, with_search=False, shown=at_first.append)
    assert (at_first[-1], summary.counts["written"], summary.counts["rendered"]) == (1, 1, 0)
