"""How the graph is used: which classes have members, and which properties those have, with their numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from painkg.stores import Store

_MEMBERS = """
PREFIX graph: <https://w3id.org/painkg/graph/>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?class ?n WHERE { GRAPH graph:about { ?part void:class ?class ; void:entities ?n } }
"""
_USED = """
PREFIX graph: <https://w3id.org/painkg/graph/>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?property ?n ?class WHERE {
  GRAPH graph:about {
    ?whole void:propertyPartition ?part .
    ?part void:property ?property ; void:triples ?n .
    OPTIONAL { ?whole void:class ?class }
  }
}
"""


@dataclass
class Partitions:
    """The partitions of the graph, by IRI: members of a class, triples of a property, and of it by class.

    The build counts them, for all graphs but the one in which it says so.
    """

    classes: dict[str, int] = field(default_factory=dict)
    properties: dict[str, int] = field(default_factory=dict)
    used: dict[str, dict[str, int]] = field(default_factory=dict)  # class → property → triples

    @classmethod
    def read(cls, store: Store) -> Partitions:
        """Return the partitions that the graph tells of itself.

        :raises StoreError: when the store cannot answer.
        """
        properties: dict[str, int] = {}
        used: dict[str, dict[str, int]] = defaultdict(dict)
        for row in store.select(_USED):
            where = used[row["class"]] if "class" in row else properties
            where[row["property"]] = int(row["n"])
        classes = {row["class"]: int(row["n"]) for row in store.select(_MEMBERS)}
        return cls(classes, properties, dict(used))
