"""Every tool that docs/clients.md shows gets the rows that the graph gives in process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

import painkg
from painkg.graph import Graph
from tests.clients import documented
from tests.sparql.served import serving

# counts, years and what is unbound; letters beyond ASCII, commas and quotation marks
QUERIES = [documented.QUERY, "queries/options/advice_by_condition.rq"]
TOOLS = ["curl", "R", "pandas", "SPARQLWrapper", "rdflib", "roqet", "Comunica"]
LIBRARY, NAMED = "Python, with the library", "A named query"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving([]) as server:
        yield f"http://127.0.0.1:{server.port}"


def test_every_tool_of_the_page_is_tested() -> None:
    assert sorted(documented.blocks()) == sorted([*TOOLS, LIBRARY, NAMED])


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_gets_the_rows_of_the_graph(tool: str, query: str, address: str, graph: Graph) -> None:
    if reason := documented.missing(tool):
        if os.environ.get("PAINKG_CI"):
            pytest.fail(f"{reason}; .ci/run does so")
        pytest.skip(reason)
    text = (documented.ROOT / query).read_text(encoding="utf-8")
    expected = documented.rows(graph.store.select(text))
    assert len(expected) > 100
    assert documented.run(tool, address, query) == expected


def test_a_named_query_needs_no_sparql(address: str, graph: Graph) -> None:
    expected = documented.rows(painkg.query(graph, "recommendation_counts"))
    assert documented.run(NAMED, address, documented.QUERY) == expected


def test_the_library_gets_the_same_values_from_the_server(address: str, graph: Graph) -> None:
    expected = painkg.query(graph, "recommendation_counts").records()
    assert documented.run(LIBRARY, address, documented.QUERY) == documented.rows(expected)
