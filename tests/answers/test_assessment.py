"""What an answer says for a patient: what applies, what is set aside, what is not assessed."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.answers.assessment import Assessment
from painkg.answers.options import options
from painkg.answers.patient import Patient
from painkg.graph import Graph


@pytest.mark.parametrize(
    ("taken", "option", "row"),
    [
        ("amiodarone", "methadone", "PAINKG:0050009"),
        ("quinidine", "methadone", "PAINKG:0045049"),
        ("lisinopril", "pregabalin", "PAINKG:0045761"),
        ("alprazolam", "morphine", "PAINKG:0045057"),
        ("rasagiline", "tramadol", "PAINKG:0045485"),
        ("azithromycin", "carbamazepine", "PAINKG:0045092"),
        ("acetazolamide", "topiramate", "PAINKG:0045732"),
    ],
)
def test_a_comedication_meets_the_rows_on_its_class(graph: Graph, taken: str, option: str, row: str) -> None:
    assert row in {r["id"] for r in reasons(graph, option, {"medications": [taken]})}


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


def test_a_failed_trial_rules_out_what_was_tried_and_nothing_else(graph: Graph) -> None:
    said = {"prior_treatments": [{"treatment": "spinal cord stimulation", "outcome": "failed trial"}]}
    out = {
        o["intervention"]["label"]
        for o in options(graph, "failed back surgery syndrome", None, Patient.of(graph, said))["excluded"]
    }
    assert "spinal cord stimulation" in out
    assert "dorsal root ganglion stimulation" not in out


def test_no_patch_for_who_takes_no_opioid(graph: Graph) -> None:
    told = reasons(graph, "transdermal fentanyl", {"medications": ["paracetamol"]})
    assert {"FDA-LABEL-FENTANYL-PATCH", "CANOPIOID"} <= {
        r["source"]["label"] for r in told if r["effect"] == "excluded"
    }


@pytest.mark.parametrize(
    ("allergen", "option", "row"),
    [
        ("aspirin", "ketorolac", "PAINKG:0045167"),
        ("ibuprofen", "naproxen", "PAINKG:0045492"),
        ("carbamazepine", "oxcarbazepine", "PAINKG:0045724"),
        ("amitriptyline", "carbamazepine", "PAINKG:0045262"),
    ],
)
def test_an_allergy_to_another_drug_that_a_row_names(
    graph: Graph, allergen: str, option: str, row: str
) -> None:
    told = {r["id"]: r["effect"] for r in reasons(graph, option, {"allergies": [allergen]})}
    assert told[row] == "excluded"
    assert not reasons(graph, option, {"medications": [allergen], "allergies": []}) or row not in {
        r["id"] for r in reasons(graph, option, {"medications": [allergen]})
    }


def test_a_row_for_other_ages_is_not_told_of_a_pair_of_medications(graph: Graph) -> None:
    def pairs(age: int) -> set[str]:
        patient = Patient.of(graph, {"age": age, "medications": ["oxycodone", "diazepam"]})
        return {pair["id"] for pair in options(graph, "low back pain", None, patient)["medications"]}

    assert "PAINKG:0045502" in pairs(70)
    assert "PAINKG:0045502" not in pairs(40)


def test_each_pair_and_each_reason_has_a_row_once(graph: Graph) -> None:
    patient = Patient.of(graph, {"medications": ["ibuprofen", "aspirin"]})
    pairs = [
        pair["id"]
        for pair in options(graph, "osteoarthritis pain", None, patient)["medications"]
        if {pair["medication"]["label"], pair["with"]["label"]} == {"ibuprofen", "acetylsalicylic acid"}
    ]
    assert "PAINKG:0045065" in pairs
    assert len(pairs) == len(set(pairs))
    ids = [r["id"] for r in reasons(graph, "ibuprofen", {"medications": ["aspirin"]})]
    assert len(ids) == len(set(ids))


def test_an_interaction_for_other_patients_is_not_turned_round(graph: Graph) -> None:
    told = [r["id"] for r in reasons(graph, "diazepam", {"age": 40, "medications": ["oxycodone"]})]
    assert "PAINKG:0045358" in told
    assert "PAINKG:0045502" not in told


def test_an_excluded_option_is_listed_once_with_all_that_is_said(graph: Graph) -> None:
    patient = Patient.of(graph, {"conditions": ["haemophilia"]})
    found = options(graph, "chronic low back pain", None, patient)["excluded"]
    labels = [o["intervention"]["label"] for o in found]
    assert len(labels) == len(set(labels))
    epidural = next(o for o in found if o["intervention"]["label"] == "epidural steroid injection")
    assert {"cause"} < {group["relation"] for group in epidural["groups"]}


def test_what_decided_a_row_is_not_said_to_have_no_row(graph: Graph) -> None:
    said = {"egfr": 10, "conditions": ["haemophilia"]}
    assessment = Assessment(graph, Patient.of(graph, said))
    tapentadol = assessment.of(graph.index.resolve("tapentadol").id)
    assert tapentadol["status"] == "excluded"
    assert tapentadol["not_assessed"]["no_rule_for"] == ["has haemophilia"]
    tens = assessment.of(graph.index.resolve("transcutaneous electrical nerve stimulation").id)
    assert tens["not_assessed"]["no_rule_for"] == ["creatinine clearance 10 mL/min"]


def test_a_medication_that_no_row_names_is_told_so(graph: Graph) -> None:
    found = Assessment(graph, Patient.of(graph, {"medications": ["lithium"]}))
    nsaid = found.of(graph.index.resolve("NSAID").id)
    assert nsaid["not_assessed"]["no_rule_for"] == ["takes lithium"]


def test_what_statements_select_by_is_not_said_to_have_no_rule(graph: Graph) -> None:
    said = {"prior_treatments": [{"treatment": "exercise therapy", "outcome": "failed"}]}
    found = options(graph, "chronic low back pain", None, Patient.of(graph, said))
    assert found["not_assessed"]["no_rule_for"] == []


@pytest.mark.parametrize(
    ("option", "said", "row"),
    [
        ("amitriptyline", {"conditions": ["heart failure"]}, "PAINKG:0045332"),  # "acute"
        ("colchicine", {"egfr": 20}, "PAINKG:0045701"),  # "together with drugs that interact"
    ],
)
def test_a_row_that_says_more_than_its_criteria_does_not_exclude(
    graph: Graph, option: str, said: dict[str, Any], row: str
) -> None:
    (told,) = [r for r in reasons(graph, option, said) if r["id"] == row]
    assert told["effect"] == "caution"


def test_an_infection_at_the_site_or_of_the_spine_each_rules_out_a_spinal_injection(graph: Graph) -> None:
    for said in ({"facts": {"infection at the site": True}}, {"conditions": ["spinal infection"]}):
        told = reasons(graph, "epidural steroid injection", said)
        assert [r for r in told if r["effect"] == "excluded" and r["source"]["label"] == "COLBP2014"]


def test_tapering_opioids_is_not_ruled_out_as_giving_them_is(graph: Graph) -> None:
    said = {"facts": {"substance use disorder": "untreated", "pain course": "chronic"}}
    assert [r for r in reasons(graph, "opioid", said) if r["id"] == "PAINKG:0045308"]
    assert not reasons(graph, "opioid tapering", said)
    assert not reasons(graph, "opioid", {"facts": {**said["facts"], "pain course": "acute"}})


def test_what_would_rule_an_option_out_is_asked_for_first(graph: Graph) -> None:
    found = Assessment(graph, Patient.of(graph, {"age": 40})).of(graph.index.resolve("duloxetine").id)
    needed = found["not_assessed"]["needed"]
    assert needed.index("takes monoamine oxidase inhibitor") < needed.index("has bipolar disorder")
    assert needed.index("renal impairment") < needed.index("history of seizures")
    assert not [text for text in needed if text.startswith(("liver impairment is", "age at least"))]


def test_what_was_tried_stands_beside_the_option(graph: Graph) -> None:
    said = {
        "prior_treatments": [
            {"treatment": "gabapentin", "outcome": "not tolerated"},
            {"treatment": "duloxetine", "outcome": "helped"},
        ]
    }
    found = options(graph, "neuropathic pain", None, Patient.of(graph, said))["options"]
    tried = {o["intervention"]["label"]: o["tried"] for o in found}
    assert tried["gabapentin"] == tried["gabapentinoid"] == ["gabapentin: not tolerated"]
    assert tried["duloxetine"] == ["duloxetine: helped"]
    assert tried["pregabalin"] == []


def test_no_drug_is_taken_to_lack_a_side_action(graph: Graph) -> None:
    patient = Patient.of(graph, {"medications": ["haloperidol"]})
    for category, known in (
        ("QT-prolonging drug", None),
        ("CYP3A4 inhibitor", None),
        ("SSRI", False),
        ("tramadol", False),
    ):
        assert patient.in_state(graph, graph.index.resolve(category).id, patient.takes) is known
    ketoconazole = Patient.of(graph, {"medications": ["ketoconazole"]})
    assert ketoconazole.in_state(graph, graph.index.resolve("CYP3A4 inhibitor").id, ketoconazole.takes)
    methadone = Assessment(graph, patient).of(graph.index.resolve("methadone").id)
    assert "takes QT-prolonging drug" in methadone["not_assessed"]["needed"]
