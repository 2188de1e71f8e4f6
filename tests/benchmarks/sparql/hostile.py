"""What one client gets while another asks for a cross product in order, which no engine can finish."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

from tests.benchmarks.sparql.engines import wait
from tests.stores.servers import ports

DEADLINE = 3
CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
_ASK = "ASK { ?s ?p ?o FILTER(%d > 0) }"


def main() -> None:
    """Print how soon the cross product is stopped, and how long the other client waits meanwhile."""
    (port,) = ports(1)
    command = [sys.executable, "-m", "painkg_api.cli", "serve", "--port", str(port)]
    # more memory than it fills in that time, else it ends sooner
    environment = {**os.environ, "PAINKG_DEADLINE": str(DEADLINE), "PAINKG_WORKER_MEMORY": "8192"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait(process, lambda: _asked(port, _ASK % 1)[0] == 200)
            _measure(port)
        finally:
            process.terminate()


def _measure(port: int) -> None:
    crossing: list[tuple[int, float]] = []
    thread = threading.Thread(target=lambda: crossing.append(_asked(port, CROSS)))
    thread.start()
    times = []
    while thread.is_alive():
        status, seconds = _asked(port, _ASK % (len(times) + 2))
        assert status == 200
        times.append(seconds * 1000)
    ((status, seconds),) = crossing
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[-1]
    print(f"\nA cross product in order, deadline {DEADLINE} s: stopped with {status} after {seconds:.2f} s")
    print(f"    meanwhile {len(times)} ASK: {p50:.2f} ms p50 {p99:.2f} ms p99 {max(times):.2f} ms at most")


def _asked(port: int, query: str) -> tuple[int, float]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.perf_counter()
    try:
        connection.request("GET", f"/sparql?{urlencode({'query': query})}")
        response = connection.getresponse()
        response.read()
        return response.status, time.perf_counter() - begun
    finally:
        connection.close()
