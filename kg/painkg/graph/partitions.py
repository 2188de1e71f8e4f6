"""How the graph is used: which classes have members, and which properties those have, with their numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from painkg.stores import Store

# DISTINCT inside, since the union of the named graphs may hold a triple twice
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
_PROPERTIES = (
    "SELECT ?property (COUNT(*) AS ?n) WHERE "
    "{ SELECT DISTINCT ?s ?property ?o WHERE { ?s ?property ?o } } GROUP BY ?property"
)
_USED = (
    "SELECT ?class ?property (COUNT(*) AS ?n) WHERE "
    "{ SELECT DISTINCT ?class ?s ?property ?o WHERE { ?s a ?class ; ?property ?o } } "
    "GROUP BY ?class ?property"
)


@dataclass
class Partitions:
    """The partitions of the graph, by IRI: members of a class, triples of a property, and of it by class."""

    classes: dict[str, int] = field(default_factory=dict)
    properties: dict[str, int] = field(default_factory=dict)
    used: dict[str, dict[str, int]] = field(default_factory=dict)  # class → property → triples

    @classmethod
    def read(cls, store: Store) -> Partitions:
        """Return the partitions of what a store holds.

        :raises StoreError: when the store cannot answer.
        """
        used: dict[str, dict[str, int]] = defaultdict(dict)
        for row in store.select(_USED):
            used[row["class"]][row["property"]] = int(row["n"])
        return cls(
            classes={row["class"]: int(row["n"]) for row in store.select(_CLASSES)},
            properties={row["property"]: int(row["n"]) for row in store.select(_PROPERTIES)},
            used=dict(used),
        )

    @property
    def triples(self) -> int:
        """The number of different triples."""
        return sum(self.properties.values())
