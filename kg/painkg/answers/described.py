"""A term as RDF: its own triples, as Turtle or JSON-LD."""

from __future__ import annotations

import pyoxigraph as ox

from painkg import terms
from painkg.graph import Graph
from painkg.rdf import serialize
from painkg.stores import Term

FORMS = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}


def term_rdf(graph: Graph, term: str, form: str) -> bytes:
    """Return the triples that have a term as subject, without those that end in a blank node.

    :raises KeyError: when `form` is none of `FORMS`.
    :raises ParameterError: when `term` is no CURIE.
    """
    iri = terms.write_iri(terms.expand(term))
    query = f"CONSTRUCT {{ {iri} ?p ?o }} WHERE {{ {iri} ?p ?o FILTER(!isBlank(?o)) }}"
    used = {prefix: iri for prefix, iri in terms.prefixes().items() if "?" not in iri}
    return serialize(triples(graph, query), FORMS[form], used)


def triples(graph: Graph, query: str) -> list[ox.Triple]:
    """Return the triples of a CONSTRUCT that makes no blank nodes, each once, in order.

    :raises StoreError: when the store cannot answer.
    """
    found = {ox.Triple(_iri(s), _iri(p), _node(o)) for s, p, o in graph.store.construct(query)}
    return sorted(found, key=str)


def _iri(term: Term) -> ox.NamedNode:
    return ox.NamedNode(term.value)


def _node(term: Term) -> ox.NamedNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype) if term.datatype else None)
