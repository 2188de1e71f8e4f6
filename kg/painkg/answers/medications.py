"""What is taken together: the sourced interactions among the medications of a patient."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from painkg.answers import applies, assessment, safety
from painkg.answers.patient import Patient
from painkg.graph import Graph


def interactions(graph: Graph, patient: Patient) -> list[dict[str, Any]]:
    """Return the rows in which one medication must not, or not without care, meet another that is taken.

    A pair has a row once, and only one that holds for the patient or may hold. That a pair is not listed
    means that the graph holds no such row on it.
    """
    index = graph.index
    found: dict[tuple[str, frozenset[str]], dict[str, Any]] = {}
    for one, other in permutations(sorted(patient.takes), 2):
        if other not in patient.others(graph, one):
            continue
        carried = safety.carriers(graph, one)
        for fact in safety.facts(graph, carried):
            met = any(index.is_a(other, state) for state in fact.cells.get("pk:inState", ()))
            match = met and applies.rule(graph, patient, fact, carried, frozenset({other}))
            if match and match.holds is not False:
                pair = {
                    "medication": index.terms[one].as_dict(),
                    "with": index.terms[other].as_dict(),
                    **safety.shown(graph, fact),
                    "details": assessment.open_points(fact, match),
                }
                found.setdefault((fact.id, frozenset({one, other})), pair)
    return sorted(found.values(), key=lambda pair: (pair["id"], pair["medication"]["id"], pair["with"]["id"]))
