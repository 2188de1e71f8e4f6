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
    inventory = sources.tables["coverage/inventory.tsv"].rows
    assert [row["name"] for row in inventory if row["term"] not in sources.terms] == []
    branches = Counter(row["group"][0] for row in inventory)
    assert branches == {"P": 359, "C": 134, "T": 226, "D": 78}  # pain, causes, techniques, drug categories


def test_there_are_enough_drugs(sources: Sources) -> None:
    assert len(sources.of_kind("drug")) >= 250


def test_at_most_one_dossier_row_in_twenty_is_left_out_and_none_that_is_curated(sources: Sources) -> None:
    left = [row for row in sources.tables["coverage/not_represented.tsv"].rows if row["extent"] == "whole"]
    total = sum(int(row["rows"]) for row in sources.tables["coverage/dossier.tsv"].rows)
    assert len(left) <= total / 20
    curated = {i for t in sources.tables.values() for row in t.rows for i in row.values("dossier")}
    assert {row["row"] for row in left} & curated == set()


def test_every_recommendation_of_the_dossier_is_a_statement_or_left_out_with_a_reason(
    sources: Sources,
) -> None:
    left = {row["row"] for row in sources.tables["coverage/not_represented.tsv"].rows}
    stated = {row["dossier"] for row in sources.tables["evidence/statements.tsv"].rows} - {""}
    table = {row["dossier_table"]: int(row["rows"]) for row in sources.tables["coverage/dossier.tsv"].rows}
    assert len(stated | {row for row in left if row.startswith("R")}) == table["recommendations"]


def test_every_mapped_code_was_verified(sources: Sources) -> None:
    verdicts = {row[0]: row[3] for row in rows("mappings/verified.tsv")}
    mapped = {row["object_id"] for row in sources.tables["mappings/painkg.sssom.tsv"].rows}
    assert {code: verdicts.get(code) for code in mapped if verdicts.get(code) != "ok"} == {}
    assert verdicts.keys() - mapped == set()
