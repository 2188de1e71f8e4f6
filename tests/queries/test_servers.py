"""A snapshot pushed to a real server is the snapshot: the named queries and the answers are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from painkg import paths
from painkg.answers.options import options
from painkg.errors import StoreError
from painkg.graph import Graph
from painkg.opening import open_graph
from painkg.push import INCOMING, push
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.library import Library
from painkg.settings import Settings
from painkg.stores import Store
from tests.stores.servers import Server

SERVERS = ["oxigraph_serve", "virtuoso"]


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, built: Path) -> Server:
    """A server with the graph, pushed twice: what an interrupted push left is there before the second."""
    found: Server = request.getfixturevalue(request.param)
    target = found.writer()
    push(built, target)
    target.put(INCOMING + "left/evidence", b"<http://a/s> <http://a/p> <http://a/o> .")
    push(built, target)
    return found


@pytest.fixture(scope="module")
def remote(server: Server) -> Graph:
    return open_graph(Settings(store=f"sparql+{server.address}", store_timeout=300.0))


def test_a_push_leaves_what_was_pushed_and_nothing_else(server: Server, graph: Graph) -> None:
    counts = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
    wanted = {row["graph"]: int(row["n"]) for row in graph.store.select(counts)}
    wanted["https://w3id.org/painkg/graph/about"] += 1  # the name of the snapshot
    assert server.writer().counts("https://w3id.org/painkg/") == wanted


def test_the_graph_says_which_snapshot_it_is_and_answers_the_same(remote: Graph, graph: Graph) -> None:
    assert remote.release == graph.release
    assert options(remote, "chronic back pain") == options(graph, "chronic back pain")


def test_the_examples_have_the_same_rows(remote: Graph, graph: Graph) -> None:
    assert list(differing(remote.store, graph)) == []


def differing(remote: Store, graph: Graph) -> Iterator[tuple[str, int, object]]:
    """Yield query, number of the example, and what is wrong: the error, or the rows of one side alone."""
    for query in Library.read(paths.queries_dir()):
        for number, example in enumerate(query.header.examples):
            text = bind(query, resolve_arguments(query, example.args, graph.index))
            try:
                there = Counter(remote.select(text).rows)
            except StoreError as error:
                yield query.name, number, error
                continue
            here = Counter(graph.store.select(text).rows)
            if there != here:
                yield query.name, number, (there - here, here - there)
