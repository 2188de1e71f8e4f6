"""The snapshots that can be compared: those that were built here, a folder, a file of a release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from painkg.build.snapshot import read_manifest
from painkg.errors import AmbiguousError, NotFoundError, SnapshotError
from painkg.graph import Graph
from painkg.opening import open_file, open_snapshot


def built(home: Path) -> dict[Path, dict[str, Any]]:
    """Return the snapshot folders among those of `home` with their manifests, newest first."""
    found = {}
    for folder in sorted(home.glob("[!.]*/"), key=lambda path: (-path.stat().st_mtime, path.name)):
        try:
            found[folder] = read_manifest(folder)
        except SnapshotError:
            continue  # a build that was stopped, or a folder of somebody else
    return found


def listed(home: Path) -> list[dict[str, Any]]:
    """Return each built snapshot with its digest, versions and counts, newest first."""
    return [
        {
            "snapshot": manifest["snapshot"],
            "data_version": manifest["data_version"],
            "code_version": manifest["code_version"],
            "counts": manifest["counts"],
        }
        for manifest in built(home).values()
    ]


def opened(name: str, home: Path) -> Graph:
    """Return the graph of a built snapshot by its digest or the start of it, of a folder, or of a file.

    :raises NotFoundError: when there is no such snapshot; it lists those that were built.
    :raises AmbiguousError: when several digests start so.
    :raises SnapshotError: when a folder holds no snapshot, or one that this code cannot read.
    :raises StoreError: when a file holds none.
    """
    path = Path(name)
    if "/" not in name and not path.suffix:
        return read(found(name, home))
    if not path.exists():
        raise NotFoundError(f"there is no folder or file {name}")
    return read(path)


def read(path: Path) -> Graph:
    """Return the graph of a snapshot folder or a file of a release, read as a whole.

    :raises SnapshotError: when a folder holds no snapshot, or one that this code cannot read.
    :raises StoreError: when a file holds none.
    """
    graph = open_snapshot(path) if path.is_dir() else open_file(path)
    try:
        graph.read()
    except (KeyError, IndexError, ValueError) as error:
        message = f"{path} was built by code that differs too much from this one: no {error}; build it anew"
        raise SnapshotError(message) from None
    return graph


def found(start: str, home: Path) -> Path:
    """Return the folder of the built snapshot whose digest, or whose folder's name, starts so.

    :raises NotFoundError: when there is none; it lists those that were built.
    :raises AmbiguousError: when there are several.
    """
    every = built(home)
    hits = [
        f for f, m in every.items() if start and start in (f.name[: len(start)], m["snapshot"][: len(start)])
    ]
    if len(hits) == 1 or (hits and len({every[f]["snapshot"] for f in hits}) == 1):
        return hits[0]
    digests = [manifest["snapshot"] for manifest in every.values()]
    if hits:
        candidates = [(every[f]["snapshot"], every[f]["data_version"]) for f in hits]
        listed = ", ".join(digest for digest, _ in candidates)
        raise AmbiguousError(f"{start!r} is the start of {listed}; write more of it", candidates)
    message = f"no snapshot {start!r} was built here; those that were: {', '.join(digests) or 'none'}"
    raise NotFoundError(message, digests)
