"""The built graph and the tiny one, each made once in a run; xdist workers share the build on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from painkg.build.pipeline import build, ensure_built
from painkg.graph import Graph
from painkg.opening import open_snapshot
from painkg.settings import read
from tests.diff.edited import edit
from tests.stores import servers
from tests.tiny import folder, rows


@pytest.fixture(scope="session")
def built() -> Path:
    """The snapshot folder of the project's own sources."""
    return ensure_built(read(os.environ))


@pytest.fixture(scope="session")
def graph(built: Path) -> Graph:
    """The project's own graph."""
    return open_snapshot(built)


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the tiny ontology."""
    return folder.write(tmp_path_factory.mktemp("tiny") / "ontology", rows.TABLES)


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The tiny graph, built as the real one is."""
    target = tmp_path_factory.mktemp("built") / "snapshot"
    build(read({}), target, ontology=tiny_folder)
    return open_snapshot(target)


@pytest.fixture(scope="session")
def home(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two snapshots: `old`, the tiny ontology, and `new`, the same after an edit."""
    home = tmp_path_factory.mktemp("home") / "snapshots"
    changed = edit(tiny_folder, tmp_path_factory.mktemp("edited") / "ontology")
    build(read({}), home / "old", ontology=tiny_folder)
    build(read({}), home / "new", ontology=changed)
    return home


@pytest.fixture(scope="session")
def oxigraph_serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """A real `oxigraph serve`."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """A real Virtuoso."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server
