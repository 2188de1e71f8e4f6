"""Load, check, ask, print: see the head of the package."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from painkg.build.pipeline import ensure_built
from painkg.settings import read
from tests.benchmarks.sparql import hostile
from tests.benchmarks.sparql.asking import Load, Texts, ask, load
from tests.benchmarks.sparql.data import Data, graph, patients
from tests.benchmarks.sparql.engines import ENGINES, AbsentError, Running, running

CLIENTS = (1, 8, 32)
REPEATED = 50  # texts that come again and again
NEVER = 2**53
HEAVY = 3  # times as long as the light ones
Figures = dict[tuple[str, int], Load]  # kind of query, clients


def main() -> int:
    """Run everything that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sparql")
    parser.add_argument("--seconds", type=int, default=5, help="of load for each figure (default 5)")
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
    figures: dict[str, Figures] = {}
    for name in engines:
        with tempfile.TemporaryDirectory(dir=folder) as own:
            try:
                with running(name, data, Path(own)) as engine:
                    print(f"{name}: loaded in {engine.load:.1f} s, {engine.memory():,.0f} MiB")
                    _check(engine, data, answers)
                    figures[name] = _measure(engine, data, subjects, seconds)
                    print(f"    memory at the end {engine.memory():,.0f} MiB\n", flush=True)
            except AbsentError as reason:
                print(f"{name}: {reason}\n")
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


def _measure(engine: Running, data: Data, subjects: Path, seconds: int) -> Figures:
    found: Figures = {}
    asked = 0
    for kind, templates, many, longer in (
        ("never repeated", data.light, NEVER, 1),
        ("repeated", data.light, REPEATED, 1),
        ("heavy, never repeated", data.heavy, NEVER, HEAVY),
    ):
        for clients in CLIENTS:
            texts = Texts(templates, subjects, asked, many)
            some = load(engine.port, engine.path, texts, clients, seconds * longer)
            asked += some.asked + clients
            found[kind, clients] = some
            failed = f", {some.failed} FAILED" if some.failed else ""
            print(
                f"    {kind:<22} {clients:>2} clients {some.rate:>10,.1f} /s"
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
