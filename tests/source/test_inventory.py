"""What the graph set out to hold: every name of the inventory is a term, every row left out has a reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from painkg.source.sources import Sources, load

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (ONTOLOGY / name).read_text(encoding="utf-8").splitlines()[1:]]


@pytest.fixture(scope="module")
def sources() -> Sources:
    return load(ONTOLOGY)


def test_every_name_of_the_inventory_is_a_term(sources: Sources) -> None:
    labels = {term.label for term in sources.terms.values() if term.kind != "source"}
    inventory = rows("inventory.tsv")
    assert [row for row in inventory if row[2] not in labels] == []
    branches = Counter(row[0][0] for row in inventory)
    assert branches == {"P": 359, "C": 134, "T": 226, "D": 78}  # pain, causes, techniques, drug categories


def test_there_are_enough_drugs(sources: Sources) -> None:
    assert len(sources.of_kind("drug")) >= 250


def test_a_row_that_is_left_out_has_a_reason_and_is_in_no_table_of_statements(sources: Sources) -> None:
    left_out = rows("not_represented.tsv")
    assert all(len(row) == 2 and row[1] for row in left_out)
    stated = {row["dossier"] for row in sources.tables["evidence/statements.tsv"].rows}
    assert {row[0] for row in left_out} & stated == set()


def test_every_mapped_code_was_verified(sources: Sources) -> None:
    verdicts = {row[0]: row[3] for row in rows("mappings/verified.tsv")}
    mapped = {row["object_id"] for row in sources.tables["mappings/painkg.sssom.tsv"].rows}
    assert {code: verdicts.get(code) for code in mapped if verdicts.get(code) != "ok"} == {}
    assert verdicts.keys() - mapped == set()
