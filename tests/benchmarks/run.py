"""`python -m tests.benchmarks.run`: build, cold start, and every door beside its floor, in one run.

Repeated answers stand beside a bare FastAPI route that returns the same bytes under the same server; answers
that were never given before, beside the function that makes their bytes, called in process.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from painkg.answers.options import options
from painkg.build.pipeline import build, ensure_built
from painkg.opening import open_snapshot
from painkg.settings import read
from tests.benchmarks.doors import DOORS, POINT, QUESTION, SPINE, Door
from tests.benchmarks.load import Connection, Measured, each, load

PORT, BARE_PORT = 8765, 8766
SECONDS = 0.2  # of load at a time; painkg and the bare route take turns, for the machine is not ours alone
TURNS = 9
COMMAND = [sys.executable, "-m", "painkg_api.cli"]


def say(name: str, *cells: str) -> None:
    """Print a row."""
    print(f"{name:<56}" + "".join(f"{cell:>17}" for cell in cells), flush=True)


def clock_each(work: Callable[[str], object], values: Iterable[str]) -> Measured:
    """Return what the work takes on each value."""
    measured = Measured()
    for value in values:
        start = time.perf_counter()
        work(value)
        measured.milliseconds.append((time.perf_counter() - start) * 1000)
    return measured


def clock(name: str, work: Callable[[], object], times: int) -> None:
    """Print median and 99th percentile of what the work takes."""
    measured = clock_each(lambda _: work(), [""] * times)
    say(name, f"{measured.part(0.5):.2f} ms p50", f"{measured.part(0.99):.2f} ms p99")


@contextmanager
def serving(command: list[str], port: int) -> Iterator[float]:
    """Run a server, and give the seconds until it answered."""
    start = time.perf_counter()
    server = subprocess.Popen(command)
    try:
        while True:
            try:
                connection = Connection(port)
                break
            except OSError:
                time.sleep(0.02)
        connection.ask(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.close()
        yield time.perf_counter() - start
    finally:
        server.terminate()
        server.wait()


def starts(built: Path) -> None:
    """Print what building and opening take."""
    with tempfile.TemporaryDirectory() as folder:
        build(read(os.environ), Path(folder) / "snapshot", lambda line: say(f"build: {line[:60]}"))
    clock("open the graph, first options", lambda: options(open_snapshot(built), SPINE), 5)
    clock("cold start: painkg --version", lambda: run("--version"), 5)
    clock("cold start: painkg ask", lambda: run("ask", QUESTION.format(SPINE)), 5)
    graph = open_snapshot(built)
    clock("a point query in process", lambda: graph.store.select(POINT.format("PAINKG_0010003")), 500)


def run(*words: str) -> None:
    """Run a command of painkg to its end."""
    subprocess.run([*COMMAND, *words], capture_output=True, check=True)


def never_repeated(built: Path, offered: list[Door]) -> None:
    """Print each door when it is asked something new each time, beside the same in process."""
    say("\nNever repeated, 1 client", "over HTTP", "in process", "ratio")
    graph = open_snapshot(built)
    graph.read()
    gc.freeze()  # as the server does
    for door in offered:
        values = [value for value in door.values(graph) if value != door.often]
        if not values:
            continue
        asked = each(PORT, [door.request(value) for value in values])
        cells = [f"{asked.part(0.5):.2f} ms p50"]
        if door.floor is not None:
            floor = clock_each(partial(door.floor, graph), values).part(0.5)
            cells += [f"{floor:.2f} ms p50", f"{asked.part(0.5) / floor:.2f}"]
        say(f"{door.name} ({len(asked.milliseconds)} answers)", *cells)


def repeated(offered: list[Door]) -> None:
    """Print each door when it is asked the same again and again, beside a bare route with the same bytes."""
    say("\nRepeated", "painkg", "bare route", "ratio")
    for coding in ("identity", "gzip"):
        for door in offered:
            request = door.request(door.often, coding)
            connection = Connection(PORT)
            _, headers, body = connection.ask(request)
            connection.close()
            name = f"{door.name}, {coding}, {len(body) / 1000:.1f} kB"
            with tempfile.TemporaryDirectory() as folder:
                same = {k: v for k, v in headers.items() if k in ("content-type", "content-encoding", "etag")}
                (Path(folder) / "same").write_bytes(body)
                (Path(folder) / "same.json").write_text(json.dumps(same))
                command = [sys.executable, "-m", "tests.benchmarks.bare", str(BARE_PORT), folder]
                with serving(command, BARE_PORT):
                    beside(name, request, door.request(door.often, coding, "/same"))


def beside(name: str, request: bytes, bare_request: bytes) -> None:
    """Print the throughput of painkg and of the bare route, medians over turns, and the median ratio."""
    for clients in (1, 8):
        pairs = [
            (load(PORT, request, clients, SECONDS).rate, load(BARE_PORT, bare_request, clients, SECONDS).rate)
            for _ in range(TURNS)
        ]
        painkg, bare = (statistics.median(rates) for rates in zip(*pairs, strict=True))
        ratio = statistics.median(mine / theirs for mine, theirs in pairs)
        cells = [f"{painkg:.0f} /s", f"{bare:.0f} /s", f"{ratio:.0%}"]
        say(f"{name}, {clients} client{'s' * (clients > 1)}", *cells)


def offered_of(doors: tuple[Door, ...]) -> list[Door]:
    """Return the doors that the server has; say which it has not."""
    connection = Connection(PORT)
    found = []
    for door in doors:
        status, _, body = connection.ask(door.request(door.often))
        if status == 200:
            found.append(door)
        else:
            print(f"{door.name}: left out, {status} {body[:120].decode()}")
    connection.close()
    return found


def main() -> None:
    """Run everything, or the doors alone with `--doors`."""
    built = ensure_built(read(os.environ))
    if "--doors" not in sys.argv:
        starts(built)
    with serving([*COMMAND, "serve", "--port", str(PORT)], PORT) as seconds:
        say("cold start: serve to /healthz", f"{seconds:.2f} s")
        offered = offered_of(DOORS)
        never_repeated(built, offered)
        repeated(offered)


if __name__ == "__main__":
    main()
