"""rdflib: a second engine that shares no code with the first, to check answers against; slow."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result

from painkg.errors import QuerySyntaxError, StoreError
from painkg.stores.base import Solutions, Term
from painkg.stores.rdflib_plan import plan

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class RdflibStore:
    """A store on an rdflib `Dataset`; the default graph of a query is the union of the named graphs.

    >>> node = ox.NamedNode("https://example.org/a")
    >>> RdflibStore.of([ox.Triple(node, node, node)]).ask("ASK { ?s ?s ?s }")
    True
    """

    def __init__(self, dataset: rdflib.Dataset) -> None:
        self._dataset: rdflib.Dataset | None = dataset

    @classmethod
    def of(cls, statements: Iterable[ox.Quad] | Iterable[ox.Triple] = ()) -> RdflibStore:
        """Return a store that holds these triples or quads of pyoxigraph."""
        quads = (s if isinstance(s, ox.Quad) else ox.Quad(*s) for s in statements)
        return cls._parsed(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")

    @classmethod
    def open(cls, path: Path) -> RdflibStore:
        """Load a file of N-Quads (`.nq`, `.nq.gz`).

        :raises StoreError: when there is no such file, or it holds something else.
        """
        try:
            raw = path.read_bytes()
            return cls._parsed(gzip.decompress(raw) if path.suffix == ".gz" else raw)
        except (OSError, EOFError, rdflib.exceptions.ParserError, ValueError) as error:
            raise StoreError(f"rdflib:{path} cannot be opened: {error}") from None

    @classmethod
    def _parsed(cls, quads: bytes) -> RdflibStore:
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=quads, format="nquads")
        return cls(dataset)

    def select(self, query: str) -> Solutions:
        """Return the rows of a SELECT.

        :raises QuerySyntaxError: when the text is wrong, or is no SELECT.
        :raises StoreError: when the engine cannot answer.
        """
        found = self._query(query, "SELECT")
        variables = found.vars or []
        rows = [tuple(_maybe(binding.get(name)) for name in variables) for binding in found.bindings]
        return Solutions(tuple(map(str, variables)), rows)

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK; raises as `select` does."""
        return bool(self._query(query, "ASK").askAnswer)

    def construct(self, query: str) -> list[tuple[Term, Term, Term]]:
        """Return the triples of a CONSTRUCT or DESCRIBE; raises as `select` does."""
        found = self._query(query, "CONSTRUCT", "DESCRIBE")
        return [(_term(s), _term(p), _term(o)) for s, p, o in found.graph or ()]

    def close(self) -> None:
        """Let go of the graph; a closed store answers no more."""
        self._dataset = None

    def _query(self, query: str, *forms: str) -> Result:
        if self._dataset is None:
            raise StoreError("this store was closed")
        try:
            prepared = prepareQuery(query)
            plan(prepared.algebra)
            found = self._dataset.query(prepared)
            if found.type == "SELECT":
                _ = found.bindings  # rows are only worked out when taken
        except OSError as error:
            raise StoreError(f"rdflib stopped: {error}") from None
        except Exception as error:  # for a wrong text it raises bare Exceptions too
            raise QuerySyntaxError(f"rdflib cannot read this: {error}") from None
        if found.type not in forms:
            raise QuerySyntaxError(f"this is no {' or '.join(forms)} query")
        return found


def _maybe(node: object) -> Term | None:
    return None if node is None else _term(node)


def _term(node: object) -> Term:
    if isinstance(node, rdflib.URIRef):
        return Term("iri", str(node))
    if isinstance(node, rdflib.BNode):
        return Term("bnode", str(node))
    if isinstance(node, rdflib.Literal):
        language = (node.language or "").lower()
        datatype = str(node.datatype or (_LANGUAGE_STRING if language else _STRING))
        return Term("literal", str(node), datatype, language)
    raise StoreError(f"{node!r} has no place in an answer here")
