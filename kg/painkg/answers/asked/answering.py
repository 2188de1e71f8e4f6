"""The answer to each kind of question: from the engine, or from a named query."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

from painkg.answers.asked.patients import patient_of
from painkg.answers.asked.reading import Reading
from painkg.answers.asked.taught import library
from painkg.answers.asked.told import rows_of, statements_of
from painkg.answers.compare import compare
from painkg.answers.disagreements import disagreements
from painkg.answers.filters import Filters
from painkg.answers.ladder import ladder
from painkg.answers.options import option_for, options
from painkg.graph import Graph
from painkg.queries.binding import bind, resolve_arguments

Raw = dict[str, Any]
Told = tuple[str, Raw]  # a named query and its arguments
_ALL = 1000


def answer(graph: Graph, reading: Reading) -> tuple[str, dict[str, Any]]:
    """Return SPARQL that tells the answer to a question, or nearly so, and the answer."""
    name, raw = told(reading)
    query = library().get(name)
    sparql = bind(query, resolve_arguments(query, raw, graph.index))
    make = _ENGINE.get(reading.kind)
    if make is not None and not reading.query:
        found = make(graph, reading.slots)
        if found is not None:
            return sparql, found
    return sparql, rows_of(graph, name, [raw])


def told(reading: Reading) -> Told:
    """Return the named query that tells the answer to a question, or nearly so, and its arguments."""
    if reading.query:
        return reading.query, {name: getattr(v, "id", v) for name, v in reading.slots.items()}
    return _TOLD[reading.kind](reading.slots)


def filters_of(slots: Raw) -> Filters:
    """Return the filters that a reading has."""
    kind = slots.get("kind_of_intervention") or slots.get("intervention")
    return Filters(
        technique_class=slots.get("technique_class"),
        direction=slots.get("direction"),
        limit=_ALL,
        without=tuple(getattr(each, "id", each) for each in slots.get("without", ())),
        named=(kind.id,) if kind else (),
        invasiveness=slots.get("invasiveness"),
        strength=slots.get("strength"),
        line=slots.get("line"),
        since=slots.get("since"),
        organisations=tuple(each.id for each in slots.get("organisations", ())),
        sources=tuple(each.id for each in slots.get("sources", ())),
    )


def _options(graph: Graph, slots: Raw) -> Raw:
    return options(graph, slots["condition"].id, filters_of(slots), patient_of(graph, slots))


def _advice(graph: Graph, slots: Raw) -> Raw | None:
    if "condition" not in slots:
        return None
    patient = patient_of(graph, slots)
    return option_for(graph, slots["intervention"].id, slots["condition"].id, patient)


def _line(graph: Graph, slots: Raw) -> Raw:
    return _options(graph, slots) if "line" in slots else ladder(graph, slots["condition"].id)


def _compare_options(graph: Graph, slots: Raw) -> Raw:
    condition = slots.get("condition")
    return compare(graph, [each.id for each in slots["interventions"]], condition and condition.id)


def _disagreements(graph: Graph, slots: Raw) -> Raw:
    condition, intervention = slots.get("condition"), slots.get("intervention")
    found = disagreements(graph, condition and condition.id)
    if intervention:
        found = [row for row in found if graph.index.is_a(row["intervention"]["id"], intervention.id)]
    return {"total": len(found), "disagreements": found}


def _interactions(graph: Graph, slots: Raw) -> Raw | None:
    if "interventions" not in slots:
        return None
    pairs = combinations(slots["interventions"], 2)
    return rows_of(graph, "interactions_between", [{"drug": a.id, "other": b.id} for a, b in pairs])


def _contraindications(graph: Graph, slots: Raw) -> Raw | None:
    intervention, patient = slots.get("intervention"), patient_of(graph, slots)
    if intervention is None or patient is None:
        return None
    from painkg.answers.assessment import Assessment  # noqa: PLC0415 - only where a patient is described

    safety = Assessment(graph, patient).of(intervention.id)
    term = graph.index.terms[intervention.id]
    return {"intervention": term.as_dict(), "patient": patient.as_dict(), "safety": safety}


def _mme(graph: Graph, slots: Raw) -> Raw | None:
    if "doses" not in slots:
        return None
    edition = "superseded" if slots.get("edition") == "2016" else "current"
    asked = [{"drug": d["drug"].id, "status": edition} for d in slots["doses"] if d["drug"].kind == "drug"]
    return rows_of(graph, "morphine_equivalents", asked)


_ENGINE: dict[str, Callable[[Graph, Raw], Raw | None]] = {
    "options": _options,
    "advice": _advice,
    "line": _line,
    "compare_options": _compare_options,
    "compare_sources": statements_of,
    "disagreements": _disagreements,
    "interactions": _interactions,
    "contraindications": _contraindications,
    "mme": _mme,
}


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
