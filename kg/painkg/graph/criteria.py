"""The criteria of evidence rows in memory: what selects the patients that a row speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Cells = dict[str, list[str]]


@dataclass(frozen=True)
class Criterion:
    """One criterion: a patient fact, compared with a value or just given; `negated`: not given."""

    id: str
    text: str
    fact: str
    comparison: str = ""  # "at least", "more than", "at most", "less than", "is", or "" for a yes
    value: str = ""
    unit: str = ""
    negated: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return it as answers show a criterion; a number is a number."""
        number = self.comparison not in ("", "is")
        return {
            "text": self.text,
            "fact": self.fact,
            "comparison": self.comparison or None,
            "value": float(self.value) if number else self.value or None,
            "unit": self.unit or None,
            "negated": self.negated,
        }


_BOUNDS = {"at least": (1, True), "more than": (1, False), "at most": (-1, True), "less than": (-1, False)}


def exclusive(one: Criterion, other: Criterion) -> bool:
    """Say whether no patient can meet both criteria.

    >>> child = Criterion("a", "age less than 18 years", "age", "less than", "18")
    >>> exclusive(child, Criterion("b", "age at least 18 years", "age", "at least", "18"))
    True
    >>> exclusive(child, Criterion("c", "age at most 16 years", "age", "at most", "16"))
    False
    """
    if one.fact != other.fact:
        return False
    if one.comparison in _BOUNDS and other.comparison in _BOUNDS:
        return not (one.negated or other.negated) and _no_number(one, other)
    if one.negated == other.negated:  # two words for one fact, as "mild" and "severe"
        both_say = one.comparison == other.comparison == "is"
        return both_say and not one.negated and one.value != other.value
    denied, given = (one, other) if one.negated else (other, one)
    return denied.comparison == "" or (denied.comparison, denied.value) == (given.comparison, given.value)


def _no_number(one: Criterion, other: Criterion) -> bool:
    (way, closed), (back, shut) = _BOUNDS[one.comparison], _BOUNDS[other.comparison]
    if way == back:
        return False
    gap = (float(other.value) - float(one.value)) * way
    return gap < 0 or (gap == 0 and not (closed and shut))


def read_criteria(rows: dict[str, Cells]) -> dict[str, Criterion]:
    """Return the criteria among evidence rows by id."""
    found = {}
    for name, cells in rows.items():
        if "pk:Criterion" in cells.get("rdf:type", []):
            fact = rows[cells["pk:onFact"][0]]
            found[name] = Criterion(
                id=name,
                text=cells["rdfs:label"][0],
                fact=fact["rdfs:label"][0],
                comparison=cells.get("pk:comparison", [""])[0],
                value=cells.get("pk:value", [""])[0],
                unit=fact.get("pk:unit", [""])[0],
                negated=bool(cells.get("pk:negated")),
            )
    return found
