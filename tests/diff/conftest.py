"""The difference between the two snapshots of the tiny ontology."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from painkg.build.snapshot import read_manifest
from painkg.diff.between import between
from painkg.diff.snapshots import opened


@pytest.fixture(scope="session")
def digests(home: Path) -> tuple[str, str]:
    """The digests of the two."""
    return str(read_manifest(home / "old")["snapshot"]), str(read_manifest(home / "new")["snapshot"])


@pytest.fixture(scope="session")
def found(home: Path) -> dict[str, Any]:
    """The difference between them."""
    return between(opened("old", home), opened("new", home))
