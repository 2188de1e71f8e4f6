"""Start the server: find or copy the data that `/sparql` serves, or load `--data`; listen."""

from __future__ import annotations

import gc
import io
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox

from painkg.errors import ParameterError, StoreError
from painkg.graph import Graph
from painkg.opening import open_graph
from painkg.settings import Settings
from painkg.stores import Store, Term

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
_GRAPHS = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
_PAUSE = 5.0  # seconds between two lines on a long file
Report = Callable[[str], None]
UVICORN: dict[str, Any] = {  # the rest as it comes
    "http": "painkg_api.connections:Connection",
    "ws": "none",
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "timeout_graceful_shutdown": 3,
}


def serve(settings: Settings, report: Report, data: Sequence[str] = ()) -> None:
    """Serve the graph until interrupted; `data` are the files that `/sparql` serves instead of it.

    :raises ParameterError: when a file of `data` is not there, or of no known format.
    :raises PainkgError: when the graph cannot be opened.
    """
    import uvicorn  # noqa: PLC0415 - slow to load, and only a server needs it

    from painkg_api.app import create_app  # noqa: PLC0415

    signal.signal(signal.SIGTERM, _leave)
    graph = open_graph(settings, report)
    graph.read()
    gc.freeze()  # the graph stays: without this, the collector walks all of it while answers are made
    gc.set_threshold(50_000, 20, 20)  # answers are kept too, and make no cycles
    with tempfile.TemporaryDirectory(prefix="painkg-") as name:
        aside = Path(name)
        served = load(data, settings, aside, report) if data else _held(settings, graph, aside, report)
        app = create_app(graph, settings, served, strict=bool(data))
        address = f"http://{settings.host}:{settings.port}"
        report(f"painkg serves data {graph.release.data_version} on {address} (docs at /docs)")
        uvicorn.run(app, host=settings.host, port=settings.port, **UVICORN)


def _leave(*_: object) -> NoReturn:
    raise SystemExit(128 + signal.SIGTERM)  # by default nothing that stands in the way would be cleared away


def _held(settings: Settings, graph: Graph, aside: Path, report: Report) -> Path:
    """Return the file or folder of the graph: what the settings name, else a copy."""
    if not settings.store:
        from painkg.build.pipeline import ensure_built  # noqa: PLC0415

        return ensure_built(settings, report) / "painkg.nq.gz"
    scheme, _, rest = settings.store.partition(":")
    if scheme in ("oxigraph", "rdflib") and Path(rest).exists():
        return Path(rest)
    return copy(graph.store, aside / "data.nq", report)


def copy(store: Store, path: Path, report: Report) -> Path:
    """Write the named graphs of any store to a file of N-Quads and return its path.

    `/sparql` runs texts from outside in processes that can be killed and reach no network.

    :raises StoreError: when the store fails, or gives less than it counts.
    """
    with path.open("wb") as file:
        for row in store.select(_GRAPHS):
            graph, count = ox.NamedNode(row["graph"]), int(row["n"])
            triples = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
            if len(triples) != count:
                raise StoreError(f"graph {graph} holds {count} triples and the store gave {len(triples)}")
            quads = (ox.Quad(_node(s), _node(p), _node(o), graph) for s, p, o in triples)  # type: ignore[arg-type]
            ox.serialize(quads, file, format=ox.RdfFormat.N_QUADS)
            report(f"copied {graph.value}, {count} triples")
    return path


def _node(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.kind == "bnode":
        return ox.BlankNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))


def load(files: Sequence[str], settings: Settings, folder: Path, report: Report) -> Path:
    """Put files, each `FILE` or `IRI=FILE`, into one of N-Quads, or a store on disk, and return its path.

    :raises ParameterError: when a file is not there, of no known format, or cannot be parsed.
    """
    parsed = {item: _parse(item) for item in files}
    large = sum(path.stat().st_size for _, path in parsed.values()) > settings.data_in_memory * 2**20
    store = ox.Store(str(folder / "store")) if large else ox.Store()
    for item, (iri, path) in parsed.items():
        try:
            graph = ox.NamedNode(iri) if iri else None
            with _Watched(path, report) as file:
                store.bulk_load(file, _FORMATS[path.suffix], base_iri=path.as_uri(), to_graph=graph)
        except (SyntaxError, ValueError) as error:
            raise ParameterError(f"--data {item}: {error}", "data") from None
        report(f"loaded {path.name}, {len(store)} triples in all")
    if not large:
        store.dump(folder / "data.nq", ox.RdfFormat.N_QUADS)
        return folder / "data.nq"
    report("optimising")
    store.optimize()
    del store
    return folder / "store"


class _Watched(io.FileIO):
    """A file that tells every few seconds how much of it has been read."""

    def __init__(self, path: Path, report: Report) -> None:
        super().__init__(path)
        self._report, self._path, self._told = report, path, time.monotonic()

    def read(self, size: int | None = -1) -> bytes:
        """Read as a file does."""
        if time.monotonic() - self._told > _PAUSE:
            self._told = time.monotonic()
            whole = self._path.stat().st_size
            self._report(f"loading {self._path.name}: {self.tell() / 1e6:.0f} of {whole / 1e6:.0f} MB")
        return super().read(size)


def _parse(item: str) -> tuple[str, Path]:
    iri, _, rest = item.rpartition("=")
    path = Path(item) if Path(item).is_file() else Path(rest)
    if not path.is_file():
        raise ParameterError(f"--data {item}: no such file", "data")
    if path.suffix not in _FORMATS:
        raise ParameterError(f"--data {item}: ends in none of {', '.join(_FORMATS)}", "data")
    return ("" if str(path) == item else iri), path.resolve()
