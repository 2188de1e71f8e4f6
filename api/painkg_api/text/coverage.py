"""The coverage of the graph as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from painkg_api.text import item, wrap

_SHOWN = 20  # names in a list; the rest are counted


def coverage(found: dict[str, Any], columns: int) -> str:
    """Return the coverage of the graph as `painkg.answers.report` gives it; long lists are cut."""
    blocks = [_terms(found), _dossier(found["dossier"]), _statements(found), _review(found), *_gaps(found)]
    lines = [
        line if i == 0 else item(line, columns, "  ")
        for block in blocks
        for i, line in enumerate([*block, ""])
    ]
    footer = wrap(f"{found['disclaimer']} Data {found['release']['data_version']}.", columns)
    return "\n".join([*(line.rstrip() for line in lines), footer])


def _terms(found: dict[str, Any]) -> list[str]:
    lines = ["TERMS", _counted(found["terms"])]
    for kind, n in found["classes"].items():
        lines.append(
            f"{_plain(kind)}: {n['defined']} of {n['of']} defined, {n['placed']} placed under another"
        )
    for branch, n in found["inventory"].items():
        missing = f"; not yet: {_some(n['open'])}" if n["open"] else ""
        lines.append(f"inventory of {branch}: {n['resolved']} of {n['of']} names are terms{missing}")
    return lines


def _dossier(found: dict[str, Any]) -> list[str]:
    lines = [f"EVIDENCE DOSSIER: {found['represented']} of {found['rows']} rows are represented"]
    if found["percent"] is not None:
        lines[0] += f" ({found['percent']} %)"
    for name, table in found["tables"].items():
        left = table["left_out"]
        parts = [f"{_plain(name)}: {table['represented']} of {table['rows']}, as {table['held_as']}"]
        parts += [f"in part: {len(left['part'])}"] if "part" in left else []
        parts += [f"{row['row']} left out: {row['reason']}" for row in left.get("whole", [])]
        lines.append("; ".join(parts))
    return lines


def _statements(found: dict[str, Any]) -> list[str]:
    said = found["statements"]
    lines = [
        f"STATEMENTS {said['total']}, of which {said['voting']} vote and {said['superseded']} are superseded"
    ]
    lines.append(f"{said['selecting']} select their patients by criteria that a program can check")
    for name in ("by_type", "by_direction", "by_page", "by_audit", "by_source", "by_condition"):
        lines.append(f"{_plain(name)}: {_counted(said[name], _SHOWN)}")
    lines.append(_counted({name: found[name] for name in ("safety_rules", "red_flags", "causes")}))
    return lines


def _review(found: dict[str, Any]) -> list[str]:
    due = found["due_for_review"]
    lines = [f"DUE FOR REVIEW: {len(due)} voting sources were not looked at for more than three years"]
    lines.append(_some(f"{row['source']} ({row['last_seen'] or 'year not stated'})" for row in due))
    lines += [
        f"newer edition not held: {label}: {edition}" for label, edition in found["newer_editions"].items()
    ]
    return lines


def _gaps(found: dict[str, Any]) -> list[list[str]]:
    blocks = []
    for name in ("without_statement", "without_mapping"):
        lines = [f"TERMS {_plain(name).upper()}"]
        for kind, gap in found[name].items():
            on_record = (
                f" (on record that one was looked for: {gap['searched']})" if "searched" in gap else ""
            )
            names = f": {_some(gap['terms'])}" if gap["terms"] else ""
            lines.append(f"{_plain(kind)}: {gap['total']} of {gap['of']}{on_record}{names}")
        blocks.append(lines)
    return blocks


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f"; and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return "; ".join(listed[:_SHOWN]) + more


def _counted(counts: dict[str, int], most: int | None = None) -> str:
    shown = [f"{_plain(name)} {number}" for name, number in list(counts.items())[:most]]
    more = len(counts) - len(shown)
    return "; ".join([*shown, *([f"and {more} more"] if more else [])])
