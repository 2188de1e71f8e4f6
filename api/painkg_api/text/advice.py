"""What is advised on an intervention, condition by condition, as text."""

from __future__ import annotations

from typing import Any

from painkg_api.text import item, wrap
from painkg_api.text.answer import HEADINGS, rules_told
from painkg_api.text.grades import graded


def advice(found: dict[str, Any], columns: int) -> str:
    """Return what `painkg.answers.by_condition` finds: a line for each verdict, then who says it."""
    intervention = found["intervention"]
    lines = [wrap(f"{intervention['label'].upper()}, condition by condition ({found['total']})", columns)]
    if not found["verdicts"]:
        return "The graph holds no current statement on it. That is no advice for or against it."
    for listed in found["verdicts"]:
        names = "; ".join(_name(entry, intervention) for entry in listed["conditions"])
        lines.append(item(f"{listed['verdict']} ({len(listed['conditions'])}): {names}", columns, "  "))
    lines += ["", *rules_told(found["safety"], columns), ""]
    for listed in found["verdicts"]:
        lines += [f"── {HEADINGS[listed['verdict']]} ".ljust(columns, "─"), ""]
        for entry in listed["conditions"]:
            lines += [*_entry(entry, intervention, columns), ""]
    return "\n".join(lines).rstrip()


def _name(entry: dict[str, Any], asked: dict[str, Any]) -> str:
    kind = "" if entry["intervention"]["id"] == asked["id"] else f" ({entry['intervention']['label']})"
    horizon = "" if entry["time_horizon"] == "not stated" else f", {entry['time_horizon']}"
    return f"{entry['condition']['label']}{horizon}{kind}"


def _entry(entry: dict[str, Any], asked: dict[str, Any], columns: int) -> list[str]:
    lines = [item(f"■ {_name(entry, asked)}", columns, "")]
    for said in (*entry["statements"], *entry["history"]):
        lines.append(item(_statement(said, entry), columns, "   "))
    if entry["opposed_by"]:
        against = ", ".join(entry["opposed_by"])
        lines.append(item(f"opposed, for patients in both populations: {against}", columns, "     "))
    return lines


def _statement(said: dict[str, Any], entry: dict[str, Any]) -> str:
    parts = [graded(said)]
    parts += [said["population"]] if said["population"] not in ("", "not stated") else []
    parts += [f"after: {'; '.join(said['preconditions'])}"] if said["preconditions"] else []
    parts += [f"compared with {said['comparator']}"] if said["comparator"] else []
    if said["intervention"]["id"] != entry["intervention"]["id"]:
        parts.append(f"said of {said['intervention']['label']}")
    parts += [f"{said['purpose']} use"] if said["purpose"] != "therapeutic" else []
    parts += [said["type"]] if said["type"] not in ("recommendation", "described") else []
    parts += [f"replaced by {', '.join(said['replaced_by'])}"] if said["replaced_by"] else []
    return " | ".join(parts)
