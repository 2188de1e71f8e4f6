"""The coverage report on the tiny ontology, where every gap can be counted by hand."""

from __future__ import annotations

from painkg.answers.report import report
from painkg.graph import Graph
from painkg_api import text


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


def test_the_text_names_what_is_missing(tiny: Graph) -> None:
    shown = text.report(report(tiny), 100)
    assert "STATEMENTS 18, of which 15 vote and 2 are superseded" in shown
    assert "does not prescribe" in shown
