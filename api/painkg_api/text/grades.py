"""Who says something and how it is graded, as one phrase."""

from __future__ import annotations

from typing import Any

from painkg.answers.graded import grade

MARKS = {"for": "+", "against": "-", "neither": "±", "research only": "?", "described": "·"}


def graded(statement: dict[str, Any]) -> str:
    """Return who says it, what kind of issuer that is, and how it is graded, as one phrase."""
    source = statement["source"]
    year = source["year"] or "year not stated"
    mark = MARKS[statement["direction"]]
    return f"{mark} {source['label']} ({year}, {source['issuer_type']}): {grade(statement)}"
