"""Oxigraph, in memory or on disk read-only."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from painkg.errors import QuerySyntaxError, StoreError
from painkg.stores.base import Solutions, Term
from painkg.stores.syntax import syntax_error


class OxigraphStore:
    """A store on pyoxigraph; the default graph of a query is the union of the named graphs.

    >>> pain = ox.Literal("back pain", language="en")
    >>> label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    >>> store = OxigraphStore.of([ox.Triple(ox.NamedNode("https://example.org/a"), label, pain)])
    >>> list(store.select("SELECT ?label WHERE { ?s ?p ?label }"))
    [{'label': 'back pain'}]
    """

    def __init__(self, store: ox.Store) -> None:
        self._store: ox.Store | None = store

    @classmethod
    def of(cls, statements: Iterable[ox.Quad] | Iterable[ox.Triple] = ()) -> OxigraphStore:
        """Return a store in memory that holds these triples or quads."""
        store = ox.Store()
        store.bulk_extend(s if isinstance(s, ox.Quad) else ox.Quad(*s) for s in statements)
        return cls(store)

    @classmethod
    def open(cls, path: Path) -> OxigraphStore:
        """Open a folder read-only, or load a file of N-Quads (`.nq`, `.nq.gz`) into memory.

        :raises StoreError: when there is no such folder or file, or it holds something else.
        """
        try:
            if path.is_dir():
                return cls(ox.Store.read_only(str(path)))
            store = ox.Store()
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
                store.bulk_load(file, ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]  # a GzipFile reads too
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise StoreError(f"oxigraph:{path} cannot be opened: {error}") from None
        return cls(store)

    def select(self, query: str) -> Solutions:
        """Return the rows of a SELECT.

        :raises QuerySyntaxError: when the text is wrong, or is no SELECT.
        :raises StoreError: when the engine cannot answer.
        """
        found = self._query(query)
        if not isinstance(found, ox.QuerySolutions):
            raise QuerySyntaxError("this is no SELECT query")
        try:
            rows = [tuple(None if node is None else _term(node) for node in row) for row in found]
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"oxigraph stopped: {error}") from None
        return Solutions(tuple(variable.value for variable in found.variables), rows)

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK; raises as `select` does."""
        found = self._query(query)
        if not isinstance(found, ox.QueryBoolean):
            raise QuerySyntaxError("this is no ASK query")
        return bool(found)

    def construct(self, query: str) -> list[tuple[Term, Term, Term]]:
        """Return the triples of a CONSTRUCT or DESCRIBE; raises as `select` does."""
        found = self._query(query)
        if not isinstance(found, ox.QueryTriples):
            raise QuerySyntaxError("this is no CONSTRUCT or DESCRIBE query")
        try:
            return [(_term(t.subject), _term(t.predicate), _term(t.object)) for t in found]
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"oxigraph stopped: {error}") from None

    def close(self) -> None:
        """Let go of the files; a closed store answers no more."""
        self._store = None

    def _query(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        if self._store is None:
            raise StoreError("this store was closed")
        try:
            return self._store.query(query, use_default_graph_as_union=True)
        except SyntaxError:
            raise syntax_error(query) from None
        except UnicodeEncodeError as error:
            raise QuerySyntaxError(str(error)) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"oxigraph stopped: {error}") from None


def _term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(node, ox.NamedNode):
        return Term("iri", node.value)
    if isinstance(node, ox.BlankNode):
        return Term("bnode", node.value)
    if isinstance(node, ox.Literal):
        return Term("literal", node.value, node.datatype.value, node.language or "")
    raise StoreError("a triple inside a triple has no place in an answer here")
