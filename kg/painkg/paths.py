"""Where the ontology, the queries and the snapshots lie: in a checkout, or in an installed package."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def is_checkout() -> bool:
    """Say whether the package runs from a checkout of the project."""
    return (_CHECKOUT / "ontology" / "columns.tsv").is_file()


def ontology_dir() -> Path:
    """Return the folder of the curators' files."""
    return _CHECKOUT / "ontology" if is_checkout() else _PACKAGE / "data" / "ontology"


def queries_dir() -> Path:
    """Return the folder of the named queries, checks and inference rules."""
    return _CHECKOUT / "queries" if is_checkout() else _PACKAGE / "data" / "queries"


def home_dir(configured: str = "") -> Path:
    """Return the folder that holds the snapshots; it need not exist yet."""
    if configured:
        return Path(configured).expanduser()
    if is_checkout():
        return _CHECKOUT / "build"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "painkg"
