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
