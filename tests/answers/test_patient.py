"""What may be said of a patient, what follows from it, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.answers.assessment import Assessment
from painkg.answers.options import options
from painkg.answers.patient import Patient
from painkg.errors import ParameterError
from painkg.graph import Graph

REFUSED = [
    ({"agee": 3}, "known are"),
    ({"age": -1}, "not from 0"),
    ({"age": "old"}, "a number of years"),
    ({"age": True}, "a number of years"),
    ({"sex": "x"}, "one of female, male"),
    ({"pregnant": 3}, "true or false"),
    ({"medications": [""]}, "list of names"),
    ({"medications": 3}, "takes a list"),
    ({"medications": ["a"] * 101}, "more than 100"),
    ({"facts": {"shoe size": 40}}, "no fact of the graph"),
    ({"facts": 3}, "no object"),
    ({"hepatic_impairment": "some"}, "one of mild, moderate, severe"),
    ({"prior_treatments": [{"treatment": "exercise"}]}, "an outcome"),
    ({"prior_treatments": [{"treatment": "exercise", "outcome": "failed", "relief": "much"}]}, "no number"),
]
IMPLIED = [
    ({"age": 17}, {"adult": False}),
    ({"age": 18}, {"adult": True}),
    ({"gestation": 12}, {"pregnant": True, "possible pregnancy": True}),
    ({"sex": "male"}, {"pregnant": False, "breastfeeding": False}),
    ({"egfr": 29}, {"renal impairment": "severe"}),
    ({"egfr": 30}, {"renal impairment": True}),
    ({"egfr": 95}, {"renal impairment": False}),
    ({"medications": ["oxycodone"]}, {"on opioids": True}),
    ({"conditions": ["sciatica"]}, {"radicular pain": True, "leg pain": True}),
    (
        {"prior_treatments": [{"treatment": "exercise therapy", "outcome": "failed"}]},
        {"failed conservative care": True},
    ),
    (
        {
            "prior_treatments": [
                {"treatment": "gabapentin", "outcome": "failed"},
                {"treatment": "duloxetine", "outcome": "not tolerated"},
            ]
        },
        {"failed drug treatment": 1.0, "earlier drug failed or unsuitable": 2.0},
    ),
    (
        {
            "prior_treatments": [
                {"treatment": "medial branch block", "outcome": "positive block", "relief": 80}
            ]
        },
        {"positive diagnostic block": 80},
    ),
]


@pytest.mark.parametrize(("said", "words"), REFUSED)
def test_what_makes_no_sense_is_refused(graph: Graph, said: dict[str, Any], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        Patient.of(graph, said)


@pytest.mark.parametrize(("said", "known"), IMPLIED)
def test_what_follows_from_what_is_said(graph: Graph, said: dict[str, Any], known: dict[str, Any]) -> None:
    assert known.items() <= Patient.of(graph, said).known.items()


def test_what_is_given_is_never_overruled_by_what_follows(graph: Graph) -> None:
    patient = Patient.of(graph, {"egfr": 29, "renal_impairment": "moderate"})
    assert patient.known["renal impairment"] == "moderate"


def test_a_name_that_the_graph_lacks_is_told_and_not_passed_over(graph: Graph) -> None:
    found = options(graph, "low back pain", None, Patient.of(graph, {"medications": ["warfrin"]}))
    (name,) = found["not_assessed"]["not_read"]
    assert name["name"] == "warfrin"
    assert "warfarin" in name["near"]


def test_a_fact_that_no_rule_speaks_of_is_told(graph: Graph) -> None:
    found = options(graph, "trigeminal neuralgia", None, Patient.of(graph, {"weight": 70}))
    assert found["not_assessed"]["no_rule_for"] == ["body weight 70 kg"]


def test_a_drug_does_not_interact_with_itself(graph: Graph) -> None:
    patient = Patient.of(graph, {"medications": ["tramadol"]})
    found = options(graph, "neuropathic pain", None, patient)
    tramadol = next(o for o in found["options"] if o["intervention"]["label"] == "tramadol")
    assert not [r for r in tramadol["safety"]["reasons"] if "takes opioid" in r["because"]]


def test_interactions_among_what_is_taken_are_told(graph: Graph) -> None:
    patient = Patient.of(graph, {"medications": ["tramadol", "sertraline"]})
    pairs = {
        (p["medication"]["label"], p["with"]["label"])
        for p in options(graph, "low back pain", None, patient)["medications"]
    }
    assert ("tramadol", "sertraline") in pairs


def test_a_list_of_medications_is_whole_and_a_list_of_conditions_is_not(graph: Graph) -> None:
    warfarin, nothing = (
        Patient.of(graph, {"medications": ["warfarin"]}),
        Patient.of(graph, {"conditions": []}),
    )
    maoi = graph.index.resolve("monoamine oxidase inhibitor").id
    cancer = graph.index.resolve("cancer").id
    assert warfarin.in_state(graph, maoi, warfarin.takes) is False
    assert nothing.in_state(graph, maoi, nothing.takes) is None
    assert warfarin.in_state(graph, cancer, warfarin.takes) is None
    assert Patient.of(graph, {"absent": ["cancer"]}).in_state(graph, cancer, frozenset()) is False


def test_what_is_known_in_wider_words_decides_nothing(graph: Graph) -> None:
    patient = Patient.of(graph, {"conditions": ["infection"]})
    spinal = graph.index.resolve("spinal infection").id
    assert patient.in_state(graph, spinal, frozenset()) is None


def test_allergy_to_a_class_a_member_and_a_neighbour(graph: Graph) -> None:
    by = {}
    for allergen in ("NSAID", "ibuprofen", "celecoxib"):
        found = options(graph, "osteoarthritis pain", None, Patient.of(graph, {"allergies": [allergen]}))
        listed = {o["intervention"]["label"]: o["safety"] for o in [*found["options"], *found["excluded"]]}
        by[allergen] = listed["NSAID"]
    assert by["NSAID"]["status"] == "excluded"
    assert by["ibuprofen"]["status"] == "caution"
    assert "ibuprofen" in {kind["label"] for kind in by["ibuprofen"]["kinds_excluded"]}
    assert "celecoxib" in {kind["label"] for kind in by["celecoxib"]["kinds_excluded"]}
    assert "ibuprofen" not in {kind["label"] for kind in by["celecoxib"]["kinds_excluded"]}


def test_statements_for_other_patients_do_not_vote(graph: Graph) -> None:
    found = options(graph, "chronic low back pain", None, Patient.of(graph, {"age": 12}))
    for option in found["options"]:
        for group in option["groups"]:
            assert all(s["applies"] != "no" for s in group["statements"])
    assert all(
        c["met"] in {"met", "unknown", "unmet"}
        for entry in found["for_other_patients"]
        for s in entry["statements"]
        for c in s["selects"]
    )
    assert all(s["applies"] == "no" for entry in found["for_other_patients"] for s in entry["statements"])


def reasons(graph: Graph, intervention: str, said: dict[str, Any]) -> list[dict[str, Any]]:
    found = Assessment(graph, Patient.of(graph, said)).of(graph.index.resolve(intervention).id)
    return list(found["reasons"])


def test_a_state_that_is_wider_than_the_row_never_excludes(graph: Graph) -> None:
    (asthma,) = [r for r in reasons(graph, "oxycodone", {"conditions": ["asthma"]}) if "asthma" in r["fact"]]
    assert asthma["severity"] == "absolute"
    assert asthma["effect"] == "caution"
    assert "may or may not apply" in asthma["details"][0]


def test_a_row_of_a_superseded_source_says_so(graph: Graph) -> None:
    old = [r for r in reasons(graph, "naproxen", {"age": 80}) if r["source"]["label"] == "BEERS2015"]
    assert old
    assert all("superseded by BEERS2023" in r["details"][0] for r in old)


def test_an_age_limit_after_an_operation_needs_the_operation(graph: Graph) -> None:
    told = [r["fact"] for r in reasons(graph, "tramadol", {"age": 15})]
    assert not [fact for fact in told if "tonsils" in fact]
