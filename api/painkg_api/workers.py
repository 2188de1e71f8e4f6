"""Processes that run SPARQL from outside: read-only, without a way to stall or crash the server.

The engine cannot cancel a query, and small texts can overflow its stack or take all memory. So text from
outside is parsed, planned and run in a worker, which is killed at the deadline and bounded in memory.
"""

from __future__ import annotations

import asyncio
import io
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pebble import ProcessExpired, ProcessPool

from painkg.errors import DeadlineError, QueryRefusedError, QuerySyntaxError, StoreError
from painkg.settings import Settings

RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
GRAPHS = {
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True)
class Query:
    """A query from outside, and the formats that its sender takes; None where it takes none of a kind.

    `repeatable` says that it has the same answer each time.
    """

    text: str
    results: str | None = "json"
    graph: str | None = "turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    repeatable: bool = True


class NoFormatError(Exception):
    """The sender takes no format that this kind of answer has."""


class Workers:
    """A pool of processes on one on-disk store; a worker that dies is replaced."""

    def __init__(self, store: Path, settings: Settings, *, union: bool = True) -> None:
        self.deadline = settings.deadline
        self._pool = ProcessPool(
            max_workers=settings.workers,
            initializer=_open,
            initargs=(str(store), settings.worker_memory, settings.result_limit, union),
            context=multiprocessing.get_context("forkserver"),
        )

    async def answer(self, query: Query) -> tuple[str, bytes]:
        """Return the media type and the bytes of an answer.

        :raises QuerySyntaxError: when the text is wrong.
        :raises QueryRefusedError: when the answer is larger than it may be.
        :raises DeadlineError: when the query ran longer than it may; it is stopped.
        :raises StoreError: when the query took its worker down, as for lack of memory.
        :raises NoFormatError: when the sender takes no format of this kind of answer.
        """
        future = self._pool.schedule(_answer, args=[query], timeout=self.deadline)
        try:
            kind, value = await asyncio.wrap_future(future)
        except (TimeoutError, FutureTimeoutError):
            message = (
                f"the query ran longer than {self.deadline:g} s and was stopped; narrow it, or add a LIMIT"
            )
            raise DeadlineError(message) from None
        except ProcessExpired:
            message = "the query needed more memory or a deeper stack than it may have; make it smaller"
            raise StoreError(message) from None
        if kind == "syntax":
            raise QuerySyntaxError(value)
        if kind == "large":
            raise QueryRefusedError(value)
        if kind == "format":
            raise NoFormatError(value)
        if kind == "engine":
            raise StoreError(value)
        return kind, value

    def close(self) -> None:
        """End the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


_state: dict[str, Any] = {}  # in a worker: its store and limits, set once by `_open`


def _open(store: str, memory: int, result_limit: int, union: bool) -> None:
    import resource  # noqa: PLC0415 - not on Windows, where there is no such bound

    resource.setrlimit(resource.RLIMIT_AS, (memory * 2**20, memory * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _state.update(store=ox.Store.read_only(store), limit=result_limit, union=union)


class _TooLargeError(Exception):
    pass


class _Bounded(io.BytesIO):
    def write(self, data: Any) -> int:
        if self.tell() + len(data) > _state["limit"]:
            raise _TooLargeError
        return super().write(data)


def _answer(query: Query) -> tuple[str, Any]:
    """Return what `Workers.answer` takes: a media type and bytes, or a kind of failure and words."""
    store: ox.Store = _state["store"]
    out = _Bounded()
    try:
        found = store.query(query.text, **_dataset(query))
        media = (
            GRAPHS.get(query.graph or "")
            if isinstance(found, ox.QueryTriples)
            else RESULTS.get(query.results or "")
        )
        if media is None:
            offered = GRAPHS if isinstance(found, ox.QueryTriples) else RESULTS
            answer: tuple[str, Any] = ("format", ", ".join(offered.values()))
        elif isinstance(found, ox.QueryTriples):
            found.serialize(out, _GRAPH_FORMATS[query.graph or ""])
            answer = (media, out.getvalue())
        else:
            found.serialize(out, _RESULT_FORMATS[query.results or ""])
            answer = (media, out.getvalue())
    except SyntaxError as error:
        answer = ("syntax", str(error))
    except _TooLargeError:
        answer = ("large", f"the answer is larger than {_state['limit']} bytes; add a LIMIT")
    except (ValueError, OSError, RuntimeError) as error:
        answer = ("engine", str(error))
    return answer


def _dataset(query: Query) -> dict[str, Any]:
    def nodes(names: Sequence[str]) -> list[ox.NamedNode]:
        return [ox.NamedNode(name) for name in names]

    if query.default_graphs or query.named_graphs:
        return {"default_graph": nodes(query.default_graphs), "named_graphs": nodes(query.named_graphs)}
    return {"use_default_graph_as_union": _state["union"]}
