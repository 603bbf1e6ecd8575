"""The SPARQL endpoint of a built instance under 16 clients: 12 ask light queries, 4 ask heavy ones."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

LIGHT = (
    "SELECT ?p ?o { :kubernetes ?p ?o } LIMIT 20",
    "SELECT ?name { :etcd rdfs:label ?name }",
    "ASK { ?s schema:mentions :prometheus }",
    "SELECT ?source ?n { ?a ts:entity :envoy ; ts:source ?source ; ts:mentions ?n } ORDER BY DESC(?n) LIMIT 5",
    "DESCRIBE :helm",
)
HEAVY = """SELECT ?e (COUNT(*) AS ?n) { ?m oa:hasBody ?e ; oa:hasTarget/oa:hasSource ?s . ?s ts:year ?y }
GROUP BY ?e ORDER BY DESC(?n) LIMIT 10"""
HEAVIER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
SHARE = 12
CLIENTS = 16
Row = dict[str, Any]


def endpoint(root: Path, seconds: float) -> Row:
    """16 clients against a server in a process of its own: counts, and the latency of light queries."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code = (
        "import sys, uvicorn; from pathlib import Path; "
        "from kg.ingest import config; from kg.query.endpoint import app; "
        "uvicorn.run(app.make(config.read(Path(sys.argv[1]))), port=int(sys.argv[2]), log_level='warning')"
    )
    server = subprocess.Popen([sys.executable, "-c", code, str(root), str(port)], start_new_session=True)
    try:
        wait(port, server)
        before = load(port, min(seconds, 10.0), heavy=0)
        during = load(port, seconds, heavy=CLIENTS - SHARE)
        return {"clients": CLIENTS, "seconds": seconds, "light_alone": before, "mixed": during}
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def wait(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait for the server's first answer."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if server.poll() is not None:
                raise SystemExit("the server does not start") from None
            time.sleep(0.05)


def load(port: int, seconds: float, heavy: int) -> Row:
    """What `SHARE` clients with light queries, and some with heavy ones, see in that time."""
    light: list[float] = []
    slow: list[tuple[int, float]] = []
    errors: list[str] = []
    until = time.perf_counter() + seconds

    def client(number: int, weight: str) -> None:
        pick = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=200)
        turn = 0
        while time.perf_counter() < until:
            turn += 1
            text = pick.choice(LIGHT)
            if weight == "heavy":  # another text each time: nothing is known of it before
                text = f"{HEAVIER if turn % 4 == 0 else HEAVY} # {number} {turn}"
            start = time.perf_counter()
            try:
                connection.request("GET", "/sparql?" + urlencode({"query": text}))
                response = connection.getresponse()
                body = response.read()
            except OSError as error:
                errors.append(repr(error))
                connection.close()
                continue
            took = time.perf_counter() - start
            if weight == "heavy":
                slow.append((response.status, took))
            else:
                light.append(took)
            if response.status != 200 and not (weight == "heavy" and response.status == 504):
                errors.append(f"{response.status} {body[:100]!r}")

    weights = ["light"] * SHARE + ["heavy"] * heavy
    threads = [threading.Thread(target=client, args=pair) for pair in enumerate(weights)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    light.sort()
    return {
        "light": len(light),
        "median_ms": statistics.median(light) * 1000,
        "p99_ms": light[int(len(light) * 0.99)] * 1000,
        "worst_ms": light[-1] * 1000,
        "p99_over_median": light[int(len(light) * 0.99)] / statistics.median(light),
        "heavy_answered": sum(status == 200 for status, _ in slow),
        "heavy_ended_at_limit": sum(status == 504 for status, _ in slow),
        "errors": len(errors),
        "first_errors": errors[:3],
    }
