"""The graph as a networkx network: each view of it is made once for each opened graph."""

from __future__ import annotations

from collections import defaultdict
from math import log2
from typing import TYPE_CHECKING

from painkg.analytics.edges import KINDS, Edge, edges
from painkg.graph import Graph

if TYPE_CHECKING:
    import networkx as nx


def network(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return the terms of a graph and their connections; a copy, so that it may be changed.

    A node is the CURIE of a term, with `label`, `kind` and `kinds` (how many terms are under it).
    An edge has `kind` (subclass, relation, evidence, cause, safety, red flag), `detail` (the relation, the
    direction of the advice, the kind of rule or cause), `cost` (see `painkg.analytics.edges`), `rows` (the
    ids of the evidence rows behind it) and `sources` (the keys of their sources, in the same order).

    ::

        view = network(painkg.open_graph())
        [view.nodes[n]["label"] for n in view.predecessors("PAINKG:0010253")]
    """
    kept: nx.MultiDiGraph[str] = graph.view("network", _network)
    return kept.copy()


def _network(graph: Graph) -> nx.MultiDiGraph[str]:
    import networkx as nx  # noqa: PLC0415 - takes a quarter of a second, and few commands need it

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for info in graph.index.terms.values():
        if info.kind in KINDS:
            made.add_node(info.id, label=info.label, kind=info.kind, kinds=kinds(graph, info.id))
    for edge in edges(graph):
        made.add_edge(
            edge.subject,
            edge.object,
            kind=edge.kind,
            detail=edge.detail,
            cost=edge.cost,
            rows=tuple(row.id for row in edge.rows),
            sources=tuple(row.source.label for row in edge.rows),
        )
    return made


def kinds(graph: Graph, term: str) -> int:
    """Return how many terms are under one."""
    return len(graph.index.subs.get(term, set()) - {term})


def joined(graph: Graph) -> nx.Graph[str]:
    """Return the network that paths are looked for in: not to be changed.

    An edge joins two terms whichever way their connections run; it has `edges`, those connections with the
    cheapest first, and `weight`, the cost of that one with half of what it costs to pass through either term;
    a node has `turn`, what a turn at it costs.
    """
    kept: nx.Graph[str] = graph.view("joined", _joined)
    return kept


def _joined(graph: Graph) -> nx.Graph[str]:
    import networkx as nx  # noqa: PLC0415 - as above

    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges(graph):
        pairs[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(edge)
    made: nx.Graph[str] = nx.Graph()
    made.add_edges_from(pairs)
    for term in made:
        made.nodes[term]["turn"] = log2(1 + len(made[term]))
    passing = {term: log2(1 + kinds(graph, term)) / 2 for term in made}
    for (one, other), found in pairs.items():
        found.sort(key=lambda edge: edge.cost)
        made.edges[one, other].update(edges=found, weight=found[0].cost + (passing[one] + passing[other]) / 2)
    return made
