"""The guide to the curators' tables as text."""

from __future__ import annotations

from typing import Any

from painkg_api.text import item, table

_LONGEST = 60  # characters of an example


def listed(found: list[dict[str, Any]], columns: int) -> str:
    """Return the tables, each with its purpose."""
    rows = [(t["table"], str(t["rows"]), t["purpose"]) for t in found]
    return (
        table(("table", "rows", "holds"), rows, columns)
        + "\n\n`painkg tables NAME` tells what each column takes."
    )


def told(found: dict[str, Any], columns: int) -> str:
    """Return one table with its columns."""
    lines = [f"{found['table']}: {found['rows']} rows", item(found["purpose"], columns, "")]
    lines += [f"One row is {found['one_row']}.", ""]
    for column in found["columns"]:
        lines.append(f"{column['column']} ({column['filled']})")
        lines.append(item(column["means"], columns, "  "))
        lines.append(item(f"takes {column['takes']}{of(column)}", columns, "  "))
        if column["example"]:
            lines.append(item(f"for example: {example(column)}", columns, "  "))
    return "\n".join(lines)


def of(column: dict[str, Any]) -> str:
    """Return what values a column may name, in brackets, or ""."""
    return f" ({', '.join(column['of'])})" if column["of"] else ""


def example(column: dict[str, Any]) -> str:
    """Return the value that a column has most often, cut where it is long."""
    value = str(column["example"])
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
