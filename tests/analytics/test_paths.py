"""Paths between two terms: those that must read well, what holds for all of them, and the search itself."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import log2
from typing import Any

import networkx as nx
import pytest

from painkg.analytics import network, paths
from painkg.analytics.edges import Edge, edges
from painkg.analytics.network import joined
from painkg.analytics.routes import LONGEST, cheapest
from painkg.errors import NotFoundError, ParameterError
from painkg.graph import Graph

PAIRS = [
    ("tramadol", "serotonin syndrome"),
    ("spinal cord stimulation", "chronic back pain"),
    ("lumbar disc herniation", "sciatica"),
    ("duloxetine", "fibromyalgia syndrome"),
    ("knee osteoarthritis pain", "NSAID"),
    ("warfarin", "epidural steroid injection"),
    ("gabapentin", "chronic low back pain"),
    ("radiofrequency ablation", "facet joint"),
    ("pregnancy", "knee osteoarthritis pain"),
    ("smoking", "spinal fusion"),
]


def labels(path: dict[str, Any]) -> list[str]:
    return [node["label"] for node in path["nodes"]]


def test_a_sourced_cause(graph: Graph) -> None:
    # causes.tsv C034: the page of the US library on sciatica
    first = paths(graph, "lumbar disc herniation", "sciatica")["paths"][0]
    (step,) = first["steps"]
    assert (step["kind"], step["detail"], step["source"]["label"]) == (
        "cause",
        "structural cause",
        "NLMSCIATICA",
    )
    assert step["text"] == "lumbar disc herniation may cause sciatica: NLMSCIATICA (Summary)"


def test_advice_with_key_and_grade(graph: Graph) -> None:
    # R0601 EULAR 2017, weak; R0312 SIGN 136, a letter for the evidence; R0513 EULAR 2007, superseded
    (step,) = paths(graph, "duloxetine", "fibromyalgia syndrome")["paths"][0]["steps"]
    assert (step["kind"], step["detail"]) == ("evidence", "for")
    said = {row["source"]["label"]: row for row in step["rows"]}
    assert said["EULARFM2017"]["as_graded"] == "weak"
    assert said["SIGN136"]["strength"] == "not stated"
    assert said["EULARFM2007"]["status"] == "superseded"
    assert "EULARFM2017 (“weak”" in step["text"]
    assert step["statement"] in graph.evidence.statements


def test_advice_against_stands_beside_advice_for(graph: Graph) -> None:
    # R0158 NICE NG226 for, R0709 OARSI against in heart disease or frailty
    answer = paths(graph, "knee osteoarthritis pain", "NSAID")
    assert labels(answer["paths"][0]) == ["knee osteoarthritis pain", "NSAID"]
    (wider,) = [p for p in answer["paths"] if "osteoarthritis pain" in labels(p)]
    step = wider["steps"][-1]
    assert {row["source"]["label"] for row in step["rows"]} >= {"NG226"}
    (against,) = [other for other in step["also"] if other["detail"] == "against"]
    assert {row["source"]["label"] for row in against["rows"]} == {"OARSI2019"}


def test_a_kind_of_the_condition(graph: Graph) -> None:
    # R0549 Colorado, R0293 ASIPP: after failed back surgery
    first = paths(graph, "spinal cord stimulation", "chronic back pain")["paths"][0]
    assert labels(first) == ["spinal cord stimulation", "failed back surgery syndrome", "chronic back pain"]
    assert {"COLBP2014", "ASIPP2013"} <= {row["source"]["label"] for row in first["steps"][0]["rows"]}
    assert first["steps"][1]["kind"] == "subclass"
    assert first["steps"][1]["axioms"]


def test_words_that_no_term_stands_for(graph: Graph) -> None:
    # drug_interactions.tsv, the tramadol label: MAO inhibitors, linezolid, SSRIs and the others of 5.9
    answer = paths(graph, "tramadol", "serotonin syndrome")
    assert answer["to"] == {"id": None, "label": "serotonin syndrome"}
    (step,) = answer["paths"][0]["steps"]
    assert (step["kind"], step["detail"]) == ("safety", "words")
    assert all("serotonin syndrome" in row["fact"] for row in step["rows"])
    assert step["rows"][0]["severity"] == "absolute"
    assert len(step["rows"]) > 10
    turned = paths(graph, "Serotonin Syndrome", "tramadol")
    assert turned["from"]["id"] is None
    assert labels(turned["paths"][0])[::-1] == labels(answer["paths"][0])


def test_words_are_whole_words(tiny: Graph) -> None:
    assert paths(tiny, "steroid", "allergy")["paths"]
    with pytest.raises(NotFoundError):
        paths(tiny, "steroid", "aller")


@pytest.mark.parametrize("pair", PAIRS)
def test_what_holds_for_every_path(graph: Graph, pair: tuple[str, str]) -> None:
    answer = paths(graph, *pair, limit=10)
    assert answer["total"] == len(answer["paths"]) > 0
    costs = [path["cost"] for path in answer["paths"]]
    assert costs == sorted(costs)
    assert len({tuple(labels(path)) for path in answer["paths"]}) == len(costs)
    for path in answer["paths"]:
        ends = (path["nodes"][0], path["nodes"][-1])
        assert ends == (answer["from"], answer["to"])
        assert path["length"] == len(path["steps"]) == len(path["nodes"]) - 1 <= LONGEST
        assert len(set(labels(path))) == len(path["nodes"])
        for node in path["nodes"][1:-1]:
            assert len(graph.index.subs.get(node["id"], ())) <= 101, f"{node['label']} is too general"
        for (one, other), step in zip(pairwise(path["nodes"]), path["steps"], strict=True):
            for told in (step, *step["also"]):
                assert {one["label"], other["label"]} == {told["subject"]["label"], told["object"]["label"]}
                sourced = told["kind"] not in ("subclass", "relation")
                assert bool(told["source"]) == bool(told["rows"]) == sourced
                if sourced:
                    assert told["source"]["label"] in told["text"]


def test_the_limit_is_kept(graph: Graph) -> None:
    assert len(paths(graph, "tramadol", "serotonin syndrome", limit=2)["paths"]) == 2


@pytest.mark.parametrize(
    ("ends", "limit", "error"),
    [
        (("walking", "walking"), 5, ParameterError),
        (("walking", "strolling"), 5, ParameterError),
        (("walking", "implant"), 0, ParameterError),
        (("walking", "implant"), 21, ParameterError),
        (("walking", "no such thing"), 5, NotFoundError),
        (("", "walking"), 5, NotFoundError),
        (("walking", "ALPHA"), 5, NotFoundError),
    ],
)
def test_what_has_no_path_is_refused(
    tiny: Graph, ends: tuple[str, str], limit: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        paths(tiny, *ends, limit=limit)


def cost_of(graph: Graph, net: nx.Graph[str], nodes: list[str]) -> float:
    """The cost of a way by the table in `painkg.analytics.edges`, the best choice at each step."""

    def through(term: str) -> float:
        return log2(1 + len(graph.index.subs.get(term, set()) - {term})) / 2

    def turn(before: list[tuple[str, bool]], step: tuple[str, bool]) -> bool:
        kind, forward = step
        if kind == "subclass":
            return bool(before) and before[-1] == ("subclass", not forward)
        crossed = next((b for b in reversed(before) if b[0] != "subclass"), None)
        if crossed is None:
            return False
        if crossed[0] == kind:
            return crossed[1] != forward
        return crossed == ("safety", True) or step == ("safety", False)

    best: dict[tuple[tuple[str, bool], ...], float] = {(): 0.0}
    for one, other in pairwise(nodes):
        longer: dict[tuple[tuple[str, bool], ...], float] = {}
        for before, gone in best.items():
            for edge in net.edges[one, other]["edges"]:
                step = (edge.kind, edge.subject == one)
                extra = log2(1 + net.degree(one)) if turn(list(before), step) else 0.0
                far = gone + edge.cost + (through(one) + through(other)) / 2 + extra
                key = (*before, step)
                longer[key] = min(far, longer.get(key, far))
        best = longer
    return min(best.values())


def test_the_search_finds_what_looking_at_every_way_finds(tiny: Graph) -> None:
    net = joined(tiny)
    checked = 0
    for start, goal in list(combinations(sorted(net), 2))[::7]:
        every = sorted(
            cost_of(tiny, net, way) for way in nx.all_simple_paths(net, start, goal, cutoff=LONGEST)
        )
        found = [way.cost for way, _ in zip(cheapest(net, start, goal, set()), range(8), strict=False)]
        assert found == pytest.approx(every[: len(found)]), (start, goal)
        assert len(found) == min(len(every), 8)
        checked += len(found)
    assert checked > 200


def test_the_network_has_every_statement_and_rule(graph: Graph) -> None:
    view = network(graph)
    rows = [row for _, _, data in view.edges(data=True) for row in data["rows"]]
    assert set(graph.evidence.statements) <= set(rows)
    on_another = [
        fact.id
        for fact in graph.evidence.safety
        if set(fact.cells.get("pk:inState", [])) - set(fact.cells["pk:hasIntervention"])
    ]
    assert set(on_another) <= set(rows)
    assert view.nodes["PAINKG:0010003"]["label"] == "chronic back pain"
    assert {data["kind"] for _, _, data in view.edges(data=True)} == {
        *("subclass", "relation", "evidence", "cause", "safety", "red flag")
    }
    for _, _, data in view.edges(data=True):
        assert len(data["rows"]) == len(data["sources"])


def test_the_network_is_a_copy(graph: Graph) -> None:
    first = network(graph)
    first.clear()
    assert len(network(graph)) > 1000


def test_only_nearest_fillers_are_edges(graph: Graph) -> None:
    name = "pk:perceivedAt"
    for edge in edges(graph):
        if edge.kind == "relation" and edge.detail == name:
            assert edge.object in graph.relations.nearest(edge.subject, name)
            assert isinstance(edge, Edge)
