"""What one query may take of the machine, and how many run at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take, and how many run at once."""

    seconds: float = 30.0
    """Time that a query may run."""
    moment: float = 0.5
    """Seconds of the processor's time from which on a query is heavy."""
    patience: float = 60.0
    """Seconds that a heavy query waits for its turn."""
    text: int = 1 << 20
    """Bytes of a query's text."""
    result: int = 32 << 20
    """Bytes of a result, before it is compressed."""
    memory: int = 2 << 30
    """Bytes that a worker may take beyond what the open store takes."""
    workers: int = 4
    heavy: int = 2
    """Workers that may run heavy queries at once; less than `workers`."""
    waiting: int = 100
    """Queries that may wait; the next is sent away."""
    services: tuple[str, ...] = ()
    """IRIs of the endpoints that SERVICE may ask."""
