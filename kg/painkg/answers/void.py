"""The dataset in VoID: what it is, where it is asked, and how its classes and properties are used."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox

from painkg import DISCLAIMER, terms
from painkg.graph import Graph

DATASET = "https://w3id.org/painkg/dataset"
_LICENCE = ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")
_INTEGER = ox.NamedNode(terms.XSD + "integer")


def void_triples(graph: Graph, endpoint: str) -> Iterator[ox.Triple]:
    """Yield the description of the dataset, with its class and property partitions as editors read them.

    `endpoint` is the address of the SPARQL endpoint. Counts are of different triples.

    :raises StoreError: when the store cannot answer.
    """
    used = graph.partitions
    dataset = ox.NamedNode(DATASET)
    yield ox.Triple(dataset, ox.NamedNode(terms.RDF + "type"), _void("Dataset"))
    yield ox.Triple(dataset, ox.NamedNode(terms.DCTERMS + "title"), ox.Literal("painkg"))
    yield ox.Triple(dataset, ox.NamedNode(terms.DCTERMS + "description"), ox.Literal(DISCLAIMER))
    yield ox.Triple(dataset, ox.NamedNode(terms.DCTERMS + "license"), _LICENCE)
    yield ox.Triple(dataset, _void("sparqlEndpoint"), ox.NamedNode(endpoint))
    yield _count(dataset, "triples", used.triples)
    yield _count(dataset, "classes", len(used.classes))
    yield _count(dataset, "properties", len(used.properties))
    for name, members in sorted(used.classes.items()):
        part = f"class={_short(name)}"
        node = ox.NamedNode(f"{DATASET}#{part}")
        yield ox.Triple(dataset, _void("classPartition"), node)
        yield ox.Triple(node, _void("class"), ox.NamedNode(name))
        yield _count(node, "entities", members)
        yield from _properties(node, f"{part}&", used.used[name])
    yield from _properties(dataset, "", used.properties)


def _properties(whole: ox.NamedNode, part: str, counts: dict[str, int]) -> Iterator[ox.Triple]:
    """Yield the partitions of the dataset, or of the members of a class, by property."""
    for name, triples in sorted(counts.items()):
        node = ox.NamedNode(f"{DATASET}#{part}property={_short(name)}")
        yield ox.Triple(whole, _void("propertyPartition"), node)
        yield ox.Triple(node, _void("property"), ox.NamedNode(name))
        yield _count(node, "triples", triples)


def _short(iri: str) -> str:
    return quote(terms.contract(iri), safe=":/")


def _count(subject: ox.NamedNode, name: str, number: int) -> ox.Triple:
    return ox.Triple(subject, _void(name), ox.Literal(str(number), datatype=_INTEGER))


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(terms.prefixes()["void"] + name)
