"""What one source says, as a line of text."""

from __future__ import annotations

from typing import Any

from painkg.answers.graded import grade
from painkg_api.text.answer import RELATED
from painkg_api.text.grades import MARKS

MARKS_TOLD = (
    "Marks: + for   - against   ± neither   ? research only   · described. Grades are the sources' own."
)


def statement(said: dict[str, Any], name: str, *, line: bool = False) -> str:
    """Return a statement after a name: grade, condition, patients; the line of therapy where `line` asks."""
    condition = said["condition"]["label"]
    words = RELATED.get(said["relation"], "for {}").format(condition)
    parts = [
        f"{MARKS[said['direction']]} {name}: {grade(said)}",
        f"only if it is also {condition}" if said["by_mechanism"] else words,
        *(["which may cause it"] if said["relation"] == "cause" else []),
    ]
    parts += [said["line"]["text"]] if line and said["line"] and said["line"]["text"] else []
    parts += [said[cell] for cell in ("time_horizon", "population") if said[cell] != "not stated"]
    parts += [f"after: {'; '.join(said['preconditions'])}"] if said["preconditions"] else []
    parts += [f"said of {said['inherited_from']['label']}"] if said.get("inherited_from") else []
    parts += [f"{said['purpose']} use"] if said["purpose"] != "therapeutic" else []
    parts += [said["type"]] if said["type"] not in ("recommendation", "described") else []
    parts += ["superseded"] if said["status"] != "current" else []
    return " | ".join(parts)
