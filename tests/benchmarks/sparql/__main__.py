"""Load, check, ask, print: see the head of the package."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from painkg.build.pipeline import ensure_built
from painkg.settings import read
from tests.benchmarks.sparql import hostile
from tests.benchmarks.sparql.asking import Load, Texts, ask, load, middle
from tests.benchmarks.sparql.data import Data, graph, patients
from tests.benchmarks.sparql.engines import ENGINES, AbsentError, Running, running

CLIENTS = (1, 8, 32)
REPEATED = 50  # texts that come again and again
NEVER = 2**53
HEAVY = 3  # times as long as the light ones
TURNS = 3  # of each engine; the figures are those in the middle
Figures = dict[tuple[str, int], Load]  # kind of query, clients


def main() -> int:
    """Run everything that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sparql")
    parser.add_argument("--seconds", type=int, default=3, help="of load in each turn (default 3)")
    parser.add_argument("--triples", type=int, default=1_000_000, help="of the patients (default a million)")
    parser.add_argument("--engine", action="append", choices=list(ENGINES), help="only this; may be repeated")
    parser.add_argument("--data", action="append", choices=["graph", "patients"], help="only this")
    given = parser.parse_args()
    if not shutil.which("wrk"):
        print("no wrk here; apt-get install wrk", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and the engines end with it
    with tempfile.TemporaryDirectory(prefix="painkg-benchmark-") as name:
        folder = Path(name)
        makers = {
            "graph": lambda: graph(ensure_built(read(os.environ)) / "painkg.nq.gz", folder),
            "patients": lambda: patients(given.triples, folder),
        }
        for kind in given.data or makers:
            data = makers[kind]()
            print(f"\n{data.name.upper()}: {data.triples:,} triples; {os.cpu_count()} processors\n")
            _compare(data, given.engine or list(ENGINES), given.seconds, folder)
    if "painkg" in (given.engine or ENGINES):
        hostile.main()
    return 0


def _compare(data: Data, engines: list[str], seconds: int, folder: Path) -> None:
    subjects = folder / "subjects"
    subjects.write_text("".join(quote(subject, safe="") + "\n" for subject in data.subjects))
    answers: dict[str, list[str]] = {}
    with ExitStack() as stack:
        started: dict[str, Running] = {}
        for name in engines:
            own = stack.enter_context(tempfile.TemporaryDirectory(dir=folder))
            try:
                engine = started[name] = stack.enter_context(running(name, data, Path(own)))
            except AbsentError as reason:
                print(f"{name}: {reason}\n")
                continue
            print(f"{name}: loaded in {engine.load:.1f} s, {engine.memory():,.0f} MiB", flush=True)
            _check(engine, data, answers)
            engine.pause()
        figures = _measure(started, data, subjects, seconds)
        for name, engine in started.items():
            print(f"{name}: {engine.memory():,.0f} MiB at the end")
    _ratios(figures)


def _check(engine: Running, data: Data, answers: dict[str, list[str]]) -> None:
    """Say how long each query takes alone, and where its answer is unlike that of the first engine."""
    for text in [*data.light, *data.heavy]:
        query = text.replace("SUBJECT", data.subjects[len(data.subjects) // 2]).replace("NUMBER", "999")
        shown = text.partition("> SELECT ")[2] or text.partition("> ASK ")[2] or text
        try:
            rows, seconds = ask(engine.port, engine.path, query)
        except (OSError, ValueError) as error:
            print(f"    FAILED {type(error).__name__} {str(error)[:60]}: {shown[:80]}")
            continue
        expected = answers.setdefault(text, rows)
        unlike = (
            "" if rows == expected else f"  UNLIKE the first engine ({len(rows)} rows, not {len(expected)})"
        )
        if text in data.heavy or unlike:
            print(f"    alone {seconds * 1000:>9,.1f} ms, {len(rows):>6} rows: {shown[:60]}{unlike}")


def _measure(engines: dict[str, Running], data: Data, subjects: Path, seconds: int) -> dict[str, Figures]:
    """Ask the engines in turns, so that what else the machine does meets all of them; others stand still."""
    found: dict[str, Figures] = {name: {} for name in engines}
    asked = dict.fromkeys(engines, 0)
    for kind, templates, many, longer in (
        ("never repeated", data.light, NEVER, 1),
        ("repeated", data.light, REPEATED, 1),
        ("heavy, never repeated", data.heavy, NEVER, HEAVY),
    ):
        for clients in CLIENTS:
            turns: dict[str, list[Load]] = {name: [] for name in engines}
            for name, engine in [*engines.items()] * TURNS:
                texts = Texts(templates, subjects, asked[name], many)
                with engine.awake():
                    turns[name].append(load(engine.port, engine.path, texts, clients, seconds * longer))
                asked[name] += turns[name][-1].asked + clients
            for name, loads in turns.items():
                found[name][kind, clients] = some = middle(loads)
                failed = f", {some.failed} FAILED" if some.failed else ""
                print(
                    f"    {kind:<22} {clients:>2} clients {name:<26} {some.rate:>10,.1f} /s"
                    f" {some.p50:>10,.2f} ms p50 {some.p99:>10,.2f} ms p99{failed}",
                    flush=True,
                )
    return found


def _ratios(figures: dict[str, Figures]) -> None:
    """Print how many times the throughput of each other engine painkg has."""
    ours = figures.pop("painkg", None)
    for name, theirs in figures.items() if ours else ():
        for kind in dict.fromkeys(kind for kind, _ in theirs):
            shown = "   ".join(
                f"{n} clients {ours[kind, n].rate / theirs[kind, n].rate:,.2f}"
                if theirs[kind, n].rate
                else f"{n} clients: it gave no answer"
                for n in CLIENTS
            )
            print(f"painkg / {name:<26} {kind:<22} {shown}")


if __name__ == "__main__":
    raise SystemExit(main())
