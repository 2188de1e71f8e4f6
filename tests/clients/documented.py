"""The blocks of code in docs/clients.md: each is run as it stands, on another address, for another query."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
QUERY = "queries/sources/recommendation_counts.rq"  # what every block asks
Row = tuple[tuple[str, str], ...]  # variable and text, of what is bound

_BLOCK = re.compile(
    r"^## (?P<tool>[^\n]+)\n(?:(?!^## ).)*?^```(?P<language>\w+)\n(?P<code>.*?)^```", re.M | re.S
)
_RUN = {"sh": ["bash", "-euc"], "r": ["Rscript", "-e"]}
# tool → what must be there, and how .ci/run gets it
NEEDS = {
    "curl": ("curl", "apt-get install curl"),
    "R": ("Rscript", "apt-get install r-base-core"),
    "roqet": ("roqet", "apt-get install rasqal-utils"),
    "Comunica": (
        "tests/clients/comunica/node_modules/.bin/comunica-sparql",
        "npm ci in tests/clients/comunica",
    ),
}


def blocks() -> dict[str, tuple[str, str]]:
    """Return tool → language and code."""
    page = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    return {match["tool"]: (match["language"], match["code"]) for match in _BLOCK.finditer(page)}


def missing(tool: str) -> str:
    """Return why a tool cannot be run here, or ""."""
    program, cure = NEEDS.get(tool, ("python3", ""))
    return "" if shutil.which(program) or (ROOT / program).exists() else f"no {program}; {cure}"


def run(tool: str, address: str, query: str) -> list[Row]:
    """Return the rows that a block gives when it asks this address for this query file."""
    language, code = blocks()[tool]
    assert QUERY in code or Path(QUERY).stem in code
    code = code.replace("http://127.0.0.1:8000", address).replace(QUERY, query)
    code = code.replace(Path(QUERY).stem, Path(query).stem)
    if language == "python":
        names: dict[str, object] = {}
        exec(code, names)
        return _rows(names["rows"])
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = [*_RUN[language], code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    printed = done.stdout.decode()
    if printed.startswith("{"):
        return rows(_texts(row) for row in json.loads(printed)["results"]["bindings"])
    return rows(csv.DictReader(io.StringIO(printed, newline="")))


def _texts(row: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: cell["value"] for name, cell in row.items()}


def rows(found: Iterable[Mapping[str, object]]) -> list[Row]:
    """Return rows as sorted tuples of texts, without what is unbound."""
    return sorted(
        tuple(sorted((name, str(cell)) for name, cell in row.items() if cell not in (None, "")))
        for row in found
    )


def _rows(found: object) -> list[Row]:
    if isinstance(found, pd.DataFrame):
        found = found.astype(object).where(found.notna(), None).to_dict("records")
    assert isinstance(found, list)
    return rows(found)
