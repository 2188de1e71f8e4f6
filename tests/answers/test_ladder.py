"""Lines of therapy by source; expectations from the `line` of the dossier rows that are named."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.answers.ladder import ladder
from painkg.errors import NotFoundError
from painkg.graph import Graph


def of(answer: dict[str, Any], key: str) -> dict[str, Any]:
    (found,) = [entry for entry in answer["ladders"] if entry["source"]["label"] == key]
    return dict(found)


def rungs(entry: dict[str, Any]) -> dict[int, dict[str, set[str]]]:
    """The dossier rows and the interventions of each ranked rung."""
    found: dict[int, dict[str, set[str]]] = {}
    for rung in entry["rungs"]:
        if rung["rank"]:
            here = found.setdefault(rung["rank"], {"rows": set(), "interventions": set()})
            here["rows"] |= {row["dossier"] for row in rung["rows"]}
            here["interventions"] |= {row["intervention"]["label"] for row in rung["rows"]}
    return found


@pytest.fixture(scope="module")
def neuropathic(graph: Graph) -> dict[str, Any]:
    return ladder(graph, "neuropathic pain")


def test_neupsig_2025(neuropathic: dict[str, Any]) -> None:
    entry = of(neuropathic, "NEUPSIG2025")
    found = rungs(entry)
    assert found[1]["rows"] == {"R0038", "R0039", "R0040"}
    assert found[1]["interventions"] == {"tricyclic antidepressant", "gabapentinoid", "SNRI"}
    assert found[2]["rows"] == {"R0041", "R0042", "R0043"}
    assert found[3]["rows"] == {"R0044", "R0045", "R0046"}
    graded = {rung["rank"]: {row["as_graded"] for row in rung["rows"]} for rung in entry["rungs"]}
    assert graded == {1: {"strong"}, 2: {"weak"}, 3: {"weak"}}
    assert entry["status"] == "current"


def test_neupsig_2015_is_marked_superseded_and_comes_after(neuropathic: dict[str, Any]) -> None:
    entry = of(neuropathic, "NEUPSIG2015")
    assert (entry["status"], entry["replaced_by"]) == ("superseded", ["NEUPSIG2025"])
    found = rungs(entry)
    assert found[1]["rows"] == {"R0114", "R0115", "R0116", "R0117", "R0118"}
    assert found[2]["rows"] == {"R0119", "R0120", "R0121"}
    assert found[3]["rows"] == {"R0122", "R0123"}
    patches = [row for rung in entry["rungs"] for row in rung["rows"] if row["dossier"] in ("R0119", "R0120")]
    for row in patches:
        assert (row["condition"]["label"], row["relation"]) == ("peripheral neuropathic pain", "narrower")
    status = [entry["status"] for entry in neuropathic["ladders"]]
    assert status == sorted(status)  # "current" before "superseded"


def test_acute_musculoskeletal_injury(graph: Graph) -> None:
    answer = ladder(graph, "acute musculoskeletal injury pain")
    assert answer["ladders"][0]["source"]["label"] == "ACPAAFP2020"  # the only one on the very condition
    found = rungs(answer["ladders"][0])
    assert found[1]["rows"] == {"R0026"}
    assert found[2]["rows"] == {"R0027", "R0028", "R0029", "R0030"}
    assert answer["ladders"][0]["without_line"] == 1  # R0031, opioids


def test_sciatica(graph: Graph) -> None:
    answer = ladder(graph, "sciatica")
    entry = of(answer, "NG59")
    ((rung, row),) = [(rung, row) for rung in entry["rungs"] for row in rung["rows"]]
    assert rung["rank"] is None
    assert rung["text"] == "after failure of non-surgical treatment"
    assert (row["dossier"], row["intervention"]["label"]) == ("R0194", "spinal decompression surgery")
    assert (row["relation"], row["as_graded"]) == ("same", "consider")
    assert "imaging findings agree with the symptoms" in row["preconditions"]


def test_trigeminal_neuralgia(graph: Graph) -> None:
    # EAN 2019 and AAN/EFNS 2008 both put carbamazepine and oxcarbazepine first
    answer = ladder(graph, "trigeminal neuralgia")
    for key in ("EANTN2019", "AANEFNSTN2008"):
        assert rungs(of(answer, key))[1]["interventions"] == {"carbamazepine", "oxcarbazepine"}


def test_two_wordings_of_one_rank_stay_apart(graph: Graph) -> None:
    # ACP 2017, chronic: exercise before any drug (R0010), then an NSAID as the first drug
    entry = of(ladder(graph, "chronic low back pain"), "ACP2017")
    first = [rung for rung in entry["rungs"] if rung["rank"] == 1]
    placed = {row["intervention"]["label"]: rung["text"] for rung in first for row in rung["rows"]}
    assert placed["exercise therapy"] != placed["NSAID"]


@pytest.mark.parametrize("condition", ["chronic low back pain", "neuropathic pain", "migraine"])
def test_every_row_has_a_line_and_no_source_without_one_is_listed(graph: Graph, condition: str) -> None:
    answer = ladder(graph, condition)
    lined = {s.source.label for s in graph.evidence.statements.values() if s.text("pk:line")}
    assert answer["total"] == len(answer["ladders"]) > 0
    for entry in answer["ladders"]:
        assert entry["source"]["label"] in lined
        ranks = [rung["rank"] or 99 for rung in entry["rungs"]]
        assert ranks == sorted(ranks)
        for rung in entry["rungs"]:
            for row in rung["rows"]:
                assert row["line"]
                assert (row["line"]["rank"], row["line"]["text"]) == (rung["rank"], rung["text"])
                assert row["relation"] in ("same", "broader", "narrower", "overlaps")


def test_where_no_source_states_an_order_there_is_none(tiny: Graph) -> None:
    assert ladder(tiny, "chronic back pain")["ladders"] == []


def test_an_unknown_condition_is_named(tiny: Graph) -> None:
    with pytest.raises(NotFoundError):
        ladder(tiny, "no such pain")
