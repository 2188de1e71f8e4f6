"""The guide to the tables says of each what it holds, and of each column what it takes."""

from __future__ import annotations

import pytest

from painkg import paths
from painkg.errors import NotFoundError
from painkg.source.guide import guide, tables
from painkg.source.tables import read_columns

FOLDER = paths.ontology_dir()


def test_every_declared_table_has_a_purpose_and_no_other_has() -> None:
    lines = (FOLDER / "tables.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert {line.split("\t")[0] for line in lines} == read_columns(FOLDER).keys()
    assert all(table["purpose"] and table["one_row"] for table in tables(FOLDER))


@pytest.mark.parametrize("name", [table["table"] for table in tables(FOLDER)])
def test_every_column_says_what_it_takes(name: str) -> None:
    found = guide(FOLDER, name)
    assert found["columns"]
    assert all(column["means"] and column["takes"] for column in found["columns"])


def test_a_table_is_found_by_its_short_name() -> None:
    assert guide(FOLDER, "statements")["table"] == "evidence/statements.tsv"
    with pytest.raises(NotFoundError, match="statements"):
        guide(FOLDER, "statement")
