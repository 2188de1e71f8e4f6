"""The vocabulary of the graph: prefixes, classes, properties and named values, for whoever writes SPARQL."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from painkg import DISCLAIMER, terms
from painkg.graph import Graph

_PROPERTIES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX IAO: <http://purl.obolibrary.org/obo/IAO_>
SELECT DISTINCT ?property ?label ?comment WHERE {
  VALUES ?type { rdf:Property owl:ObjectProperty owl:AnnotationProperty }
  ?property a ?type ; rdfs:label ?label .
  OPTIONAL { ?property rdfs:comment|IAO:0000115 ?comment }
}
"""
_VALUES = """
PREFIX pk: <https://w3id.org/painkg/vocab#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?value ?label WHERE { ?value a pk:Value ; rdfs:label ?label }
"""
_TAKEN = """
PREFIX pk: <https://w3id.org/painkg/vocab#>
SELECT DISTINCT ?property ?value WHERE { ?s ?property ?value . ?value a pk:Value }
"""


def vocabulary(graph: Graph) -> dict[str, Any]:
    """Return the prefixes, and what queries are made of, by CURIE, the most used first.

    A class has its number of members and the properties that they have; a property its number of triples and
    the named values that it takes; a term or a named value its label.

    :raises StoreError: when the store cannot answer.
    """
    used = graph.partitions
    labels, comments, values, taken = _described(graph)
    properties = [
        {
            "id": name,
            "label": labels.get(name, ""),
            "about": "; ".join(sorted(comments[name])),
            "count": count,
            "values": sorted(taken[name]),
        }
        for name, count in _most_used(used.properties)
    ]
    classes = [
        {"id": name, "count": count, "properties": [p for p, _ in _most_used(used.used[terms.expand(name)])]}
        for name, count in _most_used(used.classes)
    ]
    return {
        **unknown(graph),
        "classes": classes,
        "properties": properties,
        "values": dict(sorted(values.items())),
        "terms": {term.id: term.label for term in graph.index.terms.values()},
        "statements": list(graph.evidence.statements),
        "total": len(classes) + len(properties) + len(values) + len(graph.index.terms),
    }


def unknown(graph: Graph) -> dict[str, Any]:
    """Return the vocabulary of data that is not the graph: the prefixes that are known, and nothing else."""
    return {
        "prefixes": terms.prefixes(),
        "classes": [],
        "properties": [],
        "values": {},
        "terms": {},
        "statements": [],
        "total": 0,
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _most_used(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return the names that can be written as a CURIE, with their numbers, the highest first."""
    named = [(terms.contract(iri), n) for iri, n in counts.items()]
    return sorted((pair for pair in named if "://" not in pair[0]), key=lambda pair: (-pair[1], pair[0]))


def _described(
    graph: Graph,
) -> tuple[dict[str, str], dict[str, set[str]], dict[str, str], dict[str, set[str]]]:
    """Return labels and comments of properties, labels of values, and the values of each property."""
    labels: dict[str, str] = {}
    comments: dict[str, set[str]] = defaultdict(set)
    for row in graph.store.select(_PROPERTIES).ordered():
        name = terms.contract(row["property"])
        labels[name] = row["label"]
        if "comment" in row:
            comments[name].add(row["comment"])
    values = {terms.contract(row["value"]): row["label"] for row in graph.store.select(_VALUES).ordered()}
    taken: dict[str, set[str]] = defaultdict(set)
    for row in graph.store.select(_TAKEN):  # sorted here: engines sort before they drop what is double
        taken[terms.contract(row["property"])].add(terms.contract(row["value"]))
    return labels, comments, values, taken
