"""The named queries as RDF, in the shape of the SIB's SPARQL examples, for other tools to read and run.

Each is a `sh:SPARQLExecutable` with its text, its summary and its key words (Bolleman et al. 2025,
https://github.com/sib-swiss/sparql-examples).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from painkg import terms
from painkg.queries.library import Library, NamedQuery
from painkg.queries.text import tokens

QUERIES = "https://w3id.org/painkg/queries/"
_SCHEMA = "https://schema.org/"
_PREFIX = re.compile(r"PREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)


def catalogue_triples(library: Library, endpoint: str = "") -> Iterator[ox.Triple]:
    """Yield the description of every query of a library; `endpoint` is the address that answers them.

    >>> from painkg import paths
    >>> triples = catalogue_triples(Library.read(paths.queries_dir()))
    >>> next(t for t in triples if t.predicate.value.endswith("#select")).object.value[:6]
    'PREFIX'
    """
    declared: dict[str, str] = {}
    for query in library:
        for prefix, namespace in _prefixes(query.text).items():
            declared.setdefault(prefix, namespace)
        yield from _described(query, endpoint)
    everyone = ox.NamedNode(QUERIES + "prefixes")
    yield ox.Triple(everyone, _node(terms.RDF, "type"), _node(terms.OWL, "Ontology"))
    for prefix, namespace in sorted(declared.items()):
        declaration = ox.NamedNode(f"{QUERIES}prefixes#{prefix}")
        datatype = _node(terms.XSD, "anyURI")
        yield ox.Triple(everyone, _shacl("declare"), declaration)
        yield ox.Triple(declaration, _shacl("prefix"), ox.Literal(prefix))
        yield ox.Triple(declaration, _shacl("namespace"), ox.Literal(namespace, datatype=datatype))


def _described(query: NamedQuery, endpoint: str) -> Iterator[ox.Triple]:
    subject, header = ox.NamedNode(QUERIES + query.name), query.header
    for name in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield ox.Triple(subject, _node(terms.RDF, "type"), _shacl(name))
    yield ox.Triple(subject, _node(terms.RDFS, "label"), ox.Literal(query.name))
    yield ox.Triple(subject, _node(terms.RDFS, "comment"), ox.Literal(header.summary, language="en"))
    if header.description:
        described = ox.Literal(header.description.strip(), language="en")
        yield ox.Triple(subject, _node(terms.DCTERMS, "description"), described)
    yield ox.Triple(subject, _shacl("prefixes"), ox.NamedNode(QUERIES + "prefixes"))
    yield ox.Triple(subject, _shacl("select"), ox.Literal(query.text))
    for word in dict.fromkeys([query.topic, *header.tags]):
        yield ox.Triple(subject, _node(_SCHEMA, "keywords"), ox.Literal(word))
    if endpoint:
        yield ox.Triple(subject, _node(_SCHEMA, "target"), ox.NamedNode(endpoint))


def _prefixes(text: str) -> dict[str, str]:
    """Return the prefixes that a query declares; those in its comments and strings are none."""
    code = "".join(t.text for t in tokens(text) if t.kind not in {"comment", "string"})
    return dict(_PREFIX.findall(code))


def _node(namespace: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(namespace + name)


def _shacl(name: str) -> ox.NamedNode:
    return ox.NamedNode(terms.prefixes()["sh"] + name)
