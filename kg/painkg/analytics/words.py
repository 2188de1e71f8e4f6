"""A connection in words, with the key and the grade of each source behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from painkg.analytics.edges import RELATIONS, Edge
from painkg.answers.graded import grade
from painkg.graph import Graph
from painkg.graph.evidence import NOT_STATED, Fact, Statement

_ADVICE = {
    "for": "{} is advised for {}",
    "against": "{} is advised against for {}",
    "neither": "on {} for {}, sources advise neither for nor against",
    "research only": "{} for {} is advised only in research",
    "described": "{} is described for {}",
}
_UNADVISED = {
    "for": "{} for {} is supported by statements that are no recommendations",
    "against": "{} for {} is opposed by statements that are no recommendations",
}
_RULES = {
    "words": "rules on {} name {}",
    "contraindication": "{} is contraindicated with {}",
    "interaction": "{} interacts with {}",
    "caution": "{} calls for caution with {}",
    "boxed warning": "{} has a boxed warning on {}",
    "adverse effect": "{} may have an adverse effect where there is {}",
}
_CAUSES = {
    "risk factor": "{} is a risk factor of {}",
}
NAMED = 3  # rows in a sentence; the rest are counted


def step(graph: Graph, edge: Edge) -> dict[str, Any]:
    """Return a step of a path; `source` and `statement` are those of the first row, `rows` has all."""
    first = edge.rows[0] if edge.rows else None
    return {
        "kind": edge.kind,
        "detail": RELATIONS.get(edge.detail, edge.detail) or None,
        "subject": named(graph, edge.subject),
        "object": named(graph, edge.object),
        "text": _text(graph, edge),
        "axioms": graph.explanations.axioms(edge.subject, edge.object),
        "source": first.source.as_dict() if first else None,
        "statement": first.id if first else None,
        "rows": [_row(fact) for fact in edge.rows],
    }


def named(graph: Graph, node: str) -> dict[str, str | None]:
    """Return a node as answers show a term; words that are no term have no id."""
    info = graph.index.terms.get(node)
    return {"id": info.id, "label": info.label} if info else {"id": None, "label": node}


def _text(graph: Graph, edge: Edge) -> str:
    subject, target = (str(named(graph, node)["label"]) for node in (edge.subject, edge.object))
    if edge.kind == "subclass":
        return f"{subject} is a kind of {target}"
    if edge.kind == "relation":
        return f"{subject} {RELATIONS[edge.detail]} {target}"
    if edge.kind == "evidence":
        advised = any(isinstance(row, Statement) and row.type == "recommendation" for row in edge.rows)
        verbs = _ADVICE if advised else _ADVICE | _UNADVISED
        said = verbs[edge.detail].format(subject, target)
    elif edge.kind == "cause":
        said = _CAUSES.get(edge.detail, "{} may cause {}").format(subject, target)
    elif edge.kind == "red flag":
        said = f"in {subject}, some findings point to {target}"
    else:
        said = _RULES.get(edge.detail, "{} has a rule for {}").format(subject, target)
    return f"{said}: {_sources(edge.rows)}"


def _sources(rows: Sequence[Fact]) -> str:
    more = f"; and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    return "; ".join(_said(row) for row in rows[:NAMED]) + more


def _said(row: Fact) -> str:
    return f"{row.source.label} ({', '.join(part for part in _parts(row) if part)})"


def _parts(row: Fact) -> list[str]:
    if isinstance(row, Statement):
        plain = {"recommendation", "described", "therapeutic"}
        return [
            grade(row.as_dict()),
            row.text("pk:population") if row.text("pk:population") != NOT_STATED else "",
            *(word for word in (row.type, row.purpose) if word not in plain),
            "superseded" if row.superseded else "",
        ]
    stated = row.text("pk:hasSeverity")
    severe = row.text("pk:hasKind") if stated == NOT_STATED else stated
    return [severe, row.text("pk:finding") or row.text("pk:fact") or row.text("pk:locator")]


def _row(row: Fact) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": row.id, "source": row.source.as_dict(), "locator": row.text("pk:locator")}
    if isinstance(row, Statement):
        told = row.as_dict()
        names = ("direction", "strength", "certainty", "as_graded", "as_certainty", "population", "status")
        return shown | {name: told[name] for name in names}
    for name, cell in (("severity", "pk:hasSeverity"), ("fact", "pk:fact"), ("finding", "pk:finding")):
        if row.text(cell):
            shown[name] = row.text(cell)
    return shown
