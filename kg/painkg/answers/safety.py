"""What is unsafe about an option: the sourced safety rows that it has, itself or from what it is or gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from painkg.graph import Graph
from painkg.graph.evidence import Fact

NOT_ASSESSED = "not assessed"
SEVERITIES = ("boxed warning", "absolute", "relative", "caution", "not stated")


def carriers(graph: Graph, intervention: str) -> frozenset[str]:
    """Return the terms whose safety rows hold for an intervention.

    They are the intervention and what it is a kind of, and the drugs that it gives with their categories.
    """
    index = graph.index
    found = set(index.supers.get(intervention, ())) | {intervention}
    for drug in index.relations.get(intervention, {}).get("pk:administers", ()):
        found |= {drug} | set(index.supers.get(drug, ()))
    return frozenset(found)


def facts(graph: Graph, carried: Iterable[str]) -> list[Fact]:
    """Return the safety rows on any of these terms, gravest first."""
    return _gathered(graph.evidence.safety_of, carried)


def facts_against(graph: Graph, carried: Iterable[str]) -> list[Fact]:
    """Return the safety rows of others that name any of these terms as what they must not meet."""
    return _gathered(graph.evidence.safety_in, carried)


def rules(graph: Graph, intervention: str) -> list[dict[str, Any]]:
    """Return the safety rows that hold for an intervention, gravest first."""
    return [shown(graph, fact) for fact in facts(graph, carriers(graph, intervention))]


def unassessed(graph: Graph, intervention: str) -> dict[str, Any]:
    """Return the safety part of an option where nothing is known of a patient.

    `rules` are what the graph holds about the option; that it holds none is not safety.
    """
    return {"status": NOT_ASSESSED, "checked": [], "reasons": [], "rules": rules(graph, intervention)}


def _gathered(by: Mapping[str, list[Fact]], terms: Iterable[str]) -> list[Fact]:
    return sorted((fact for term in terms for fact in by.get(term, ())), key=gravity)


def red_flags(graph: Graph, condition: str) -> list[dict[str, Any]]:
    """Return the findings that point to a dangerous cause of the pain asked about, with the next step."""
    shown = []
    for flag in graph.evidence.red_flags:
        stated = flag.cells["pk:hasCondition"][0]
        relation = graph.relations.between(condition, stated)
        if relation is None or relation.name == "cause":
            continue
        shown.append(
            {
                "id": flag.id,
                "finding": flag.text("pk:finding"),
                "condition": graph.index.terms[stated].as_dict(),
                "suspected": flag.text("pk:suspects"),
                "next_step": flag.text("pk:nextStep"),
                "source": flag.source.as_dict(),
                "locator": flag.text("pk:locator"),
            }
        )
    return shown


def gravity(fact: Fact) -> tuple[int, str]:
    """Return the place of a safety row in a list, gravest first."""
    severity = fact.text("pk:hasSeverity")
    return (SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)), fact.id


def shown(graph: Graph, fact: Fact) -> dict[str, Any]:
    """Return a safety row as answers show it."""
    about = fact.cells["pk:hasIntervention"][0]
    return {
        "id": fact.id,
        "about": graph.index.terms[about].as_dict(),
        "kind": fact.text("pk:hasKind"),
        "severity": fact.text("pk:hasSeverity"),
        "fact": fact.text("pk:fact"),
        "population": fact.text("pk:population"),
        "selects": [criterion.as_dict() for criterion in fact.selects],
        "jurisdiction": fact.text("pk:hasJurisdiction"),
        "source": fact.source.as_dict(),
        "locator": fact.text("pk:locator"),
        "dossier": fact.text("pk:dossierRow") or None,
    }
