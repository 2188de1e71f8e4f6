"""A document with the JSON-LD context says what the graph says, to two readers."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from painkg import terms
from painkg.answers.context import context
from painkg.answers.described import triples
from painkg.graph import Graph


@pytest.fixture(scope="module")
def named(graph: Graph) -> dict[str, Any]:
    found: dict[str, Any] = context(graph)["@context"]
    return found


def written(thing: list[ox.Triple], named: dict[str, Any]) -> str:
    """Return triples of one thing as a document, with the short names of the context."""
    names = {
        entry["@id"]: name
        for name, entry in named.items()
        if isinstance(entry, dict) and "@prefix" not in entry
    }
    document: dict[str, Any] = {"@context": named}
    for subject, predicate, value in thing:
        assert isinstance(subject, ox.NamedNode)
        assert isinstance(value, ox.NamedNode | ox.Literal)
        document["id"] = terms.contract(subject.value)
        name = names.get(terms.contract(predicate.value), "type")
        told = {
            "pk:value": {"@value": value.value, "@type": "xsd:decimal"}
        }  # a number here, a word elsewhere
        short = terms.contract(value.value) if isinstance(value, ox.NamedNode) else value.value
        document.setdefault(name, []).append(told.get(terms.contract(predicate.value), short))
    return json.dumps(document)


@pytest.fixture(params=["pk:Statement", "pk:Source", "pk:RedFlag", "pk:Criterion"])
def thing(graph: Graph, request: pytest.FixtureRequest) -> list[ox.Triple]:
    """The triples of the first thing of a class."""
    kind = terms.write_iri(terms.expand(request.param))
    first = graph.store.select(f"SELECT ?s WHERE {{ ?s a {kind} }} ORDER BY ?s LIMIT 1").rows[0][0]
    assert first
    iri = terms.write_iri(first.value)
    return triples(graph, f"CONSTRUCT {{ {iri} ?p ?o }} WHERE {{ {iri} ?p ?o }}")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning:rdflib")  # its own parser uses it
def test_a_document_is_the_triples_that_it_was_made_of(thing: list[ox.Triple], named: dict[str, Any]) -> None:
    document = written(thing, named)
    read = {quad.triple for quad in ox.parse(document, ox.RdfFormat.JSON_LD)}
    assert read == set(thing)
    other = rdflib.Graph().parse(data=document, format="json-ld")
    again = {quad.triple for quad in ox.parse(other.serialize(format="nt"), ox.RdfFormat.N_TRIPLES)}
    assert again == set(thing)


def test_names_are_those_of_the_vocabulary(named: dict[str, Any]) -> None:
    assert named["hasStrength"] == {"@id": "pk:hasStrength", "@type": "@id"}
    assert named["year"] == {"@id": "pk:year", "@type": "xsd:gYear"}
    assert named["because"] == {"@id": "pk:because"}
    assert named["label"] == {"@id": "rdfs:label"}
    assert named["partOf"]["@id"] == "BFO:0000050"
    assert named["PAINKG"] == {"@id": terms.PAINKG, "@prefix": True}
