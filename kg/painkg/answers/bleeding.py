"""Procedures and drugs that affect bleeding: the class of a procedure, and what follows for each drug."""

from __future__ import annotations

from painkg.answers.patient import Patient
from painkg.graph import Graph
from painkg.graph.evidence import NOT_STATED, Fact

UNCLASSED = "class of bleeding risk of the procedure"


def needed(graph: Graph, patient: Patient, classed: Fact) -> tuple[tuple[str, bool | None], list[str]]:
    """Return whether a patient takes a drug that the source of a class has stop times for, and those."""
    need = "takes a drug that affects bleeding"
    risk = classed.text("pk:hasProcedureRiskClass")
    rows = [
        row
        for row in graph.evidence.stop_times
        if row.source.id == classed.source.id and row.text("pk:hasProcedureRiskClass") == risk
    ]
    index = graph.index
    hits = [row for row in rows if any(index.is_a(drug, _drug(row)) for drug in patient.takes)]
    if hits:
        return (need, True), [_told(graph, row) for row in hits]
    wider = any(index.is_a(_drug(row), drug) for row in rows for drug in patient.takes)
    return (need, None if wider or not patient.all_taken else False), []


def takes_one(graph: Graph, patient: Patient) -> bool:
    """Say whether a patient takes a drug that any guideline has stop times for."""
    drugs = {_drug(row) for row in graph.evidence.stop_times}
    return any(graph.index.is_a(mine, drug) for mine in patient.takes for drug in drugs)


def _drug(row: Fact) -> str:
    return row.cells["pk:hasDrug"][0]


def _told(graph: Graph, row: Fact) -> str:
    parts = [graph.index.terms[_drug(row)].label]
    parts += [row.text(name) for name in ("pk:hasRegimen", "pk:population") if row.text(name) != NOT_STATED]
    head = ", ".join(parts)
    before, after = row.text("pk:hasStopBefore"), row.text("pk:hasRestartAfter")
    said = [row.text("pk:hasAction")]
    said += [f"before: {before}"] if before not in (NOT_STATED, said[0]) else []
    said += [f"again after: {after}"] if after != NOT_STATED else []
    return f"{head}: {'; '.join(said)}"
