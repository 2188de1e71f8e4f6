"""Lines of therapy as text: one ladder for each source."""

from __future__ import annotations

from typing import Any

from painkg_api.text import item, wrap
from painkg_api.text.answer import works
from painkg_api.text.statement import MARKS_TOLD, statement

Row = dict[str, Any]


def ladder(found: Row, columns: int) -> str:
    """Return the lines of therapy as `painkg.answers.ladder` gives them."""
    label = found["condition"]["label"]
    footer = wrap(f"{found['disclaimer']} Data {found['release']['data_version']}.", columns)
    if not found["ladders"]:
        none = (
            f"No source in the graph states an order of care for {label}. That is no advice for or against."
        )
        return "\n".join([wrap(none, columns), "", footer])
    intro = "Each source has its own order and its own grades; a source that states no order is not listed."
    lines = [f"LINES OF THERAPY FOR {label.upper()} ({found['total']} sources)", item(intro, columns, "")]
    lines += [item(MARKS_TOLD, columns, ""), ""]
    for entry in found["ladders"]:
        lines += [*_ladder(entry, columns), ""]
    cited = [entry["source"] for entry in found["ladders"]]
    return "\n".join([*lines, *works(cited, columns), "", footer])


def _ladder(entry: Row, columns: int) -> list[str]:
    source = entry["source"]
    head = f"■ {source['label']} [{source['issuer_type']}, {source['year'] or 'year not stated'}]"
    if entry["status"] == "superseded":
        head += f": SUPERSEDED by {', '.join(entry['replaced_by'])}"
    lines = [item(head, columns, "")]
    for rung in entry["rungs"]:
        rank = f"{rung['rank']}. " if rung["rank"] else "*  "
        lines.append(item(rung["text"] or "no words", columns, f"   {rank}"))
        lines += [
            item(statement(row, row["intervention"]["label"]), columns, "      ") for row in rung["rows"]
        ]
    if entry["without_line"]:
        lines.append(f"   and {entry['without_line']} statements without a line")
    return lines
