"""Options side by side; expectations from the dossier rows that are named, and from the tiny tables."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.answers.compare import compare
from painkg.answers.options import option_for
from painkg.errors import AmbiguousError, NotFoundError, ParameterError
from painkg.graph import Graph

DRUGS = ["duloxetine", "pregabalin", "tramadol"]
NEEDLES = ["epidural steroid injection", "trigger point injection", "spinal cord stimulation"]


@pytest.fixture(scope="module")
def drugs(graph: Graph) -> dict[str, Any]:
    return compare(graph, DRUGS, "chronic low back pain")


def column(answer: dict[str, Any], label: str) -> dict[str, Any]:
    return next(dict(o) for o in answer["options"] if o["intervention"]["label"] == label)


def by_source(answer: dict[str, Any], key: str) -> dict[str, list[dict[str, Any]]]:
    (entry,) = [e for e in answer["same_source"] if e["source"]["label"] == key]
    return {option["label"]: option["statements"] for option in entry["options"]}


def test_options_stand_in_the_order_given(graph: Graph, drugs: dict[str, Any]) -> None:
    assert [o["intervention"]["label"] for o in drugs["options"]] == DRUGS
    turned = compare(graph, DRUGS[::-1], "chronic low back pain")
    assert [o["intervention"]["label"] for o in turned["options"]] == DRUGS[::-1]


def test_one_source_on_several_options(drugs: dict[str, Any]) -> None:
    # ACP 2017: tramadol R0023, duloxetine R0024, both weak and moderate; no row on anticonvulsants
    acp = by_source(drugs, "ACP2017")
    assert set(acp) == {"duloxetine", "tramadol"}
    for (row,) in acp.values():
        assert (row["direction"], row["as_graded"], row["certainty"]) == ("for", "weak", "moderate")
        assert row["line"]["rank"] == 2
        assert row["relation"] == "same"
    # WHO 2023: opioids R0588, anticonvulsants R0590, SNRIs R0900, all against and conditional
    who = by_source(drugs, "WHO2023")
    certainty = {label: {row["certainty"] for row in rows} for label, rows in who.items()}
    assert certainty == {"duloxetine": {"low"}, "pregabalin": {"very low"}, "tramadol": {"moderate"}}
    for rows in who.values():
        assert {row["direction"] for row in rows} == {"against"}
        assert {row["strength"] for row in rows} == {"conditional"}


def test_only_sources_on_more_than_one_option_are_listed_as_such(drugs: dict[str, Any]) -> None:
    assert drugs["same_source"]
    for entry in drugs["same_source"]:
        key = entry["source"]["id"]
        on = [o for o in drugs["options"] if any(s["source"]["id"] == key for s in o["statements"])]
        assert len(on) == len(entry["options"]) > 1


def test_each_organisation_counts_once_and_only_votes_count(drugs: dict[str, Any]) -> None:
    for option in drugs["options"]:
        for way, side in option["organisations"].items():
            names = {
                s["source"]["organisation"]
                for s in option["statements"]
                if s["direction"] == way
                and (s["type"], s["purpose"], s["status"]) == ("recommendation", "therapeutic", "current")
            }
            assert set(side["names"]) == names
            assert side["total"] == len(names)
    assert column(drugs, "duloxetine")["organisations"]["for"]["total"] > 1


def test_the_verdict_is_that_of_the_option_alone(graph: Graph) -> None:
    answer = compare(graph, ["spinal cord stimulation", "acupuncture"], "chronic back pain")
    for option in answer["options"]:
        alone = option_for(graph, option["intervention"]["id"], "chronic back pain")["options"][0]
        assert alone["intervention"]["id"] == option["intervention"]["id"]
        assert option["verdict"] == alone["verdict"]


def test_rules_between_the_options(drugs: dict[str, Any]) -> None:
    # drug_interactions.tsv: the tramadol label on SNRIs, the duloxetine label on tramadol
    said = {
        (rule["between"][0]["label"], rule["between"][1]["label"], rule["source"]["label"])
        for rule in drugs["interactions"]
        if "serotonin syndrome" in rule["fact"]
    }
    assert ("tramadol", "duloxetine", "FDA-LABEL-TRAMADOL") in said
    assert ("duloxetine", "tramadol", "FDA-LABEL-DULOXETINE") in said
    for rule in drugs["interactions"]:
        assert {term["label"] for term in rule["between"]} <= set(DRUGS)


def test_bleeding_risk_is_that_of_asra_and_stands_apart(graph: Graph) -> None:
    # procedure_bleeding_risk.tsv: intermediate, low, high
    answer = compare(graph, NEEDLES)
    classes = [{rule["class"] for rule in option["bleeding_risk"]} for option in answer["options"]]
    assert classes[0] == {"intermediate"}
    assert classes[1] == {"low"}
    assert "high" in classes[2]
    for option in answer["options"]:
        assert {rule["source"]["label"] for rule in option["bleeding_risk"]} == {"ASRAAC2018"}
        apart = {rule["id"] for rule in option["bleeding_risk"]}
        assert not apart & {rule["id"] for rules in option["warnings"].values() for rule in rules}


def test_warnings_are_gravest_first_and_apart_from_adverse_effects(drugs: dict[str, Any]) -> None:
    warnings = column(drugs, "duloxetine")["warnings"]
    assert next(iter(warnings)) == "boxed warning"
    assert "suicidal thoughts" in warnings["boxed warning"][0]["fact"]
    assert "monoamine oxidase inhibitor" in warnings["absolute"][0]["fact"]
    for option in drugs["options"]:
        assert {rule["kind"] for rule in option["risks"]} <= {"adverse effect"}


def test_without_a_condition_there_is_no_verdict(graph: Graph) -> None:
    answer = compare(graph, DRUGS)
    assert answer["condition"] is None
    for option in answer["options"]:
        assert option["verdict"] is None
        named = [
            s for s in graph.evidence.statements.values() if s.intervention == option["intervention"]["id"]
        ]
        assert len(option["statements"]) == len(named) > 5


def test_a_treatment_of_a_cause_neither_votes_nor_has_a_verdict(tiny: Graph) -> None:
    answer = compare(tiny, ["operation", "walking"], "low back pain")
    cause = [s for s in answer["options"][0]["statements"] if s["relation"] == "cause"]
    assert [s["condition"]["label"] for s in cause] == ["large slipped disc"]
    assert not any(s["votes"] for s in cause)


def test_in_the_tiny_graph_both_sides_are_there(tiny: Graph) -> None:
    answer = compare(tiny, ["spinal injection", "walking", "implant"], "chronic back pain")
    verdicts = [option["verdict"] for option in answer["options"]]
    assert verdicts == ["contested", "recommended", "no recommendation"]
    assert answer["options"][0]["organisations"] == {
        "for": {"total": 1, "names": ["Alpha"]},
        "against": {"total": 1, "names": ["Beta"]},
    }
    assert {kind["label"] for kind in answer["options"][0]["kinds"]} == {"steroid injection"}
    assert [entry["source"]["label"] for entry in answer["same_source"]][
        -1
    ] == "GAMMA"  # superseded on walking


@pytest.mark.parametrize(
    ("options", "condition", "error"),
    [
        ([], None, ParameterError),
        (["walking"], None, ParameterError),
        (["walking"] * 7, None, ParameterError),
        (["walking", "strolling"], None, ParameterError),
        (["walking", "no such thing"], None, NotFoundError),
        (["walking", "back pain"], None, NotFoundError),
        (["walking", "implant"], "no such pain", NotFoundError),
        (["walking", "implant"], "", NotFoundError),
    ],
)
def test_what_cannot_be_compared_is_refused(
    tiny: Graph, options: list[str], condition: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        compare(tiny, options, condition)
    assert not isinstance(caught.value, AmbiguousError)
    assert str(caught.value)
