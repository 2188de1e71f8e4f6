"""Two snapshots side by side: the tiny ontology, and the same after an edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from painkg.build.pipeline import build
from painkg.build.snapshot import read_manifest
from painkg.diff.between import between
from painkg.diff.snapshots import opened
from painkg.settings import read
from tests.diff.edited import edit


@pytest.fixture(scope="session")
def home(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two snapshots, `old` and `new`."""
    home = tmp_path_factory.mktemp("home") / "snapshots"
    changed = edit(tiny_folder, tmp_path_factory.mktemp("edited") / "ontology")
    build(read({}), home / "old", ontology=tiny_folder)
    build(read({}), home / "new", ontology=changed)
    return home


@pytest.fixture(scope="session")
def digests(home: Path) -> tuple[str, str]:
    """The digests of the two."""
    return str(read_manifest(home / "old")["snapshot"]), str(read_manifest(home / "new")["snapshot"])


@pytest.fixture(scope="session")
def found(home: Path) -> dict[str, Any]:
    """The difference between them."""
    return between(opened("old", home), opened("new", home))
