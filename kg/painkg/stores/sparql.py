"""A SPARQL endpoint elsewhere, over HTTP with the standard library alone.

Its default graph must be the union of its named graphs (Virtuoso, GraphDB and QLever do so by themselves;
Fuseki: `tdb2:unionDefaultGraph true`; `oxigraph serve --union-default-graph`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from painkg.errors import DeadlineError, QuerySyntaxError, StoreError
from painkg.stores.base import Solutions, Term
from painkg.stores.oxigraph import OxigraphStore

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class SparqlStore:
    """An endpoint by its address; each query is one POST.

    ::

        store = open_store("sparql+https://sparql.example.org/painkg")
    """

    def __init__(self, address: str, timeout: float = 60.0) -> None:
        """Take an http or https address, and the seconds that a query may take.

        :raises StoreError: when the address has no host.
        """
        if not urlsplit(address).hostname:
            raise StoreError(f"sparql+{address}: no host; write sparql+https://<host>/<path>")
        self.address = address
        self.timeout = timeout

    def select(self, query: str) -> Solutions:
        """Return the rows of a SELECT.

        :raises QuerySyntaxError: when the endpoint finds the text wrong, or it is no SELECT.
        :raises DeadlineError: when it takes too long.
        :raises StoreError: when the endpoint cannot be reached, or does not answer in SPARQL JSON.
        """
        found = self._json(query)
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
        found = self._json(query)
        if "boolean" not in found:
            raise QuerySyntaxError("this is no ASK query")
        return bool(found["boolean"])

    def construct(self, query: str) -> list[tuple[Term, Term, Term]]:
        """Return the triples of a CONSTRUCT or DESCRIBE; raises as `select` does."""
        body = self._post(query, "application/n-triples")
        try:
            triples = [quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)]
        except (SyntaxError, ValueError) as error:
            raise self._strange(str(error)) from None
        return OxigraphStore.of(triples).construct(_ALL)

    def close(self) -> None:
        """Do nothing: no connection is held between queries."""

    def _json(self, query: str) -> dict[str, Any]:
        try:
            found = json.loads(self._post(query, "application/sparql-results+json"))
        except ValueError as error:
            raise self._strange(str(error)) from None
        if not isinstance(found, dict):
            raise self._strange("no JSON object")
        return found

    def _post(self, query: str, accept: str) -> bytes:
        try:
            body = urlencode({"query": query}).encode()
        except UnicodeEncodeError as error:
            raise QuerySyntaxError(str(error)) from None
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            with urlopen(Request(self.address, body, headers), timeout=self.timeout) as response:
                answer: bytes = response.read()
        except HTTPError as error:
            raise self._refused(error) from None
        except TimeoutError:
            raise DeadlineError(f"{self.address} did not answer within {self.timeout:g} s") from None
        except (URLError, HTTPException, OSError) as error:
            if isinstance(error, URLError) and isinstance(error.reason, TimeoutError):
                raise DeadlineError(f"{self.address} did not answer within {self.timeout:g} s") from None
            raise StoreError(f"{self.address} cannot be reached: {error}") from None
        return answer

    def _refused(self, error: HTTPError) -> StoreError:
        with error:
            said = error.read(500).decode(errors="replace").strip()
        message = f"{self.address} answered {error.code}: {said}"
        kind = {400: QuerySyntaxError, 406: QuerySyntaxError, 504: DeadlineError}.get(error.code, StoreError)
        return kind(message)

    def _strange(self, why: str) -> StoreError:
        return StoreError(f"{self.address} gave no answer in the form that was asked for: {why}")


def _term(cell: Mapping[str, str] | None) -> Term | None:
    if cell is None:
        return None
    if cell["type"] in {"uri", "bnode"}:
        return Term({"uri": "iri"}.get(cell["type"], "bnode"), cell["value"])
    language = cell.get("xml:lang", "").lower()
    datatype = cell.get("datatype") or (_LANGUAGE_STRING if language else _STRING)
    return Term("literal", cell["value"], datatype, language)
