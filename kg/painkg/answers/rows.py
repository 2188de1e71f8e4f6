"""Named queries and SPARQL to rows."""

from __future__ import annotations

from itertools import pairwise

from painkg import terms
from painkg.graph import Graph
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.header import Value
from painkg.queries.library import library
from painkg.queries.text import tokens
from painkg.stores import Solutions


def select(graph: Graph, sparql: str) -> Solutions:
    """Return the rows of a SELECT; a prefix of `ontology/prefixes.tsv` need not be declared in the text.

    >>> from painkg.graph import Release
    >>> from painkg.stores import open_store
    >>> graph = Graph(open_store("oxigraph:memory"), Release("", "", ""))
    >>> select(graph, "SELECT (1 + 1 AS ?two) (pk:against AS ?direction) {}").records()
    [{'two': 2, 'direction': 'pk:against'}]

    :raises QuerySyntaxError: when the text is wrong, or is no SELECT.
    :raises StoreError: when the engine cannot answer.
    """
    return graph.store.select(_declared(sparql))


def query(graph: Graph, name: str, /, **arguments: Value) -> Solutions:
    """Return the rows of a named query; a term is named by CURIE, IRI, mapped code, label or exact synonym.

    >>> from painkg.graph import Release
    >>> from painkg.stores import open_store
    >>> graph = Graph(open_store("oxigraph:memory"), Release("", "", ""))
    >>> len(query(graph, "statements_since", year=2020))
    0

    :raises NotFoundError: when no query has that name, or no term of the right kind is called so.
    :raises AmbiguousError: when several terms are called so.
    :raises ParameterError: when a value does not fit, a required one is missing, or one is not known.
    :raises StoreError: when the engine cannot answer.
    """
    named = library().get(name)
    return graph.store.select(bind(named, resolve_arguments(named, arguments, graph.index)))


def _declared(sparql: str) -> str:
    """Return a text after the prefixes that it uses and does not declare, on its first line."""
    code = [token for token in tokens(sparql) if token.kind not in {"space", "comment"}]
    used = {token.text.partition(":")[0] for token in code if token.kind == "name"}
    declared = {name.text.partition(":")[0] for word, name in pairwise(code) if word.text.upper() == "PREFIX"}
    known = terms.prefixes()
    missing = sorted(used & known.keys() - declared)
    return "".join(f"PREFIX {prefix}: <{known[prefix]}> " for prefix in missing) + sparql
