"""The options engine on the tiny ontology: each relation, each verdict, inheritance and its override."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.answers.filters import Filters
from painkg.answers.options import option_for, options
from painkg.errors import NotFoundError, ParameterError
from painkg.graph import Graph

ASKED = "chronic back pain"


@pytest.fixture(scope="module")
def answer(tiny: Graph) -> dict[str, Any]:
    return options(tiny, ASKED)


def option(answer: dict[str, Any], label: str, where: str = "options") -> dict[str, Any]:
    found = [o for o in answer[where] if o["intervention"]["label"] == label]
    assert len(found) == 1, f"{label} is {len(found)} times in {where}"
    return dict(found[0])


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("walking", "recommended"),
        ("spinal injection", "contested"),
        ("operation", "depends on the condition"),
        ("implant", "no recommendation"),
        ("heating of a nerve", "research only"),
        ("lesser heating", "recommended against"),
        ("deep spinal injection", "contested"),
        ("steroid", "recommended"),
    ],
)
def test_verdict(answer: dict[str, Any], label: str, verdict: str) -> None:
    assert option(answer, label)["verdict"] == verdict


@pytest.mark.parametrize(
    ("label", "condition", "relation"),
    [
        ("walking", ASKED, "same"),
        ("spinal injection", "back pain", "broader"),
        ("operation", "chronic low back pain", "narrower"),
        ("lesser heating", "low back pain", "overlaps"),
        ("deep spinal injection", "chronic nerve pain", "overlaps"),
        ("steroid", "back pain after surgery", "overlaps"),
    ],
)
def test_relation(answer: dict[str, Any], label: str, condition: str, relation: str) -> None:
    groups = {g["condition"]["label"]: g["relation"] for g in option(answer, label)["groups"]}
    assert groups[condition] == relation


def test_another_site_or_a_cause_without_a_common_class_is_no_answer(answer: dict[str, Any]) -> None:
    labels = {o["intervention"]["label"] for o in answer["options"]}
    assert not labels & {"testasone", "tablet of a drug"}


def test_a_structural_cause_is_listed_apart_and_a_risk_factor_is_not(answer: dict[str, Any]) -> None:
    (cause,) = answer["treats_a_cause"]
    assert cause["intervention"]["label"] == "operation"
    (group,) = cause["groups"]
    assert group["relation"] == "cause"
    assert group["condition"]["label"] == "large slipped disc"
    assert group["via"][0]["cause"]["label"] == "slipped disc"
    assert "smoking" not in str(answer["treats_a_cause"])


def test_advice_on_a_wider_intervention_is_inherited_downward_only(answer: dict[str, Any]) -> None:
    deep = option(answer, "deep spinal injection")
    said = {s["source"]["label"] for g in deep["groups"] for s in g["statements"] if s["inherited_from"]}
    assert said == {"ALPHA", "BETA"}
    kinds = [b["kind"] for b in deep["because"]]
    assert "inherited" in kinds
    wide = option(answer, "spinal injection")
    assert not [s for g in wide["groups"] for s in g["statements"] if s["inherited_from"]]


def test_the_same_source_on_a_narrower_intervention_overrides(answer: dict[str, Any]) -> None:
    steroid = option(answer, "steroid injection")
    said = [(s["source"]["label"], s["direction"]) for g in steroid["groups"] for s in g["statements"]]
    assert sorted(said) == [("ALPHA", "neither"), ("BETA", "against")]
    assert steroid["verdict"] == "depends on the condition"


def test_a_superseded_row_is_shown_and_does_not_vote(answer: dict[str, Any]) -> None:
    walking = option(answer, "walking")
    old = [s for g in walking["groups"] for s in g["statements"] if s["status"] == "superseded"]
    assert [s["source"]["label"] for s in old] == ["ALPHA-OLD", "GAMMA"]  # the work, and one statement alone
    assert all(s["superseded_by"] for s in old)
    assert walking["verdict"] == "recommended"
    assert walking["organisations"] == 2


def test_order_is_by_verdict_then_organisations_then_year_then_label(answer: dict[str, Any]) -> None:
    labels = [o["intervention"]["label"] for o in answer["options"]]
    assert labels == [
        "walking",
        "steroid",
        "deep spinal injection",
        "spinal injection",
        "operation",
        "steroid injection",
        "implant",
        "heating of a nerve",
        "lesser heating",
    ]


def test_a_wide_term_shows_which_of_its_kinds_differ(answer: dict[str, Any]) -> None:
    kinds = {kind["label"]: kind["verdict"] for kind in option(answer, "spinal injection")["kinds"]}
    assert kinds == {"steroid injection": "depends on the condition"}
    assert not option(answer, "walking")["kinds"]


def test_both_words_of_a_grade_are_shown(answer: dict[str, Any]) -> None:
    (statement,) = option(answer, "lesser heating")["groups"][0]["statements"]
    assert (statement["strength"], statement["certainty"]) == ("strong", "very low")
    assert statement["as_graded"] == "must"


def test_safety_comes_from_the_drug_that_is_given(answer: dict[str, Any]) -> None:
    safety = option(answer, "steroid injection")["safety"]
    assert safety["status"] == "not assessed"
    assert [rule["fact"] for rule in safety["rules"]] == ["Known allergy to steroids."]


def test_red_flags_of_a_wider_pain_are_shown(answer: dict[str, Any]) -> None:
    assert [flag["finding"] for flag in answer["red_flags"]] == ["Fever"]


def test_because_walks_from_the_question_to_the_statement(answer: dict[str, Any]) -> None:
    steps = option(answer, "operation")["because"]
    texts = [step["text"] for step in steps]
    assert "chronic low back pain is a kind of chronic back pain" in texts
    axioms = [axiom for step in steps if step["kind"] == "subclass" for axiom in step["axioms"]]
    assert {
        "text": "lower back is part of the dorsum",
        "manchester": "'lower back' SubClassOf 'part of' some dorsum",
    } in axioms
    assert any(step["kind"] == "statement" and step["source"]["label"] == "ALPHA" for step in steps)


@pytest.mark.parametrize(
    ("filters", "labels"),
    [
        (Filters("non-invasive non-drug"), ["walking"]),
        (Filters("non-invasive drug"), ["steroid"]),
        (Filters(direction="research only"), ["heating of a nerve"]),
        (Filters("invasive", direction="neither"), ["steroid injection", "implant"]),
        (Filters(limit=1, offset=1), ["steroid"]),
    ],
)
def test_filters(tiny: Graph, filters: Filters, labels: list[str]) -> None:
    assert [o["intervention"]["label"] for o in options(tiny, ASKED, filters)["options"]] == labels


@pytest.mark.parametrize("name", ["CLBP", "clbp", "snomedct:278860009", "Chronic  LOW back-pain"])
def test_a_condition_has_many_names(tiny: Graph, name: str) -> None:
    assert options(tiny, name)["condition"]["label"] == "chronic low back pain"


def test_what_has_no_name_here_gets_near_ones(tiny: Graph) -> None:
    with pytest.raises(NotFoundError) as caught:
        options(tiny, "chronik back pain")
    assert "chronic back pain" in caught.value.suggestions


@pytest.mark.parametrize(
    "wrong", [{"technique_class": "magic"}, {"direction": "up"}, {"limit": 0}, {"offset": -1}]
)
def test_a_filter_that_does_not_exist_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ParameterError) as caught:
        Filters(**wrong)
    assert caught.value.parameter in wrong


def test_one_intervention_and_its_kinds(tiny: Graph) -> None:
    found = option_for(tiny, "spinal injection", ASKED)
    labels = [o["intervention"]["label"] for o in found["options"]]
    assert labels[0] == "spinal injection"
    assert set(labels) == {"spinal injection", "deep spinal injection", "steroid injection"}


def test_what_selects_the_patients_is_data(tiny: Graph) -> None:
    (said,) = [s for s in tiny.evidence.statements.values() if s.selects]
    age, pregnant = sorted((c.as_dict() for c in said.selects), key=lambda c: str(c["fact"]))
    assert age == {
        "text": "age at least 18 years",
        "fact": "age",
        "comparison": "at least",
        "value": 18.0,
        "unit": "years",
        "negated": False,
    }
    assert (pregnant["text"], pregnant["negated"], pregnant["comparison"]) == ("not pregnant", True, None)
    (rule,) = [fact for fact in tiny.evidence.safety if fact.selects]
    assert [c.text for c in rule.selects] == ["liver impairment is severe"]


def test_what_advice_is_bound_to_stands_beside_the_verdict(graph: Graph) -> None:
    found = options(graph, "chronic back pain", Filters("invasive", limit=1000))
    bound = option(found, "percutaneous adhesiolysis")["conditions"]
    assert bound["always"]
    assert "failed conservative care" in bound["texts"]
    contested = option(found, "lumbar medial branch radiofrequency ablation")["conditions"]
    assert contested["texts"]
    assert not contested["always"], "some sources advise it without"
