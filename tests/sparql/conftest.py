"""Two small servers that several files of tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sparql.served import Server, serving

DATA = "".join(f'<urn:s{i}> <urn:p> "value {i}, \\"quoted\\"\\nand {{}}}},{{" .\n' for i in range(300))
OTHER = '<urn:other> <urn:p> "a+b" .\n<urn:other> <urn:q> _:x .\n'


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A default graph of 300 triples, and `urn:g` of two."""
    folder: Path = tmp_path_factory.mktemp("data")
    (folder / "default.nt").write_text(DATA)
    (folder / "other.nt").write_text(OTHER)
    return [str(folder / "default.nt"), f"urn:g={folder / 'other.nt'}"]


@pytest.fixture(scope="session")
def server(data: list[str]) -> Iterator[Server]:
    """A server with a deadline of a second and a half, and more memory than a query can fill in it."""
    with serving(data, deadline="1.5", body_limit="200000", worker_memory="8192") as opened:
        yield opened


@pytest.fixture(scope="session")
def narrow(data: list[str], server: Server) -> Iterator[Server]:
    """A server with one place, little memory, 100 rows, 20,000 bytes; it may call the other."""
    there = f"https://sparql.example.org/ http://127.0.0.1:{server.port}/sparql"
    places = {"workers": "1", "queue_limit": "3", "worker_memory": "2048"}
    limits = {"row_limit": "100", "result_limit": "20000", "deadline": "2"}
    with serving(data, services=there, **places, **limits) as opened:
        yield opened
