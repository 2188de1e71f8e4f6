"""`check --fix`: the canonical form of the tables, and the ids that can be filled in without guessing."""

from __future__ import annotations

import re
from collections import defaultdict

from painkg.source.sources import Sources, register
from painkg.source.tables import Column, Row, Table, label_column, write_table

_MINTED = re.compile(r"PAINKG:(\d{7})")


def fix(sources: Sources) -> list[str]:
    """Write every table in canonical form and return the names of those that changed.

    A row without an id gets the next free one of its range (ids are never reused); a reference without
    an id gets the id of the one term of an allowed kind with the label beside it; a reference without
    a label gets its term's label. What is ambiguous stays as it is, for `check` to report.
    """
    taken = {int(m[1]) for name in sources.terms if (m := _MINTED.fullmatch(name))}
    taken |= {int(m[1]) for t in sources.tables.values() for r in t.rows if (m := _MINTED.fullmatch(r["id"]))}
    for table in sources.tables.values():
        if (column := table.column("id")) is not None:
            _number(table, column, taken, sources)
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in sources.terms.values():
        labels[term.kind, term.label].append(term.id)
    for table in sources.tables.values():
        for column in (c for c in table.columns if c.kind == "ref"):
            for row in table.rows:
                _refer(row, column, labels, sources)
    return [table.name for table in sources.tables.values() if write_table(sources.folder, table)]


def _number(table: Table, column: Column, taken: set[int], sources: Sources) -> None:
    starts = [m for prefix in column.of if (m := re.fullmatch(r"PAINKG:(\d{3,6})", prefix))]
    for row in sorted((r for r in table.rows if not r["id"]), key=lambda r: r["label"] or r["dossier"]):
        for start in starts:
            width = 7 - len(start[1])
            base = int(start[1]) * 10**width
            used = [n for n in taken if base <= n < base + 10**width]
            number = max(used, default=base) + 1
            if number < base + 10**width:
                taken.add(number)
                row.cells["id"] = f"PAINKG:{number:07d}"
                break
    register(sources, table)


def _refer(row: Row, column: Column, labels: dict[tuple[str, str], list[str]], sources: Sources) -> None:
    beside = label_column(column.name)
    if not row[column.name] and row[beside]:
        found = []
        for label in row.values(beside):
            kinds = {t.kind for t in sources.terms.values()} if column.of == ("any",) else column.of
            ids = [i for kind in kinds for i in labels.get((kind, label), [])]
            if len(ids) > 1:  # a row of a table before a fixed value of painkg.ttl that shares its word
                ids = [i for i in ids if sources.terms[i].row]
            if len(ids) != 1:
                return
            found.append(ids[0])
        row.cells[column.name] = "|".join(found)
    elif row[column.name]:
        known = [sources.terms[i].label for i in row.values(column.name) if i in sources.terms]
        if not row[beside] and len(known) == len(row.values(column.name)):
            row.cells[beside] = "|".join(known)
