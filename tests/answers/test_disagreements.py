"""Where sources differ: on the tiny ontology by hand, and on the real graph against rows of the dossier."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.answers.disagreements import Page, disagreements
from painkg.answers.filters import Filters
from painkg.answers.options import options
from painkg.errors import NotFoundError, ParameterError
from painkg.graph import Graph
from painkg.graph.criteria import Criterion, exclusive

ALL = 1000


def entries(graph: Graph, kind: str, condition: str | None = None, option: str | None = None) -> Any:
    return disagreements(graph, condition, option, Page(kind, ALL))["disagreements"]


def rows(entry: dict[str, Any], name: str) -> set[str]:
    """Return the dossier rows of a side, or of another list, of an entry."""
    listed = entry.get(name) or next(s["statements"] for s in entry["sides"] if s["side"] == name)
    return {said["dossier"] for said in listed}


def pairs(graph: Graph, found: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    dossier = {s.id: s.text("pk:dossierRow") for s in graph.evidence.statements.values()}
    return {tuple(dossier[name] for name in pair.values()) for entry in found for pair in entry["pairs"]}


def test_both_sides_are_named_and_the_pair_is_told_of_the_widest_intervention(tiny: Graph) -> None:
    found = {
        entry["intervention"]["label"]: [
            {said["source"]["label"] for said in side["statements"]} for side in entry["sides"]
        ]
        for entry in entries(tiny, "direction", "chronic back pain")
    }
    assert found == {"spinal injection": [{"ALPHA"}, {"BETA"}]}  # of its kinds nothing else is said
    assert entries(tiny, "direction", "chronic back pain", "deep spinal injection")
    assert not disagreements(tiny, "chronic limb pain")["total"]


def test_other_populations_are_no_disagreement(tiny: Graph) -> None:
    (entry,) = entries(tiny, "population", "chronic back pain", "operation")
    assert not entry["disagreement"]
    assert entry["means"] == "not a disagreement: different populations"
    differs = {matter["matter"]: (matter["for"], matter["against"]) for matter in entry["differs"]}
    assert differs["site"] == (["lower back"], ["dorsum"])
    assert differs["cause"] == (["not stated"], ["operation"])


def test_superseded_rows_are_history(tiny: Graph) -> None:
    assert not disagreements(tiny, "chronic back pain", "walking")["total"]


# Dossier conflict 7 and question Q10: NICE against, ACP, WHO, VA/DoD 2022 for; VA/DoD 2017 is replaced.
def test_acupuncture_for_low_back_pain(graph: Graph) -> None:
    (entry,) = entries(graph, "direction", "low back pain", "acupuncture")
    assert entry["disagreement"]
    assert not entry["overlapping"]
    assert rows(entry, "against") == {"R0176"}
    assert rows(entry, "for") >= {"R0003", "R0011", "R0049", "R0952"}
    assert rows(entry, "history") == {"R0223", "R0224"}
    assert rows(entry, "undecided") == {"R0953"}
    said = [s for side in entry["sides"] for s in side["statements"]]
    years = {s["source"]["label"]: s["source"]["year"] for s in said}
    assert {"NG59": 2016, "ACP2017": 2017, "WHO2023": 2023, "VADOD2022": 2022}.items() <= years.items()
    (refusal,) = [s for s in said if s["direction"] == "against"]
    assert (refusal["as_graded"], refusal["strength"], refusal["relation"]) == (
        "do not offer",
        "strong",
        "same",
    )
    assert "with or without sciatica" in refusal["population"]


# R0011 is graded strong by ACP, R0049 and R0952 conditional or weak by WHO and VA/DoD.
def test_the_same_direction_graded_otherwise_is_a_difference_of_strength(graph: Graph) -> None:
    (entry,) = entries(graph, "strength", "chronic low back pain", "acupuncture")
    assert not entry["disagreement"]
    assert rows(entry, "strong") == {"R0011"}
    assert rows(entry, "conditional") == {"R0049", "R0952"}


# Dossier conflict 1: BMJ 2025 against (axial, radicular), ASPN 2022 for; the societies' letter is a dispute.
def test_epidural_injections_and_the_dispute_over_the_guideline(graph: Graph) -> None:
    found = entries(graph, "direction", "chronic back pain", "epidural steroid injection")
    assert ("R0689", "R0037") in pairs(graph, found)
    against = [s for e in found for side in e["sides"] for s in side["statements"] if s["dossier"] == "R0037"]
    assert {said["status"] for said in against} == {"current"}
    notes = {note["source"]: note["note"] for entry in found for note in entry["notes"]}
    assert "a dispute and not a withdrawal" in notes["BMJ2025"]


# Dossier conflict 5: NICE TA279 for, AAOS against; Cochrane (R0763) is evidence and takes no side.
def test_vertebroplasty(graph: Graph) -> None:
    (entry,) = entries(graph, "direction", "osteoporotic vertebral compression fracture", "vertebroplasty")
    assert "R0295" in rows(entry, "for")
    assert rows(entry, "against") == {"R0764"}
    assert "R0763" not in str(entry["sides"])


# Dossier conflict 8: SIGN (R0322) for in chronic pain; WHO, NICE, ACR and AAN against within it.
def test_tens_without_a_condition(graph: Graph) -> None:
    strict = [e for e in entries(graph, "direction", None, "TENS") if not e["overlapping"]]
    (entry,) = strict
    assert rows(entry, "for") == {"R0322"}
    assert rows(entry, "against") == {"R0054", "R0109", "R0094", "R0377"}
    assert [condition["label"] for condition in entry["population"]] == ["chronic pain"]


# R0269 a short-term collar in acute neck pain, R0557 against a collar in chronic neck pain.
def test_acute_against_chronic_is_no_disagreement(graph: Graph) -> None:
    assert not entries(graph, "direction", None, "cervical collar treatment")
    (entry,) = entries(graph, "population", None, "cervical collar treatment")
    assert pairs(graph, [entry]) == {("R0269", "R0557")}
    assert {"matter": "duration", "for": ["acute"], "against": ["chronic"]} in entry["differs"]


# R1050 is for patients without, R0576 against in those with a substance use disorder.
def test_criteria_that_exclude_each_other_are_other_populations(graph: Graph) -> None:
    assert ("R1050", "R0576") not in pairs(graph, entries(graph, "direction"))
    assert ("R1050", "R0576") in pairs(graph, entries(graph, "population", None, "opioid"))


# R0202: tramadol as acute rescue; R0571: against opioids in the long term.
def test_another_time_horizon_is_no_disagreement(graph: Graph) -> None:
    (entry,) = entries(graph, "time horizon", None, "tramadol")
    assert ("R0202", "R0571") in pairs(graph, [entry])


def test_everything_has_no_superseded_side_and_every_kind(graph: Graph) -> None:
    found = disagreements(graph, page=Page(limit=ALL))
    assert all(found["counts"].values())
    assert sum(found["counts"].values()) == found["total"] == len(found["disagreements"])
    for entry in found["disagreements"]:
        said = [s for side in entry["sides"] for s in side["statements"]]
        assert {s["status"] for s in said} == {"current"}
        assert {s["type"] for s in said} == {"recommendation"}
        assert all(s["replaced_by"] for s in entry["history"])


@pytest.mark.parametrize("condition", ["low back pain", "chronic low back pain", "neuropathic pain"])
def test_an_option_is_contested_exactly_where_sources_disagree_on_it(graph: Graph, condition: str) -> None:
    told = {entry["intervention"]["id"] for entry in entries(graph, "direction", condition)}
    answer = options(graph, condition, Filters(limit=ALL))
    contested = {
        option["intervention"]["id"]
        for option in [*answer["options"], *answer["treats_a_cause"]]
        if option["verdict"] == "contested"
    }
    assert told <= contested
    assert all(any(graph.index.is_a(name, wide) for wide in told) for name in contested)


def test_pages(graph: Graph) -> None:
    whole = disagreements(graph, "low back pain", page=Page(limit=ALL))
    part = disagreements(graph, "low back pain", page=Page(limit=2, offset=1))
    assert part["total"] == whole["total"]
    assert part["disagreements"] == whole["disagreements"][1:3]


@pytest.mark.parametrize("wrong", [{"kind": "mood"}, {"limit": 0}, {"offset": -1}])
def test_a_page_that_does_not_exist_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ParameterError) as caught:
        Page(**wrong)
    assert caught.value.parameter in wrong


def test_what_has_no_name_is_not_found(tiny: Graph) -> None:
    with pytest.raises(NotFoundError):
        disagreements(tiny, intervention="magic")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("age", "less than", "18"), ("age", "at least", "18"), True),
        (("age", "at most", "18"), ("age", "at least", "18"), False),
        (("age", "at least", "65"), ("age", "at least", "18"), False),
        (("age", "less than", "18"), ("weight", "at least", "18"), False),
        (("liver", "is", "mild"), ("liver", "is", "severe"), True),
        (("liver", "is", "mild"), ("liver", "is", "mild"), False),
    ],
)
def test_criteria_that_no_patient_meets_together(
    one: tuple[str, str, str], other: tuple[str, str, str], expected: bool
) -> None:
    first, second = (Criterion("", "", *given) for given in (one, other))
    assert exclusive(first, second) is exclusive(second, first) is expected


def test_a_fact_and_its_denial_exclude_each_other() -> None:
    given, denied = Criterion("a", "", "pregnant"), Criterion("b", "", "pregnant", negated=True)
    assert exclusive(given, denied)
    assert not exclusive(denied, denied)
    severe = Criterion("c", "", "liver", "is", "severe")
    not_mild = Criterion("d", "", "liver", "is", "mild", negated=True)
    assert not exclusive(severe, not_mild)
