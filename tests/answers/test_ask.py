"""Questions in words: what is put right is shown, what is not understood is refused, the answer fits."""

from __future__ import annotations

import pytest

from painkg.answers.ask import ask, readings
from painkg.errors import NotUnderstoodError
from painkg.graph import Graph


def test_a_typing_error_is_put_right_and_shown(graph: Graph) -> None:
    understood = ask(graph, "is spinal cord stimulaton recommended for sciatica")["understood"]
    assert "“spinal cord stimulaton” read as “spinal cord stimulation”" in understood["text"]


def test_a_drug_two_letters_away_is_no_typing_error(graph: Graph) -> None:
    with pytest.raises(NotUnderstoodError, match="omeprazolol"):
        ask(graph, "is omeprazolol recommended for back pain")


def test_what_is_not_understood_gets_questions_that_are(graph: Graph) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        ask(graph, "how much does a TENS machine cost")
    assert refused.value.suggestions
    for suggestion in refused.value.suggestions:
        assert list(readings(graph, suggestion)), suggestion


def test_two_questions_in_one_are_refused(graph: Graph) -> None:
    for question in (
        "What treats sciatica? What are the red flags for headache?",
        "what treats sciatica and how is migraine treated",
    ):
        assert list(readings(graph, question)) == [], question


def test_the_patient_of_a_sentence_is_assessed(graph: Graph) -> None:
    found = ask(graph, "72 year old on warfarin with chronic low back pain")
    given = {given["text"] for given in found["answer"]["patient"]["given"]}
    assert given == {"age 72 years", "takes warfarin"}
    assert any(o["safety"]["status"] != "not assessed" for o in found["answer"]["options"])


def test_what_is_left_out_is_not_in_the_answer(graph: Graph) -> None:
    found = ask(graph, "What can I use for cancer pain other than opioids?")["answer"]
    opioid = graph.index.resolve("opioid", ("drug_category",)).id
    named = [option["intervention"]["id"] for option in found["options"]]
    assert named
    assert not any(graph.index.is_a(name, opioid) for name in named)


def test_only_the_issuer_asked_for_decides_what_is_listed(graph: Graph) -> None:
    found = ask(graph, "fibromyalgia options only from NICE")["answer"]
    assert found["options"]
    for option in found["options"]:
        issuers = {s["source"]["organisation"] for g in option["groups"] for s in g["statements"]}
        assert "National Institute for Health and Care Excellence" in issuers


def test_the_sparql_of_an_answer_runs(graph: Graph) -> None:
    for question in (
        "gabapentin or pregabalin for neuropathic pain",
        "what does NICE say versus ACP on low back pain",
        "second line drugs neuropathic pain",
        "how certain is the evidence for acupuncture in low back pain",
    ):
        assert len(graph.store.select(ask(graph, question)["sparql"])) > 0, question


@pytest.mark.parametrize(
    ("question", "mme"), [("MME of 60 mg morphine daily", 60), ("oxycodone 10 mg every 6 hours in MME", 60)]
)
def test_doses_are_converted(graph: Graph, question: str, mme: int) -> None:
    """CDC 2022: morphine counts 1, oxycodone 1.5 for each mg (ontology/evidence/mme.tsv)."""
    assert str(mme) in ask(graph, question)["answer"]["mme_a_day"]["text"]


def test_of_categories_the_rows_on_their_drugs_are_told(graph: Graph) -> None:
    """The label of sumatriptan warns of SSRIs (ontology/evidence/contraindications.tsv)."""
    rows = ask(graph, "triptans with SSRIs: is there a problem?")["answer"]["rows"]
    assert any(row["about"] == "sumatriptan" and "serotonin syndrome" in row["fact"] for row in rows)


def test_a_medication_in_a_sentence_is_no_whole_list(graph: Graph) -> None:
    found = ask(graph, "72 year old on warfarin with chronic low back pain")["answer"]
    assert not found["patient"]["medications_complete"]
    assert "not on opioids" not in {implied["text"] for implied in found["patient"]["implied"]}
