"""The mappings are valid SSSOM by the library of that format, and no row of them is lost on it.

The library drags in a hundred packages, so it lives in `.venv-sssom`, made from requirements/sssom.txt:
`python3 -m venv .venv-sssom`, then
`.venv-sssom/bin/pip install --no-deps --require-hashes -r requirements/sssom.txt`.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from painkg import terms

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-sssom" / "bin" / "python"
MAPPINGS = ROOT / "ontology" / "mappings" / "painkg.sssom.tsv"
# `sssom validate` ends with 0 for a file without a licence, and for rows without an id, which it drops.
READ = """
import json, sys
from sssom.parsers import parse_sssom_table
from sssom.validators import validate
read = parse_sssom_table(sys.argv[1])
reports = validate(read, fail_on_error=False)
problems = [result.message for report in reports.values() for result in report.results]
print(json.dumps({"problems": problems, "rows": len(read.df), "licence": read.metadata.get("license"),
                  "prefixes": dict(read.converter.bimap)}))
"""


@pytest.fixture(scope="module")
def read() -> dict[str, object]:
    if not PYTHON.exists():
        if os.environ.get("PAINKG_CI"):
            pytest.fail(f"{PYTHON} is not there; .ci/run makes it")
        pytest.skip(f"{PYTHON} is not there; the head of this file says how to make it")
    command = [str(PYTHON), "-c", READ, str(MAPPINGS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_mappings_are_valid(read: dict[str, object]) -> None:
    assert read["problems"] == []


def test_every_row_and_the_licence_are_read(read: dict[str, object]) -> None:
    lines = MAPPINGS.read_text(encoding="utf-8").splitlines()
    assert read["rows"] == sum(not line.startswith("#") for line in lines) - 1
    assert f"# license: {read['licence']}" in lines


def test_the_prefixes_of_the_file_are_those_of_the_project() -> None:
    lines = MAPPINGS.read_text(encoding="utf-8").splitlines()
    start = lines.index("# curie_map:") + 1
    declared = dict(
        line.removeprefix("#   ").split(": ", 1) for line in lines[start:] if line.startswith("#   ")
    )
    ours = terms.prefixes()
    assert declared == {prefix: ours[prefix] for prefix in declared}
