"""What may be said of a patient, what follows from it, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

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
    ({"sex": "male"}, {"gestation": False, "in labour": False}),
    ({"pregnant": True}, {"may become pregnant": True}),
    ({"devices": ["cardiac pacemaker"]}, {"cardiac pacemaker": True}),
    ({"conditions": ["uncontrolled hypertension"]}, {"uncontrolled hypertension": True}),
    ({"absent": ["infection at the site"]}, {"infection at the site": False}),
    ({"medications": ["warfarin"]}, {"on opioids": False, "opioid tolerant": False}),
]


BOUND = [
    ("medial branch block", "positive block", "medial branch radiofrequency ablation", True),
    ("lumbar medial branch block", "positive block", "lumbar medial branch radiofrequency ablation", True),
    ("medial branch block", "positive block", "cooled sacral lateral branch radiofrequency ablation", None),
    ("sacral lateral branch block", "positive block", "lumbar medial branch block", None),
    ("genicular nerve block", "negative block", "genicular nerve radiofrequency ablation", False),
    ("spinal cord stimulation", "failed trial", "10 kHz spinal cord stimulation", False),
    ("spinal cord stimulation trial", "failed trial", "spinal cord stimulation", False),
    ("spinal cord stimulation", "failed trial", "dorsal root ganglion stimulation", None),
    ("spinal cord stimulation", "successful trial", "implanted neuromodulation", True),
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


def test_a_name_that_is_part_of_a_fact_leads_to_it(graph: Graph) -> None:
    (name,) = Patient.of(graph, {"devices": ["pacemaker"]}).unread
    assert name["near"][0] == "cardiac pacemaker"


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


@pytest.mark.parametrize(("tried", "outcome", "option", "known"), BOUND)
def test_a_block_or_a_trial_tells_of_what_it_was_made_for(
    graph: Graph, tried: str, outcome: str, option: str, known: bool | None
) -> None:
    patient = Patient.of(graph, {"prior_treatments": [{"treatment": tried, "outcome": outcome}]})
    fact = "positive diagnostic block" if "block" in outcome else "successful trial"
    assert patient.about(graph.index.resolve(option).id).get(fact) is known


def test_a_medication_that_is_not_understood_leaves_the_list_open(graph: Graph) -> None:
    patient = Patient.of(graph, {"medications": ["phenelzin"]})
    maoi = graph.index.resolve("monoamine oxidase inhibitor").id
    assert not patient.all_taken
    assert patient.in_state(graph, maoi, patient.takes) is None
    assert "on opioids" not in patient.known


def test_an_allergy_that_is_not_understood_leaves_others_open(graph: Graph) -> None:
    patient = Patient.of(graph, {"allergies": ["codeine", "sulfur drugs"]})
    assert patient.allergy(graph, graph.index.resolve("gabapentin").id, frozenset()) is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"sex": "male", "pregnant": True}, "not pregnant"),
        ({"egfr": 25, "renal_impairment": "none"}, "renal impairment is severe"),
        ({"conditions": ["cancer"], "absent": ["cancer"]}, "does not have cancer"),
        ({"gestation": 12, "pregnant": False}, "pregnant"),
    ],
)
def test_what_goes_against_itself_is_told(graph: Graph, said: dict[str, Any], words: str) -> None:
    told = Patient.of(graph, said).as_dict()["contradictions"]
    assert any(words in text for text in told)
    assert not Patient.of(graph, {"egfr": 25, "sex": "female", "gestation": 12}).as_dict()["contradictions"]
