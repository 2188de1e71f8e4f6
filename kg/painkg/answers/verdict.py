"""What the current recommendations of one intervention amount to, without weighing one against another.

The rules are those of the contract: only current recommendations with a therapeutic purpose vote, within a
group of one condition and one time horizon; a normalised strength never decides anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from painkg.graph.criteria import exclusive
from painkg.graph.evidence import NOT_STATED, Statement

ORDER = (
    "recommended",
    "contested",
    "depends on the condition",
    "no recommendation",
    "research only",
    "recommended against",
    "described",
)
_WORD = {"for": "recommended", "against": "recommended against", "research only": "research only"}


@dataclass
class Group:
    """The statements on one intervention for one condition and one time horizon."""

    condition: str
    time_horizon: str
    statements: list[Statement]
    verdict: str = "described"
    opposed_by: list[tuple[Statement, Statement]] = field(default_factory=list)  # ours, theirs


SamePopulation = Callable[[str, str], bool]


def same_horizon(one: str, other: str) -> bool:
    """Say whether two time horizons may be the same period.

    >>> same_horizon("short term", "not stated"), same_horizon("short term", "long term")
    (True, False)
    """
    return one == other or NOT_STATED in (one, other)


def independent(one: Statement, other: Statement) -> bool:
    """Say whether two statements vote, and come from different organisations."""
    return one.votes and other.votes and one.source.organisation != other.source.organisation


def opposite(one: Statement, other: Statement) -> bool:
    """Say whether two independent statements point opposite ways."""
    return {one.direction, other.direction} == {"for", "against"} and independent(one, other)


def apart(one: Statement, other: Statement) -> bool:
    """Say whether no patient meets the criteria of both statements."""
    return any(exclusive(mine, theirs) for mine in one.selects for theirs in other.selects)


def judge(groups: list[Group], same_population: SamePopulation) -> str:
    """Set the verdict of every group, and return the verdict over all of them.

    `same_population` says of two conditions whether the one contains the other for the question asked.
    """
    for group in groups:
        group.verdict = _alone(group.statements)
        group.opposed_by = []
    for i, group in enumerate(groups):
        for other in groups[i:]:
            if same_horizon(group.time_horizon, other.time_horizon):
                _oppose(group, other, same_population)
    voting = {g.verdict for g in groups if g.verdict != "described"}
    if "contested" in voting:
        return "contested"
    if len(voting) > 1:
        return "depends on the condition"
    return voting.pop() if voting else "described"


def _alone(statements: Iterable[Statement]) -> str:
    votes = {s.direction for s in statements if s.votes}
    directed = votes & _WORD.keys()
    if len(directed) > 1:
        return "depends on the condition"
    if directed:
        return _WORD[directed.pop()]
    return "no recommendation" if "neither" in votes else "described"


def _oppose(group: Group, other: Group, same_population: SamePopulation) -> None:
    pairs = [
        (mine, theirs)
        for mine in group.statements
        for theirs in other.statements
        if opposite(mine, theirs) and not apart(mine, theirs)
    ]
    if not pairs or not same_population(group.condition, other.condition):
        return
    group.verdict = other.verdict = "contested"
    group.opposed_by += pairs
    if other is not group:
        other.opposed_by += [(theirs, mine) for mine, theirs in pairs]


def organisations(groups: Iterable[Group]) -> int:
    """Return how many organisations stand behind the groups; editions of one count once.

    Where somebody votes, only those who vote are counted.
    """
    rows = [s for group in groups for s in group.statements if not s.superseded]
    voting = [s for s in rows if s.votes]
    return len({s.source.organisation for s in voting or rows})


def conditions(groups: Iterable[Group]) -> dict[str, object]:
    """Return what the advice for an intervention is bound to, in words, and whether all of it is bound.

    These are the preconditions and the criteria of the current recommendations for it: that only some sources
    bind their advice does not make it free, nor that all do make the bonds the same.
    """
    advice = [s for group in groups for s in group.statements if s.votes and s.direction == "for"]
    bonds = [[*s.cells.get("pk:precondition", []), *(c.text for c in s.selects)] for s in advice]
    texts = list(dict.fromkeys(text for bond in bonds for text in bond))
    return {"always": bool(bonds) and all(bonds), "texts": texts}
