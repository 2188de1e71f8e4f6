"""What is advised on an intervention where no condition is asked about: condition by condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import classes, safety, shown, verdict
from painkg.answers.options import INTERVENTIONS, conditions_named, find_for
from painkg.answers.verdict import Group
from painkg.graph import Graph


def by_condition(graph: Graph, intervention: str) -> dict[str, Any]:
    """Return the verdict on an intervention and its kinds for each condition that a current statement names.

    A kind has an entry where a source names that kind. `verdicts` has the entries by verdict, in the order of
    `/options`; `total` counts them. Advice on a wider condition is in the entry of that condition, and in
    `opposed_by` where it points the other way.

    :raises NotFoundError: when nothing is called `intervention`.
    :raises AmbiguousError: when several things are.
    """
    treatment = graph.index.resolve(intervention, INTERVENTIONS).id
    entries = sorted(_entries(graph, treatment), key=lambda entry: _rank(entry, treatment))
    return {
        "intervention": classes.describe(graph.index, treatment),
        "total": len(entries),
        "verdicts": [
            {"verdict": name, "conditions": [entry for entry in entries if entry["verdict"] == name]}
            for name in verdict.ORDER
            if any(entry["verdict"] == name for entry in entries)
        ],
        "safety": safety.unassessed(graph, treatment),
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _entries(graph: Graph, treatment: str) -> Iterator[dict[str, Any]]:
    for condition in conditions_named(graph, treatment):
        for option in (option for listed in find_for(graph, condition, treatment) for option in listed):
            for group in option.groups:
                current = [s for s in group.statements if not s.superseded]
                if option.intervention != treatment:  # what a kind only inherits is told of the intervention
                    current = [s for s in current if s.intervention == option.intervention]
                if group.condition == condition and current:
                    yield _entry(graph, option.intervention, group)


def _entry(graph: Graph, intervention: str, group: Group) -> dict[str, Any]:
    statements = sorted(group.statements, key=lambda s: (not s.votes, -(s.source.year or 0), s.id))
    return {
        "condition": graph.index.terms[group.condition].as_dict(),
        "intervention": graph.index.terms[intervention].as_dict(),
        "time_horizon": group.time_horizon,
        "verdict": group.verdict,
        "organisations": verdict.organisations([group]),
        "opposed_by": sorted({theirs.source.label for _, theirs in group.opposed_by}),
        "statements": [shown.told(graph, s) for s in statements if not s.superseded],
        "history": [shown.told(graph, s) for s in statements if s.superseded],
    }


def _rank(entry: dict[str, Any], treatment: str) -> tuple[bool, int, str, str]:
    """Return the place of an entry: the intervention itself before its kinds, more organisations first."""
    other = entry["intervention"]["id"] != treatment
    return other, -entry["organisations"], entry["condition"]["label"], entry["time_horizon"]
