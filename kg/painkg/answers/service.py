"""The SPARQL endpoint as a service description: what it speaks, what it returns, what its dataset holds."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from painkg import terms
from painkg.stores import Store

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_ENTAILMENT = ox.NamedNode("http://www.w3.org/ns/entailment/Simple")
_RETURNED = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "N-Quads",
    "TriG",
)
# what the engine's functions are beyond those of SPARQL 1.1: casts to these
_CASTS = (
    "date",
    "time",
    "duration",
    "dayTimeDuration",
    "yearMonthDuration",
    "gYear",
    "gYearMonth",
    "gMonth",
    "gMonthDay",
    "gDay",
)
_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"


def service_triples(store: Store, endpoint: str, *, union: bool) -> Iterator[ox.Triple]:
    """Yield the description of an endpoint.

    `union` where its default graph is the union of the graphs of the store; otherwise it serves other data,
    of which nothing is known here.

    What the reasoner found is in the dataset as triples, so that queries run under simple entailment.

    :raises StoreError: when the store cannot answer.
    """
    service, default = ox.NamedNode(endpoint), ox.BlankNode("default")
    dataset = ox.NamedNode(terms.DATASET) if union else ox.BlankNode("dataset")
    yield ox.Triple(service, _rdf_type(), _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("defaultEntailmentRegime"), _ENTAILMENT)
    for name in _RETURNED:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    for name in _CASTS:
        yield ox.Triple(service, _sd("extensionFunction"), ox.NamedNode(terms.XSD + name))
    if union:
        yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _rdf_type(), _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _rdf_type(), _sd("Graph"))
    for row in store.select(_GRAPHS) if union else ():
        named = ox.BlankNode(f"g{row['graph'].rsplit('/', 1)[-1]}")
        yield ox.Triple(dataset, _sd("namedGraph"), named)
        yield ox.Triple(named, _rdf_type(), _sd("NamedGraph"))
        yield ox.Triple(named, _sd("name"), ox.NamedNode(row["graph"]))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _rdf_type() -> ox.NamedNode:
    return ox.NamedNode(terms.RDF + "type")
