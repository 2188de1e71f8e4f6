"""Answers as rows: of a named query asked several times, and of what some sources state."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from painkg.answers import safety
from painkg.answers.filters import covers
from painkg.graph import Graph
from painkg.graph.evidence import Fact, Statement
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.library import library

_COLUMNS = (
    "source", "organisation", "year", "status", "option", "condition_label", "direction", "strength",
    "certainty", "as_graded", "population", "locator", "statement",
)  # fmt: skip


def rows_of(graph: Graph, name: str, asked: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the rows of a named query for each set of arguments, one after another, none twice."""
    query = library().get(name)
    found: dict[str, dict[str, Any]] = {}
    variables: tuple[str, ...] = ()
    for raw in asked:
        solutions = graph.store.select(bind(query, resolve_arguments(query, raw, graph.index)))
        variables = tuple(solutions.variables)
        for row in solutions:
            found.setdefault(str(sorted(row.items())), dict(row))
    return {"query": name, "variables": list(variables), "total": len(found), "rows": list(found.values())}


def statements_of(graph: Graph, slots: dict[str, Any]) -> dict[str, Any]:
    """Return what the sources of a reading, or all, state of its condition and intervention, by issuer."""
    works = {each.id for each in slots.get("sources", ())}
    issuers = {each.id for each in slots.get("organisations", ())}
    found = [
        statement
        for statement in graph.evidence.statements.values()
        if _by(statement, works, issuers) and _bears(graph, slots, statement)
    ]
    found.sort(key=lambda s: (s.source.organisation, s.superseded, -(s.source.year or 0), s.direction, s.id))
    rows = [_row(graph, statement) for statement in found]
    return {"variables": list(_COLUMNS), "total": len(rows), "rows": rows}


def _by(statement: Statement, works: set[str], issuers: set[str]) -> bool:
    named = statement.source.id in works or statement.source.organisation in issuers
    return named or not (works or issuers)


def _bears(graph: Graph, slots: dict[str, Any], statement: Statement) -> bool:
    index, condition, intervention = graph.index, slots.get("condition"), slots.get("intervention")
    if condition and not _related(graph, condition.id, statement.condition):
        return False
    if intervention is None or covers(index, intervention.id, statement.intervention):
        return True
    return statement.inherited and covers(index, statement.intervention, intervention.id)


def _related(graph: Graph, asked: str, stated: str) -> bool:
    relation = graph.relations.between(asked, stated)
    return relation is not None and relation.name in ("same", "broader", "narrower")


def _row(graph: Graph, statement: Statement) -> dict[str, Any]:
    terms = graph.index.terms
    return {
        "source": statement.source.label,
        "organisation": statement.source.organisation,
        "year": str(statement.source.year or ""),
        "status": "superseded" if statement.superseded else "current",
        "option": terms[statement.intervention].label,
        "condition_label": terms[statement.condition].label,
        "direction": statement.direction,
        "strength": statement.strength,
        "certainty": statement.certainty,
        "as_graded": statement.text("pk:asGraded"),
        "population": statement.text("pk:population"),
        "locator": statement.text("pk:locator"),
        "statement": statement.id,
    }


def interactions_of(graph: Graph, drugs: list[str]) -> dict[str, Any]:
    """Return the rows on one of some drugs with another, on what they are kinds of, and on their kinds.

    Advice on a category holds for its drugs; of a category that is asked about, rows on its drugs are listed
    too. That there is no row is not safety.
    """
    index, found = graph.index, []

    def bears(one: str, other: str) -> bool:
        return index.is_a(one, other) or index.is_a(other, one)

    for fact in safety.facts(graph, graph.evidence.safety_of):
        about = fact.cells["pk:hasIntervention"][0]
        for state in fact.cells.get("pk:inState", ()):
            if any(bears(about, a) and bears(state, b) for a, b in permutations(drugs, 2)):
                found.append(_interaction(graph, fact, about, state))
    return {"variables": list(found[0]) if found else [], "total": len(found), "rows": found}


def _interaction(graph: Graph, fact: Fact, about: str, state: str) -> dict[str, Any]:
    return {
        "severity": fact.text("pk:hasSeverity"),
        "kind": fact.text("pk:hasKind"),
        "about": graph.index.terms[about].label,
        "with": graph.index.terms[state].label,
        "fact": fact.text("pk:fact"),
        "population": fact.text("pk:population"),
        "jurisdiction": fact.text("pk:hasJurisdiction"),
        "source": fact.source.label,
        "status": "superseded" if fact.source.superseded_by else "current",
        "locator": fact.text("pk:locator"),
        "statement": fact.id,
    }
