"""The graph, opened: what the answers need of a store, in memory: terms, evidence, relations, reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from painkg.graph.because import Explanations
from painkg.graph.evidence import Evidence
from painkg.graph.index import Index
from painkg.graph.names import Names
from painkg.graph.partitions import Partitions
from painkg.graph.relation import Relations
from painkg.stores import Store


@dataclass(frozen=True)
class Release:
    """What is being served: carried by every answer."""

    data_version: str
    snapshot: str
    code_version: str

    def __str__(self) -> str:
        return f"data {self.data_version} (snapshot {self.snapshot})"

    def as_dict(self) -> dict[str, str]:
        """Return it as answers show it."""
        return {
            "data_version": self.data_version,
            "snapshot": self.snapshot,
            "code_version": self.code_version,
        }


@dataclass
class Graph:
    """An opened graph: what every answer is computed from. Each part is read from the store once.

    ::

        graph = painkg.open_graph()
        graph.index.resolve("chronic back pain")
    """

    store: Store
    release: Release
    _views: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def read(self) -> None:
        """Read every part now."""
        _ = self.index, self.evidence, self.relations, self.explanations, self.names

    def view(self, name: str, make: Callable[[Graph], Any]) -> Any:
        """Return what another room makes of the graph, made once and kept under a name."""
        if name not in self._views:
            self._views[name] = make(self)
        return self._views[name]

    @cached_property
    def index(self) -> Index:
        """The terms, their hierarchy and their relations."""
        return Index.read(self.store)

    @cached_property
    def evidence(self) -> Evidence:
        """The sources, statements, causal statements, safety facts and red flags."""
        return Evidence.read(self.store)

    @cached_property
    def names(self) -> Names:
        """What everything is called, as sentences are searched for it."""
        return Names.read(self.index, self.evidence)

    @cached_property
    def relations(self) -> Relations:
        """How conditions stand to each other."""
        return Relations.read(self.store, self.index, self.evidence)

    @cached_property
    def explanations(self) -> Explanations:
        """Why one class is under another."""
        return Explanations.read(self.store, self.index)

    @cached_property
    def partitions(self) -> Partitions:
        """How classes and properties are used; no answer needs it, so `read` leaves it out."""
        return Partitions.read(self.store)
