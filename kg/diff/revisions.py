"""Git revisions of an instance, laid out as folders under `build/base` with what a build of them need not do again."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from kg import cache, corpus
from kg.ingest import config
from kg.model import BadInput, Problem

FOLDER: Final = "build/base"
"""Where the files of revisions are put, one folder a commit."""
SHARED: Final = ("content", "link", "names")
"""Stage outputs that a revision takes over from another state, so that only what differs is linked."""
MARK: Final = "code"
"""Beside these: the hash of the code that they were taken over under."""
FEW: Final = 500
"""Files up to which a commit's folder becomes another's by writing those that differ."""
SECONDS: Final = 60
"""After so long git has hung."""


def folder(root: Path, name: str, keep: Collection[Path] = ()) -> tuple[Path, str]:
    """The folder of a state and its label: `name` is a folder with an instance, or a revision of the one at `root`.

    Other commits' folders are dropped, but for those to `keep`. Raises BadInput where it is neither.
    """
    beside = Path(name)
    if (beside / config.FILE).is_file():
        return beside.resolve(), name
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    return _laid_out(root, commit, keep), name if name == commit else f"{name} ({commit[:12]})"


def parent(root: Path, branch: str) -> str:
    """The commit that the work at `root` began from: where it left the main branch, else the last commit."""
    for name in (f"origin/{branch}", branch):
        try:
            return _git(root, "merge-base", "HEAD", name).decode().strip()
        except BadInput:
            continue
    return "HEAD"


def share(root: Path, source: Path, target: Path) -> None:
    """Give a commit's folder the stage outputs of another state, where its own are none or of other code.

    Nothing is given to a folder that was not laid out here.
    """
    given, kept = target / "build/cache", source / "build/cache"
    mark = given / MARK
    if target.parent != root / FOLDER or mark.is_file() and mark.read_text("utf-8") == corpus.code():
        return
    shutil.rmtree(given, ignore_errors=True)
    for stage in SHARED:
        if (kept / stage).is_dir():
            _link(kept / stage, given / stage)
    cache.write(mark, corpus.code())


def _link(kept: Path, target: Path) -> None:
    """A folder with the same files, by hard links: stage outputs are never changed in place."""
    target.mkdir(parents=True)
    for file in kept.iterdir():
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copy(file, target / file.name)


def _laid_out(root: Path, commit: str, keep: Collection[Path]) -> Path:
    """The content of a commit in a folder of its own, which is there whole or not at all."""
    target = root / FOLDER / commit
    others = [each for each in sorted((root / FOLDER).glob("*")) if each != target and each not in keep]
    if not (target / config.FILE).is_file():
        shutil.rmtree(target, ignore_errors=True)
        part = target.with_name(f"{commit}.part")
        shutil.rmtree(part, ignore_errors=True)
        if not any(_became(root, other, commit, part) for other in others if other != part):
            shutil.rmtree(part, ignore_errors=True)
            _unpack(_git(root, "archive", "--format=tar", commit, "--", "content", config.FILE), part)
        if not (part / config.FILE).is_file():
            shutil.rmtree(part)
            raise BadInput([Problem(config.FILE, 0, 0, "error", "there is no instance in that revision")])
        os.rename(part, target)
    for other in others:
        shutil.rmtree(other, ignore_errors=True)
    return target


def _became(root: Path, other: Path, commit: str, part: Path) -> bool:
    """Whether another commit's folder was made into this one's at `part`, by the few files that differ."""
    try:
        within = ("-z", "--no-renames", "--name-only", other.name, commit, "--", "content", config.FILE)
        differ = _names(_git(root, "diff", *within))
        left = _names(_git(root, "diff", "--diff-filter=d", *within))
    except BadInput:
        return False
    if len(differ) > FEW:
        return False
    os.rename(other, part)
    for name in differ:
        path = part / name
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    if left:
        _unpack(_git(root, "--literal-pathspecs", "archive", "--format=tar", commit, "--", *left), part)
    return True


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _unpack(archive: bytes, target: Path) -> None:
    """Write the plain files of an archive; links and whatever would leave the folder are left out."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for member in members:
            parts = PurePosixPath(member.name).parts
            data = members.extractfile(member) if member.isfile() and ".." not in parts else None
            if data is not None and parts[0] in ("content", config.FILE):
                path = target.joinpath(*parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data.read())


def _git(root: Path, *arguments: str) -> bytes:
    """What git says; BadInput with its own words where it fails."""
    command: Iterable[str] = ("git", "-C", str(root), *arguments)
    try:
        done = subprocess.run(tuple(command), capture_output=True, timeout=SECONDS, check=False)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise BadInput([Problem("git", 0, 0, "error", f"cannot be run: {error}")]) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or "no such revision or folder"
        raise BadInput([Problem("git", 0, 0, "error", f"{' '.join(arguments[:1])} {arguments[-1]}: {said}")])
    return done.stdout
