"""The dataset in VoID, as the graph has it, and where it is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from painkg import terms
from painkg.answers.described import triples
from painkg.graph import Graph

_DATASET = ox.NamedNode(terms.DATASET)
_SNAPSHOT = ox.NamedNode(terms.VOCAB + "snapshot")
_ABOUT = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{terms.GRAPHS}about> {{ ?s ?p ?o }} }}"


def void_triples(graph: Graph, endpoint: str) -> Iterator[ox.Triple]:
    """Yield the graph `about`, the snapshot, and `endpoint`, the address of the SPARQL endpoint.

    :raises StoreError: when the store cannot answer.
    """
    snapshot = ox.Triple(_DATASET, _SNAPSHOT, ox.Literal(graph.release.snapshot))
    yield from sorted({*triples(graph, _ABOUT), snapshot}, key=str)  # a store that was pushed to has both
    yield ox.Triple(
        _DATASET, ox.NamedNode(terms.prefixes()["void"] + "sparqlEndpoint"), ox.NamedNode(endpoint)
    )
