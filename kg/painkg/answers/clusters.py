"""Differences that belong together: one cluster for each intervention, kind of difference and population."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from painkg.answers.differences import KINDS, SIDES, Pair
from painkg.answers.options import Option
from painkg.graph import Graph
from painkg.graph.evidence import Statement


@dataclass
class Found:
    """The pairs by intervention, and the rows on it that are no side of any: undecided, or superseded."""

    pairs: dict[tuple[str, str], dict[str, Pair]] = field(default_factory=lambda: defaultdict(dict))
    aside: dict[str, dict[str, Statement]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, option: Option, differing_pairs: Iterable[Pair]) -> None:
        """Take in an option; of one pair that two questions see differently the graver difference counts."""
        for pair in differing_pairs:
            known = self.pairs[pair.one.id, pair.other.id]
            before = known.get(option.intervention)
            if before is None or KINDS.index(pair.kind) < KINDS.index(before.kind):
                known[option.intervention] = pair
        for statement in option.statements():
            undecided = statement.votes and statement.direction not in ("for", "against")
            if undecided or (statement.superseded and statement.type == "recommendation"):
                self.aside[option.intervention][statement.id] = statement


@dataclass
class Cluster:
    """Pairs on one intervention that differ in one way and hang together by their statements."""

    intervention: str
    kind: str
    overlapping: bool  # neither of two populations contains the other by itself: some patients are in both
    pairs: list[Pair]

    def sides(self) -> dict[str, list[Statement]]:
        """Return the statements of each side, the newest first."""
        one, other = SIDES[self.kind]
        return {
            one: newest_first(pair.one for pair in self.pairs),
            other: newest_first(pair.other for pair in self.pairs),
        }

    def rank(self, graph: Graph) -> tuple[int, bool, int, str]:
        """Return the place: the gravest kind first, then by how many organisations differ."""
        organisations = {s.source.organisation for side in self.sides().values() for s in side}
        label = graph.index.terms[self.intervention].label
        return KINDS.index(self.kind), self.overlapping, -len(organisations), label


def clusters(graph: Graph, found: Found) -> Iterator[Cluster]:
    """Yield the clusters; a pair is told of the widest intervention that both statements reach."""
    homes: dict[tuple[str, str, bool], list[Pair]] = defaultdict(list)
    for known in found.pairs.values():
        pair = min(known.values(), key=lambda p: KINDS.index(p.kind))
        overlapping = pair.kind != "population" and not _contained(graph, pair)
        for intervention in known:
            if not any(graph.index.is_a(intervention, other) for other in known if other != intervention):
                homes[intervention, pair.kind, overlapping].append(pair)
    for (intervention, kind, overlapping), listed in homes.items():
        for together in [listed] if kind == "population" else _components(listed):
            yield Cluster(intervention, kind, overlapping, together)


def _contained(graph: Graph, pair: Pair) -> bool:
    one, other, contains = pair.one.condition, pair.other.condition, graph.relations.contains
    return contains(one, other) or contains(other, one)


def _components(listed: list[Pair]) -> list[list[Pair]]:
    """Return the pairs that share a statement, directly or through others, together."""
    components: list[list[Pair]] = []
    for pair in listed:
        ids = {pair.one.id, pair.other.id}
        touching = [c for c in components if any(ids & {p.one.id, p.other.id} for p in c)]
        components = [c for c in components if c not in touching]
        components.append([*(p for c in touching for p in c), pair])
    return components


def newest_first(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements, each once, in order of year, key of the source and id."""
    unique = {s.id: s for s in statements}
    return sorted(unique.values(), key=lambda s: (-(s.source.year or 0), s.source.label, s.id))
