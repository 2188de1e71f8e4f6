"""Interventions side by side: what each is, who advises it for a condition and who does not, its risks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import beside, classes, safety
from painkg.answers.options import CONDITIONS, INTERVENTIONS
from painkg.errors import ParameterError
from painkg.graph import Graph

_FEWEST, _MOST = 2, 6
_WARNINGS = ("boxed warning", "contraindication", "caution")
_RISK_CLASS = "pk:hasProcedureRiskClass"
Row = dict[str, Any]


def compare(graph: Graph, interventions: Sequence[str], condition: str | None = None) -> Row:
    """Return two to six interventions side by side, in the order given: nothing here ranks them.

    With a condition, each has its verdict and the statements that bear on it, as `option_for` finds them;
    without one, every statement that names it, and no verdict. `organisations` counts those that vote, each
    once. `same_source` has the sources that speak on more than one of them: only there is one grade to be
    read against another. `interactions` are the safety rows that are about one of them with another.

    :raises ParameterError: when they are fewer than two, more than six, or one of them is named twice.
    :raises NotFoundError: when nothing is called so.
    :raises AmbiguousError: when several things are.
    """
    if not _FEWEST <= len(interventions) <= _MOST:
        message = f"a comparison takes from {_FEWEST} to {_MOST} options, not {len(interventions)}"
        raise ParameterError(message, "option")
    named = [graph.index.resolve(name, INTERVENTIONS) for name in interventions]
    ids = [info.id for info in named]
    if again := next((info for info in named if ids.count(info.id) > 1), None):
        raise ParameterError(f"{again.label!r} ({again.id}) is given twice; name other options", "option")
    asked = graph.index.resolve(condition, CONDITIONS) if condition is not None else None
    options = [_option(graph, i, asked.id if asked else None) for i in ids]
    return {
        "condition": asked.as_dict() if asked else None,
        "total": len(options),
        "options": options,
        "same_source": beside.same_source(options),
        "interactions": _interactions(graph, ids),
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _option(graph: Graph, intervention: str, asked: str | None) -> Row:
    facts = safety.facts(graph, safety.carriers(graph, intervention))
    classed = [fact for fact in facts if fact.text(_RISK_CLASS)]
    rules = [safety.shown(graph, fact) for fact in facts if fact not in classed]
    warnings = [rule for rule in rules if rule["kind"] in _WARNINGS]
    return {
        "intervention": classes.describe(graph.index, intervention),
        **beside.said(graph, intervention, asked),
        "risks": [rule for rule in rules if rule["kind"] == "adverse effect"],
        "warnings": {
            severity: [rule for rule in warnings if rule["severity"] == severity]
            for severity in dict.fromkeys(rule["severity"] for rule in warnings)  # gravest first
        },
        "bleeding_risk": [{"class": f.text(_RISK_CLASS), **safety.shown(graph, f)} for f in classed],
        "other_rules": {
            kind: sum(rule["kind"] == kind for rule in rules)
            for kind in ("interaction", "dose limit", "monitoring")
        },
    }


def _interactions(graph: Graph, ids: list[str]) -> list[Row]:
    """Return the rules about one option, or what it is or gives, with another, or what that is or gives."""
    carried = {i: safety.carriers(graph, i) for i in ids}
    return [
        {"between": [graph.index.terms[i].as_dict() for i in (one, other)], **safety.shown(graph, fact)}
        for one, other in permutations(ids, 2)
        for fact in safety.facts(graph, carried[one])
        if carried[other].intersection(fact.cells.get("pk:inState", []))
    ]
