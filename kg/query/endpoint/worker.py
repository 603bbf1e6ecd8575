"""One process that answers queries over a store that it cannot write: its standard input asks, its output answers.

A message is its length (4 bytes, big-endian) and JSON; an answer's JSON says how many bytes of body follow it.
"""

from __future__ import annotations

import ctypes
import errno
import gzip
import io
import json
import os
import platform
import resource
import struct
import sys
import time
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.query import syntax
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
SMALL = 1000
"""Bytes of a body that are not worth compressing."""


class Refused(Exception):
    """A query that is not answered: HTTP status and reason."""

    def __init__(self, status: int, message: str) -> None:
        """Keep both."""
        self.status, self.message = status, message
        super().__init__(message)


class Bounded(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        """Take `limit` bytes at the most."""
        super().__init__()
        self.limit = limit

    def write(self, data: Buffer) -> int:
        """Keep the bytes; raises Refused beyond the limit."""
        size = super().write(data)
        if self.tell() > self.limit:
            raise Refused(413, f"the result is over {self.limit:,} bytes: add a LIMIT, or take the published dump")
        return size


def answer(store: ox.Store, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Header and body of the answer to one question. Raises Refused."""
    text, prefixes = job["text"], {**PREFIXES, "": job["base"]}
    facts = syntax.read(text)
    _admit(facts, job["services"])
    chosen = job["formats"].get(facts.form)
    if facts.form in syntax.FORMS and not chosen:
        raise Refused(406, f"{facts.form} is answered as {', '.join(job['offers'][facts.form])}")
    try:
        result = store.query(text, base_iri=job["endpoint"], prefixes=prefixes, **_dataset(facts, job))
    except SyntaxError as error:
        place = syntax.problem(text, error, prefixes)
        hint = f" ({place.hint})" if place.hint else ""
        head = f"syntax error at line {place.line}, column {place.column}: {place.message}{hint}"
        raise Refused(400, f"{head}\n{syntax.marked(text, place.line, place.column)}") from None
    media_type, name = chosen
    out = Bounded(job["size"])
    if isinstance(result, ox.QueryTriples):
        ox.serialize(result, out, GRAPHS[name], prefixes=PREFIXES)
    else:
        result.serialize(out, RESULTS[name])
    body = out.getvalue()
    zipped = job["gzip"] and len(body) > SMALL
    header = {"status": 200, "type": media_type, "gzip": zipped, "volatile": facts.volatile}
    return header, gzip.compress(body, 4, mtime=0) if zipped else body


def _admit(facts: syntax.Facts, allowed: list[str]) -> None:
    if facts.form in syntax.UPDATES:
        raise Refused(403, "updates are refused: this graph can only be read")
    if facts.depth > syntax.DEPTH:
        raise Refused(400, f"brackets are nested {facts.depth} deep; {syntax.DEPTH} is the limit")
    for service in facts.services:
        if service not in allowed:
            here = f"; these may be asked: {', '.join(allowed)}" if allowed else ""
            raise Refused(403, f"SERVICE <{service}> is refused: no other endpoint is asked from here{here}")


def _dataset(facts: syntax.Facts, job: Mapping[str, Any]) -> dict[str, Any]:
    """The graphs to ask: the protocol's choice, or else the query's own, or else the union of all."""
    default, named = job["default_graphs"], job["named_graphs"]
    if default or named:
        return {
            "default_graph": [ox.NamedNode(each) for each in default],
            "named_graphs": [ox.NamedNode(each) for each in named],
        }
    return {"use_default_graph_as_union": not facts.dataset}


def _confine(memory: int) -> None:
    """Bound the memory that this process may take from now on."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if os.path.exists("/proc/self/statm"):
        with open("/proc/self/statm", encoding="ascii") as file:
            taken = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))


def _close_network() -> bool:
    """Have the kernel refuse this process every socket from now on; False where it cannot (it can on Linux).

    Queries that ask for another endpoint are refused before they run. This is the second lock.
    """
    socket = {"x86_64": 41, "aarch64": 198}.get(platform.machine())
    if sys.platform != "linux" or socket is None:
        return False
    load, equal, give, allow, deny = 0x20, 0x15, 0x06, 0x7FFF0000, 0x00050000 | errno.EPERM
    steps = [(load, 0, 0, 0), (equal, 0, 1, socket), (give, 0, 0, deny), (give, 0, 0, allow)]
    filter_ = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(filter_)))
    libc = ctypes.CDLL(None)
    no_new_privileges, seccomp, filter_mode = 38, 22, 2
    return not libc.prctl(no_new_privileges, 1, 0, 0, 0) and not libc.prctl(seccomp, filter_mode, program, 0, 0)


def _reply(to: IO[bytes], header: Mapping[str, Any], body: bytes = b"") -> None:
    data = json.dumps({**header, "size": len(body)}).encode()
    to.write(struct.pack(">I", len(data)) + data + body)
    to.flush()


def main(folder: str, memory: int, network: bool) -> None:
    """Open the store, say so, and answer until standard input ends."""
    asked, to = sys.stdin.buffer, sys.stdout.buffer
    try:
        store = ox.Store.read_only(folder)
    except OSError as error:
        _reply(to, {"status": 503}, f"the store cannot be opened: {error}".encode())
        return
    _confine(memory)
    closed = not network and _close_network()
    graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    _reply(to, {"status": 200, "graphs": graphs, "closed": closed})
    while size := asked.read(4):
        job = json.loads(asked.read(struct.unpack(">I", size)[0]))
        # Should the server end without ending this process, the kernel does.
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + job["seconds"]) + 5, resource.RLIM_INFINITY))
        try:
            header, body = answer(store, job)
        except Refused as refused:
            header, body = {"status": refused.status}, refused.message.encode()
        except MemoryError:
            header, body = {"status": 413}, b"the query needs too much memory"
        except OSError as error:
            header, body = {"status": 500}, f"the store cannot be read: {error}".encode()
        except Exception as error:  # whatever the store says, the next query is answered
            header, body = {"status": 400}, f"{type(error).__name__}: {error}".encode()
        _reply(to, header, body)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "network")
