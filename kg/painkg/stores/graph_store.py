"""A server that takes data: SPARQL 1.1 Graph Store Protocol to upload, SPARQL 1.1 Update to switch."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit, urlunsplit

from painkg.errors import StoreError
from painkg.settings import Settings
from painkg.stores.http import Connection
from painkg.stores.sparql import SparqlStore

# path of the address for queries → paths of those for updates and for graphs
_LAYOUTS = {
    r"/query": ("/update", "/store"),  # oxigraph serve
    r"/sparql": ("/sparql-auth", "/sparql-graph-crud-auth"),  # Virtuoso
    r"(/.*)?(/repositories/[^/]+)": (r"\1\2/statements", r"\1\2/rdf-graphs/service"),  # GraphDB, RDF4J
    r"(/.+)/(query|sparql)": (r"\1/update", r"\1/data"),  # Fuseki
}
_COUNTS = """
SELECT ?graph (COUNT(*) AS ?n) WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), "{}")) }}
GROUP BY ?graph
"""


class GraphStore:
    """A server by the address where it takes queries; it takes updates and graphs at others."""

    def __init__(self, address: str, settings: Settings, update: str = "", graphs: str = "") -> None:
        """Take the address for queries; those for updates and graphs are found where the server is known.

        :raises StoreError: when they are not given, and the address has the form of no server that is known.
        """
        self.address = address
        self.update_address = update or _beside(address, 0)
        self.graphs_address = graphs or _beside(address, 1)
        self.store = SparqlStore(address, settings)
        self._updates = Connection(self.update_address, settings)
        self._graphs = Connection(self.graphs_address, settings)

    def counts(self, prefix: str) -> dict[str, int]:
        """Return how many triples each graph holds whose IRI begins so.

        :raises StoreError: when the server does not answer.
        """
        return {row["graph"]: int(row["n"]) for row in self.store.select(_COUNTS.format(prefix))}

    def put(self, graph: str, turtle: bytes) -> None:
        """Replace a graph by this Turtle.

        :raises StoreError: when the server does not take it.
        """
        address = f"{self.graphs_address}?{urlencode({'graph': graph})}"
        self._graphs.send(address, turtle, {"Content-Type": "text/turtle"}, "PUT")

    def update(self, text: str) -> None:
        """Run an update.

        :raises StoreError: when the server does not.
        """
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        self._updates.send(self.update_address, urlencode({"update": text}).encode(), headers)


def _beside(address: str, which: int) -> str:
    """Return the address for updates (0) or graphs (1) of a server of a known layout.

    >>> _beside("http://localhost:7878/query", 1)
    'http://localhost:7878/store'
    >>> _beside("https://db.example.org/repositories/pain", 0)
    'https://db.example.org/repositories/pain/statements'
    >>> _beside("http://localhost:3030/pain/sparql", 1)
    'http://localhost:3030/pain/data'
    """
    parts = urlsplit(address)
    for path, layout in _LAYOUTS.items():
        if found := re.fullmatch(path, parts.path):
            return urlunsplit(parts._replace(path=found.expand(layout[which]), query=""))
    raise StoreError(
        f"{address}: where the server takes updates and graphs is not known; give --update and --graphs"
    )
