"""A stage's output, kept under the hash of its inputs; and files that are whole or not there at all."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from types import ModuleType
from typing import Any, TypeVar

T = TypeVar("T")


def digest(*parts: object) -> str:
    """SHA-256 over the parts: bytes and text as they are, all else as JSON with sorted keys.

    >>> digest("a", b"b") == digest("a", "b"), digest("ab") == digest("a", "b")
    (True, False)
    """
    sha = hashlib.sha256()
    for part in parts:
        data = (
            part
            if isinstance(part, bytes)
            else part.encode("utf-8", "surrogatepass")
            if isinstance(part, str)
            else (json.dumps(part, sort_keys=True, default=str).encode())
        )
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()


def version(*modules: ModuleType) -> str:
    """A hash of the code of `modules`: what they made is out of date when they change."""
    return digest(*(Path(str(module.__file__)).read_bytes() for module in modules))


def write(path: Path, data: str | bytes) -> bool:
    """Write a whole file by a temporary file beside it and a rename; False where it held these bytes already."""
    raw = data.encode() if isinstance(data, str) else data
    try:
        if path.stat().st_size == len(raw) and path.read_bytes() == raw:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _staged(path, raw)
    try:
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


def write_all(changes: Mapping[Path, bytes | None]) -> None:
    """Write (or, where None stands, delete) several files: all of them, or none where one cannot be.

    All bytes are on disk beside their places before the first rename, so that a full disk changes nothing; where a
    rename fails, those before it are taken back. Only a machine that stops between two renames leaves half.
    """
    old = {path: path.read_bytes() if path.is_file() else None for path in changes}
    staged: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, data in sorted(changes.items()):
            if data is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                staged[path] = _staged(path, data)
        for path in sorted(changes):
            done.append(path)
            if path in staged:
                os.replace(staged[path], path)
            else:
                path.unlink(missing_ok=True)
    except BaseException:
        for path in done:
            before = old[path]
            if before is not None:
                write(path, before)
            elif path.is_file():
                path.unlink()
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
        raise


def _staged(path: Path, raw: bytes) -> Path:
    """A temporary file beside `path` that holds these bytes."""
    handle, temporary = _opened(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            os.fchmod(handle, 0o644)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Path(temporary)


def _opened(path: Path) -> tuple[int, str]:
    """A new file beside `path`, and its name: made at once where nobody else can have made one of that name."""
    folder, name = os.path.split(path)
    temporary = f"{folder or '.'}/.{name}-{os.getpid()}-{get_ident()}.part"
    try:
        return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), temporary
    except OSError:
        return tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")


Mark = tuple[int, int, int]
_held: dict[Path, tuple[Mark, Any]] | None = None
"""File → its mark and what was read from it, in a process that remembers."""


@contextmanager
def remembering() -> Iterator[None]:
    """Within this, what caches give and take stays in memory too: for a process that does the same work repeatedly.

    Nothing of it may be changed. A file that another process wrote meanwhile is read again.
    """
    global _held
    _held = {}
    try:
        yield
    finally:
        _held = None


def remembered(name: str, folder: Path, make: Callable[[], T]) -> T:
    """What a process that remembers made under this name for this folder; a new one elsewhere."""
    if _held is None:
        return make()
    mark, path = (0, 0, 0), folder / f"({name})"
    if path not in _held:
        _held[path] = mark, make()
    made: T = _held[path][1]
    return made


def _mark(file: Path) -> Mark:
    info = file.stat()
    return info.st_mtime_ns, info.st_size, info.st_ino


class Cache:
    """A folder of pickled stage outputs that this program wrote itself, one file a key.

    A file that cannot be read counts as absent: the stage runs again.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the outputs in `folder` (made at the first write)."""
        self.folder = folder

    def get(self, stage: str, key: str) -> Any | None:
        """What was kept for `stage` under `key`, or None."""
        file = self.folder / stage / key
        try:
            mark = _mark(file)
            if _held is not None and file in _held and _held[file][0] == mark:
                return _held[file][1]
            value = pickle.loads(file.read_bytes())
        except Exception:  # damaged bytes make unpickling fail in any way there is
            return None
        if _held is not None:
            _held[file] = mark, value
        return value

    def put(self, stage: str, key: str, value: object) -> None:
        """Keep `value` for `stage` under `key`."""
        file = self.folder / stage / key
        write(file, pickle.dumps(value, protocol=5))
        if _held is not None:
            _held[file] = _mark(file), value

    def run(self, stage: str, key: str, make: Callable[[], T]) -> T:
        """The kept output, or else what `make` gives, kept for the next time."""
        kept = self.get(stage, key)
        if kept is None:
            kept = make()
            self.put(stage, key, kept)
        return kept

    def keep(self, stage: str, keys: Iterable[str]) -> None:
        """Drop what was kept for `stage` under any other key."""
        wanted = set(keys)
        folder = self.folder / stage
        for file in folder.iterdir() if folder.is_dir() else ():
            if file.name not in wanted:
                file.unlink(missing_ok=True)
                if _held is not None:
                    _held.pop(file, None)
