"""The coverage report on the tiny ontology, where every gap can be counted by hand."""

from __future__ import annotations

from painkg.answers.report import report
from painkg.graph import Graph
from painkg_api.text.coverage import coverage


def test_counts_and_gaps(tiny: Graph) -> None:
    found = report(tiny)
    said = found["statements"]
    assert said["total"] == 18
    assert said["superseded"] == 2
    assert said["voting"] == 15
    assert said["by_source"]["BETA"] == 4
    assert "acute back pain" in found["without_statement"]["condition"]["terms"]
    assert "chronic back pain" not in found["without_statement"]["condition"]["terms"]
    mapped = found["without_mapping"]["condition"]
    assert mapped["of"] - mapped["total"] == 1  # chronic low back pain alone has a code


def test_what_was_set_out_to_be_held_is_counted(tiny: Graph) -> None:
    found = report(tiny)
    assert found["inventory"]["pain conditions"] == {"of": 1, "resolved": 1, "open": []}
    assert found["inventory"]["causes"]["of"] == 0
    assert (found["dossier"]["represented"], found["dossier"]["rows"], found["dossier"]["percent"]) == (
        19,
        20,
        95.0,
    )
    assert found["classes"]["drug"] == {"of": 1, "defined": 1, "placed": 1}
    assert found["classes"]["site"]["placed"] == found["classes"]["site"]["of"]


def test_a_voting_source_that_nobody_looked_at_for_three_years_is_due(tiny: Graph) -> None:
    due = {row["source"]: row["voting"] for row in report(tiny)["due_for_review"]}
    assert due.keys() == {"ALPHA", "BETA", "GAMMA"}  # ALPHA-OLD is superseded and has no vote to lose
    assert due["BETA"] == 4


def test_the_text_names_what_is_missing(tiny: Graph) -> None:
    shown = coverage(report(tiny), 100)
    assert "STATEMENTS 18, of which 15 vote and 2 are superseded" in shown
    assert "does not prescribe" in shown
