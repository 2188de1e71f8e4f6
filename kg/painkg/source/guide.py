"""How to read and extend each table, from what declares it: `tables.tsv`, `columns.tsv`, and its own rows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from painkg.errors import NotFoundError
from painkg.source.tables import Column, Table, read_columns, read_table

# What a kind of column takes, for the reader of the guide; `cells.VALIDATORS` and `validate` hold to it.
_KINDS = {
    "criteria": "criteria on the facts of evidence/facts.tsv",
    "curie": "a CURIE with a prefix of prefixes.tsv",
    "date": "a date, YYYY-MM-DD",
    "doi": "a DOI without a prefix",
    "dossier": "a row of the evidence dossier",
    "id": "the id of the row; leave it blank and `check --fix` gives the next free one",
    "integer": "a whole number",
    "label": "a name that no other term has",
    "ref": "the id of a term; leave it blank, write the label beside it, and `check --fix` looks it up",
    "ref_label": "the label of that term",
    "text": "text",
    "url": "a web address",
    "vocabulary": "one of a closed list",
    "xref": "a CURIE, doi:…, or src: and the key of a source",
    "year": "a year",
}


def tables(folder: Path) -> list[dict[str, Any]]:
    """Return each declared table with its purpose, what one row of it is, and how many rows there are.

    :raises SourceError: when `columns.tsv` cannot be read.
    """
    purposes = _purposes(folder)
    return [
        {"table": name, **purposes.get(name, {}), "rows": len(_read(folder, name, columns).rows)}
        for name, columns in read_columns(folder).items()
    ]


def guide(folder: Path, name: str) -> dict[str, Any]:
    """Return a table with all that its columns mean and take, and the value that each has most often.

    :raises NotFoundError: when no table is declared by that name, which may lack the folder and `.tsv`.
    :raises SourceError: when `columns.tsv` cannot be read.
    """
    declared = read_columns(folder)
    found = [full for full in declared if name in (full, Path(full).name, Path(full).name.split(".")[0])]
    if not found:
        raise NotFoundError(f"no table is called {name!r}; there are {', '.join(declared)}")
    table = _read(folder, found[0], declared[found[0]])
    return {
        "table": table.name,
        **_purposes(folder).get(table.name, {}),
        "rows": len(table.rows),
        "columns": [_column(table, column) for column in table.columns],
    }


def _purposes(folder: Path) -> dict[str, dict[str, str]]:
    lines = (folder / "tables.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {
        name: {"purpose": purpose, "one_row": row} for name, purpose, row in (x.split("\t") for x in lines)
    }


def _read(folder: Path, name: str, columns: list[Column]) -> Table:
    return read_table(folder, name, columns)[0] if (folder / name).is_file() else Table(name, columns, [])


def _column(table: Table, column: Column) -> dict[str, Any]:
    values = Counter(row[column.name] for row in table.rows if row[column.name])
    needed = {"yes": "always", "minted": "for our own ids"}.get(column.required, "where it is known")
    return {
        "column": column.name,
        "means": column.description,
        "filled": needed,
        "takes": _KINDS[column.kind] + (", several separated by |" if column.many else ""),
        "of": list(column.of),
        "template": column.template or None,
        "example": max(values, key=lambda value: (values[value], value)) if values else None,
    }
