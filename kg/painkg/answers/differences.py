"""How two recommendations on one intervention differ: in direction, strength, time horizon or population.

Whether two that point opposite ways disagree is decided in `verdict`; here is why the others do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from painkg.answers import verdict
from painkg.answers.options import Option
from painkg.answers.verdict import SamePopulation
from painkg.graph import Graph
from painkg.graph.evidence import NOT_STATED, Statement
from painkg.graph.relation import CAUSE, DURATION, FELT, LIES, MECHANISM

KINDS = ("direction", "strength", "time horizon", "population")
SIDES = {kind: ("strong", "conditional") if kind == "strength" else ("for", "against") for kind in KINDS}
_AXES = {
    "duration": DURATION,
    "site": FELT,
    "site of the disorder": LIES,
    "mechanism": MECHANISM,
    "cause": CAUSE,
}
_ASIDE = {
    "population": lambda s: [s.text("pk:population")],
    "criteria": lambda s: [criterion.text for criterion in s.selects],
    "preconditions": lambda s: s.cells.get("pk:precondition", []),
    "comparator": lambda s: [s.text("pk:comparator")],
    "time horizon": lambda s: [s.time_horizon],
}  # type: dict[str, Callable[[Statement], list[str]]]


@dataclass(frozen=True)
class Pair:
    """Two statements that differ, in the order of `SIDES`."""

    kind: str
    one: Statement
    other: Statement


def pairs(option: Option, same_population: SamePopulation) -> Iterator[Pair]:
    """Yield each pair of current recommendations of an option, from different organisations, that differ."""
    disagreeing = {(mine.id, theirs.id) for group in option.groups for mine, theirs in group.opposed_by}
    voting = [s for s in option.statements() if s.votes]
    for place, mine in enumerate(voting):
        for theirs in voting[place + 1 :]:
            found = (mine.id, theirs.id) in disagreeing or (theirs.id, mine.id) in disagreeing
            kind = "direction" if found else _kind(mine, theirs, same_population)
            if kind:
                first = SIDES[kind][0]
                forward = first in (mine.direction, mine.strength if kind == "strength" else "")
                yield Pair(kind, mine, theirs) if forward else Pair(kind, theirs, mine)


def _kind(mine: Statement, theirs: Statement, same_population: SamePopulation) -> str | None:
    """Return how two statements differ that do not disagree in direction."""
    opposite = verdict.opposite(mine, theirs)
    graded = mine.direction == theirs.direction and {mine.strength, theirs.strength} == {
        "strong",
        "conditional",
    }
    if not opposite and not (graded and verdict.independent(mine, theirs)):
        return None
    same = same_population(mine.condition, theirs.condition) and not verdict.apart(mine, theirs)
    if opposite:
        return "time horizon" if same else "population"
    return "strength" if same and verdict.same_horizon(mine.time_horizon, theirs.time_horizon) else None


def differing(graph: Graph, sides: dict[str, list[Statement]]) -> list[dict[str, Any]]:
    """Return what sets the patients of two sides apart: each matter in which what they state is not the same.

    A side that states nothing in a matter has "not stated"; matters that neither states are left out.
    """
    label = graph.index.terms

    def conditions(statements: Iterable[Statement]) -> list[str]:
        return sorted({label[s.condition].label for s in statements})

    def along(axis: str) -> Callable[[Iterable[Statement]], list[str]]:
        return lambda statements: sorted(
            {label[f].label for s in statements for f in graph.relations.nearest(s.condition, axis)}
        )

    def stated(cells: Callable[[Statement], list[str]]) -> Callable[[Iterable[Statement]], list[str]]:
        return lambda statements: sorted(
            {c for s in statements for c in cells(s) if c not in ("", NOT_STATED)}
        )

    matters: dict[str, Callable[[Iterable[Statement]], list[str]]] = {"condition": conditions}
    matters |= {name: along(axis) for name, axis in _AXES.items()}
    matters |= {name: stated(cells) for name, cells in _ASIDE.items()}
    found = []
    for name, told in matters.items():
        values = {side: told(statements) for side, statements in sides.items()}
        if len({tuple(v) for v in values.values()}) > 1:
            found.append({"matter": name, **{side: v or [NOT_STATED] for side, v in values.items()}})
    return found
