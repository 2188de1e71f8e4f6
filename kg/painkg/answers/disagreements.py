"""Where current sources differ on an intervention: who, when, for whom, how graded, and in what.

A difference of direction on the same or a containing population is a disagreement (the rule is in `verdict`).
Opposite directions on other populations or time horizons are listed too, and said to be none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from painkg import DISCLAIMER
from painkg.answers.differences import KINDS, SIDES, Pair, differing, pairs
from painkg.answers.filters import Filters
from painkg.answers.options import CONDITIONS, INTERVENTIONS, Option, find, find_for, same_population
from painkg.answers.terms import shown
from painkg.errors import ParameterError
from painkg.graph import Graph
from painkg.graph.evidence import Statement

MEANS = {
    "direction": "a disagreement: opposite directions on the same or a containing population",
    "strength": "no disagreement in direction: one source grades the same advice strong, another conditional",
    "time horizon": "not a disagreement: different time horizons",
    "population": "not a disagreement: different populations",
}


@dataclass
class _Found:
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
class _Cluster:
    """Pairs on one intervention that differ in one way and hang together by their statements."""

    intervention: str
    kind: str
    pairs: list[Pair]

    def sides(self) -> dict[str, list[Statement]]:
        """Return the statements of each side, the newest first."""
        one, other = SIDES[self.kind]
        return {
            one: _newest_first(pair.one for pair in self.pairs),
            other: _newest_first(pair.other for pair in self.pairs),
        }

    def rank(self, graph: Graph) -> tuple[int, int, str]:
        """Return the place: the gravest kind first, then by how many organisations differ."""
        organisations = {s.source.organisation for side in self.sides().values() for s in side}
        return KINDS.index(self.kind), -len(organisations), graph.index.terms[self.intervention].label


@dataclass(frozen=True)
class Page:
    """The kind of difference wanted (one of `KINDS`, or all), and the page of the list.

    :raises ParameterError: when made with a value that it may not have.
    """

    kind: str | None = None
    limit: int = 50
    offset: int = 0

    def __post_init__(self) -> None:
        if self.kind not in (None, *KINDS):
            raise ParameterError(f"kind={self.kind!r} is none of {', '.join(KINDS)}", "kind")
        Filters(limit=self.limit, offset=self.offset)


def disagreements(
    graph: Graph, condition: str | None = None, intervention: str | None = None, page: Page | None = None
) -> dict[str, Any]:
    """Return where current sources differ, an entry for each intervention, kind of difference and population.

    Without a condition every condition that a statement names is looked at; without an intervention all of
    them are. `counts` has all kinds. Superseded rows are the `history` of an entry and never a side.

    :raises NotFoundError: when nothing is called `condition` or `intervention`.
    :raises AmbiguousError: when several are.
    """
    page = page or Page()
    asked = graph.index.resolve(condition, CONDITIONS) if condition is not None else None
    treatment = graph.index.resolve(intervention, INTERVENTIONS) if intervention is not None else None
    bearing_on = asked.id if asked else None
    found = _find(graph, bearing_on, treatment.id if treatment else None)
    clusters = sorted(_clusters(graph, found), key=lambda cluster: cluster.rank(graph))
    counts = Counter(cluster.kind for cluster in clusters)
    wanted = [cluster for cluster in clusters if page.kind in (None, cluster.kind)]
    return {
        "condition": asked and asked.as_dict(),
        "intervention": treatment and treatment.as_dict(),
        "kind": page.kind,
        "counts": {name: counts[name] for name in KINDS},
        "total": len(wanted),
        "disagreements": [
            _entry(graph, cluster, found.aside[cluster.intervention].values(), bearing_on)
            for cluster in wanted[page.offset :][: page.limit]
        ],
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _find(graph: Graph, asked: str | None, treatment: str | None) -> _Found:
    found = _Found()
    for condition in [asked] if asked else _conditions(graph, treatment):
        lists = find_for(graph, condition, treatment) if treatment else find(graph, condition)
        for option in (option for listed in lists for option in listed):
            found.add(option, pairs(option, same_population(graph, condition)))
    return found


def _conditions(graph: Graph, treatment: str | None) -> list[str]:
    """Return the conditions of the statements on an intervention, a kind of it or a wider one; or of all."""
    index = graph.index
    return sorted(
        {
            s.condition
            for s in graph.evidence.statements.values()
            if treatment is None
            or index.is_a(s.intervention, treatment)
            or index.is_a(treatment, s.intervention)
        }
    )


def _clusters(graph: Graph, found: _Found) -> Iterator[_Cluster]:
    """Yield the clusters; a pair is told of the widest intervention that both statements reach."""
    homes: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for known in found.pairs.values():
        pair = min(known.values(), key=lambda p: KINDS.index(p.kind))
        for intervention in known:
            if not any(graph.index.is_a(intervention, other) for other in known if other != intervention):
                homes[intervention, pair.kind].append(pair)
    for (intervention, kind), listed in homes.items():
        for together in [listed] if kind == "population" else _components(listed):
            yield _Cluster(intervention, kind, together)


def _components(listed: list[Pair]) -> list[list[Pair]]:
    """Return the pairs that share a statement, directly or through others, together."""
    components: list[list[Pair]] = []
    for pair in listed:
        ids = {pair.one.id, pair.other.id}
        touching = [c for c in components if any(ids & {p.one.id, p.other.id} for p in c)]
        components = [c for c in components if c not in touching]
        components.append([*(p for c in touching for p in c), pair])
    return components


def _entry(graph: Graph, cluster: _Cluster, aside: Iterable[Statement], asked: str | None) -> dict[str, Any]:
    sides = cluster.sides()
    voting = [s for side in sides.values() for s in side]
    bearing = _newest_first(s for s in aside if _bears(graph, s, voting))
    notes = {s.source.label: s.source.note for s in voting if s.source.note}

    def show(statements: Iterable[Statement]) -> list[dict[str, Any]]:
        return [_statement(graph, s, asked) for s in statements]

    return {
        "kind": cluster.kind,
        "disagreement": cluster.kind == "direction",
        "means": MEANS[cluster.kind],
        "intervention": graph.index.terms[cluster.intervention].as_dict(),
        "population": _widest(graph, voting),
        "sides": [{"side": name, "statements": show(side)} for name, side in sides.items()],
        "differs": differing(graph, sides),
        "undecided": show(s for s in bearing if not s.superseded),
        "history": show(s for s in bearing if s.superseded),
        "pairs": [
            {name: s.id for name, s in zip(sides, (p.one, p.other), strict=True)} for p in cluster.pairs
        ],
        "notes": [{"source": label, "note": note} for label, note in sorted(notes.items())],
    }


def _statement(graph: Graph, statement: Statement, asked: str | None) -> dict[str, Any]:
    relation = graph.relations.between(asked, statement.condition) if asked else None
    newer = (graph.evidence.sources.get(name) for name in statement.superseded_by)
    return {
        **shown(graph, statement.id),
        "relation": relation and relation.name,
        "replaced_by": [source.label for source in newer if source],
    }


def _bears(graph: Graph, statement: Statement, voting: list[Statement]) -> bool:
    """Say whether a row is on the population of one of the others, or one that contains it or is in it."""
    is_a, mine = graph.index.is_a, statement.condition
    return any(is_a(mine, other.condition) or is_a(other.condition, mine) for other in voting)


def _widest(graph: Graph, statements: list[Statement]) -> list[dict[str, str]]:
    """Return the conditions that no other condition of the statements contains."""
    named = {s.condition for s in statements}
    widest = [c for c in named if not any(c != o and graph.index.is_a(c, o) for o in named)]
    return sorted((graph.index.terms[c].as_dict() for c in widest), key=lambda term: term["label"])


def _newest_first(statements: Iterable[Statement]) -> list[Statement]:
    unique = {s.id: s for s in statements}
    return sorted(unique.values(), key=lambda s: (-(s.source.year or 0), s.source.label, s.id))
