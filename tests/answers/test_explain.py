"""Why an option is in an answer and why not: each reason once on the tiny ontology or against the dossier."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.answers.explain import RULES, explain
from painkg.answers.filters import Filters
from painkg.answers.options import options
from painkg.answers.patient import Patient
from painkg.errors import NotFoundError
from painkg.graph import Graph

ASKED = "chronic back pain"


def kinds(found: dict[str, Any], name: str = "reasons") -> list[str]:
    return [reason["kind"] for reason in found[name]]


def test_a_walk_leads_from_the_question_to_the_statement(tiny: Graph) -> None:
    found = explain(tiny, ASKED, "operation")
    assert (found["listed"], found["verdict"]) == ("options", "depends on the condition")
    walk = next(w for w in found["walks"] if w["statement"]["condition"]["label"] == "chronic low back pain")
    subclass, stated = walk["steps"]
    assert (subclass["kind"], stated["kind"]) == ("subclass", "statement")
    assert subclass["rule"] == RULES["subclass"]
    told = {axiom["text"]: axiom["manchester"] for axiom in subclass["axioms"]}
    assert told["lower back is part of the dorsum"] == "'lower back' SubClassOf 'part of' some dorsum"
    definition = "any pain condition that is chronic and is felt in the lower back"
    assert f"chronic low back pain is, by definition, {definition}" in told
    assert stated["source"]["label"] == "ALPHA"


def test_the_words_of_a_definition_use_everyday_names_of_sites(graph: Graph) -> None:
    walks = explain(graph, "chronic back pain", "acupuncture")["walks"]
    axioms = [a for walk in walks for step in walk["steps"] for a in step.get("axioms", [])]
    assert {
        "text": "back pain is, by definition, any pain condition that is felt in the back",
        "manchester": "'back pain' EquivalentTo 'pain condition' and ('perceived at' some dorsum)",
    } in axioms


def test_the_rule_that_supersedes_a_statement_is_named(tiny: Graph) -> None:
    walks = explain(tiny, ASKED, "walking")["walks"]
    rules = {w["statement"]["source"]["label"]: w["steps"][-1]["rule"] for w in walks}
    assert rules["ALPHA"] == RULES["statement"]
    assert rules["ALPHA-OLD"].endswith("superseded as the inference rule `status` has it, by ALPHA")


def test_an_overlap_shows_what_was_compared(tiny: Graph) -> None:
    (walk,) = explain(tiny, ASKED, "lesser heating")["walks"]
    compared = {c["axis"]: (c["asked"], c["stated"]) for c in walk["steps"][0]["compared"]}
    assert compared == {"duration": (["chronic"], []), "felt in": (["dorsum"], ["lower back"])}


@pytest.mark.parametrize(
    ("intervention", "condition", "filters", "expected"),
    [
        ("walking", ASKED, Filters("invasive"), ["other technique class"]),
        ("walking", ASKED, Filters(without=("non-invasive non-drug",)), ["filter"]),
        ("implant", ASKED, Filters(direction="for"), ["filter"]),
        (
            "implant",
            ASKED,
            Filters("non-invasive drug", direction="for"),
            ["other technique class", "filter"],
        ),
        ("testasone", "acute back pain", Filters(), ["other condition"]),
        ("tablet of a drug", ASKED, Filters(), ["other condition"]),
        ("injection technique", ASKED, Filters(), ["named more narrowly"] * 3),
        ("spinal injection", ASKED, Filters(), []),
        ("lesser heating", ASKED, Filters(), ["part of the patients only"]),
        ("operation", "back pain", Filters(), ["narrower condition only"]),
    ],
)
def test_reasons(
    tiny: Graph, intervention: str, condition: str, filters: Filters, expected: list[str]
) -> None:
    found = explain(tiny, condition, intervention, filters)
    assert kinds(found) == expected, [reason["text"] for reason in found["reasons"]]


def test_a_filter_shows_what_the_current_statements_say(tiny: Graph) -> None:
    (reason,) = explain(tiny, ASKED, "implant", Filters(direction="for"))["reasons"]
    assert reason["filter"] == "direction"
    assert [(s["source"]["label"], s["direction"]) for s in reason["evidence"]] == [("GAMMA", "neither")]


def test_what_the_same_source_overrides_is_told(tiny: Graph) -> None:
    (over,) = explain(tiny, ASKED, "steroid injection")["passed_over"]
    assert over["kind"] == "overridden by the same source"
    named = [(s["source"]["label"], s["intervention"]["label"]) for s in over["evidence"]]
    assert named == [("ALPHA", "spinal injection"), ("ALPHA", "steroid injection")]


# NICE CG173 (R0198) is on neuropathic pain, and leaves out trigeminal neuralgia.
def test_what_the_source_excepts(graph: Graph) -> None:
    found = explain(graph, "trigeminal neuralgia", "amitriptyline")
    excepted = [r for r in found["reasons"] + found["passed_over"] if r["kind"] == "excepted by the source"]
    assert {s["dossier"] for reason in excepted for s in reason["evidence"]} >= {"R0198"}
    assert all("trigeminal neuralgia" in reason["text"] for reason in excepted)


# NICE TA279 (R0295) is on vertebral fracture, which may cause back pain.
def test_what_only_treats_a_cause(graph: Graph) -> None:
    found = explain(graph, "low back pain", "vertebroplasty")
    assert (found["listed"], kinds(found)) == ("treats_a_cause", ["treats a cause"])
    assert "R0295" in {said["dossier"] for said in found["reasons"][0]["evidence"]}
    assert any(step["kind"] == "cause" for walk in found["walks"] for step in walk["steps"])


# ACP speaks of NSAIDs (R0022), not of ibuprofen; the rows on ibuprofen are on other pains (R0640, R0722).
def test_what_is_listed_at_the_level_that_the_source_names(graph: Graph) -> None:
    found = explain(graph, "chronic low back pain", "ibuprofen")
    assert found["listed"] is None
    by_kind = {reason["kind"]: {s["dossier"] for s in reason["evidence"]} for reason in found["reasons"]}
    assert "R0022" in by_kind["named more widely"]
    assert {"R0640", "R0722"} <= by_kind["other condition"]


def test_what_no_statement_names(graph: Graph) -> None:
    named = {s.intervention for s in graph.evidence.statements.values()}
    silent = next(
        term.id
        for term in graph.index.named()
        if term.kind == "drug" and not (graph.index.supers[term.id] | {term.id}) & named
    )
    found = explain(graph, "chronic low back pain", silent)
    assert (found["listed"], kinds(found)) == (None, ["no statement"])


def test_superseded_rows_alone_give_no_vote(graph: Graph) -> None:
    found = options(graph, "low back pain", Filters(limit=1000))
    old = [
        option["intervention"]["id"]
        for option in found["options"]
        if all(s["status"] == "superseded" for g in option["groups"] for s in g["statements"])
    ]
    assert old
    for intervention in old:
        assert "superseded only" in kinds(explain(graph, "low back pain", intervention))


@pytest.mark.parametrize("condition", ["chronic back pain", "migraine"])
def test_explain_agrees_with_the_answer(graph: Graph, condition: str) -> None:
    filters = Filters("invasive", limit=1000)
    listed = [option["intervention"]["id"] for option in options(graph, condition, filters)["options"]]
    for place, intervention in enumerate(listed, 1):
        found = explain(graph, condition, intervention, Filters("invasive"))
        assert (found["listed"], found["place"], found["total"]) == ("options", place, len(listed))
        assert {w["statement"]["id"] for w in found["walks"]} == {
            s["id"] for group in found["option"]["groups"] for s in group["statements"]
        }


# Dossier row D0127 and question Q25: hepatic impairment is a contraindication in the Indian text.
def test_what_a_patient_is_ruled_out_by(graph: Graph) -> None:
    patient = Patient.of(graph, {"hepatic_impairment": "severe"})
    found = explain(graph, "chronic low back pain", "duloxetine", patient=patient)
    assert (found["listed"], found["place"]) == ("excluded", None)
    assert kinds(found)[0] == "contraindicated"
    rows = found["reasons"][0]["safety"]
    assert [(row["fact"], row["source"]["label"]) for row in rows] == [
        ("hepatic impairment", "MIMS-DULOXETINE-IN")
    ]
    listed = options(graph, "chronic low back pain", Filters(limit=1000), patient)
    assert "duloxetine" in {option["intervention"]["label"] for option in listed["excluded"]}
    assert explain(graph, "chronic low back pain", "duloxetine")["listed"] == "options"


# ACP (R0019) and WHO (R0585) speak of operant therapy for adults.
def test_what_is_not_said_for_a_child(graph: Graph) -> None:
    found = explain(graph, "chronic low back pain", "operant therapy", patient=Patient.of(graph, {"age": 10}))
    reason = next(reason for reason in found["reasons"] if reason["kind"] == "for other patients")
    assert {said["dossier"] for said in reason["evidence"]} == {"R0019", "R0585"}
    assert reason["text"].endswith("does not meet: adult")


def test_what_is_said_for_other_patients_only(tiny: Graph) -> None:
    patient = Patient.of(tiny, {"age": 10})
    found = explain(tiny, ASKED, "walking", patient=patient)
    assert found["listed"] == "options"  # ALPHA sets no age
    assert {w["statement"]["source"]["label"] for w in found["walks"] if w["votes"]} == {"ALPHA"}


def test_what_has_no_name_is_not_found(tiny: Graph) -> None:
    with pytest.raises(NotFoundError):
        explain(tiny, ASKED, "magic")
