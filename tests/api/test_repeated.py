"""A repeated request is answered from what is kept: with the same bytes and headers, and never wrongly."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from painkg.graph import Graph
from painkg.settings import read
from painkg_api.app import create_app
from painkg_api.kept import Kept

OPTIONS = "/options?condition=sciatica"
ASK = "/ask?q=kinds of radiofrequency ablation"
TERM = "/terms/PAINKG:0010003"
REPRESENTATIONS = [
    (OPTIONS, "application/json"),
    (ASK, "application/json"),
    (ASK, "text/html"),
    (ASK, "text/plain"),
    (TERM, "text/turtle"),
    (TERM, "application/ld+json"),
    ("/sparql?query=ASK { ?s ?p ?o }", "application/sparql-results+json"),
    ("/openapi.json", "application/json"),
]


@pytest.fixture(scope="module")
def fresh(graph: Graph, built: Path) -> Iterator[TestClient]:
    """A client of an application that has answered nothing yet."""
    with TestClient(create_app(graph, read({}, workers=1), built / "painkg.nq.gz")) as opened:
        yield opened


def kept(client: TestClient) -> Kept:
    found: Kept = client.app.state.kept  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize(("path", "accept"), REPRESENTATIONS)
def test_the_first_answer_and_a_repeated_one_are_the_same(
    fresh: TestClient, path: str, accept: str, coding: str
) -> None:
    headers = {"accept": accept, "accept-encoding": coding, "origin": "https://example.org"}
    size = kept(fresh).size
    first = fresh.get(path, headers=headers)
    assert kept(fresh).size > size, "the answer is kept"
    size = kept(fresh).size
    again = fresh.get(path, headers=headers)
    assert kept(fresh).size == size
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert first.headers.raw == again.headers.raw
    assert "Accept, Accept-Encoding" in again.headers["vary"]
    assert again.headers["access-control-allow-origin"] == "*"
    assert again.headers["content-type"].startswith(accept)


@pytest.mark.parametrize(("path", "accept"), REPRESENTATIONS)
def test_an_etag_is_of_one_representation_and_one_coding(client: TestClient, path: str, accept: str) -> None:
    tags = {}
    for coding in ("identity", "gzip"):
        headers = {"accept": accept, "accept-encoding": coding}
        tags[coding] = client.get(path, headers=headers).headers["etag"]
        for asked in (tags[coding], f'"other", W/{tags[coding]}', "*"):
            unchanged = client.get(path, headers={**headers, "if-none-match": asked})
            assert (unchanged.status_code, unchanged.content) == (304, b"")
            assert unchanged.headers["etag"] == tags[coding]
            assert "Accept, Accept-Encoding" in unchanged.headers["vary"]
    assert tags["identity"] != tags["gzip"]
    html = client.get(ASK, headers={"accept": "text/html", "accept-encoding": "identity"}).headers["etag"]
    assert (html == tags["identity"]) == (accept == "text/html")


def test_a_compressed_answer_is_the_same_answer(client: TestClient) -> None:
    plain = client.get(OPTIONS, headers={"accept-encoding": "identity"})
    with client.stream("GET", OPTIONS, headers={"accept-encoding": "br, gzip;q=0.5"}) as packed:
        sent = b"".join(packed.iter_raw())
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(sent) < len(plain.content)
    assert gzip.decompress(sent) == plain.content
    refused = client.get(OPTIONS, headers={"accept-encoding": "gzip;q=0, identity"})
    assert refused.content == plain.content
    assert "content-encoding" not in refused.headers


@pytest.mark.parametrize("path", [OPTIONS, "/healthz", "/options?condition=nowhere at all", "/nowhere"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    for _ in range(2):
        got, head = client.get(path), client.head(path)
        assert head.content == b""
        assert head.status_code == got.status_code
        assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/options?condition=nowhere at all", 404),
        (OPTIONS + "&technique_clas=invasive", 422),
        ("/ask?q=what is the weather like", 422),
        (TERM + "?format=docx", 422),
        ("/nowhere", 404),
        ("/healthz", 200),
    ],
)
def test_a_problem_and_the_health_are_never_kept(client: TestClient, path: str, status: int) -> None:
    size = kept(client).size
    for _ in range(2):
        assert client.get(path).status_code == status
    assert kept(client).size == size


def test_what_a_route_refuses_is_refused_after_its_neighbour_is_kept(client: TestClient) -> None:
    assert client.get(TERM).status_code == 200
    assert client.get(TERM, headers={"accept": "image/png"}).status_code == 406
    assert client.post(TERM).status_code == 405
    assert client.get(TERM + "?page=1").status_code == 422


def test_of_two_accept_headers_both_are_looked_at(client: TestClient) -> None:
    page, json = ("accept", "text/html"), ("accept", "application/json")
    assert client.get(TERM, headers=[page, json]).headers["content-type"].startswith("text/html")
    for headers in ([json], [json, page]):
        assert client.get(TERM, headers=headers).headers["content-type"] == "application/json"


def test_an_answer_that_names_our_address_is_kept_for_that_address(client: TestClient) -> None:
    for host in ("one.example", "two.example", "one.example"):
        assert f"http://{host}/sparql" in client.get("/.well-known/void", headers={"host": host}).text


def test_posted_bodies_are_told_apart_by_what_they_ask(client: TestClient) -> None:
    def post(body: dict[str, Any]) -> Any:
        response = client.post("/options", json=body)
        assert "etag" not in response.headers
        return response.json()

    filters = {"technique_class": "invasive", "limit": 2}
    one = post({"condition": "sciatica", "filters": filters})
    turned = post({"filters": dict(reversed(filters.items())), "condition": "sciatica"})
    other = post({"condition": "sciatica", "filters": {"limit": 2}})
    size = kept(client).size
    assert one == turned == post({"condition": "sciatica", "filters": filters})
    assert kept(client).size == size
    assert other["filters"] != one["filters"]
    assert client.post("/options", json={"condition": 3}).status_code == 422
    same = b'{"condition": "sciatica"}'
    assert client.post("/options", content=same, headers={"content-type": "text/plain"}).status_code == 422


def test_a_query_that_changes_by_itself_is_not_kept(client: TestClient) -> None:
    for expression in ("NOW()", "rand()", "STRUUID()", "1+RAND()"):
        query = {"query": f"SELECT ({expression} AS ?x) WHERE {{}}"}
        first, again = client.get("/sparql", params=query), client.get("/sparql", params=query)
        assert first.status_code == 200
        assert first.json() != again.json()
        assert "etag" not in first.headers
