"""A SPARQL endpoint elsewhere, over HTTP with the standard library alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from painkg.errors import QuerySyntaxError, StoreError
from painkg.settings import Settings
from painkg.stores.base import Solutions, Term
from painkg.stores.http import Connection
from painkg.stores.oxigraph import OxigraphStore

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_TRUTHS = {"0": "false", "1": "true"}  # two spellings of each; Virtuoso writes the short one
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_GRAPHS = "SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), {})) }}"


class SparqlStore:
    """An endpoint by its address; each query is one POST.

    ::

        store = open_store("sparql+https://sparql.example.org/painkg")

    Without `within`, the default graph is what the endpoint takes for it, which must be the union of its
    named graphs. With `within`, a query sees the graphs whose IRI begins so and no other, whatever else the
    endpoint holds and however it is set up: each query names them, as the SPARQL protocol lets it.
    """

    def __init__(self, address: str, settings: Settings | None = None, within: str = "") -> None:
        """Take an http or https address and what it asks for.

        :raises StoreError: when the address has no host, or credentials in it.
        """
        self._connection = Connection(address, settings or Settings())
        self._within = within
        self.address = address

    @cached_property
    def graphs(self) -> list[str]:
        """The graphs that a query sees, found once; none where that is left to the endpoint."""
        if not self._within:
            return []
        found = self._json(_GRAPHS.format(ox.Literal(self._within)), [])
        return sorted(row["graph"]["value"] for row in found["results"]["bindings"])

    def select(self, query: str) -> Solutions:
        """Return the rows of a SELECT.

        :raises QuerySyntaxError: when the endpoint finds the text wrong, or it is no SELECT.
        :raises DeadlineError: when it takes too long.
        :raises StoreError: when the endpoint cannot be reached, cuts its answer, or gives no SPARQL JSON.
        """
        found = self._json(query, self.graphs)
        if "results" not in found:
            raise QuerySyntaxError("this is no SELECT query")
        try:
            names = tuple(found["head"]["vars"])
            rows = [tuple(_term(row.get(name)) for name in names) for row in found["results"]["bindings"]]
        except (AttributeError, KeyError, TypeError) as error:
            raise self._strange(repr(error)) from None
        return Solutions(names, rows)

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK; raises as `select` does."""
        found = self._json(query, self.graphs)
        if "boolean" not in found:
            raise QuerySyntaxError("this is no ASK query")
        return bool(found["boolean"])

    def construct(self, query: str) -> list[tuple[Term, Term, Term]]:
        """Return the triples of a CONSTRUCT or DESCRIBE; raises as `select` does."""
        body = self._post(query, "application/n-triples", self.graphs)
        try:
            triples = [quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)]
        except (SyntaxError, ValueError) as error:
            raise self._strange(str(error)) from None
        return OxigraphStore.of(triples).construct(_ALL)

    def close(self) -> None:
        """Do nothing: no connection is held between queries."""

    def _json(self, query: str, graphs: list[str]) -> dict[str, Any]:
        try:
            found = json.loads(self._post(query, "application/sparql-results+json", graphs))
        except ValueError as error:
            raise self._strange(str(error)) from None
        if not isinstance(found, dict):
            raise self._strange("no JSON object")
        if found.get("head", {}).get("vars") == ["__ASK_RETVAL"]:  # Virtuoso's own form of a truth
            return {"boolean": bool(found["results"]["bindings"])}
        return found

    def _post(self, query: str, accept: str, graphs: list[str]) -> bytes:
        dataset = [(name, iri) for name in ("default-graph-uri", "named-graph-uri") for iri in graphs]
        try:
            body = urlencode([("query", query), *dataset]).encode()
        except UnicodeEncodeError as error:
            raise QuerySyntaxError(str(error)) from None
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self._connection.send(self.address, body, headers)

    def _strange(self, why: str) -> StoreError:
        return StoreError(f"{self.address} gave no answer in the form that was asked for: {why}")


def _term(cell: Mapping[str, str] | None) -> Term | None:
    if cell is None:
        return None
    if cell["type"] in {"uri", "bnode"}:
        return Term({"uri": "iri"}.get(cell["type"], "bnode"), cell["value"])
    language = cell.get("xml:lang", "").lower()
    datatype = cell.get("datatype") or (_LANGUAGE_STRING if language else _STRING)
    value = _TRUTHS.get(cell["value"], cell["value"]) if datatype == _BOOLEAN else cell["value"]
    return Term("literal", value, datatype, language)
