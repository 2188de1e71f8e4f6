"""What the graph covers and what it lacks: counts, evidence by source, terms without advice or mapping."""

from __future__ import annotations

from collections import Counter
from typing import Any

from painkg import DISCLAIMER
from painkg.graph import Graph

_ADVISED = ("condition", "technique", "drug", "drug_category")
_MAPPED = ("condition", "cause", "technique", "drug", "drug_category")


def report(graph: Graph) -> dict[str, Any]:
    """Return the coverage of a graph.

    `without_statement` and `without_mapping` list the terms of each kind that no statement names, and that no
    code of another terminology is given for; `unconfirmed` counts statements by how their page was checked.
    """
    statements = list(graph.evidence.statements.values())
    named = {s.condition for s in statements} | {s.intervention for s in statements}
    terms = graph.index.terms.values()
    return {
        "terms": dict(sorted(Counter(info.kind for info in terms).items())),
        "statements": {
            "total": len(statements),
            "voting": sum(s.votes for s in statements),
            "superseded": sum(s.superseded for s in statements),
            "by_type": dict(Counter(s.type for s in statements).most_common()),
            "by_direction": dict(Counter(s.direction for s in statements).most_common()),
            "by_page": dict(Counter(s.text("pk:hasPageTier") for s in statements).most_common()),
            "by_audit": dict(Counter(s.text("pk:hasAudit") for s in statements).most_common()),
            "by_source": dict(Counter(s.source.label for s in statements).most_common()),
            "by_condition": dict(Counter(_label(graph, s.condition) for s in statements).most_common()),
        },
        "safety_rules": len(graph.evidence.safety),
        "red_flags": len(graph.evidence.red_flags),
        "causes": len(graph.evidence.causes),
        "without_statement": _missing(graph, _ADVISED, named),
        "without_mapping": _missing(graph, _MAPPED, set(graph.index.codes)),
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _label(graph: Graph, term: str) -> str:
    info = graph.index.terms.get(term)
    return info.label if info else term


def _missing(graph: Graph, kinds: tuple[str, ...], present: set[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for kind in kinds:
        of_kind = [info for info in graph.index.terms.values() if info.kind == kind]
        lacking = sorted(info.label for info in of_kind if info.id not in present)
        found[kind] = {"of": len(of_kind), "total": len(lacking), "terms": lacking}
    return found
