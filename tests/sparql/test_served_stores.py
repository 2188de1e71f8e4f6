"""Wherever the graph is, `painkg serve --store` gives the same answers, at `/sparql` and at other doors."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from painkg.push import push
from tests.sparql.served import serving
from tests.sparql.test_protocol import get
from tests.stores.servers import Server

QUERY = "SELECT ?s ?p ?o { GRAPH <https://w3id.org/painkg/graph/relations> { ?s ?p ?o } } ORDER BY ?s ?p ?o"
DOOR = "/options?condition=chronic+back+pain&technique_class=invasive"


@pytest.fixture(scope="module")
def elsewhere(oxigraph_serve: Server, built: Path) -> str:
    """The graph on a server."""
    push(built, oxigraph_serve.writer())
    return f"sparql+{oxigraph_serve.address}"


@pytest.mark.parametrize("place", ["folder", "file", "server"])
def test_the_answers_are_those_of_the_built_graph(built: Path, elsewhere: str, place: str) -> None:
    folder, file = f"oxigraph:{built / 'store'}", f"oxigraph:{built / 'painkg.nq.gz'}"
    store = {"folder": folder, "file": file, "server": elsewhere}[place]
    with serving([]) as usual, serving([], store=store) as other:
        assert get(other, QUERY).body == get(usual, QUERY).body
        expected, found = (json.loads(server.ask("GET", DOOR).body) for server in (usual, other))
        if place == "folder":  # it may be any store, and only its files tell it from others
            assert re.fullmatch("[0-9a-f]{16}", found["release"].pop("snapshot"))
            del expected["release"]["snapshot"]
        assert found == expected
