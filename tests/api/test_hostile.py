"""No hostile string changes a query, and none gets anything but its answer or a 4xx problem."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from painkg.answers.search import search
from painkg.graph import Graph

HOSTILE = [
    '"',
    "'",
    '" } UNION { ?s ?p ?o } #',
    "> } ; DROP ALL #",
    "PAINKG:0010003> <http://a/b",
    "}}}}",
    "\\",
    "\\u0022",
    "\x00",
    "\n\r\t",
    "%00",
    "%22%7D",
    "${jndi:ldap://127.0.0.1/a}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "?condition",
    "a" * 299,
    "\\u202e\\u200fpain",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "https://w3id.org/painkg/PAINKG_0010003> ?p ?o . <x:y",
]
ROUTES = [
    "/options?condition=",
    "/search?q=",
    "/ask?q=",
    "/terms?iri=",
    "/disagreements?condition=",
    "/mme?dose=",
]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_is_only_a_value(client: TestClient, route: str, text: str) -> None:
    path, _, name = route.partition("?")
    response = client.get(path, params={name.rstrip("="): text})
    assert response.status_code in (200, 404, 422), response.text
    if response.status_code != 200:
        assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_argument_of_a_named_query_is_refused(client: TestClient, text: str) -> None:
    for query in client.get("/queries").json()["queries"]:
        for parameter in query["parameters"]:
            values = {p["name"]: p.get("example", "1") for p in query["parameters"]}
            response = client.get(f"/queries/{query['name']}", params={**values, parameter["name"]: text})
            assert response.status_code in (200, 404, 422), response.text


def test_hostile_markup_in_a_page_is_escaped(client: TestClient) -> None:
    page = client.get("/terms/PAINKG:0010003", headers={"accept": "text/html"}).text
    assert "<script" not in page


def test_every_label_and_exact_synonym_finds_its_own_term_first(graph: Graph) -> None:
    names = [(info.label, info.id) for info in graph.index.named()]
    names += [
        (text, term)
        for term, found in graph.index.synonyms.items()
        for scope, text in found
        if scope == "exact"
    ]
    wrong = [(name, term) for name, term in names if search(graph.index, name, limit=1)[0]["id"] != term]
    assert not wrong
