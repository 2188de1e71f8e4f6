"""Figures that harm when they are wrong: stop times and morphine factors, as their sources print them."""

from __future__ import annotations

import pytest

from painkg.graph import Graph
from painkg.paths import queries_dir
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.library import Library


def answer(graph: Graph, name: str, **arguments: str) -> list[dict[str, str]]:
    query = Library.read(queries_dir()).get(name)
    return list(graph.store.select(bind(query, resolve_arguments(query, arguments, graph.index))))


@pytest.mark.parametrize(
    ("drug", "factor"),
    [
        ("codeine", "0.15"),
        ("hydromorphone", "5.0"),
        ("methadone", "4.7"),
        ("oxycodone", "1.5"),
        ("tramadol", "0.2"),
    ],
)
def test_current_morphine_factors_are_those_of_cdc_2022(graph: Graph, drug: str, factor: str) -> None:
    found = {
        (row["factor"], row["edition"])
        for row in answer(graph, "morphine_equivalents", status="current")
        if row["drug_label"] == drug
    }
    assert {(float(value), edition) for value, edition in found} == {(float(factor), "2022")}


def test_the_factors_of_2016_are_only_shown_as_superseded(graph: Graph) -> None:
    old = answer(graph, "morphine_equivalents", status="superseded")
    assert {row["edition"] for row in old} == {"2016"}


def test_the_two_editions_of_asra_stand_beside_each_other(graph: Graph) -> None:
    rows = answer(graph, "anticoagulation_timing", drug="clopidogrel")
    stops = {row["edition"][:4]: row["stop_before"] for row in rows if row["action"] == "stop"}
    assert stops.keys() == {"2018", "2025"}
    assert stops["2018"] != stops["2025"]
