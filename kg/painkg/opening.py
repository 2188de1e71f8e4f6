"""Open the graph: the built snapshot, built first where its sources changed, or a store that is named."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from painkg import __version__, terms
from painkg.errors import StoreError
from painkg.graph import Graph, Release
from painkg.settings import Settings, read
from painkg.stores import Store, open_store
from painkg.stores.kept import KeptStore
from painkg.stores.pinned import PinnedStore

_RELEASE = """
PREFIX graph: <https://w3id.org/painkg/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pk: <https://w3id.org/painkg/vocab#>
SELECT ?version ?snapshot WHERE {
  GRAPH graph:about {
    <https://w3id.org/painkg/dataset> owl:versionInfo ?version OPTIONAL { ?dataset pk:snapshot ?snapshot }
  }
}
"""


def open_graph(store: str | Settings = "", report: Callable[[str], None] = lambda _: None) -> Graph:
    """Return the graph of a store, named by its selector, or the one that all settings name.

    `open_graph()` opens the built snapshot, built first where its sources changed, unless `PAINKG_STORE`
    names another; `open_graph("sparql+https://…")` the graph on a server elsewhere;
    `open_graph("oxigraph:painkg.nq.gz")` a file of a release, in memory. `report` gets a line for each step
    of a build.

    >>> open_graph("oxigraph:memory")
    Traceback (most recent call last):
    ...
    painkg.errors.StoreError: oxigraph:memory holds no painkg graph; painkg push puts one there

    :raises SourceError: when the sources have errors.
    :raises BuildError: when a build step fails.
    :raises StoreError: when a named store cannot be opened, or holds no painkg graph.
    """
    settings = read(os.environ, store=store or None) if isinstance(store, str) else store
    if settings.store:
        return _open_named(settings)
    from painkg.build.pipeline import ensure_built  # noqa: PLC0415 - a named store needs no build

    return open_snapshot(ensure_built(settings, report))


def open_snapshot(folder: Path) -> Graph:
    """Return the graph of a snapshot folder.

    :raises SnapshotError: when there is none in the folder.
    """
    from painkg.build.snapshot import KEPT, read_manifest  # noqa: PLC0415

    manifest = read_manifest(folder)
    release = Release(str(manifest["data_version"]), str(manifest["snapshot"]), __version__)
    return Graph(KeptStore.open(open_store(f"oxigraph:{folder / 'store'}"), folder / KEPT), release)


def open_file(path: Path) -> Graph:
    """Return the graph of a file `painkg.nq.gz` of a release, in memory.

    :raises StoreError: when there is no such file, or it holds no painkg graph.
    """
    return _open_named(Settings(store=f"oxigraph:{path}"))


def _open_named(settings: Settings) -> Graph:
    selector = settings.store
    store = open_store(selector, settings, terms.GRAPHS)
    if not selector.startswith("sparql+"):
        return Graph(store, _release_of(store, selector))
    whole = open_store(selector, settings)  # it keeps no list of graphs, which could be of another release
    release = _release_of(whole, selector)
    graph = Graph(PinnedStore(store, selector, release, lambda: _release_of(whole, selector)), release)
    graph.read()
    return graph


def _release_of(store: Store, selector: str) -> Release:
    """Return which release a store holds; `selector` is how it was named.

    :raises StoreError: when it holds no painkg graph.
    """
    for row in store.select(_RELEASE):
        return Release(row["version"], row.get("snapshot") or _digest(selector), __version__)
    raise StoreError(f"{selector} holds no painkg graph; painkg push puts one there")


def _digest(selector: str) -> str:
    """Return what tells a file, as the manifest of its release has it, a folder or an address from others."""
    path = Path(selector.partition(":")[2])
    if path.is_file():
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            return hashlib.sha256(file.read()).hexdigest()[:16]
    files = sorted(path.iterdir()) if path.is_dir() else []
    stated = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(stated or selector).encode()).hexdigest()[:16]
