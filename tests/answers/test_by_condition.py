"""What is advised on an intervention, condition by condition."""

from __future__ import annotations

from typing import Any

from painkg.answers.by_condition import by_condition
from painkg.graph import Graph


def rows(found: dict[str, Any], verdict: str) -> dict[str, set[str]]:
    """Return the dossier rows of each condition with a verdict."""
    listed = next((v["conditions"] for v in found["verdicts"] if v["verdict"] == verdict), [])
    return {e["condition"]["label"]: {s["dossier"] for s in e["statements"]} for e in listed}


def test_each_condition_has_its_verdict(tiny: Graph) -> None:
    found = by_condition(tiny, "operation")
    told = {
        (verdict["verdict"], entry["condition"]["label"])
        for verdict in found["verdicts"]
        for entry in verdict["conditions"]
    }
    assert told == {
        ("recommended", "chronic low back pain"),
        ("contested", "operated chronic back pain"),  # ALPHA is for it where that is in the low back too
        ("recommended", "large slipped disc"),
    }


# Dossier question Q11 and conflict 8.
def test_tens(graph: Graph) -> None:
    found = by_condition(graph, "TENS")
    assert rows(found, "recommended") == {
        "acute musculoskeletal injury pain": {"R0030"},
        "painful diabetic polyneuropathy": {"R0378"},
        "acute whiplash-associated pain": {"R0262"},
        "chronic whiplash-associated pain": {"R0264"},
        "pain in pregnancy": {"R0724"},
        "acute sickle cell pain crisis": {"R1043"},
    }
    assert rows(found, "recommended against") == {"low back pain": {"R0179", "R0935", "R1007"}}
    assert rows(found, "no recommendation") == {
        "chronic neck pain": {"R0374"},
        "chronic cancer pain": {"R0423"},
    }
    assert rows(found, "contested")["chronic pain"] == {"R0322"}
    assert rows(found, "contested")["chronic primary pain"] == {"R0109"}
    assert found["safety"]["status"] == "not assessed"
    assert found["safety"]["rules"]


# COLBP2014 (R0761) names cooled ablation of the facet joint; what BMJ 2025 says of ablation is told once.
def test_a_kind_has_an_entry_only_where_a_source_names_it(graph: Graph) -> None:
    found = by_condition(graph, "lumbar medial branch radiofrequency ablation")
    entries = [entry for verdict in found["verdicts"] for entry in verdict["conditions"]]
    cooled = [e for e in entries if e["intervention"]["label"].startswith("cooled")]
    assert {e["condition"]["label"] for e in cooled} == {"lumbar facet joint pain"}
    assert "R0761" in {said["dossier"] for entry in cooled for said in entry["statements"]}


def test_a_superseded_row_is_history(graph: Graph) -> None:
    found = by_condition(graph, "TENS")
    (entry,) = next(v["conditions"] for v in found["verdicts"] if v["verdict"] == "recommended against")
    assert [said["dossier"] for said in entry["history"]] == ["R0228"]
    assert entry["history"][0]["replaced_by"] == ["VADOD2022"]


def test_who_points_the_other_way_on_a_wider_condition_is_named(graph: Graph) -> None:
    contested = next(
        v["conditions"] for v in by_condition(graph, "TENS")["verdicts"] if v["verdict"] == "contested"
    )
    opposed = {entry["condition"]["label"]: entry["opposed_by"] for entry in contested}
    assert opposed["chronic primary pain"] == ["SIGN136"]
