"""What is taken together: the sourced interactions among the medications of a patient."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from painkg.answers import safety
from painkg.answers.patient import Patient
from painkg.graph import Graph


def interactions(graph: Graph, patient: Patient) -> list[dict[str, Any]]:
    """Return the rows in which one medication must not, or not without care, meet another that is taken.

    That a pair is not listed means that the graph holds no row on it.
    """
    index, found = graph.index, {}
    for one, other in permutations(sorted(patient.takes), 2):
        for term in {one, *index.supers.get(one, ())}:
            for fact in graph.evidence.safety_of.get(term, ()):
                if any(index.is_a(other, state) for state in fact.cells.get("pk:inState", ())):
                    found[fact.id, one, other] = {
                        "medication": index.terms[one].as_dict(),
                        "with": index.terms[other].as_dict(),
                        **safety.shown(graph, fact),
                    }
    return [found[key] for key in sorted(found)]
