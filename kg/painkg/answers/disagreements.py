"""Where current sources differ on an intervention: who, when, for whom, how graded, and in what.

A difference of direction on the same or a containing population is a disagreement (the rule is in `verdict`).
Opposite directions on other populations or time horizons are listed too, and said to be none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from painkg import DISCLAIMER
from painkg.answers.clusters import Cluster, Found, clusters, newest_first
from painkg.answers.differences import KINDS, differing, pairs
from painkg.answers.filters import Filters
from painkg.answers.options import (
    CONDITIONS,
    INTERVENTIONS,
    conditions_named,
    find,
    find_for,
    same_population,
)
from painkg.answers.shown import told
from painkg.errors import ParameterError
from painkg.graph import Graph
from painkg.graph.evidence import Statement

_BOTH = "for those who have both: neither condition contains the other by itself"
MEANS = {
    "direction": "a disagreement: opposite directions",
    "strength": "the same direction, graded strong by one source and conditional by another",
    "time horizon": "not a disagreement: different time horizons",
    "population": "not a disagreement: different populations",
}


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
    all_kinds = sorted(clusters(graph, found), key=lambda cluster: cluster.rank(graph))
    counts = Counter(cluster.kind for cluster in all_kinds)
    wanted = [cluster for cluster in all_kinds if page.kind in (None, cluster.kind)]
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


def _find(graph: Graph, asked: str | None, treatment: str | None) -> Found:
    if asked is None and treatment is None:
        whole: Found = graph.view("disagreements", lambda _: _looked_at(graph, conditions_named(graph), None))
        return whole
    return _looked_at(graph, [asked] if asked else conditions_named(graph, treatment), treatment)


def _looked_at(graph: Graph, conditions: list[str], treatment: str | None) -> Found:
    found = Found()
    for condition in conditions:
        lists = find_for(graph, condition, treatment) if treatment else find(graph, condition)
        for option in (option for listed in lists for option in listed):
            found.add(option, pairs(option, same_population(graph, condition)))
    return found


def _entry(graph: Graph, cluster: Cluster, aside: Iterable[Statement], asked: str | None) -> dict[str, Any]:
    sides = cluster.sides()
    voting = [s for side in sides.values() for s in side]
    bearing = newest_first(s for s in aside if _bears(graph, s, voting))
    notes = {s.source.label: s.source.note for s in voting if s.source.note}

    def show(statements: Iterable[Statement]) -> list[dict[str, Any]]:
        return [told(graph, s, asked) for s in statements]

    return {
        "kind": cluster.kind,
        "disagreement": cluster.kind == "direction",
        "overlapping": cluster.overlapping,
        "means": f"{MEANS[cluster.kind]}, {_BOTH}" if cluster.overlapping else MEANS[cluster.kind],
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


def _bears(graph: Graph, statement: Statement, voting: list[Statement]) -> bool:
    """Say whether a row is on the population of one of the others, or one that contains it or is in it."""
    is_a, mine = graph.index.is_a, statement.condition
    return any(is_a(mine, other.condition) or is_a(other.condition, mine) for other in voting)


def _widest(graph: Graph, statements: list[Statement]) -> list[dict[str, str]]:
    """Return the conditions that no other condition of the statements contains."""
    named = {s.condition for s in statements}
    widest = [c for c in named if not any(c != o and graph.index.is_a(c, o) for o in named)]
    return sorted((graph.index.terms[c].as_dict() for c in widest), key=lambda term: term["label"])
