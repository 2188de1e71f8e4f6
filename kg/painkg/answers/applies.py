"""Whether an evidence row speaks of a patient: yes, no, or not to be told from what is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from painkg.answers import bleeding
from painkg.answers.patient import Patient
from painkg.answers.said import DRUG
from painkg.graph import Graph
from painkg.graph.evidence import Fact

_ALLERGY = "allergic to it"
Need = tuple[str, bool | None]  # what a row needs of a patient, in words, and whether it is so


@dataclass(frozen=True)
class Match:
    """Whether a row applies, what it needs of a patient, and what else there is to say."""

    holds: bool | None
    needs: tuple[Need, ...] = ()
    details: tuple[str, ...] = ()

    @property
    def general(self) -> bool:
        """Whether the row needs nothing of a patient that the graph has as data."""
        return not self.needs

    @property
    def missing(self) -> list[str]:
        """What would have to be known to tell."""
        return [text for text, holds in self.needs if holds is None]

    @property
    def met(self) -> list[str]:
        """What was found to be so."""
        return [text for text, holds in self.needs if holds]


def together(needs: Iterable[Need], details: Iterable[str] = ()) -> Match:
    """Return what needs amount to that must all be met.

    >>> together([("pregnant", True), ("gestation", None)]).missing
    ['gestation']
    >>> together([("pregnant", False), ("gestation", None)]).holds
    False
    """
    found = tuple(needs)
    states = {holds for _, holds in found}
    return Match(
        False if False in states else None if None in states or not found else True, found, tuple(details)
    )


def selected(patient: Patient, row: Fact) -> Match:
    """Return whether the criteria of a row select a patient."""
    return together((c.text, c.holds(patient.known)) for c in row.selects)


def rule(graph: Graph, patient: Patient, fact: Fact, carried: frozenset[str], taken: frozenset[str]) -> Match:
    """Return whether a safety row on an option applies to a patient.

    `carried` are the option and what it gives, `taken` what the patient takes beside it.
    """
    named = fact.cells["pk:hasIntervention"][0]
    needs: list[Need] = [
        (c.text, patient.allergy(graph, named, carried) if c.fact == _ALLERGY else c.holds(patient.known))
        for c in fact.selects
    ]
    for state in fact.cells.get("pk:inState", []):
        verb = "takes" if graph.index.terms[state].kind in DRUG else "has"
        needs.append((f"{verb} {graph.index.terms[state].label}", patient.in_state(graph, state, taken)))
    details: list[str] = []
    if fact.text("pk:hasProcedureRiskClass"):
        need, details = bleeding.needed(graph, patient, fact)
        needs.append(need)
    return together(needs, details)


def turned_round(graph: Graph, patient: Patient, fact: Fact, taken: frozenset[str]) -> Match:
    """Return whether a row that names an option as what it must not meet is on a drug among those `taken`."""
    named = fact.cells["pk:hasIntervention"][0]
    hit = any(graph.index.is_a(drug, named) for drug in taken)
    return together(
        [(f"takes {graph.index.terms[named].label}", hit or (False if patient.all_taken else None))]
    )
