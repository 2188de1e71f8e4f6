"""The rows of an answer as a network of networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from painkg.stores import Solutions

if TYPE_CHECKING:
    import networkx as nx


def network_of_rows(found: Solutions, source: str, target: str) -> nx.MultiDiGraph[object]:
    """Return a network with an edge for each row, from the value of one variable to that of another.

    The other variables are the attributes of the edge. A row in which either end is unbound is left out.

    >>> from painkg.stores import Term
    >>> rows = [(Term("literal", "knee"), Term("literal", "leg"), None), (Term("literal", "toe"), None, None)]
    >>> list(network_of_rows(Solutions(("part", "whole", "side"), rows), "part", "whole").edges(data=True))
    [('knee', 'leg', {'side': None})]

    :raises KeyError: when the rows have no such variable.
    """
    import networkx as nx  # noqa: PLC0415 - takes a quarter of a second

    made: nx.MultiDiGraph[object] = nx.MultiDiGraph()
    for record in found.records():
        ends = record.pop(source), record.pop(target)
        if None not in ends:
            made.add_edge(*ends, **record)
    return made
