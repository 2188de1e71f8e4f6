"""Start the server: find the on-disk store that `/sparql` reads, load `--data`, listen."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from painkg.errors import ParameterError
from painkg.opening import open_graph
from painkg.settings import Settings

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
Report = Callable[[str], None]
UVICORN: dict[str, Any] = {  # the rest as it comes
    "http": "painkg_api.connections:Connection",
    "log_level": "warning",
    "access_log": False,
}


def serve(settings: Settings, report: Report, data: Sequence[str] = ()) -> None:
    """Serve the graph until interrupted; `data` are the files that `/sparql` serves instead of it.

    :raises ParameterError: when a file of `data` is not there, or of no known format.
    :raises PainkgError: when the graph cannot be opened.
    """
    import uvicorn  # noqa: PLC0415 - slow to load, and only a server needs it

    from painkg_api.app import create_app  # noqa: PLC0415

    graph = open_graph(settings, report)
    graph.read()
    gc.freeze()  # the graph stays: without this, the collector walks all of it while answers are made
    with tempfile.TemporaryDirectory(prefix="painkg-") as aside:
        store = load(data, Path(aside), report) if data else store_folder(settings, report)
        app = create_app(graph, settings, store, strict=bool(data))
        address = f"http://{settings.host}:{settings.port}"
        report(f"painkg serves data {graph.release.data_version} on {address} (docs at /docs)")
        uvicorn.run(app, host=settings.host, port=settings.port, **UVICORN)


def store_folder(settings: Settings, report: Report) -> Path:
    """Return the folder of the on-disk store that the settings name.

    :raises ParameterError: when the store is not on disk.
    """
    if settings.store:
        scheme, _, rest = settings.store.partition(":")
        if scheme != "oxigraph" or not Path(rest).is_dir():
            raise ParameterError(
                f"serve needs a store on disk (oxigraph:<dir>), and {settings.store!r} is not", "store"
            )
        return Path(rest)
    from painkg.build.pipeline import ensure_built  # noqa: PLC0415

    return ensure_built(settings, report) / "store"


def load(files: Sequence[str], folder: Path, report: Report) -> Path:
    """Load files, each `FILE` or `IRI=FILE`, into a new on-disk store and return its folder.

    :raises ParameterError: when a file is not there, of no known format, or cannot be parsed.
    """
    store = ox.Store(str(folder / "store"))
    for item in files:
        iri, path = _parse(item)
        try:
            graph = ox.NamedNode(iri) if iri else None
            store.bulk_load(
                path=str(path), format=_FORMATS[path.suffix], to_graph=graph, base_iri=path.as_uri()
            )
        except (SyntaxError, ValueError) as error:
            raise ParameterError(f"--data {item}: {error}", "data") from None
        report(f"loaded {path.name}, {len(store)} triples in all")
    store.optimize()
    del store
    return folder / "store"


def _parse(item: str) -> tuple[str, Path]:
    iri, _, rest = item.rpartition("=")
    path = Path(item) if Path(item).is_file() else Path(rest)
    if not path.is_file():
        raise ParameterError(f"--data {item}: no such file", "data")
    if path.suffix not in _FORMATS:
        raise ParameterError(f"--data {item}: ends in none of {', '.join(_FORMATS)}", "data")
    return ("" if str(path) == item else iri), path.resolve()
