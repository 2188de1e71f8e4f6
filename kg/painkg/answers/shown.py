"""An option as answers show it (interface.md, OPTION), and a statement alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from painkg.answers import applies, classes, safety, terms, verdict
from painkg.answers.assessment import Assessment
from painkg.answers.patient import Patient
from painkg.answers.verdict import Group
from painkg.graph import Graph
from painkg.graph.evidence import Statement
from painkg.graph.relation import Relation

_WORDS = {True: "yes", False: "no", None: "unknown"}
_MET = {True: "met", False: "unmet", None: "unknown"}
_RELATED = ("same", "broader", "narrower", "overlaps", "cause")


@dataclass
class View:
    """What an answer is about: the condition asked, and the patient where there is one."""

    graph: Graph
    asked: str
    patient: Patient | None = None

    @cached_property
    def assessment(self) -> Assessment | None:
        """The assessment of options for the patient."""
        return Assessment(self.graph, self.patient) if self.patient else None

    def option(self, intervention: str, groups: list[Group], overall: str) -> dict[str, Any]:
        """Return an option in the contract's shape, its groups nearest first."""
        graph, asked = self.graph, self.asked
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
                    "statements": [self._statement(intervention, s) for s in statements],
                }
            )
            because += graph.explanations.related(asked, group.condition, relation)
            for statement in statements:
                because += graph.explanations.inherited(intervention, statement.intervention)
                because.append(graph.explanations.stated(statement))
        return {
            "intervention": classes.describe(graph.index, intervention),
            "verdict": overall,
            "conditions": verdict.conditions(groups),
            "organisations": verdict.organisations(groups),
            "groups": shown,
            "safety": self.safety(intervention),
            "because": _once(because),
        }

    def safety(self, intervention: str) -> dict[str, Any]:
        """Return the safety part of an option."""
        return (
            self.assessment.of(intervention)
            if self.assessment
            else safety.unassessed(self.graph, intervention)
        )

    def set_aside(self, intervention: str, statements: list[Statement]) -> dict[str, Any]:
        """Return an intervention of which all that is said is for other patients, with why."""
        return {
            "intervention": classes.describe(self.graph.index, intervention),
            "statements": [self._statement(intervention, s) for s in statements],
        }

    def _statement(self, intervention: str, statement: Statement) -> dict[str, Any]:
        graph = self.graph
        named = graph.index.terms[statement.intervention].as_dict()
        excepted = [graph.index.terms[out].as_dict() for out in statement.excepted]
        return {
            **statement.as_dict(),
            **(_selecting(self.patient, statement) if self.patient else {}),
            "except_conditions": excepted,
            "intervention": named,
            "inherited_from": named if statement.intervention != intervention else None,
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


def _selecting(patient: Patient, statement: Statement) -> dict[str, Any]:
    """Return whether a statement speaks of a patient, and each of its criteria with whether it is met."""
    match = applies.selected(patient, statement)
    met = [_MET[holds] for _, holds in match.needs]
    return {
        "applies": "yes" if match.general else _WORDS[match.holds],
        "selects": [{**c.as_dict(), "met": word} for c, word in zip(statement.selects, met, strict=True)],
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
