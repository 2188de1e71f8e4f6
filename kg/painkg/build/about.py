"""The graph `about`: which version this is, what it counts, and in VoID how classes and properties are used.

The shape is the one that editors ask endpoints for (SIB's sparql-editor among them): the partition of a class
has one for each property of its members, and that has one for each class or datatype of the values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox

from painkg import DISCLAIMER, terms
from painkg.source.templates import TYPE, node
from painkg.stores import Store

VOID_EXT = "http://ldf.fi/void-ext#"
_LICENCE = ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")

# By the kinds of the parts, outermost first: the triples that a part holds.
_PATTERNS = {
    ("class",): "?s a ?a",
    ("property",): "?s ?a ?o",
    ("class", "property"): "?s a ?a ; ?b ?o",
    ("class", "property", "class"): "?s a ?a ; ?b ?o . ?o a ?c",
    ("class", "property", "datatype"): "?s a ?a ; ?b ?o BIND(DATATYPE(?o) AS ?c) FILTER(BOUND(?c))",
}
# DISTINCT inside, since the union of the named graphs may hold a triple twice
_COUNTED = (
    "SELECT {parts} (COUNT(*) AS ?n) "
    "WHERE {{ SELECT DISTINCT {parts} ?s ?o WHERE {{ {pattern} }} }} GROUP BY {parts}"
)
Parts = tuple[tuple[str, str], ...]  # kind and IRI, outermost first


def about_triples(store: Store, version: str, counts: dict[str, int]) -> Iterator[ox.Triple]:
    """Yield what is said of the dataset in a store that does not hold it yet.

    So the numbers of VoID are those of all other graphs: a description that counted itself would change what
    it counts. `counts` is what the sources have.

    :raises StoreError: when the store cannot answer.
    """
    dataset = _name(())
    yield ox.Triple(dataset, TYPE, node("void:Dataset"))
    yield ox.Triple(dataset, node("dcterms:license"), _LICENCE)
    yield ox.Triple(dataset, node("dcterms:title"), ox.Literal("painkg"))
    yield ox.Triple(dataset, node("dcterms:description"), ox.Literal(DISCLAIMER))
    yield ox.Triple(dataset, node("owl:versionInfo"), ox.Literal(version))
    yield ox.Triple(dataset, node("pk:counts"), ox.Literal(json.dumps(counts, sort_keys=True)))
    found = {kinds: list(_counted(store, kinds)) for kinds in _PATTERNS}
    properties = found["property",]
    yield ox.Triple(dataset, node("void:triples"), ox.Literal(sum(number for _, number in properties)))
    yield ox.Triple(dataset, node("void:properties"), ox.Literal(len(properties)))
    yield ox.Triple(dataset, node("void:classes"), ox.Literal(len(found["class",])))
    for parts, number in (part for counted in found.values() for part in counted):
        yield from _partition(parts, number)


def _counted(store: Store, kinds: tuple[str, ...]) -> Iterator[tuple[Parts, int]]:
    names = "abc"[: len(kinds)]
    variables = " ".join(f"?{name}" for name in names)
    for row in store.select(_COUNTED.format(parts=variables, pattern=_PATTERNS[kinds])):
        yield tuple(zip(kinds, (row[name] for name in names), strict=True)), int(row["n"])


def _partition(parts: Parts, number: int) -> Iterator[ox.Triple]:
    """Yield the last of some parts within the one before."""
    (kind, iri), this = parts[-1], _name(parts)
    vocabulary = VOID_EXT if kind == "datatype" else terms.prefixes()["void"]
    counted = "void:entities" if parts == (("class", iri),) else "void:triples"
    yield ox.Triple(_name(parts[:-1]), ox.NamedNode(f"{vocabulary}{kind}Partition"), this)
    yield ox.Triple(this, ox.NamedNode(vocabulary + kind), ox.NamedNode(iri))
    yield ox.Triple(this, node(counted), ox.Literal(number))


def _name(parts: Parts) -> ox.NamedNode:
    """Return the name of a part; of none, that of the dataset."""
    path = "&".join(f"{kind}={quote(terms.contract(iri), safe=':/')}" for kind, iri in parts)
    return ox.NamedNode(f"{terms.DATASET}#{path}" if path else terms.DATASET)
