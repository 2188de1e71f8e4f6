"""One snapshot gives one answer, to the byte, in every process: replicas share its ETag.

Python's sets are in another order in each process; what an answer lists must not be.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from starlette.testclient import TestClient

from painkg.opening import open_graph
from painkg.settings import read
from painkg_api.app import create_app
from tests.api.test_doors import ANSWERS

CONDITIONS = ["chronic back pain", "neuropathic pain", "knee osteoarthritis pain", "migraine"]
BLANK = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(ISBLANK(?s)) }"
PATIENT = {
    "age": 72,
    "medications": ["warfarin", "tramadol", "sertraline"],
    "conditions": ["chronic kidney disease", "glaucoma"],
    "prior_treatments": ["TENS"],
}


def main() -> None:
    """Print a digest of each answer; `/sparql` serves the file that is named."""
    with TestClient(create_app(open_graph(), read({}, workers=1), Path(sys.argv[1]))) as client:
        for path in ANSWERS:
            print(path, hashlib.sha256(client.get(path).content).hexdigest())
        for condition in CONDITIONS:
            answer = client.post("/options", json={"condition": condition, "patient": PATIENT})
            print(condition, hashlib.sha256(answer.content).hexdigest())
        answer = client.post("/sparql", data={"query": BLANK}, headers={"accept": "application/n-triples"})
        print(answer.status_code, hashlib.sha256(answer.content).hexdigest())


def test_every_process_gives_the_same_bytes(built: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.api.test_same_bytes", str(built / "painkg.nq.gz")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    one, other = (process.communicate()[0].splitlines() for process in running)
    assert len(one) == len(ANSWERS) + len(CONDITIONS) + 1
    assert one[-1].startswith("200 ")
    assert one == other


if __name__ == "__main__":
    main()
