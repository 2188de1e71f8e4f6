"""The answer to each kind of question: from the engine, or from a named query."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from painkg.answers.asked.patients import patient_of
from painkg.answers.asked.reading import Reading
from painkg.answers.asked.rows import interactions_of, rows_of, statements_of
from painkg.answers.asked.telling import told
from painkg.answers.by_condition import by_condition
from painkg.answers.compare import compare
from painkg.answers.disagreements import Page, disagreements
from painkg.answers.filters import Filters
from painkg.answers.ladder import ladder
from painkg.answers.mme import mme
from painkg.answers.options import option_for, options
from painkg.graph import Graph
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.library import library

Raw = dict[str, Any]
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
    """Return what is said on an intervention; where nothing is, on what gives it, or what it gives."""
    if "condition" not in slots:
        return by_condition(graph, slots["intervention"].id) if not slots.get("facts") else None
    asked, condition = slots["intervention"].id, slots["condition"].id
    patient = patient_of(graph, slots)
    found = option_for(graph, asked, condition, patient)
    given = sorted(graph.index.relations.get(asked, {}).get("pk:administers", ()))
    for named in ((asked,), tuple(given)):
        if named and not (found["options"] or found["treats_a_cause"] or found["excluded"]):
            found = options(graph, condition, Filters(named=named, limit=_ALL), patient)
    return found


def _line(graph: Graph, slots: Raw) -> Raw:
    return _options(graph, slots) if "line" in slots else ladder(graph, slots["condition"].id)


def _compare_options(graph: Graph, slots: Raw) -> Raw:
    condition = slots.get("condition")
    return compare(graph, [each.id for each in slots["interventions"]], condition and condition.id)


def _disagreements(graph: Graph, slots: Raw) -> Raw:
    condition, intervention = slots.get("condition"), slots.get("intervention")
    page = Page(limit=_ALL)
    return disagreements(graph, condition and condition.id, intervention and intervention.id, page)


def _interactions(graph: Graph, slots: Raw) -> Raw | None:
    if "interventions" not in slots:
        return None
    return interactions_of(graph, [each.id for each in slots["interventions"]])


def _anticoagulation(graph: Graph, slots: Raw) -> Raw | None:
    """Return what to do before a procedure; where no source classes it, before the classes of procedures."""
    if "intervention" not in slots:
        return None
    asked = {"drug": slots["term"].id, "procedure": slots["intervention"].id}
    found = rows_of(graph, "antithrombotics_before_procedures", [asked])
    return found if found["rows"] else rows_of(graph, "anticoagulation_timing", [{"drug": slots["term"].id}])


def _red_flags(graph: Graph, slots: Raw) -> Raw | None:
    """Return the findings that point to what is suspected, where a row names it in words only."""
    if "state" not in slots or "condition" not in slots:
        return None
    asked = {"suspected": slots["state"].id, "condition": slots["condition"].id}
    found = rows_of(graph, "red_flags_of_suspicion", [asked])
    if found["rows"]:
        return found
    found = rows_of(graph, "red_flags", [{"condition": slots["condition"].id}])
    rows = [row for row in found["rows"] if slots["state"].label in row["suspected"]]
    return {**found, "total": len(rows), "rows": rows}


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
    doses = [{**dose, "drug": dose["drug"].id} for dose in slots["doses"]]
    return mme(graph, doses, slots.get("edition"))


_ENGINE: dict[str, Callable[[Graph, Raw], Raw | None]] = {
    "options": _options,
    "advice": _advice,
    "line": _line,
    "compare_options": _compare_options,
    "compare_sources": statements_of,
    "evidence": statements_of,
    "anticoagulation": _anticoagulation,
    "red_flags": _red_flags,
    "disagreements": _disagreements,
    "interactions": _interactions,
    "contraindications": _contraindications,
    "mme": _mme,
}
