"""`python -m tests.benchmarks.run`: build, cold start, latency and throughput, side by side in one run."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from painkg.answers.ask import ask
from painkg.answers.options import options
from painkg.build.pipeline import build, ensure_built
from painkg.opening import open_snapshot
from painkg.settings import read

QUESTION = "which invasive options address chronic back pain"
PORT = 8765
SECONDS = 4.0  # of load at each number of clients


def say(name: str, *cells: str) -> None:
    """Print a row."""
    print(f"{name:<44}" + "".join(f"{cell:>18}" for cell in cells), flush=True)


def clock(work: Callable[[], object], times: int) -> list[float]:
    """Return the milliseconds of each run."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def figures(name: str, milliseconds: list[float]) -> None:
    """Print median and 99th percentile."""
    ordered = sorted(milliseconds)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    say(name, f"{statistics.median(ordered):.2f} ms p50", f"{late:.2f} ms p99")


def load(path: str, clients: int) -> None:
    """Print what `clients` threads get from the server in a few seconds."""
    until = time.perf_counter() + SECONDS
    found: list[float] = []

    def client() -> None:
        import http.client  # noqa: PLC0415

        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        while time.perf_counter() < until:
            start = time.perf_counter()
            connection.request("GET", path)
            connection.getresponse().read()
            found.append((time.perf_counter() - start) * 1000)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(found)
    late = ordered[int(len(ordered) * 0.99)]
    rate = f"{len(found) / SECONDS:.0f} /s"
    label = f"GET {path.partition('?')[0]}, {clients} client(s)"
    say(label, f"{statistics.median(ordered):.2f} ms p50", f"{late:.2f} ms p99", rate)


def main() -> None:
    """Run everything."""
    settings = read(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        build(settings, Path(folder) / "snapshot", lambda line: say(f"build: {line[:60]}"))
    built = ensure_built(settings)
    graph = open_snapshot(built)
    figures(
        "open the graph, first options", clock(lambda: options(open_snapshot(built), "chronic back pain"), 5)
    )
    figures("options in process", clock(lambda: options(graph, "chronic back pain"), 50))
    figures("options as JSON in process", clock(lambda: json.dumps(options(graph, "chronic back pain")), 50))
    figures("ask in process", clock(lambda: ask(graph, QUESTION), 50))
    point = "SELECT ?l WHERE { <https://w3id.org/painkg/PAINKG_0010003> ?p ?l } LIMIT 5"
    figures("floor: a point query in process", clock(lambda: graph.store.select(point), 500))
    command = [sys.executable, "-m", "painkg_api.cli"]
    figures(
        "cold start: painkg --version",
        clock(lambda: subprocess.run([*command, "--version"], capture_output=True, check=True), 5),
    )
    figures(
        "cold start: painkg ask",
        clock(lambda: subprocess.run([*command, "ask", QUESTION], capture_output=True, check=True), 5),
    )
    start = time.perf_counter()
    server = subprocess.Popen([*command, "serve", "--port", str(PORT)])
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz").read()
                break
            except OSError:
                time.sleep(0.02)
        say("cold start: serve to /healthz", f"{time.perf_counter() - start:.2f} s")
        for path in (
            "/options?condition=" + quote("chronic back pain"),
            "/ask?q=" + quote(QUESTION),
            "/healthz",
            "/sparql?query=" + quote(point),
        ):
            for clients in (1, 8):
                load(path, clients)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
