"""The named query that tells the answer to a question, or nearly so, with its arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from painkg.answers.asked.reading import Reading

Raw = dict[str, Any]
Told = tuple[str, Raw]  # a named query and its arguments


def told(reading: Reading) -> Told:
    """Return the named query that tells the answer to a question, or nearly so, and its arguments."""
    if reading.query:
        return reading.query, {name: getattr(v, "id", v) for name, v in reading.slots.items()}
    return _TOLD[reading.kind](reading.slots)


def _about(slots: Raw) -> Told:
    condition, intervention = slots.get("condition"), slots.get("intervention")
    if condition and intervention:
        return "advice_on", {"intervention": intervention.id, "condition": condition.id}
    if intervention:
        return "advice_by_condition", {"intervention": intervention.id}
    return "statements_for_condition", {"condition": slots["condition"].id}


def _told_options(slots: Raw) -> Told:
    raw: Raw = {name: slots[name] for name in ("technique_class", "direction", "strength") if name in slots}
    return "options_for_condition", {"condition": slots["condition"].id, **raw}


def _told_line(slots: Raw) -> Told:
    name = "first_line_options" if slots.get("line") == 1 else "order_of_care"
    return name, {"condition": slots["condition"].id}


def _told_sources(slots: Raw) -> Told:
    if slots.get("condition") or slots.get("intervention"):
        return _about(slots)
    if slots.get("sources"):
        return "statements_of_source", {"source": slots["sources"][0].id}
    return "sources_of_organisation", {"organisation": slots["organisations"][0].id}


def _told_contraindications(slots: Raw) -> Told:
    if "intervention" in slots:
        return "safety_of_intervention", {"intervention": slots["intervention"].id}
    facts = slots["facts"]
    if "has" in facts:
        return "unsafe_in_state", {"state": facts["has"][0].id}
    if "takes" in facts:
        return "unsafe_in_state", {"state": facts["takes"][0].id}
    name, value = next(iter(facts.items()))
    raw = {"value": value} if isinstance(value, int | float) and value is not True else {}
    choice = {"choice": value} if isinstance(value, str) and value != "any" else {}
    return "safety_with_criterion", {"fact": name, **raw, **choice}


def _told_interactions(slots: Raw) -> Told:
    if "interventions" in slots:
        return "interactions_between", {
            "drug": slots["interventions"][0].id,
            "other": slots["interventions"][1].id,
        }
    return "safety_of_intervention", {"intervention": slots["intervention"].id}


def _told_anticoagulation(slots: Raw) -> Told:
    if "intervention" in slots:
        found = {"drug": slots["term"].id, "procedure": slots["intervention"].id}
        return "antithrombotics_before_procedures", found
    return "anticoagulation_timing", {"drug": slots["term"].id}


def _told_flags(slots: Raw) -> Told:
    suspected = slots.get("state") or slots.get("term")
    condition = {"condition": slots["condition"].id} if "condition" in slots else {}
    return (
        ("red_flags_of_suspicion", {"suspected": suspected.id, **condition})
        if suspected
        else ("red_flags", condition)
    )


def _told_mme(slots: Raw) -> Told:
    drug = slots["doses"][0]["drug"] if "doses" in slots else slots["intervention"]
    return "morphine_equivalents", {"drug": drug.id} if drug.kind == "drug" else {}


def _told_changes(slots: Raw) -> Told:
    if "sources" in slots:
        return "editions_side_by_side", {"older": slots["sources"][0].id}
    return (
        ("changes_since", {"condition": slots["condition"].id})
        if "condition" in slots
        else ("superseded_sources", {})
    )


def _term(name: str, parameter: str = "term", slot: str = "term") -> Callable[[Raw], Told]:
    return lambda slots: (name, {parameter: slots[slot].id})


_TOLD: dict[str, Callable[[Raw], Told]] = {
    "options": _told_options,
    "advice": _about,
    "evidence": _about,
    "line": _told_line,
    "compare_options": lambda slots: _about({**slots, "intervention": slots["interventions"][0]}),
    "compare_sources": _told_sources,
    "disagreements": lambda s: (
        "current_disagreements",
        {n: s[n].id for n in ("condition", "intervention") if n in s},
    ),
    "contraindications": _told_contraindications,
    "interactions": _told_interactions,
    "anticoagulation": _told_anticoagulation,
    "red_flags": _told_flags,
    "mme": _told_mme,
    "changes": _told_changes,
    "gaps": lambda _: ("conditions_without_advice", {}),
    "kinds_of": _term("subclasses"),
    "drugs_in_class": _term("members_of_category", "category"),
    "what_is": _term("definition_of_term"),
    "names_of": _term("names_of_term"),
    "codes_of": _term("codes_of_term"),
    "causes_of": _term("causes_of_condition", "condition", "condition"),
}
