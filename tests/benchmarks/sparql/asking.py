"""Questions to an engine: one at a time to check it, and by `wrk` with many clients to measure it."""

from __future__ import annotations

import json
import os
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

SCRIPT = Path(__file__).with_name("load.lua")
JSON = "application/sparql-results+json"
PATIENCE = 60  # seconds for one answer


class Load(NamedTuple):
    """What clients got: answers a second, milliseconds of half and 99 in 100 of them, failures, requests."""

    rate: float
    p50: float
    p99: float
    failed: int
    asked: int


def middle(loads: list[Load]) -> Load:
    """Return the median of each figure; failures and requests are added up."""
    rates, p50s, p99s, failed, asked = zip(*loads, strict=True)
    return Load(median(rates), median(p50s), median(p99s), sum(failed), sum(asked))


def ask(port: int, path: str, query: str) -> tuple[list[str], float]:
    """Return the rows of an answer, as sorted texts with rounded numbers, and the seconds that it took.

    :raises ValueError: when the answer is no SPARQL JSON.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    begun = time.perf_counter()
    try:
        connection.request("GET", f"{path}query={quote(query, safe='')}", headers={"Accept": JSON})
        found = json.loads(connection.getresponse().read())
    finally:
        connection.close()
    seconds = time.perf_counter() - begun
    if "boolean" in found:
        return [str(found["boolean"])], seconds
    if "results" not in found:
        raise ValueError(f"no answer: {found}")
    rows = found["results"]["bindings"]
    texts = (" ".join(f"{name}={_rounded(row[name]['value'])}" for name in sorted(row)) for row in rows)
    return sorted(texts), seconds


def _rounded(text: str) -> str:
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return text


def count(port: int, path: str) -> int:
    """Return how many triples an engine holds."""
    (row,), _ = ask(port, path, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    return int(row.removeprefix("n="))


class Texts(NamedTuple):
    """The texts that are asked, made as load.lua says: from number `start` on, anew after `many` of them."""

    templates: list[str]
    subjects: Path
    start: int
    many: int


def load(port: int, path: str, texts: Texts, clients: int, seconds: int) -> Load:
    """Return what clients get that ask one query after the other."""
    environment = {
        **os.environ,
        "TEMPLATES": "\n".join(f"{path}query={quote(text, safe='')}" for text in texts.templates),
        "SUBJECTS": str(texts.subjects),
        "START": str(texts.start),
        "TEXTS": str(texts.many),
    }
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", f"{PATIENCE}s", "-s", str(SCRIPT)]
    address = f"http://127.0.0.1:{port}"
    done = subprocess.run([*command, address], env=environment, capture_output=True, text=True, check=True)
    return Load(*json.loads(done.stdout.splitlines()[-1]))
