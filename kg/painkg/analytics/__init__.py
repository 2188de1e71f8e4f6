"""The graph as a network: how two terms are connected, and a networkx view for one's own analyses.

::

    import painkg
    from painkg.analytics import network, paths

    graph = painkg.open_graph()
    paths(graph, "lumbar disc herniation", "sciatica")
    network(graph).degree("PAINKG:0010061")
"""

from painkg.analytics.network import network
from painkg.analytics.paths import paths
from painkg.analytics.rows import network_of_rows

__all__ = ["network", "network_of_rows", "paths"]
