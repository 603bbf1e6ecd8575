"""The same work on many machines: a Dask cluster as a `concurrent.futures.Executor`.

Every worker needs this package and the instance's folder under the same path. A worker that dies loses nothing: the
scheduler gives its tasks to another, a task writes its file whole or not at all, and each result is taken once.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, Final

from kg.model import BadInput, Problem

WAIT: Final = "20s"
"""How long the scheduler may take to answer."""
RETRIES: Final = 2
"""How often a task that raised is tried again: a shared folder may be late."""


@contextmanager
def executor(scheduler: str) -> Iterator[Executor]:
    """An executor on the cluster of a scheduler (`tcp://HOST:PORT`). Raises BadInput where there is none."""
    try:
        from distributed import Client
    except ImportError:
        hint = "pip install 'talkscape[cluster]'"
        raise BadInput([Problem("--scheduler", 0, 0, "error", "the package distributed is not here", hint)]) from None
    connect: Any = Client
    try:
        client = connect(scheduler, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadInput([Problem(scheduler, 0, 0, "error", f"no scheduler answers: {error}")]) from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise BadInput([Problem(scheduler, 0, 0, "error", "the cluster has no workers", "start some first")])
        yield client.get_executor(pure=False, retries=RETRIES)
