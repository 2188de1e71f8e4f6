"""Answers as text for people at a terminal: here is what all of them share, lines and tables."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from typing import Any


def width(most: int = 100) -> int:
    """Return the columns to write in: those of the terminal, from 60 to `most`."""
    return max(60, min(most, shutil.get_terminal_size((100, 24)).columns))


def rows(answer: dict[str, Any], columns: int) -> str:
    """Return the answer of a named query."""
    found = [tuple(str(row.get(name, "")) for name in answer["variables"]) for row in answer["rows"]]
    if not found:
        return "The graph holds nothing that fits. That is no advice for or against anything."
    return table(answer["variables"], found, columns)


def table(header: Sequence[str], body: Sequence[Sequence[str]], columns: int) -> str:
    """Return rows as a table that wraps its cells to fit; as one block for each row where words would be cut.

    >>> print(table(("id", "label"), [("1", "back pain")], 60))
    id  label
    1   back pain
    >>> print(table(("id", "label"), [("1", "pain")], 8))
    id: 1
    label:
      pain
    """
    everything = [tuple(header), *(tuple(_short(cell) for cell in row) for row in body)]
    wide = [max(len(row[i]) for row in everything) for i in range(len(header))]
    words = [
        max((len(w) for row in everything for w in row[i].split()), default=0) for i in range(len(header))
    ]
    room = columns - 2 * (len(wide) - 1)
    if sum(words) > room:
        return "\n\n".join(_block(header, row, columns) for row in everything[1:])
    while sum(wide) > room:
        spare = [w - word for w, word in zip(wide, words, strict=True)]
        wide[spare.index(max(spare))] -= 1
    lines = []
    for row in everything:
        cells = [
            textwrap.wrap(cell, w, break_on_hyphens=False) or [""] for cell, w in zip(row, wide, strict=True)
        ]
        for i in range(max(len(cell) for cell in cells)):
            parts = [(cell[i] if i < len(cell) else "").ljust(w) for cell, w in zip(cells, wide, strict=True)]
            lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)


def _block(header: Sequence[str], row: Sequence[str], columns: int) -> str:
    told = [(name, cell) for name, cell in zip(header, row, strict=True) if cell]
    return "\n".join(item(f"{name}: {cell}", columns, "") for name, cell in told)


def _short(cell: str) -> str:
    from painkg import terms  # noqa: PLC0415

    return terms.contract(cell) if cell.startswith("http") else cell


def wrap(text: str, columns: int) -> str:
    """Return a paragraph wrapped."""
    return textwrap.fill(text, columns)


def item(text: str, columns: int, indent: str) -> str:
    """Return a paragraph wrapped, its later lines set in under the first."""
    return textwrap.fill(
        text,
        columns,
        initial_indent=indent,
        subsequent_indent=" " * (len(indent) + 2),
        break_on_hyphens=False,
    )


def with_footer(body: str, found: dict[str, Any], columns: int) -> str:
    """Return an answer with what every answer ends with: the disclaimer and the release of the data."""
    footer = wrap(f"{found['disclaimer']} Data {found['release']['data_version']}.", columns)
    return f"{body}\n\n{footer}"
