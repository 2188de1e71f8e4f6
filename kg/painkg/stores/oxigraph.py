"""Oxigraph, in memory or on disk read-only."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from painkg.errors import QuerySyntaxError, StoreError
from painkg.stores.base import Solutions, Term


class OxigraphStore:
    """A store on pyoxigraph; the default graph of a query is the union of the named graphs."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path) -> OxigraphStore:
        """Open a folder read-only."""
        return cls(ox.Store.read_only(str(path)))

    def _query(self, query: str):
        try:
            return self._store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QuerySyntaxError(str(error)) from None
        except (ValueError, OSError) as error:
            raise StoreError(str(error)) from None

    def select(self, query: str) -> Solutions:
        found = self._query(query)
        names = tuple(v.value for v in found.variables)
        return Solutions(names, [tuple(_term(row[n]) for n in names) for row in found])

    def ask(self, query: str) -> bool:
        return bool(self._query(query))

    def construct(self, query: str):
        return [(_term(t.subject), _term(t.predicate), _term(t.object)) for t in self._query(query)]

    def close(self) -> None:
        pass


def _term(node):
    if node is None:
        return None
    if isinstance(node, ox.NamedNode):
        return Term("iri", node.value)
    if isinstance(node, ox.BlankNode):
        return Term("bnode", node.value)
    return Term("literal", node.value, node.datatype.value, node.language or "")
