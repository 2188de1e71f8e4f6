"""The patient of a sentence as `painkg.answers.patient` takes one."""

from __future__ import annotations

from typing import Any

from painkg.answers.patient import Patient
from painkg.graph import Graph

# what a sentence says → the key of a patient
_KEYS = {
    "age": "age",
    "sex": "sex",
    "pregnant": "pregnant",
    "gestation": "gestation",
    "breastfeeding": "breastfeeding",
    "creatinine clearance": "creatinine_clearance",
    "renal impairment": "renal_impairment",
    "liver impairment": "hepatic_impairment",
}
_NAMES = {"takes": "takes", "has": "conditions", "allergic_to": "allergies"}


def patient_of(graph: Graph, slots: dict[str, Any]) -> Patient | None:
    """Return the patient whom a reading describes, or None where it says nothing of one."""
    facts = slots.get("facts")
    if not facts:
        return None
    said: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, value in facts.items():
        if name in _NAMES:
            said[_NAMES[name]] = [each.id for each in value]
        elif name == "failed":
            said["prior_treatments"] = [{"treatment": each.id, "outcome": "failed"} for each in value]
        elif name == "age" and not isinstance(value, int):
            others["adult"] = False  # a child, whose age was not said
        elif name in _KEYS:
            said[_KEYS[name]] = value
        else:
            others[name] = value
    return Patient.of(graph, {**said, **({"facts": others} if others else {})})
