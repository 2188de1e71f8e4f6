"""Queries by a patient fact offer every fact of the table, and no other."""

from __future__ import annotations

import pytest

from painkg import paths
from painkg.queries.library import Library


@pytest.mark.parametrize("name", ["options_with_criterion", "safety_with_criterion"])
def test_the_facts_offered_are_those_of_the_table(name: str) -> None:
    head, *lines = (paths.ontology_dir() / "evidence" / "facts.tsv").read_text(encoding="utf-8").splitlines()
    offered = Library.read(paths.queries_dir()).get(name).header.params["fact"].enum
    assert head.split("\t")[0] == "fact"
    assert sorted(offered) == sorted(line.split("\t")[0] for line in lines)
