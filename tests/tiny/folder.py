"""Write a small folder of sources from rows that name only the columns that matter."""

from __future__ import annotations

import shutil
from pathlib import Path

from painkg import paths
from painkg.source.fix import fix
from painkg.source.sources import load
from painkg.source.tables import Row, Table, label_column, read_columns, write_table

_DEFAULTS = {
    "definition": "Made for a test.",
    "definition_source": "pk:editorial",
    "class_type": "subclass",
    "issuer_type": "professional society",
    "grading_scheme": "test",
    "number": "T1",
    "type": "recommendation",
    "purpose": "therapeutic",
    "as_graded": "not stated",
    "as_certainty": "not stated",
    "population": "not stated",
    "time_horizon": "not stated",
    "applies_to_subclasses": "true",
    "locator": "1.1",
    "page_tier": "primary-or-abstract",
    "audit": "not re-checked",
    "jurisdiction": "not stated",
    "next_step": "not stated",
}


def write(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Path:
    """Write the project's column and prefix files and top classes, and these rows, into a new folder.

    A reference is given by label in the column of its id; ids are filled in as `check --fix` does.
    """
    folder.mkdir(parents=True)
    for name in ("columns.tsv", "prefixes.tsv", "painkg.ttl"):
        shutil.copy(paths.ontology_dir() / name, folder / name)
    for name in ("terms", "evidence", "mappings", "modules", "shapes", "coverage"):
        (folder / name).mkdir()
    for path in (paths.ontology_dir() / "shapes").glob("*.ttl"):
        shutil.copy(path, folder / "shapes" / path.name)
    declared = read_columns(folder)
    for name, rows in tables.items():
        columns = declared[name]
        table = Table(name, columns, [])
        for number, given in enumerate(rows, start=2):
            unknown = given.keys() - {c.name for c in columns}
            assert not unknown, f"{name} has no column {unknown}"
            cells = {
                c.name: given.get(
                    c.name, _DEFAULTS.get(c.name, "") if c.required or c.name == "number" else ""
                )
                for c in columns
            }
            for column in columns:
                if column.kind == "ref" and ":" not in cells[column.name]:
                    cells[label_column(column.name)] = cells[column.name]
                    cells[column.name] = ""
            table.rows.append(Row(number, cells))
        write_table(folder, table)
    fix(load(folder))
    return folder
