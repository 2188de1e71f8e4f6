"""How a source graded its advice, in few words."""

from __future__ import annotations

from typing import Any

MARKS = {"for": "+", "against": "-", "neither": "±", "research only": "?", "described": "·"}


def grade(statement: dict[str, Any]) -> str:
    """Return strength and certainty, both words always, in the source's own spelling."""
    if statement["type"] == "described":
        return "described, not graded"
    strength, own = statement["as_graded"], statement["as_certainty"] or "not stated"
    graded = "not graded" if strength == "not stated" else f"“{strength}”"
    if own == strength != "not stated":
        return f"{graded} for the evidence, strength not stated"
    if own == "not stated" or statement["certainty"] != "not stated":
        return f"{graded}, certainty {own}"
    return f"{graded}, evidence “{own}”"


def graded(statement: dict[str, Any]) -> str:
    """Return who says it, what kind of issuer that is, and how it is graded, as one phrase."""
    source = statement["source"]
    year = source["year"] or "year not stated"
    mark = MARKS[statement["direction"]]
    return f"{mark} {source['label']} ({year}, {source['issuer_type']}): {grade(statement)}"
