"""Where sources differ as text: a block for each difference, each side with year, issuer and grade."""

from __future__ import annotations

from typing import Any

from painkg_api.text import item, wrap
from painkg_api.text.grades import graded

_HEADINGS = {
    ("direction", False): "DISAGREEMENT: opposite directions on the same or a containing population",
    ("direction", True): "DISAGREEMENT for those who have both conditions",
    ("strength", False): "SAME DIRECTION, OTHER STRENGTH: each source's own grade",
    ("strength", True): "SAME DIRECTION, OTHER STRENGTH for those who have both conditions",
    ("time horizon", False): "NOT A DISAGREEMENT: opposite directions on different time horizons",
    ("time horizon", True): "NOT A DISAGREEMENT: different time horizons, and conditions that only overlap",
    ("population", False): "NOT A DISAGREEMENT: opposite directions on different populations",
}
_SHOWN_VALUES = 6  # of one matter on one side; the rest are counted


def disagreements(answer: dict[str, Any], columns: int) -> str:
    """Return the differences that `painkg.answers.disagreements` finds."""
    found = answer["disagreements"]
    asked = [answer[name]["label"] for name in ("intervention", "condition") if answer[name]]
    counts = "; ".join(f"{kind} {number}" for kind, number in answer["counts"].items())
    title = f"WHERE SOURCES DIFFER{' on ' if asked else ''}{' for '.join(asked)}"
    lines = [wrap(title, columns), item(f"by kind of difference: {counts}", columns, "  ")]
    if not found:
        lines.append(
            wrap("The graph holds none that fits. That does not mean that all sources agree.", columns)
        )
    if answer["total"] > len(found):
        lines.append(f"  {len(found)} of {answer['total']} are shown")
    marks = "Marks: + for, - against, ± neither, ? research only. Grades are the sources' own."
    lines += [item(marks, columns, "  "), ""]
    heading, noted = "", set[str]()
    for entry in found:
        if heading != _HEADINGS[entry["kind"], entry["overlapping"]]:
            heading = _HEADINGS[entry["kind"], entry["overlapping"]]
            lines += [item(f"── {heading} ".ljust(columns, "─"), columns, ""), ""]
        fresh = [note for note in entry["notes"] if note["source"] not in noted]
        noted |= {note["source"] for note in fresh}
        notes = [item(f"note on {note['source']}: {note['note']}", columns, "   ") for note in fresh]
        lines += [*_entry(entry, columns), *notes, ""]
    return "\n".join(lines).rstrip()


def _entry(entry: dict[str, Any], columns: int) -> list[str]:
    population = "; ".join(condition["label"] for condition in entry["population"])
    lines = [item(f"■ {entry['intervention']['label']}, for {population}", columns, "")]
    for side in entry["sides"]:
        lines.append(f"   {side['side']}")
        lines += [item(_statement(entry, said), columns, "     ") for said in side["statements"]]
    for name, title in (("undecided", "undecided"), ("history", "superseded, on no side")):
        if entry[name]:
            lines.append(f"   {title}")
            lines += [item(_statement(entry, said), columns, "     ") for said in entry[name]]
    names = [side["side"] for side in entry["sides"]]
    for differs in entry["differs"]:
        values = "; ".join(f"{name}: {_some(differs[name])}" for name in names)
        lines.append(item(f"differs in {differs['matter']}: {values}", columns, "   "))
    return lines


def _statement(entry: dict[str, Any], said: dict[str, Any]) -> str:
    parts = [graded(said), f"for {said['condition']['label']}"]
    if said["intervention"] != entry["intervention"]:
        parts.append(f"said of {said['intervention']['label']}")
    parts += [said[name] for name in ("time_horizon", "population") if said[name] not in ("", "not stated")]
    parts += [f"after: {'; '.join(said['preconditions'])}"] if said["preconditions"] else []
    parts += [f"compared with {said['comparator']}"] if said["comparator"] else []
    parts += [f"replaced by {', '.join(said['replaced_by'])}"] if said["replaced_by"] else []
    return " | ".join(parts)


def _some(values: list[str]) -> str:
    more = f" and {len(values) - _SHOWN_VALUES} more" if len(values) > _SHOWN_VALUES else ""
    return " / ".join(values[:_SHOWN_VALUES]) + more
