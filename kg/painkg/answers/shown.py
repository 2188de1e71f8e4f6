"""An option as answers show it (interface.md, OPTION), and a statement alone."""

from __future__ import annotations

from typing import Any

from painkg.answers import classes, safety, terms, verdict
from painkg.answers.verdict import Group
from painkg.graph import Graph
from painkg.graph.evidence import Statement
from painkg.graph.relation import Relation

_RELATED = ("same", "broader", "narrower", "overlaps", "cause")


def option(graph: Graph, asked: str, intervention: str, groups: list[Group], overall: str) -> dict[str, Any]:
    """Return an option in the contract's shape, its groups nearest first."""
    shown, because = [], []
    for group in sorted(groups, key=lambda g: _group_rank(graph, asked, g)):
        relation = graph.relations.between(asked, group.condition) or Relation("overlaps")
        statements = sorted(
            group.statements, key=lambda s: (s.superseded, not s.votes, -(s.source.year or 0), s.id)
        )
        shown.append(
            {
                "condition": graph.index.terms[group.condition].as_dict(),
                "relation": relation.name,
                "by_mechanism": relation.by_mechanism,
                "via": _via(graph, relation),
                "time_horizon": group.time_horizon,
                "verdict": group.verdict,
                "opposed_by": sorted({theirs.source.label for _, theirs in group.opposed_by}),
                "statements": [_statement(graph, intervention, s) for s in statements],
            }
        )
        because += graph.explanations.related(asked, group.condition, relation)
        for statement in statements:
            because += graph.explanations.inherited(intervention, statement.intervention)
            because.append(graph.explanations.stated(statement))
    return {
        "intervention": classes.describe(graph.index, intervention),
        "verdict": overall,
        "organisations": verdict.organisations(groups),
        "groups": shown,
        "safety": safety.assess(graph, intervention),
        "because": _once(because),
    }


def told(graph: Graph, statement: Statement, asked: str | None = None) -> dict[str, Any]:
    """Return a statement alone: what it is about, how that stands to an asked condition, what replaces it."""
    relation = graph.relations.between(asked, statement.condition) if asked else None
    newer = (graph.evidence.sources.get(name) for name in statement.superseded_by)
    return {
        **terms.shown(graph, statement.id),
        "relation": relation and relation.name,
        "replaced_by": [source.label for source in newer if source],
    }


def _statement(graph: Graph, intervention: str, statement: Statement) -> dict[str, Any]:
    named = graph.index.terms[statement.intervention].as_dict()
    inherited = statement.intervention != intervention
    excepted = [graph.index.terms[out].as_dict() for out in statement.excepted]
    return {
        **statement.as_dict(),
        "except_conditions": excepted,
        "intervention": named,
        "inherited_from": named if inherited else None,
    }


def _group_rank(graph: Graph, asked: str, group: Group) -> tuple[int, int, str, str]:
    relation = graph.relations.between(asked, group.condition)
    label = graph.index.terms[group.condition].label
    place = verdict.ORDER.index(group.verdict)
    return _RELATED.index(relation.name) if relation else len(_RELATED), place, label, group.time_horizon


def _via(graph: Graph, relation: Relation) -> list[dict[str, Any]]:
    if relation.via is None:
        return []
    fact = relation.via
    return [
        {
            "id": fact.id,
            "cause": graph.index.terms[fact.cells["pk:statesCause"][0]].as_dict(),
            "condition": graph.index.terms[fact.cells["pk:hasCondition"][0]].as_dict(),
            "source": fact.source.as_dict(),
            "locator": fact.text("pk:locator"),
        }
    ]


def _once(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[tuple[str, str, str, str], dict[str, Any]] = {}
    for step in steps:
        seen.setdefault((step["kind"], step["subject"]["id"], step["object"]["id"], step["text"]), step)
    return list(seen.values())
