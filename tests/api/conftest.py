"""The HTTP application on the real graph, spoken to without a socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from painkg.graph import Graph
from painkg.settings import read
from painkg_api.app import create_app


@pytest.fixture(scope="session")
def client(graph: Graph, built: Path) -> Iterator[TestClient]:
    """A client of the application."""
    with opened(graph, built) as client:
        yield client


def opened(graph: Graph, built: Path) -> TestClient:
    """Return a client of the application on a graph; `/sparql` reads the file of the snapshot folder."""
    return TestClient(create_app(graph, read({}, deadline=2.0, workers=1), built / "painkg.nq.gz"))
