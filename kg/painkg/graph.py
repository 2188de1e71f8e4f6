"""The graph, opened: a store, the release that it holds, and an index of its terms in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from painkg.answers.index import Index
from painkg.stores import Store


@dataclass(frozen=True)
class Release:
    """What is being served: carried by every answer."""

    data_version: str
    snapshot: str
    code_version: str

    def as_dict(self) -> dict[str, str]:
        """Return it as answers show it."""
        return {
            "data_version": self.data_version,
            "snapshot": self.snapshot,
            "code_version": self.code_version,
        }


@dataclass
class Graph:
    """An opened graph: what every answer is computed from.

    ::

        graph = painkg.open_graph()
        graph.index.resolve("chronic back pain")
    """

    store: Store
    release: Release

    @cached_property
    def index(self) -> Index:
        """The terms, their hierarchy and their relations, read from the store once."""
        return Index.read(self.store)
