"""The doors on a graph on a server elsewhere: each answers to the letter as it does on the embedded graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from painkg import paths
from painkg.opening import open_graph
from painkg.push import push
from painkg.queries.library import Library
from painkg.settings import Settings
from tests.answers.test_vocabulary import EDITOR
from tests.api.conftest import opened
from tests.api.test_doors import ANSWERS
from tests.stores import servers
from tests.stores.servers import Server

READ = [
    *ANSWERS,
    "/sources/NG59",
    "/statements?limit=500&offset=100",
    "/search?q=chronik bak pain",
    "/ask?q=what are the red flags for low back pain",
    "/ask?q=can a patient on warfarin have an epidural injection",
    "/disagreements?limit=500",
    "/openapi.json",
    "/context.jsonld",
    "/.well-known/void",
    "/.well-known/sparql-examples",
]
PAGES = ["/", "/docs", "/report", "/terms/PAINKG:0010003", "/editor?example=subclasses", "/sources/NG59"]
PATIENT = {
    "age": 72,
    "conditions": ["heart failure"],
    "medications": ["warfarin", "phenelzine", "no such drug"],
    "egfr": 25,
    "prior_treatments": [{"treatment": "spinal cord stimulation", "outcome": "failed trial"}],
}
POSTED: list[tuple[str, dict[str, Any]]] = [
    ("/options", {"condition": "chronic back pain", "patient": PATIENT}),
    ("/options", {"condition": "neuropathic pain", "filters": {"direction": "for"}, "patient": PATIENT}),
    ("/explain", {"condition": "low back pain", "intervention": "duloxetine", "patient": PATIENT}),
    ("/explain", {"condition": "fibromyalgia", "intervention": "vertebroplasty"}),
    ("/annotate", {"text": "CLBP with sciatica, failed NSAIDs, now on duloxetine"}),
    ("/mme", {"doses": [{"drug": "oxycodone", "dose": 20, "unit": "mg", "per_day": 3}]}),
]


@pytest.fixture(scope="module")
def elsewhere(oxigraph_serve: Server, built: Path) -> Iterator[TestClient]:
    """A client of the application on the snapshot as a real server has it."""
    push(built, oxigraph_serve.writer())
    graph = open_graph(Settings(store=f"sparql+{oxigraph_serve.address}"))
    with opened(graph, built) as client:
        yield client


@pytest.mark.parametrize("path", READ)
def test_a_door_gives_the_same(client: TestClient, elsewhere: TestClient, path: str) -> None:
    here, there = client.get(path), elsewhere.get(path)
    assert there.status_code == here.status_code == 200, there.text
    assert there.text == here.text
    assert there.headers["etag"] == here.headers["etag"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_same(client: TestClient, elsewhere: TestClient, path: str) -> None:
    accept = {"accept": "text/html"}
    here, there = client.get(path, headers=accept), elsewhere.get(path, headers=accept)
    assert there.status_code == here.status_code == 200, there.text
    assert there.text == here.text


@pytest.mark.parametrize(("path", "body"), POSTED)
def test_a_posted_question_has_the_same_answer(
    client: TestClient, elsewhere: TestClient, path: str, body: dict[str, Any]
) -> None:
    here, there = client.post(path, json=body), elsewhere.post(path, json=body)
    assert there.status_code == here.status_code == 200, there.text
    assert there.text == here.text


@pytest.mark.parametrize("name", sorted(Library.read(paths.queries_dir()).queries))
def test_a_named_query_gives_the_same(client: TestClient, elsewhere: TestClient, name: str) -> None:
    args = Library.read(paths.queries_dir()).get(name).header.examples[0].args
    path = f"/queries/{name}"
    here, there = client.get(path, params=args), elsewhere.get(path, params=args)
    assert there.status_code == here.status_code == 200, there.text
    assert there.text == here.text


def test_a_plain_query_finds_the_partitions(client: TestClient, elsewhere: TestClient) -> None:
    rows = client.post("/sparql", data={"query": EDITOR}).json()["results"]["bindings"]
    here = {tuple(sorted((name, cell["value"]) for name, cell in row.items())) for row in rows}
    there = elsewhere.app.state.graph.store.select(EDITOR)  # type: ignore[attr-defined]
    assert here == {tuple(sorted(row.items())) for row in there}
    assert len(here) > 300


def test_when_the_data_have_changed_no_answer_mixes_them(tmp_path: Path, home: Path) -> None:
    """What is in memory stays as it was; what would be read says no; the health asks for a restart."""
    with servers.oxigraph(tmp_path) as server:
        push(home / "old", server.writer())
        with opened(open_graph(Settings(store=f"sparql+{server.address}")), home / "old") as client:
            options = client.get("/options?condition=chronic+back+pain")
            assert options.status_code == client.get("/healthz").status_code == 200
            push(home / "new", server.writer())
            found = client.get("/queries/research_only")
            assert (found.status_code, found.headers["retry-after"]) == (503, "1")
            assert "open it again" in found.json()["detail"]
            assert client.get("/healthz").status_code == 503
            assert client.get("/options?condition=chronic+back+pain").text == options.text
