"""The grade of a statement in words."""

from __future__ import annotations

from typing import Any


def grade(statement: dict[str, Any]) -> str:
    """Return strength and certainty of a statement as answers show it, in the source's own words.

    >>> grade({"type": "recommendation", "as_graded": "A", "as_certainty": "A", "certainty": "high"})
    '“A” for the evidence, strength not stated'
    """
    if statement["type"] == "described":
        return "described, not graded"
    strength, own = statement["as_graded"], statement["as_certainty"] or "not stated"
    graded = "not graded" if strength == "not stated" else f"“{strength}”"
    if own == strength != "not stated":
        return f"{graded} for the evidence, strength not stated"
    if own == "not stated" or statement["certainty"] != "not stated":
        return f"{graded}, certainty {own}"
    return f"{graded}, evidence “{own}”"
