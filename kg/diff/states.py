"""A state of an instance: a folder as it is, or a git revision, read, linked and claimed from its records."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from kg import cache, claims, corpus, relink
from kg.graph import plans
from kg.graph.parts import Plan
from kg.ingest import config, entries, records
from kg.model import BadInput, Catalogue, Claim, Config, Gazetteer, Linked, Problem

FOLDER: Final = "build/base"
"""Where the files of revisions are put, one folder a commit."""
SHARED: Final = ("content", "link", "link-state", "names")
"""Stage outputs that a revision takes over from the folder beside it, so that only what differs is linked."""
SECONDS: Final = 60
"""After so long git has hung."""


@dataclass(frozen=True, slots=True)
class State:
    """All that is known of an instance at one time."""

    label: str
    config: Config
    catalogue: Catalogue
    linked: tuple[Linked, ...]
    claims: tuple[Claim, ...]
    gazetteer: Gazetteer
    plans: tuple[Plan, ...]
    """Of the parts of the graph: what has the same key has the same triples."""


def read(root: Path, label: str, jobs: int = 0, notify: corpus.Notify = corpus.silent, lenient: bool = False) -> State:
    """The state of the instance in a folder. Raises BadInput with all that is wrong with its content.

    A lenient reading leaves out what is wrong: for the state before a change, which may be the one that mends it.
    """
    settings, catalogue = config.read(root), entries.read(root, lenient)
    linked, _ = relink.link(root, catalogue, jobs=jobs, notify=notify)
    claimed = claims.make(catalogue.entries, catalogue.sources, linked, catalogue.rejections)
    heads = {source.id: head for source in catalogue.sources if (head := records.head(root, source))}
    planned = tuple(plans.make(settings.base_iri, catalogue, heads, linked, claimed))
    gazetteer, _, _ = corpus.names(root, corpus.prepare(root, catalogue))
    return State(label, settings, catalogue, tuple(linked), claimed, gazetteer, planned)


def folder(root: Path, name: str) -> tuple[Path, str]:
    """The folder of a state and its label: `name` is a folder with an instance, or a revision of the one at `root`.

    Raises BadInput where it is neither.
    """
    beside = Path(name)
    if (beside / config.FILE).is_file():
        return beside.resolve(), name
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    return _laid_out(root, commit), name if name == commit else f"{name} ({commit[:12]})"


def parent(root: Path, branch: str) -> str:
    """The commit that the work at `root` began from: where it left the main branch, else the last commit."""
    for name in (f"origin/{branch}", branch):
        try:
            return _git(root, "merge-base", "HEAD", name).decode().strip()
        except BadInput:
            continue
    return "HEAD"


def _laid_out(root: Path, commit: str) -> Path:
    """The content of a commit in a folder of its own; other commits' folders are dropped."""
    target = root / FOLDER / commit
    for other in (root / FOLDER).glob("*"):
        if other != target:
            shutil.rmtree(other, ignore_errors=True)
    if not (target / config.FILE).is_file():
        shutil.rmtree(target, ignore_errors=True)
        archive = _git(root, "archive", "--format=tar", commit, "--", "content", config.FILE)
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            _unpack(members, target)
    for stage in SHARED:
        _share(root / "build/cache" / stage, target / "build/cache" / stage)
    return target


def _unpack(members: tarfile.TarFile, target: Path) -> None:
    """Write the plain files of an archive; links and whatever would leave the folder are left out."""
    for member in members:
        parts = PurePosixPath(member.name).parts
        data = members.extractfile(member) if member.isfile() and ".." not in parts else None
        if data is not None and parts[0] in ("content", config.FILE):
            cache.write(target.joinpath(*parts), data.read())
    if not (target / config.FILE).is_file():
        raise BadInput([Problem(config.FILE, 0, 0, "error", "there is no instance in that revision")])


def _share(kept: Path, target: Path) -> None:
    """Give a folder the stage outputs of another that it has not: by hard links, as they are never changed in place."""
    if target.is_dir() or not kept.is_dir():
        return
    target.mkdir(parents=True)
    for file in kept.iterdir():
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copy(file, target / file.name)


def _git(root: Path, *arguments: str) -> bytes:
    """What git says; BadInput with its own words where it fails."""
    command: Iterable[str] = ("git", "-C", str(root), *arguments)
    try:
        done = subprocess.run(tuple(command), capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BadInput([Problem("git", 0, 0, "error", f"cannot be run: {error}")]) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or "no such revision or folder"
        raise BadInput([Problem("git", 0, 0, "error", f"{' '.join(arguments[:1])} {arguments[-1]}: {said}")])
    return done.stdout
