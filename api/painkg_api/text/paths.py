"""How two terms are connected, as text."""

from __future__ import annotations

from typing import Any

from painkg.analytics.words import NAMED
from painkg_api.text import item, wrap
from painkg_api.text.answer import works

_LONG = 4  # steps of a path that ties two terms only loosely
Row = dict[str, Any]


def paths(found: Row, columns: int) -> str:
    """Return the connections as `painkg.analytics.paths` gives them."""
    start, end = found["from"]["label"], found["to"]["label"]
    footer = wrap(f"{found['disclaimer']} Data {found['release']['data_version']}.", columns)
    if not found["paths"]:
        none = f"The graph holds no short connection between {start} and {end}. There may be one."
        return "\n".join([wrap(none, columns), "", footer])
    intro = "Shortest and most specific first; the order weighs no evidence, and a connection is no advice."
    lines = [item(f"FROM {start.upper()} TO {end.upper()} ({found['total']})", columns, "")]
    if found["paths"][0]["length"] >= _LONG:
        intro += " Even the shortest is long here, and says little."
    lines += [item(intro, columns, ""), ""]
    for number, path in enumerate(found["paths"], 1):
        lines.append(item(" — ".join(node["label"] for node in path["nodes"]), columns, f"{number}. "))
        for step in path["steps"]:
            lines.append(item(step["text"], columns, "   → "))
            lines += [item(f"also: {other['text']}", columns, "     ") for other in step["also"]]
        lines.append("")
    steps = [step for path in found["paths"] for s in path["steps"] for step in (s, *s["also"])]
    cited = [row["source"] for step in steps for row in step["rows"][:NAMED]]
    return "\n".join([*lines, *(works(cited, columns) if cited else []), "", footer])
