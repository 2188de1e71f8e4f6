"""The criteria of evidence rows in memory: what selects the patients that a row speaks of.

What is known of a patient has three values: a criterion holds, does not hold, or cannot be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Cells = dict[str, list[str]]
Value = bool | float | str  # of a patient fact: yes or no, a number, a choice; yes where more is not known
_COMPARE = {
    "at least": float.__ge__,
    "more than": float.__gt__,
    "at most": float.__le__,
    "less than": float.__lt__,
}


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

    def holds(self, known: Mapping[str, Value]) -> bool | None:
        """Say whether it holds for somebody of whom this is known; None where that cannot be told.

        >>> Criterion("", "", "age", "at least", "65").holds({"age": 72.0})
        True
        >>> Criterion("", "", "liver impairment", "is", "severe").holds({"liver impairment": True}) is None
        True
        """
        value = known.get(self.fact)
        if value is None:
            return None
        if not self.comparison:
            return (value is not False and value != 0) != self.negated
        if isinstance(value, bool):  # yes without a degree decides no degree; no decides them all
            return None if value else False
        if self.comparison == "is":
            return value == self.value
        return _COMPARE[self.comparison](float(value), float(self.value))

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


@dataclass(frozen=True)
class PatientFact:
    """Something that may be known of a patient: its kind, the unit of its number, its choices."""

    label: str
    kind: str
    unit: str
    choices: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class Implied:
    """What follows of a patient who has or takes a term, or of whom facts are known."""

    id: str
    term: str
    given: tuple[Criterion, ...]
    implies: tuple[Criterion, ...]
    reason: str
    source: str  # the work that says so; "" where the words alone do
    both_ways: bool = False  # whether the fact implies the term too


def read_facts(rows: dict[str, Cells]) -> dict[str, PatientFact]:
    """Return the facts among evidence rows by label."""
    found = {}
    for cells in rows.values():
        if "pk:PatientFact" in cells.get("rdf:type", []):
            label = cells["rdfs:label"][0]
            kind, unit, description = (
                cells.get(name, [""])[0] for name in ("pk:factKind", "pk:unit", "rdfs:comment")
            )
            found[label] = PatientFact(label, kind, unit, tuple(cells.get("pk:choice", [])), description)
    return dict(sorted(found.items()))


def read_implied(rows: dict[str, Cells], criteria: dict[str, Criterion]) -> list[Implied]:
    """Return what follows from what, in order of id."""
    return [
        Implied(
            id=name,
            term=cells.get("pk:hasTerm", [""])[0],
            given=tuple(criteria[c] for c in cells.get("pk:given", [])),
            implies=tuple(criteria[c] for c in cells["pk:implies"]),
            reason=cells["pk:reason"][0],
            source=cells.get("pk:hasSource", [""])[0],
            both_ways="pk:hasBothWays" in cells,
        )
        for name, cells in sorted(rows.items())
        if "pk:ImpliedFact" in cells.get("rdf:type", [])
    ]


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
