"""Who reads while a snapshot is pushed sees the old one or the new one, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from painkg import terms
from painkg.answers.options import options
from painkg.build.snapshot import read_manifest
from painkg.errors import StoreError
from painkg.opening import open_graph
from painkg.push import push
from painkg.settings import Settings
from painkg.stores import open_store
from painkg.stores.sparql import SparqlStore
from tests.stores import servers
from tests.stores.servers import Server

ROUNDS = ("new", "old", "new")
# names of blank nodes are the server's own
EVERYTHING = "SELECT ?graph ?s ?p ?o WHERE { GRAPH ?graph { ?s ?p ?o } FILTER(!ISBLANK(?s) && !ISBLANK(?o)) }"
ACROSS_GRAPHS = """
PREFIX pk: <https://w3id.org/painkg/vocab#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?statement ?status ?label ?above WHERE {
  ?statement pk:hasStatus ?status ; pk:hasCondition ?condition ; pk:hasIntervention/rdfs:label ?label .
  ?condition pk:isKindOf ?above .
}
"""


@pytest.fixture
def server(tmp_path: Path, home: Path) -> Iterator[Server]:
    """A server of its own, with the old snapshot."""
    with servers.oxigraph(tmp_path) as server:
        push(home / "old", server.writer())
        yield server


def seen_while_pushing(server: Server, home: Path, look: Callable[[], object]) -> list[object]:
    """Return what was seen before, during and after pushes of the snapshots in turn."""
    pushed, seen = Event(), [look()]

    def read() -> None:
        while not pushed.is_set():
            seen.append(look())

    with ThreadPoolExecutor() as pool:
        reader = pool.submit(read)
        try:
            for name in ROUNDS:
                push(home / name, server.writer())
        finally:
            pushed.set()
        reader.result()
    return [*seen, look()]


@pytest.mark.parametrize("query", [EVERYTHING, ACROSS_GRAPHS], ids=["everything", "across graphs"])
def test_a_query_sees_one_snapshot(server: Server, home: Path, query: str) -> None:
    store = open_store(f"sparql+{server.address}", within=terms.GRAPHS)

    def look() -> frozenset[tuple[Any, ...]]:
        return frozenset(store.select(query).rows)

    seen = seen_while_pushing(server, home, look)
    assert seen[0] != seen[-1]
    assert set(seen) == {seen[0], seen[-1]}


def test_a_graph_opened_meanwhile_is_one_snapshot_or_an_error(server: Server, home: Path) -> None:
    def look() -> tuple[str, str]:
        try:
            graph = open_graph(Settings(store=f"sparql+{server.address}"))
        except StoreError as error:
            assert "open it again" in str(error)
            return "", ""
        return graph.release.snapshot, str(options(graph, "chronic back pain"))

    seen = seen_while_pushing(server, home, look)
    told = [str(read_manifest(home / name)["snapshot"]) for name in ("old", "new")]
    assert [seen[0][0], seen[-1][0]] == told
    assert set(seen) - {("", "")} == {seen[0], seen[-1]}


def test_an_open_graph_gives_nothing_new_under_the_old_name(server: Server, home: Path) -> None:
    """And says so for good: what was read before goes on being old, whatever is pushed later."""
    graph = open_graph(Settings(store=f"sparql+{server.address}"))
    changed: list[str] = []

    def look() -> frozenset[tuple[Any, ...]]:
        try:
            return frozenset(graph.store.select(ACROSS_GRAPHS).rows)
        except StoreError as error:
            changed.append(str(error))
            return frozenset()

    seen = seen_while_pushing(server, home, look)
    assert seen[0]
    assert set(seen) == {seen[0], frozenset()}
    told = [str(read_manifest(home / name)["snapshot"]) for name in ("old", "new")]
    assert all(snapshot in changed[-1] for snapshot in told)
    push(home / "old", server.writer())
    assert look() == frozenset()


@pytest.mark.parametrize("nth", range(1, 6))
def test_a_push_at_any_moment_of_opening_is_noticed(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    post, asked = SparqlStore._post, []

    def pushed_before(store: SparqlStore, *given: Any) -> bytes:
        asked.append(store)
        if len(asked) == nth:
            push(home / "new", server.writer())
        return post(store, *given)

    monkeypatch.setattr(SparqlStore, "_post", pushed_before)
    try:
        graph = open_graph(Settings(store=f"sparql+{server.address}"))
    except StoreError as error:
        assert "open it again" in str(error)
        assert nth > 1
    else:
        assert nth == 1
        assert graph.release.snapshot == read_manifest(home / "new")["snapshot"]
        new = open_store(f"sparql+{server.address}", within=terms.GRAPHS).select(ACROSS_GRAPHS)
        assert set(graph.store.select(ACROSS_GRAPHS).rows) == set(new.rows)
