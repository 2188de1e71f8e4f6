"""The cheapest ways between two nodes of a network, in order, none of them longer than a bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

LONGEST = 6  # steps of a way
_TRIED = 50_000  # beginnings of a way that are looked at; what comes after is not worth waiting for


Followed = tuple[str, bool]  # the kind of a connection, and whether it was followed from its subject


@dataclass(frozen=True)
class Way:
    """A way through a network: its nodes, what it costs, and how its last steps were made."""

    nodes: tuple[str, ...]
    cost: float = 0.0
    climbed: Followed | None = None  # the last step, where it was one between a kind and what it is a kind of
    crossed: Followed | None = None  # the last step that was none

    def onward(self, node: str, cost: float, step: Followed) -> Way:
        """Return this way with one more step."""
        nodes, cost = (*self.nodes, node), self.cost + cost
        if step[0] == "subclass":
            return Way(nodes, cost, step, self.crossed)
        return Way(nodes, cost, None, step)

    def turns(self, step: Followed) -> bool:
        """Say whether a step would meet one of its kind head to head or tail to tail, or change the subject.

        What a safety rule names (a drug, a state) is the end of what it says about its option: what else
        holds of that is another subject.
        """
        if (step[0], not step[1]) in (self.climbed, self.crossed):
            return True
        if step[0] == "subclass" or self.crossed is None or self.crossed[0] == step[0]:
            return False
        return self.crossed == ("safety", True) or step == ("safety", False)


def cheapest(net: nx.Graph[str], start: str, goal: str, closed: set[str]) -> Iterator[Way]:
    """Yield ways by rising cost; none passes twice through a node, or through a `closed` one.

    A step costs what the network says, and `turn` of the node that it leaves on top where it turns there:
    "both are advised for it". Climbing to what a term is a kind of, or down, before turning changes nothing.
    A* with the rest of the way without turns as its estimate.
    """
    import networkx as nx  # noqa: PLC0415 - takes a quarter of a second, and few commands need it

    seen = nx.subgraph_view(net, filter_node=lambda node: node not in closed or node in (start, goal))
    rest = nx.single_source_dijkstra_path_length(seen, goal, weight="weight")
    steps = nx.single_source_shortest_path_length(seen, goal, cutoff=LONGEST)
    number = count()
    heap = [(rest[start], next(number), Way((start,)))] if start in steps else []
    found = set()
    while heap and next(number) < _TRIED:
        _, _, way = heappop(heap)
        if way.nodes[-1] == goal:
            if way.nodes not in found:
                found.add(way.nodes)
                yield way
            continue
        for longer in _onward(net, way, steps):
            heappush(heap, (longer.cost + rest[longer.nodes[-1]], next(number), longer))


def _onward(net: nx.Graph[str], way: Way, steps: dict[str, int]) -> Iterator[Way]:
    here = way.nodes[-1]
    for node, data in sorted(net[here].items()):
        if node not in steps or node in way.nodes or len(way.nodes) + steps[node] > LONGEST:
            continue
        passing = data["weight"] - data["edges"][0].cost
        costs: dict[Followed, float] = {}
        for edge in data["edges"]:
            costs.setdefault((edge.kind, edge.subject == here), edge.cost)
        for step, cost in costs.items():
            turn = net.nodes[here]["turn"] if way.turns(step) else 0.0
            yield way.onward(node, cost + passing + turn, step)
