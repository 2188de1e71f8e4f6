"""How two terms are connected: the shortest connections that say something, with their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Any

from painkg import DISCLAIMER
from painkg.analytics.edges import KINDS, Edge
from painkg.analytics.network import joined, kinds
from painkg.analytics.routes import Way, cheapest
from painkg.analytics.words import named, step
from painkg.answers.safety import gravity
from painkg.errors import NotFoundError, ParameterError
from painkg.graph import Graph
from painkg.graph.evidence import Fact
from painkg.graph.index import normalise

if TYPE_CHECKING:
    import networkx as nx

_MOST = 20  # paths in an answer
_DEARER = 4.0  # what a path may cost more than the best
_GENERAL = 100  # a term with more kinds than this ("pain condition") connects everything, and so nothing


def paths(graph: Graph, from_: str, to: str, limit: int = 5) -> dict[str, Any]:
    """Return the shortest meaningful connections between two terms, of at most six steps, cheapest first.

    What a step costs is in `painkg.analytics.edges`: sourced steps cost least, and passing through a term
    costs more the more general it is; terms with over a hundred kinds are never passed through. That order
    is of shortness, and weighs no evidence. Paths much dearer or longer than the first are left out. Where a
    step has other connections of the same two terms beside it (advice against beside advice for), they are
    in its `also`.

    An end may also be words that no term stands for but that a safety rule or a red flag has word for word
    ("serotonin syndrome"); its id is then null.

    :raises NotFoundError: when nothing is called so, and no rule has the words.
    :raises AmbiguousError: when several terms are.
    :raises ParameterError: when the two are one, or `limit` is not from 1 to 20.
    """
    if not 1 <= limit <= _MOST:
        raise ParameterError(f"limit={limit} is not from 1 to {_MOST}", "limit")
    ends = [_end(graph, name) for name in (from_, to)]
    if ends[0][0] == ends[1][0]:
        raise ParameterError(
            f"from and to are both {named(graph, ends[0][0])['label']!r}; name two terms", "to"
        )
    net = _with_words(joined(graph), [edge for _, found in ends for edge in found])
    start, goal = (node for node, _ in ends)
    closed = {node for node in net if kinds(graph, node) > _GENERAL}
    found = cheapest(net, start, goal, closed) if start in net and goal in net else iter(())
    ways = list(islice(_worth(found), limit))
    shown = [_path(graph, net, way) for way in ways]
    return {
        "from": named(graph, start),
        "to": named(graph, goal),
        "total": len(shown),
        "paths": shown,
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _worth(ways: Iterator[Way]) -> Iterator[Way]:
    """Yield the first way and those worth reading beside it: little dearer, at most a step longer."""
    best = next(ways, None)
    if best is None:
        return
    yield best
    for way in takewhile(lambda way: way.cost <= best.cost + _DEARER, ways):
        if len(way.nodes) <= len(best.nodes) + 1:
            yield way


def _path(graph: Graph, net: nx.Graph[str], way: Way) -> dict[str, Any]:
    steps = [_step(graph, net.edges[pair]["edges"]) for pair in pairwise(way.nodes)]
    return {
        "length": len(steps),
        "cost": round(way.cost, 2),
        "nodes": [named(graph, node) for node in way.nodes],
        "steps": steps,
    }


def _step(graph: Graph, found: list[Edge]) -> dict[str, Any]:
    return {**step(graph, found[0]), "also": [step(graph, edge) for edge in found[1:]]}


def _end(graph: Graph, name: str) -> tuple[str, list[Edge]]:
    """Return the node of a name, and the connections that it has only as words."""
    try:
        return graph.index.resolve(name, KINDS).id, []
    except NotFoundError:
        words = normalise(name)
        found = _naming(graph, words)
        if not found:
            raise
        return words, [
            Edge(about, words, "safety", "words", 1.0, tuple(sorted(rows, key=gravity)))
            for about, rows in found.items()
        ]


def _naming(graph: Graph, words: str) -> dict[str, list[Fact]]:
    """Return the rules and red flags that have the words, by the term that they are about."""
    found: dict[str, list[Fact]] = {}
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)") if words else None
    for facts, about, cells in (
        (graph.evidence.safety, "pk:hasIntervention", ("pk:fact",)),
        (graph.evidence.red_flags, "pk:hasCondition", ("pk:finding", "pk:suspects")),
    ):
        for fact in facts:
            if whole and any(whole.search(normalise(fact.text(cell))) for cell in cells):
                for term in fact.cells[about]:
                    found.setdefault(term, []).append(fact)
    return found


def _with_words(net: nx.Graph[str], extra: list[Edge]) -> nx.Graph[str]:
    if not extra:
        return net
    whole = net.copy()
    for edge in extra:
        whole.add_edge(edge.subject, edge.object, edges=[edge], weight=edge.cost)
        whole.nodes[edge.object]["turn"] = 0.0
    return whole
