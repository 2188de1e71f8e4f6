"""Why an option is in an answer, or why not, as text: reasons first, then the way to each statement."""

from __future__ import annotations

from typing import Any

from painkg_api.text import item, wrap
from painkg_api.text.grades import graded
from painkg_api.text.patient import rows as safety_rows

_SHOWN = 8  # statements of one reason; the rest are counted


def explained(found: dict[str, Any], columns: int) -> str:
    """Return what `painkg.answers.explain` finds."""
    lines = [wrap(found["text"] + ".", columns)]
    if given := {name: value for name, value in found["filters"].items() if name in _FILTERS and value}:
        asked = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in given.items())
        lines.append(item(f"asked with {asked}", columns, "  "))
    if found["patient"]:
        known = "; ".join(fact["text"] for fact in found["patient"]["given"])
        lines.append(item(f"asked for a patient: {known or 'nothing that the graph knows'}", columns, "  "))
    lines.append("")
    if found["reasons"]:
        lines.append("WHAT LIMITS IT" if found["listed"] == "options" else "WHY NOT")
        lines += [line for reason in found["reasons"] for line in _reason(reason, columns)]
        lines.append("")
    if found["walks"]:
        lines += [f"THE WAY TO EACH STATEMENT, from {found['condition']['label']}", ""]
        told = set[str]()
        for walk in found["walks"]:
            lines += [*_walk(walk, told, columns), ""]
    if found["passed_over"]:
        lines.append("STATEMENTS NEAR IT THAT DO NOT COUNT FOR IT")
        lines += [line for reason in found["passed_over"] for line in _reason(reason, columns)]
    return "\n".join(lines).rstrip()


_FILTERS = ("technique_class", "direction", "first_line", "without")


def _reason(reason: dict[str, Any], columns: int) -> list[str]:
    if reason["safety"]:
        return [f"  • {reason['kind']} for this patient", *safety_rows(reason["safety"], columns)]
    lines = [item(f"{reason['kind']}: {reason['text']}", columns, "  • ")]
    lines += [item(_statement(said), columns, "      ") for said in reason["evidence"][:_SHOWN]]
    more = len(reason["evidence"]) - _SHOWN
    return [*lines, *([f"      and {more} more (the JSON answer has all)"] if more > 0 else [])]


def _statement(said: dict[str, Any]) -> str:
    parts = [graded(said), f"{said['intervention']['label']} for {said['condition']['label']}"]
    parts += [said["type"]] if said["type"] not in ("recommendation", "described") else []
    parts += [f"replaced by {', '.join(said['replaced_by'])}"] if said["replaced_by"] else []
    parts += [said["locator"]] if said["locator"] not in ("", "not stated") else []
    return " | ".join(parts)


def _walk(walk: dict[str, Any], told: set[str], columns: int) -> list[str]:
    """Return the way to a statement; the axioms of a step are told once."""
    vote = "" if walk["votes"] else " | has no vote"
    lines = [item(_statement(walk["statement"]) + vote, columns, "")]
    for step in walk["steps"]:
        if step["kind"] == "statement":
            continue
        lines.append(item(step["text"], columns, "  ← "))
        if step["text"] in told:
            continue
        told.add(step["text"])
        lines.append(item(f"by: {step['rule']}", columns, "      "))
        for axiom in step.get("axioms", []):
            lines.append(item(axiom["text"], columns, "      "))
            lines.append(item(axiom["manchester"], columns, "        "))
        for compared in step.get("compared", []):
            sides = [", ".join(compared[side]) or "not stated" for side in ("asked", "stated")]
            lines.append(item(f"{compared['axis']}: {' / '.join(sides)}", columns, "      "))
    return lines
