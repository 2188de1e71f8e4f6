"""Why an option is in the answer for a condition, step by step; or why it is not, with the evidence.

`options` decides what is in an answer; here it is asked, and its decision put into words.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import shown
from painkg.answers.filters import Filters
from painkg.answers.options import CONDITIONS, INTERVENTIONS, Option, bear, find
from painkg.answers.patient import Patient
from painkg.answers.shown import View
from painkg.answers.why_not import Case, passed_over, reasons
from painkg.graph import Graph
from painkg.graph.relation import CAUSE, DURATION, FELT, LIES, MECHANISM, Relation

# What lets a step be taken, by its kind.
RULES = {
    "subclass": "class hierarchy: the axioms below imply it, as the OWL reasoner found",
    "overlap": "neither contains the other, and nothing that their definitions state sets them apart",
    "cause": "a sourced statement that the one is a structural cause of the other",
    "inherited": "class hierarchy: advice on a wider intervention holds for its kinds",
    "statement": "stated by the source",
}
_SUPERSEDED = "stated by the source, and superseded as the inference rule `status` has it, by"
_AXES = {
    "duration": DURATION,
    "felt in": FELT,
    "lies in": LIES,
    "mechanism": MECHANISM,
    "cause": CAUSE,
}


def explain(
    graph: Graph,
    condition: str,
    intervention: str,
    filters: Filters | None = None,
    patient: Patient | None = None,
) -> dict[str, Any]:
    """Return why an intervention is in the answer of `options` for a condition, or why not.

    `listed` names the list of the answer that it is in, and is None where it is in none. `reasons` say why it
    is not among the options, or what limits its being there. `walks` lead from the question to each
    statement; `passed_over` are statements near it that do not count for it.

    :raises NotFoundError: when nothing is called `condition` or `intervention`.
    :raises AmbiguousError: when several are.
    """
    asked = graph.index.resolve(condition, CONDITIONS)
    treatment = graph.index.resolve(intervention, INTERVENTIONS)
    patient = patient and patient.asking(graph, asked.id)
    bearing = bear(graph, asked.id, patient)
    view = View(graph, asked.id, patient)
    case = Case(view, treatment.id, filters or Filters(), bearing, *find(graph, asked.id, bearing))
    option = case.option
    return {
        "condition": asked.as_dict(),
        "intervention": treatment.as_dict(),
        "filters": asdict(case.filters),
        "patient": patient and patient.as_dict(),
        "listed": case.listed,
        "place": case.place,
        "total": len(case.kept),
        "verdict": option and option.verdict,
        "text": _summary(case),
        "reasons": list(reasons(case)),
        "walks": _walks(case, option) if option else [],
        "passed_over": passed_over(case) if case.unfiltered else [],
        "option": option and view.option(option.intervention, option.groups, option.verdict),
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _summary(case: Case) -> str:
    label = case.graph.index.terms
    treatment, asked = label[case.treatment].label, label[case.view.asked].label
    if case.listed == "options" and case.option:
        place = f"place {case.place} of {len(case.kept)}"
        return f"{treatment} is among the options for {asked}: {case.option.verdict}, {place}"
    if case.listed == "excluded":
        return f"{treatment} is excluded for this patient from the answer for {asked}"
    if case.listed == "treats_a_cause":
        return f"{treatment} is not among the options for {asked}; it is listed as treating a cause of it"
    return f"{treatment} is not in the answer for {asked}"


def _walks(case: Case, option: Option) -> list[dict[str, Any]]:
    """Return for each statement of an option the steps that lead to it, current ones first."""
    found = []
    statements = sorted(
        option.statements(), key=lambda s: (s.superseded, not s.votes, -(s.source.year or 0), s.id)
    )
    graph, asked = case.graph, case.view.asked
    told = graph.explanations
    for statement in statements:
        relation = graph.relations.between(asked, statement.condition) or Relation("overlaps")
        steps = [
            *told.related(asked, statement.condition, relation),
            *told.inherited(option.intervention, statement.intervention),
            told.stated(statement),
        ]
        said = shown.told(graph, statement, asked)
        ruled = [{**step, **_rule(graph, step, said["replaced_by"])} for step in steps]
        found.append({"statement": said, "votes": statement.votes, "steps": ruled})
    return found


def _rule(graph: Graph, step: dict[str, Any], newer: list[str]) -> dict[str, Any]:
    rule: dict[str, Any] = {"rule": RULES[step["kind"]]}
    if step["kind"] == "statement" and newer:
        rule["rule"] = f"{_SUPERSEDED} {', '.join(newer)}"
    if step["kind"] == "overlap":
        rule["compared"] = _compared(graph, step["subject"]["id"], step["object"]["id"])
    return rule


def _compared(graph: Graph, asked: str, stated: str) -> list[dict[str, Any]]:
    """Return what the two conditions say on each axis, where one of them says anything."""
    found = []
    for name, axis in _AXES.items():
        sides = [
            sorted(graph.index.terms[filler].label for filler in graph.relations.nearest(term, axis))
            for term in (asked, stated)
        ]
        if any(sides):
            found.append({"axis": name, "asked": sides[0], "stated": sides[1]})
    return found
