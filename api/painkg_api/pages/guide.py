"""The guide to the curators' tables as pages."""

from __future__ import annotations

from html import escape
from typing import Any

from painkg.graph import Graph
from painkg_api.pages import page
from painkg_api.text.guide import example, of


def listed(graph: Graph, found: list[dict[str, Any]]) -> str:
    """Return the page of all tables."""
    rows = "".join(
        f'<tr><td><a href="/tables/{escape(t["table"])}">{escape(t["table"])}</a></td><td>{t["rows"]}</td>'
        f"<td>{escape(t['purpose'])}</td></tr>"
        for t in found
    )
    intro = (
        "<h1>Tables</h1><p>What grows in painkg is a row of one of these tables in <code>ontology/</code>. "
        "CONTRIBUTING.md has the recipes; <code>painkg check</code> names every problem with its cure.</p>"
    )
    head = "<tr><th>table</th><th>rows</th><th>holds</th></tr>"
    return page(graph, "tables", f"{intro}<table>{head}{rows}</table>")


def told(graph: Graph, found: dict[str, Any]) -> str:
    """Return the page of one table."""
    rows = "".join(_column(column) for column in found["columns"])
    intro = (
        f"<h1>{escape(found['table'])}</h1><p>{escape(found['purpose'])} "
        f"One row is {escape(found['one_row'])}; "
        f'there are {found["rows"]}. <a href="/tables">All tables</a></p>'
    )
    head = "<tr><th>column</th><th>means</th><th>takes</th><th>filled</th><th>for example</th></tr>"
    return page(graph, found["table"], f"{intro}<table>{head}{rows}</table>")


def _column(column: dict[str, Any]) -> str:
    shown = example(column) if column["example"] else ""
    cells = (column["means"], column["takes"] + of(column), column["filled"], shown)
    told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f"<tr><td><code>{escape(column['column'])}</code></td>{told}</tr>"
