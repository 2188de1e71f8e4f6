"""Snapshots: folders named by the digest of their inputs, written aside and renamed when complete."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from painkg import paths
from painkg.errors import SnapshotError

KEPT = "opening.json"  # the answers that opening the graph asks for; like the store, no release file
_KEEP = 4  # snapshots kept beside the newest, so that a server on an older one goes on


def inputs(ontology: Path, queries: Path) -> dict[str, str]:
    """Return the digest of every file that a build depends on, the code that builds among them."""
    package = Path(__file__).resolve().parents[1]
    roots = {
        "ontology": (ontology, ("*.tsv", "*.ttl", "*.owl", "*.rdf", "*.nt")),
        "queries": (queries, ("*.rq",)),
        "painkg/build": (package / "build", ("*.py",)),
        "painkg/source": (package / "source", ("*.py",)),
        "painkg/queries": (package / "queries", ("*.py",)),
        "painkg/stores": (package / "stores", ("*.py",)),
        "painkg": (package, ("__init__.py", "rdf.py", "terms.py")),
    }
    found = {}
    for name, (root, patterns) in roots.items():
        for path in sorted({p for pattern in patterns for p in root.rglob(pattern)}):
            key = f"{name}/{path.relative_to(root).as_posix()}"
            found[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def key_of(found: dict[str, str]) -> str:
    """Return the name of the snapshot of these inputs."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a snapshot.

    :raises SnapshotError: when the folder holds no complete snapshot.
    """
    path = folder / "manifest.json"
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SnapshotError(f"{folder} holds no snapshot; run painkg build") from None
    except ValueError:
        raise SnapshotError(f"{path} is damaged; delete the folder and run painkg build") from None
    return content


def write(folder: Path, files: dict[str, bytes], canonical: bytes) -> None:
    """Write the files and the on-disk store of a snapshot aside, then rename them to `folder`.

    A folder that is already there is replaced only once the new one is complete.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        store = ox.Store(str(aside / "store"))
        store.bulk_load(canonical, format=ox.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        del store
        for name, data in files.items():
            (aside / name).write_bytes(data)
        _swap(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _swap(aside: Path, folder: Path) -> None:
    if not folder.exists():
        aside.rename(folder)
        return
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    folder.rename(old)
    aside.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the build lock of a folder of snapshots, so that two processes do not build the same at once."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as held:
        try:
            import fcntl  # noqa: PLC0415 - not on Windows, where both build and the last rename wins
        except ImportError:
            yield
            return
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def prune(folder: Path, newest: str) -> None:
    """Delete all but the newest snapshots of a folder, and what killed builds left behind."""
    for path in folder.glob(".*.tmp"):
        shutil.rmtree(path, ignore_errors=True)
    rest = [p for p in folder.iterdir() if p.is_dir() and p.name != newest and not p.name.startswith(".")]
    for path in sorted(rest, key=lambda p: p.stat().st_mtime, reverse=True)[_KEEP:]:
        shutil.rmtree(path, ignore_errors=True)


def snapshots_dir(home: str) -> Path:
    """Return the folder that holds the snapshots."""
    return paths.home_dir(home) / "snapshots"
