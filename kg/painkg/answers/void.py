"""The dataset in VoID, as the graph has it, and where it is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from painkg import terms
from painkg.answers.described import triples
from painkg.graph import Graph

_DATASET = ox.NamedNode(terms.DATASET)
_SNAPSHOT = ox.NamedNode(terms.VOCAB + "snapshot")
_ENDPOINT = ox.NamedNode(terms.prefixes()["void"] + "sparqlEndpoint")
_ABOUT = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{terms.GRAPHS}about> {{ ?s ?p ?o }} }}"


def void_triples(graph: Graph, endpoint: str) -> Iterator[ox.Triple]:
    """Yield the graph `about` and the snapshot, and the address of the SPARQL endpoint, unless it is "".

    :raises StoreError: when the store cannot answer.
    """
    snapshot = ox.Triple(_DATASET, _SNAPSHOT, ox.Literal(graph.release.snapshot))
    yield from sorted({*triples(graph, _ABOUT), snapshot}, key=str)  # a store that was pushed to has both
    if endpoint:
        yield ox.Triple(_DATASET, _ENDPOINT, ox.NamedNode(endpoint))
