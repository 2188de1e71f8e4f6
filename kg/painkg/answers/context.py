"""The JSON-LD context of the graph: its prefixes, and its properties by a name of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from painkg import terms
from painkg.answers.vocabulary import vocabulary
from painkg.graph import Graph

_DATATYPES = """
PREFIX graph: <https://w3id.org/painkg/graph/>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT ?property ?datatype WHERE {
  GRAPH graph:about {
    ?class void:class ?members ; void:propertyPartition ?part .
    ?part void:property ?property .
    OPTIONAL { ?part void-ext:datatypePartition/void-ext:datatype ?datatype }
  }
}
"""
_TEXTS = {terms.XSD + "string", terms.RDF + "langString"}


def context(graph: Graph) -> dict[str, Any]:
    """Return the context, by which a document writes `hasStrength` for `pk:hasStrength`, and CURIEs.

    The type of a property is what all its values are, in the graph: things, or literals of one datatype.
    A property that its ontology numbers goes by its label (`partOf`), one with the name of a prefix by its
    CURIE (`pk:doi`).

    :raises StoreError: when the store cannot answer.
    """
    # not every namespace ends as the standard wants it of a prefix, unless it is called one
    prefixes = {name: {"@id": iri, "@prefix": True} for name, iri in terms.prefixes().items()}
    datatypes: dict[str, set[str]] = defaultdict(set)
    for row in graph.store.select(_DATATYPES):
        datatypes[terms.contract(row["property"])] |= {row["datatype"]} if "datatype" in row else set()
    named: dict[str, dict[str, str]] = {}
    ours_first = sorted(
        vocabulary(graph)["properties"], key=lambda entry: (not entry["id"].startswith("pk:"), entry["id"])
    )
    for entry in ours_first:
        prefix, _, local = entry["id"].partition(":")
        name = local if local.isalpha() else _camel(entry["label"])
        if prefix != "rdf" and name:
            named.setdefault(
                entry["id"] if name in prefixes else name,
                {"@id": entry["id"], **_coerced(datatypes.get(entry["id"]))},
            )
    return {"@context": {"@version": 1.1, "id": "@id", "type": "@type", **prefixes, **named}}


def _coerced(datatypes: set[str] | None) -> dict[str, str]:
    if datatypes is None:  # no class has the property, and the partitions of a class are what tells
        return {}
    if not datatypes:
        return {"@type": "@id"}
    return {"@type": terms.contract(min(datatypes))} if len(datatypes) == 1 and not datatypes & _TEXTS else {}


def _camel(label: str) -> str:
    head, *tail = [*re.findall("[A-Za-z]+", label), ""]
    return f"{head.lower()}{''.join(word.capitalize() for word in tail)}"
